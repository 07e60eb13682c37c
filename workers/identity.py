"""What a NIK says, and the keyed hash that stands for it. Pure: no Django.

A NIK is 16 digits PPKKCC DDMMYY SSSS: place of first registration, birth date (women: day + 40), serial from 0001.
It has no check digit, never changes on moving (PP 40/2019) and may disagree with a birth date corrected later.
No digit of it is ever stored; only HMAC-SHA256 under a secret key, cut to 128 bits.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from polars_hash import CryptographicHashingNameSpace as Hashed

YOUNGEST, OLDEST = 15, 100
FIRST_DEMO_SERIAL = 9000  # demo registries use serials 9000-9999, assumed never issued
_BLOCK = 64  # bytes in one block of SHA-256
_STRIPPED = str.maketrans("", "", " .-'\u00a0\u2019\u200b\t")


class NikHasher:
    """HMAC-SHA256 (RFC 2104) of whole columns of NIKs, outside Python's lock; the same digest as `hmac`."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
        self._inner = pl.lit(bytes(byte ^ 0x36 for byte in block))
        self._outer = pl.lit(bytes(byte ^ 0x5C for byte in block))

    def digest(self, nik: bytes) -> bytes:
        """The 16 bytes stored for one NIK (its 16 ASCII digits)."""
        return hmac.digest(self._key, nik, "sha256")[:16]

    def digests(self, niks: pl.Expr) -> pl.Expr:
        """The 16 bytes stored for each NIK of a column of text."""
        inner = Hashed(self._inner + niks.cast(pl.Binary)).sha2_256().str.decode("hex")
        return Hashed(self._outer + inner).sha2_256().str.head(32).str.decode("hex")


@dataclass(frozen=True, slots=True)
class Nik:
    """What the digits say. `problem` is the code of the first rule broken, empty when the NIK is sound."""

    problem: str
    region: str = ""
    birth_date: date | None = None
    female: bool = False
    demo: bool = False


def read_nik(text: str, today: date) -> Nik:
    """One NIK, rule by rule: the plain second witness of `nik_columns`, and the check of a NIK typed by hand."""
    digits = text.translate(_STRIPPED)
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        return Nik("nik_form")
    day, month = int(digits[6:8]), int(digits[8:10])
    female = day > 40
    day -= 40 if female else 0
    try:
        birth_date = date(2000 + int(digits[10:12]), month, day)
    except ValueError:
        birth_date = None
    if birth_date is None or birth_date > _years_before(today, YOUNGEST):
        try:
            birth_date = date(1900 + int(digits[10:12]), month, day)
        except ValueError:
            return Nik("nik_date")
    if digits[12:] == "0000":
        return Nik("nik_serial")
    if birth_date > _years_before(today, YOUNGEST) or birth_date <= _years_before(today, OLDEST + 1):
        return Nik("nik_age")
    return Nik("", digits[:6], birth_date, female, int(digits[12:]) >= FIRST_DEMO_SERIAL)


def _years_before(day: date, years: int) -> date:
    """The same calendar day `years` earlier; 28 February for a 29th that does not exist."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def sixteen_digits(cells: pl.Series) -> bool:
    """True when every cell is a number of 16 digits, the first not 0: then nothing has to be stripped."""
    numbers = cells.cast(pl.Int64, strict=False)
    return not numbers.null_count() and bool((cells.str.len_bytes() == 16).all()) and bool((numbers >= 10**15).all())


def stripped_nik(column: str) -> pl.Expr:
    """The text of a NIK cell without the dots, dashes, spaces and apostrophes people put into it."""
    return pl.col(column).str.replace_all(r"[\s.\-'\x{a0}\x{2019}\x{200b}]", "")


class NikTable:
    """Every DDMMYY there is in one table: says what the digits of a whole column mean at a few nanoseconds a row."""

    def __init__(self, today: date) -> None:
        youngest = np.datetime64(_years_before(today, YOUNGEST))
        oldest = np.datetime64(_years_before(today, OLDEST + 1))
        self._born = np.full(1_000_000, np.datetime64("NaT"), dtype="datetime64[D]")
        self._enter(np.arange(np.datetime64("1900-01-01"), np.datetime64("2000-01-01")))
        self._enter(np.arange(np.datetime64("2000-01-01"), youngest + 1))  # the later century wherever both fit
        self._aged = (self._born > oldest) & (self._born <= youngest)

    def _enter(self, days: np.ndarray) -> None:
        months, years = days.astype("datetime64[M]"), days.astype("datetime64[Y]")
        day = (days - months.astype("datetime64[D]")).astype(int) + 1
        month = (months - years.astype("datetime64[M]")).astype(int) + 1
        written = day * 10_000 + month * 100 + (years.astype(int) + 1970) % 100
        self._born[written] = days
        self._born[written + 400_000] = days  # women: day + 40

    def begins_one(self, texts: pl.Series, regions: np.ndarray) -> pl.Series:
        """True where 13 to 15 digits begin like a NIK: a region for which `regions` is true, and a possible date."""
        cut = texts.str.len_bytes().is_between(13, 15)
        if not cut.any():
            return cut.alias("kpj_like_nik")
        cut &= texts.str.contains(r"^[0-9]+$")
        start = pl.select(pl.when(cut).then(texts.str.slice(0, 12).cast(pl.Int64, strict=False))).to_series()
        numbers = start.fill_null(0).to_numpy()
        possible = regions[numbers // 10**6] & ~np.isnat(self._born[numbers % 10**6])
        return pl.Series("kpj_like_nik", possible) & cut

    def columns(self, niks: pl.Series) -> list[pl.Series]:
        """From text already stripped: nik_number (null unless 16 digits), nik_born (null unless a possible date),
        nik_female and nik_aged (neither too young nor too old)."""
        cast = niks.cast(pl.Int64, strict=False).fill_null(-1).to_numpy()
        sixteen = (niks.str.len_bytes() == 16).to_numpy() & (cast >= 0) & ~niks.str.starts_with("+").to_numpy()
        numbers = np.where(sixteen, cast, 0)
        written = numbers // 10_000 % 1_000_000
        return [
            pl.select(pl.when(pl.lit(pl.Series(sixteen))).then(pl.lit(pl.Series(numbers))))
            .to_series()
            .alias("nik_number"),
            pl.Series("nik_born", self._born[written]),
            pl.Series("nik_female", written >= 400_000),
            pl.Series("nik_aged", self._aged[written]),
        ]
