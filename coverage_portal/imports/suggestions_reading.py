"""What somebody most likely meant by a cell: closest words, numbers said in words, dates with one reading. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from difflib import SequenceMatcher
from string import ascii_uppercase, digits

import polars as pl

from coverage_portal.core.cell_dates import DAY_FIRST, MONTH_FIRST, to_canonical_date
from coverage_portal.core.cell_words import word_key

CLOSE, CLEARLY = 0.8, 0.1
"""How alike two words must be (difflib's ratio), and by how much the next one must stand behind."""
ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
WITH_ONE = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus"}
HUNDREDS = re.compile(r"(?:(?P<hundreds>\w+) ratus)?(?P<rest>.*)")
TEENS = re.compile(r"(?P<ones>\w+) belas")
TENS = re.compile(r"(?:(?P<tens>\w+) puluh)?(?P<ones>.*)")
COUNTED = re.compile(r"(?P<number>.+?)\s*(?:orang|tk|pekerja|tenaga kerja|karyawan|jiwa)\.?", re.IGNORECASE)
GROUPED = re.compile(r"(?:rp\.?\s*)?(?P<number>\d{1,3}(?:[.,]\d{3}){2,}|\d+)(?:[.,]00?|,-+)?", re.IGNORECASE)
THOUSANDS = re.compile(
    r"(?:rp\.?\s*)?(?P<whole>\d{1,6})(?:[.,](?P<part>\d{1,2}))?\s*(?P<word>ribu|rb|juta|jt)", re.IGNORECASE
)
SCALES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000}
LIKE_DIGITS = str.maketrans("OolI", "0011")
YEAR = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")
CANONICAL = re.compile(r"\d{2}-\d{2}-\d{4}", re.ASCII)
LONGEST_CODE = 12  # as many neighbours as SQLite takes parameters


def closest(text: str, words: Mapping[str, str]) -> str | None:
    """The code whose word (see `word_key`) is clearly the closest to `text`; None when none is, or two are."""
    wanted = word_key(text)
    if not wanted:
        return None
    if wanted in words:
        return words[wanted]
    best: dict[str, float] = {}
    for word, code in words.items():
        best[code] = max(best.get(code, 0.0), SequenceMatcher(None, wanted, word).ratio())
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < CLOSE or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY):
        return None
    return ranked[0][0]


def whole_number(text: str) -> int | None:
    """A number that is not written as one: "enam", "dua belas orang", "1.250.000", "4,6 juta". None when unsure."""
    plain = " ".join(text.split())
    if counted := COUNTED.fullmatch(plain):
        plain = counted["number"]
    if said := THOUSANDS.fullmatch(plain):
        scale, part = SCALES[said["word"].lower()], said["part"] or ""
        value = int(said["whole"] + part) * scale
        return value // 10 ** len(part) if value % 10 ** len(part) == 0 else None
    if grouped := GROUPED.fullmatch(plain):
        marks = set(grouped["number"]) - set(digits)
        return int(re.sub(r"\D", "", grouped["number"])) if len(marks) < 2 else None
    return number_in_words(plain)


def number_in_words(text: str) -> int | None:
    """An Indonesian number word from nol to sembilan ratus sembilan puluh sembilan; None for anything else."""
    plain = " ".join(WITH_ONE.get(word, word) for word in text.lower().split())
    if plain in ONES:
        return ONES.index(plain)
    parts = HUNDREDS.fullmatch(plain)
    assert parts is not None  # it takes any text
    hundreds, rest = parts["hundreds"], parts["rest"].strip()
    below = _below_a_hundred(rest) if rest else 0
    if below is None or (hundreds and hundreds not in ONES[1:]):
        return None
    return (ONES.index(hundreds) * 100 if hundreds else 0) + below if hundreds or rest else None


def _below_a_hundred(text: str) -> int | None:
    if teens := TEENS.fullmatch(text):
        return 10 + ONES.index(teens["ones"]) if teens["ones"] in ONES[1:] else None
    parts = TENS.fullmatch(text)
    assert parts is not None  # it takes any text
    tens, ones = parts["tens"], parts["ones"].strip()
    if (tens and tens not in ONES[1:]) or (ones and ones not in ONES[1:]) or not (tens or ones):
        return None
    return (ONES.index(tens) * 10 if tens else 0) + (ONES.index(ones) if ones else 0)


def one_date(text: str) -> date | None:
    """The only day a text can mean; None where day and month could change places, or the year has two digits."""
    for written in (text, text.translate(LIKE_DIGITS)):
        if YEAR.search(written):
            if written != text and CANONICAL.fullmatch(written):
                return _read(written, DAY_FIRST)
            found = {day for style in (DAY_FIRST, MONTH_FIRST) if (day := _read(written, style))}
            if found:
                return found.pop() if len(found) == 1 else None
    return None


def _read(text: str, style: str) -> date | None:
    # a second cell keeps the column from being taken for one that is canonical throughout
    canonical = to_canonical_date(pl.Series([text, ""]), style)[0]
    with suppress(ValueError):
        return datetime.strptime(canonical, "%d-%m-%Y").date()
    return None


def one_away(code: str) -> Iterator[str]:
    """Codes of capitals and digits that differ from `code` by one sign: another, one more, one less, two changed about.

    About 600 for the eight signs of an NPP.
    """
    signs = digits + ascii_uppercase
    if not code or len(code) > LONGEST_CODE:
        return
    for at in range(len(code) + 1):
        before, after = code[:at], code[at:]
        yield from (before + sign + after for sign in signs)
        if after:
            yield before + after[1:]
            yield from (before + sign + after[1:] for sign in signs if sign != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
