"""Whether a NIK stands in what somebody typed. The one rule for all text that people enter. Pure: no Django.

Sixteen digits that stand together are taken for one in any case. Set apart, they are one where they say what a NIK
says (PPKKCC DDMMYY SSSS, women DD + 40), whatever signs but letters stand between them, and whatever digits of
Unicode they are written with. Telephones, dates and numbers of letters in one sentence say that hardly ever.
"""

from __future__ import annotations

import re
import unicodedata

from coverage_portal.core.luhn import passes_luhn
from coverage_portal.core.unseen import seen_text

NIK_DIGITS = 16
PADDED = "0000"
"""No NPWP begins with so many zeros: behind them a number was filled up to the length of one."""
_RUN = re.compile(r"[0-9]+(?:[\W_]+[0-9]+)*")
_GROUP, _APART = re.compile("[0-9]+"), re.compile(r"[\W_]+")
_LISTED = frozenset(",;\r\n")
_DAY = re.compile(
    r"(?<![0-9])(?<![0-9][-/.])(?:"
    r"(?:0?[1-9]|[12][0-9]|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?!\1?[0-9])"
    r"|20[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12][0-9]|3[01])(?!\2?[0-9]))"
)
_LETTERED = re.compile(r"(?<![^\W_])(?=[OoIl]*\d)[\dOoIl]+(?![^\W_])")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_ROUNDED = re.compile(r"\d[.,]\d+e\+?1\d", re.ASCII | re.IGNORECASE)
_STRUCTURE = re.compile(r"[1-9]\d{5}([0-7]\d)(0[1-9]|1[0-2])\d{6}", re.ASCII)
_PUNCTUATION = re.compile(r"[\s'.\-/]")
_MARKS = {"Cf", "Mn", "Me"}
_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def may_hold_nik(text: str) -> bool:
    """Whether a NIK may stand in the text, also with a digit too many before or behind it."""
    plain = _LETTERED.sub(lambda found: found[0].translate(_AS_DIGITS), plain_digits(text))
    return bool(_ROUNDED.search(plain)) or any(_in_run(run) for run in _RUN.findall(_DAY.sub(" x ", plain)))


def may_hold_nik_beside_npwp(text: str) -> bool:
    """The same where a firm's NPWP may be typed: it has 15 digits, or 16 or 22 that begin with 0."""
    return not is_npwp(text) and may_hold_nik(text)


def is_npwp(text: str) -> bool:
    """Whether the text is an NPWP of a firm and nothing else, and no NIK that was filled up to its length."""
    digits = _PUNCTUATION.sub("", plain_digits(text))
    if not (digits.isascii() and digits.isdigit()):
        return False
    if len(digits) == 15:
        return True
    if digits[0] != "0" or len(digits) not in (16, 22):
        return False
    inside = any(_says_nik(digits[start : start + NIK_DIGITS]) for start in range(1, len(digits) - NIK_DIGITS + 1))
    return not inside or (passes_luhn(digits[1:10]) and not digits.startswith(PADDED))


def plain_digits(text: str) -> str:
    """The text with every digit of Unicode as one of 0 to 9, and without what shows nothing."""
    signs = []
    for sign in unicodedata.normalize("NFKC", seen_text(text)):
        value = unicodedata.digit(sign, None)
        if value is not None:
            signs.append(str(value))
        elif unicodedata.category(sign) not in _MARKS:
            signs.append(sign)
    return "".join(signs)


def _in_run(run: str) -> bool:
    """Whether sixteen digits between which no letter stands are a NIK."""
    groups, apart = _GROUP.findall(run), _APART.findall(run)
    if any(len(group) >= NIK_DIGITS for group in groups) or _in_even_groups(groups, apart):
        return True
    listed = [""]
    for group, before in zip(groups, ["", *apart], strict=True):
        if _LISTED.isdisjoint(before):
            listed[-1] += group
        else:
            listed.append(group)
    return any(_alone(digits) for digits in ("".join(groups), *listed))


def _alone(digits: str) -> bool:
    """Whether these digits are a NIK, with one too many before or behind it perhaps."""
    if len(digits) not in (NIK_DIGITS, NIK_DIGITS + 1):
        return False
    return _says_nik(digits[:NIK_DIGITS]) or _says_nik(digits[-NIK_DIGITS:])


def _in_even_groups(groups: list[str], apart: list[str]) -> bool:
    """Whether some of the groups, with the same signs between them, are a NIK."""
    for first in range(len(groups)):
        digits = groups[first]
        for last in range(first + 1, len(groups)):
            if apart[last - 1] != apart[first]:
                break
            digits += groups[last]
            if len(digits) >= NIK_DIGITS:
                if len(digits) == NIK_DIGITS and _says_nik(digits):
                    return True
                break
    return False


def _says_nik(digits: str) -> bool:
    """Whether sixteen digits have a region and a day of birth."""
    found = _STRUCTURE.fullmatch(digits)
    if found is None:
        return False
    day, month = int(found[1]), int(found[2])
    return 1 <= (day - 40 if day > 40 else day) <= _LENGTHS[month - 1]
