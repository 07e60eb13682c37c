"""Numbers as the pages write them, read back, worked out and written again, without the portal's own code."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

UNITS = {
    "id": {"ribu": 10**3, "juta": 10**6, "miliar": 10**9},
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9},
}
POINTS = {"id": "poin", "en": "pts"}
ABOUT = {"id": "±", "en": "~"}
MISSING = "–"


def value(text: str, language: str) -> Fraction:
    """What a written number stands for; a share or points as a part of one."""
    bare = text.replace("\u00a0", " ").removeprefix(ABOUT[language]).strip()
    number, _space, word = bare.partition(" ")
    scale = Fraction(1)
    if word:
        scale = Fraction(1, 100) if word == POINTS[language] else Fraction(UNITS[language][word])
    if number.endswith("%"):
        number, scale = number[:-1], Fraction(1, 100)
    group, mark = (".", ",") if language == "id" else (",", ".")
    plain = number.replace(group, "").replace(mark, ".").replace("−", "-")
    assert re.fullmatch(r"[-+]?\d+(\.\d+)?", plain), f"not a number in {language}: {text!r}"
    whole = number.lstrip("−+").partition(mark)[0]
    assert re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})*", whole), f"badly grouped: {text!r}"
    return Fraction(plain) * scale


def written_as(shown: str, exact: Fraction, language: str) -> str:
    """`exact` in the form that `shown` has: a share, points, a change, an estimate, a short or a full count."""
    text = shown.replace("\u00a0", " ")
    about = text.startswith(ABOUT[language])
    if text.endswith("%"):
        found = _plain(exact * 100, 0 if about else 1, language) + "%"
    elif text.endswith(" " + POINTS[language]):
        found = _signed(exact * 100, 1, language) + " " + POINTS[language]
    elif text.startswith("+"):
        found = _signed(exact, 0, language)
    elif about:
        found = roughly(exact, language)
    elif any(text.endswith(" " + unit) for unit in UNITS[language]):
        found = three_digits(exact, language)
    else:
        found = _plain(exact, 0, language)
    if about:
        found = ABOUT[language] + (" " if found.startswith("−") else "") + found
    return found


def roughly(exact: Fraction, language: str) -> str:
    """An estimate: 1,19 juta, whole thousands below, and whole hundreds of what is less than one."""
    thousands = _rounded(exact / 1000, 0)
    if abs(thousands) >= 1000:
        return three_digits(exact, language)
    if abs(exact) < 950:
        return _plain(_rounded(exact / 100, 0) * 100, 0, language)
    return f"{_plain(thousands, 0, language)} {next(iter(UNITS[language]))}"


def three_digits(exact: Fraction, language: str) -> str:
    """1,19 juta; 183 ribu; below ten thousand every digit."""
    if abs(exact) < 10_000:
        return _plain(exact, 0, language)
    for unit, size in UNITS[language].items():
        word, scaled = unit, exact / size
        places = 2 if abs(scaled) < 10 else 1 if abs(scaled) < 100 else 0
        if abs(_rounded(scaled, places)) < 1000:
            break
    digits = _plain(scaled, places, language)
    mark = "," if language == "id" else "."
    return (digits.rstrip("0").rstrip(mark) if mark in digits else digits) + " " + word


def worked_out(sum_: str, language: str) -> Fraction:
    """What a line of numbers comes to: × and ÷ before + and −, brackets first, equals left to right."""
    left = [part for part in re.split(r"( [÷×−+] |[()])", sum_) if part.strip()]
    result = _sum(left, language)
    assert not left, f"not worked out to its end: {sum_!r}"
    return result


def _sum(left: list[str], language: str) -> Fraction:
    total = _product(left, language)
    while left and left[0] in (" + ", " − "):
        sign, term = left.pop(0), _product(left, language)
        total = total + term if sign == " + " else total - term
    return total


def _product(left: list[str], language: str) -> Fraction:
    total = _factor(left, language)
    while left and left[0] in (" × ", " ÷ "):
        sign, factor = left.pop(0), _factor(left, language)
        total = total * factor if sign == " × " else total / factor
    return total


def _factor(left: list[str], language: str) -> Fraction:
    first = left.pop(0)
    if first != "(":
        return value(first, language)
    inside = _sum(left, language)
    assert left.pop(0) == ")"
    return inside


def _rounded(exact: Fraction, places: int) -> Fraction:
    step = Decimal(1).scaleb(-places)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Fraction(decimal.quantize(step, ROUND_HALF_UP))


def _plain(exact: Fraction, places: int, language: str) -> str:
    text = f"{Decimal(_rounded(exact, places).numerator) / Decimal(_rounded(exact, places).denominator):,.{places}f}"
    text = text.removeprefix("-") if not _rounded(exact, places) else text.replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _signed(exact: Fraction, places: int, language: str) -> str:
    return ("+" if _rounded(exact, places) > 0 else "") + _plain(exact, places, language)
