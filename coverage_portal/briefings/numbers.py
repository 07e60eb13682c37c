"""Numbers inside a text, in Indonesian ("id") or English ("en"): the value each claims and how finely. Pure.

"736 ribu" claims 736,000 to the nearest thousand, "61,8%" a share of 0.618 to the nearest thousandth. Dates, years,
clock times, numbers of articles, regulations, letters, stages, pages and lists, and codes claim nothing and are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import floor

from coverage_portal.core.formatting import ABOUT, MINUS, MONTHS, SEPARATORS, SHORT_MONTHS, SHORT_UNITS

PERCENT, POINTS, RUPIAH, COUNT = "%", "poin", "Rp", ""
YEARS = range(1900, 2101)
LONGEST = 40
ROUGH_STEP, ROUGH_BELOW = 100, 1_000
POWERS = {word: power for units in SHORT_UNITS.values() for power, word in units}
POWERS |= {"rb": 3, "jt": 6, "m": 9, "milyar": 9, "k": 3, "bn": 9}
PEOPLE = r"orang|jiwa|pekerja|peserta|pemberi\skerja|kepesertaan|people|persons|workers|members|employers|memberships"


@dataclass(frozen=True)
class Claim:
    """A number of a text: where it starts, as it stands, the value it claims and the step it is given to.

    `unit` is COUNT, PERCENT, POINTS or RUPIAH; a share and a difference in points are fractions of one. `rough` when
    the text says that it is an estimate (±), `ranged` when it is one end of a range, which is rounded outwards.
    """

    start: int
    text: str
    value: Fraction
    step: Fraction
    unit: str = COUNT
    rough: bool = False
    ranged: bool = False

    def holds(self, exact: Fraction) -> bool:
        """Whether `exact` is what the text says: rounded half away from zero to the step; for an end of a range, less
        than a step away."""
        if self.ranged:
            return abs(exact - self.value) < self.step
        rounded = floor(abs(exact) / self.step + Fraction(1, 2)) * self.step
        return (-rounded if exact < 0 else rounded) == self.value


def numbers_in(text: str, language: str) -> tuple[Claim, ...]:
    """Every number of the text that claims something, in reading order."""
    passed_over = [match.span() for match in NO_CLAIM.finditer(text)]
    found = [
        (match, claim)
        for match in NUMBER.finditer(text)
        if not any(start < match.end("digits") and match.start("digits") < end for start, end in passed_over)
        and (claim := _claim(match, language))
    ]
    return tuple(_ranged(text, found))


def _claim(match: re.Match[str], language: str) -> Claim | None:
    """What the match claims; None for digits that are no number in either language, and for a bare year."""
    read = _digits(match["digits"], language) or _digits(match["digits"], "en" if language == "id" else "id")
    if read is None or _is_year(match):
        return None
    value, places = read
    word, unit = (match["word"] or "").lower(), (match["unit"] or "").lower()
    scale = Fraction(10 ** POWERS.get(word, 0))
    kind = RUPIAH if match["money"] else COUNT
    if unit:
        scale, kind = scale / 100, POINTS if unit.startswith(("po", "percentage", "pts")) else PERCENT
    rough = bool(match["about"])
    step = scale / 10**places
    if rough and kind == COUNT and not word and value < ROUGH_BELOW and value % ROUGH_STEP == 0:
        step = Fraction(ROUGH_STEP)
    below_nothing = match["sign"] in (MINUS, "-")
    return Claim(match.start(), match[0], (-value if below_nothing else value) * scale, step, kind, rough)


def _digits(digits: str, language: str) -> tuple[Fraction, int] | None:
    """The value of digits and how many decimals they have; None when the language would not write them so."""
    if len(digits) > LONGEST:
        return None
    group, mark = SEPARATORS[language]
    whole, dot, rest = digits.partition(mark)
    first, *others = whole.split(group)
    if (dot and not rest.isdecimal()) or not first or any(len(other) != 3 for other in others):
        return None
    if others and len(first) > 3:
        return None
    return Fraction(int(first + "".join(others) + rest), 10 ** len(rest)), len(rest)


def _is_year(match: re.Match[str]) -> bool:
    """Whether four bare digits are a year rather than a count: nothing beside them says what they count."""
    digits = match["digits"]
    bare = not (match["word"] or match["unit"] or match["money"] or match["counted"])
    return bare and len(digits) == 4 and digits.isdecimal() and int(digits) in YEARS


def _ranged(text: str, found: list[tuple[re.Match[str], Claim]]) -> Iterator[Claim]:
    """The claims, those at both ends of "61,5–62,2%" with what stands once for both."""
    ends: dict[int, Claim] = {}
    for (match, low), (after, high) in pairwise(found):
        between = text[match.end("digits") : after.start("digits")]
        if not RANGE.fullmatch(between):
            continue
        scale = Fraction(10 ** POWERS.get((after["word"] or "").lower(), 0)) / (100 if high.unit in SHARES else 1)
        unit = low.unit or high.unit
        ends[low.start] = replace(low, value=low.value * scale, step=low.step * scale, unit=unit, ranged=True)
        ends[high.start] = replace(high, unit=unit, ranged=True)
    return (ends.get(claim.start, claim) for _match, claim in found)


SHARES = (PERCENT, POINTS)
RANGE = re.compile(r"\s?[–-]\s?")
NUMBER = re.compile(
    rf"""
    (?<![\w/])(?<![0-9][.,])
    (?:(?P<about>[{"".join(ABOUT.values())}])\s?)?
    (?P<sign>[+{MINUS}]|(?<![\w\s])-|(?<=\s)-|^-)?
    (?P<money>Rp\.?\s?|IDR\s?)?
    (?P<digits>(?>[0-9]+(?:[.,][0-9]+)*))
    (?!/(?-i:[0-9A-Z]))
    (?:(?:\s|(?<=[0-9]))(?P<word>{"|".join(sorted(POWERS, key=len, reverse=True))})(?!\w))?
    (?:\s?(?P<unit>%|persen\b|per\ ?cent\b|poin\b|percentage\ points?\b|points?\b|pts\b))?
    (?=(?P<counted>\s(?:{PEOPLE})\b)?)
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMES = {name for names in (*MONTHS.values(), *SHORT_MONTHS.values()) for name in names}
_MONTH = "|".join(sorted(_NAMES | {name.upper() for name in _NAMES}, key=len, reverse=True))
_LEADS = (
    "pasal|ayat|huruf|bab|butir|lampiran|nomor|no|tahun|halaman|hlm|hal|tabel|gambar|sumber|usulan|pukul|jam|kode"
    "|tahap|triwulan|semester|lantai"
    "|article|section|paragraph|annex|no|year|page|table|source|request|code|stage|phase|quarter|floor"
)
_MEASURED = rf"\s?(?:%|persen|per\ ?cent|poin|points?|pts)|\s(?:{'|'.join(POWERS)}|{PEOPLE})\b"
_LAWS = (
    "UU|PP|Perpres|Perppu|Inpres|Keppres|Permenaker|Permendagri|Kepmendagri|Perda|Perwal|Perbup|Pergub|Kepgub|Kepwal"
    "|SE|SK|Peraturan|Undang-Undang"
)
NO_CLAIM = re.compile(
    rf"""
    \b[0-9]{{1,2}}\s(?:{_MONTH})\b(?:\s[0-9]{{4}})?
    | \b[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?\b
    | \b[0-9]{{1,2}}([-/.])[0-9]{{1,2}}\1[0-9]{{4}}\b
    | \b[0-9]{{1,2}}[.:][0-9]{{2}}\s?WI[BT]A?\b
    | \b(?i:{_LEADS})\.?\s?\(?(?>[0-9]+)(?:[.:][0-9]{{2}}\b)?(?![.,]?[0-9]|{_MEASURED})\)?
    | \b(?:{_LAWS})(?:\s[A-Z][a-z]+)*\s[0-9]+(?:[./][0-9A-Z]+)*
    | [A-Z]+/[0-9A-Z./]+
    | \b(?i:ke)-[0-9]+\b
    | ^\s*[0-9]+[.)]\s
    | [(\[][0-9]{{1,2}}[)\]]
    | \(0[0-9]+\)\s?[0-9 -]+
    """,
    re.VERBOSE | re.MULTILINE,
)
