"""How numbers, money, shares and dates are written, in Indonesian ("id") and English ("en"). Pure and exact.

Values are int, Fraction or Decimal, never float: a share of one is rounded once, here, half away from zero.
A missing value (None) is written "–".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from zoneinfo import ZoneInfo

Exact = int | Fraction | Decimal

PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?", re.ASCII)
MISSING = "–"
WITHHELD = {"id": "dirahasiakan", "en": "withheld"}
MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
JAKARTA = ZoneInfo("Asia/Jakarta")

SEPARATORS = {"id": (".", ","), "en": (",", ".")}
SHORT_FROM = 10_000
SHORT_UNITS = {
    "id": ((3, "ribu"), (6, "juta"), (9, "miliar"), (12, "triliun")),
    "en": ((3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")),
}
POINTS = {"id": "poin", "en": "pts"}
ABOUT = {"id": "±", "en": "~"}
COUNT_WORDS = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def number(value: Exact | None, language: str) -> str:
    """A whole number with grouped thousands: 1.190.000 (id), 1,190,000 (en)."""
    return MISSING if value is None else _decimal(_exact(value), 0, language)


def as_given(value: Exact | None, language: str) -> str:
    """With the decimals it has, four at most: 839.937; 47,76; 5.399.405,69."""
    if value is None:
        return MISSING
    exact = _exact(value)
    places = next((places for places in range(4) if (exact * 10**places).denominator == 1), 4)
    return _decimal(exact, places, language)


def written(text: str, language: str) -> str:
    """A number in plain digits (1190000, -6.35) as `as_given`; any other text as it is."""
    return as_given(Decimal(text), language) if PLAIN_NUMBER.fullmatch(text) else text


def number_range(low: Exact, high: Exact, language: str) -> str:
    """Whole numbers rounded outward, so that the true value is never left out: 448.500–459.500."""
    least, most = floor(_exact(low)), ceil(_exact(high))
    return number(least, language) if least == most else f"{number(least, language)}–{number(most, language)}"


def short(value: Exact | None, language: str) -> str:
    """Three significant digits and a word from 10,000 up: 1,19 juta, 736 ribu, 10,9 ribu; below that as `number`."""
    if value is None:
        return MISSING
    exact = _exact(value)
    if abs(exact) < SHORT_FROM:
        return number(exact, language)
    return _with_word(exact, _three_digits, language)


def rough(value: Exact | None, language: str) -> str:
    """As an estimate can carry: whole thousands (8 ribu, 183 ribu), 1,19 juta, whole hundreds below a thousand."""
    if value is None:
        return MISSING
    told = roughly(value)
    if abs(told) < 1_000:
        return number(told, language)
    if abs(told) >= 1_000_000:
        return short(told, language)
    return f"{_decimal(told / 1000, 0, language)}{NO_BREAK}{SHORT_UNITS[language][0][1]}"


def roughly(value: Exact) -> Fraction:
    """The number that `rough` writes: 114,000 of 114,423; 400 of 442; 1,190,000 of 1,187,499."""
    exact = _exact(value)
    if abs(exact) >= 999_500:
        power, _word, places = _unit(exact, _three_digits, "id")
        return half_up(exact / 10**power, places) * 10**power
    step = 100 if abs(exact) < 950 else 1_000
    return half_up(exact / step, 0) * step


def rough_percent(share: Exact | None, language: str) -> str:
    """A share of one in whole percent, as an estimate can carry: 42%."""
    return MISSING if share is None else _decimal(_exact(share) * 100, 0, language) + "%"


def percent(share: Exact | None, language: str) -> str:
    """A share of one with one decimal and no space: 61,8%."""
    return MISSING if share is None else _decimal(_exact(share) * 100, 1, language) + "%"


def short_change(value: Exact | None, language: str) -> str:
    """A change in short form with its sign: +13,1 ribu."""
    text = short(value, language)
    return f"+{text}" if value is not None and half_up(_exact(value), 0) > 0 else text


def percent_tick(share: Exact | None, language: str) -> str:
    """A share with the decimals it has, for axes and targets: 70%, 52,15%."""
    return MISSING if share is None else as_given(_exact(share) * 100, language) + "%"


def signed_percent(share: Exact | None, language: str) -> str:
    """A share with its sign, to the whole percent: +9%, −27%."""
    if share is None:
        return MISSING
    text = _decimal(_exact(share) * 100, 0, language)
    return f"{text if text.startswith(MINUS) or text == '0' else '+' + text}%"


def change(value: Exact | None, language: str) -> str:
    """A whole number with its sign: +35.877, −1.204, 0."""
    text = number(value, language)
    return f"+{text}" if value is not None and half_up(_exact(value), 0) > 0 else text


def percent_range(low: Exact, high: Exact, language: str) -> str:
    """Shares of one rounded outward to one decimal: 61,5–62,2%."""
    least, most = Fraction(floor(_exact(low) * 1000), 1000), Fraction(ceil(_exact(high) * 1000), 1000)
    if least == most:
        return percent(least, language)
    return f"{_decimal(least * 100, 1, language)}–{percent(most, language)}"


def points(change: Exact | None, language: str) -> str:
    """A difference of two shares of one, in percentage points and with its sign: +3,1 poin, −0,4 poin."""
    if change is None:
        return MISSING
    text = _decimal(_exact(change) * 100, 1, language)
    rounds_to_nothing = not half_up(_exact(change) * 100, 1)
    sign = "" if rounds_to_nothing or text.startswith(MINUS) else "+"
    return f"{sign}{text}{NO_BREAK}{POINTS[language]}"


def rupiah(amount: Exact | None, language: str) -> str:
    """Rupiah in full; two decimals only when there are sen: Rp16.800, Rp4.285.798,90."""
    if amount is None:
        return MISSING
    exact = _exact(amount)
    return _money(_decimal(exact, 0 if exact.denominator == 1 else 2, language))


def rupiah_short(amount: Exact | None, language: str) -> str:
    """Rupiah with a word and at most two decimals from ten thousand up: Rp8,06 miliar, Rp10,08 miliar."""
    if amount is None or abs(_exact(amount)) < SHORT_FROM:
        return rupiah(amount, language)
    return _money(_with_word(_exact(amount), _two_places, language))


def long_date(day: date | None, language: str) -> str:
    """22 Maret 2024."""
    return MISSING if day is None else f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date | None, language: str) -> str:
    """12 Mar 2024."""
    return MISSING if day is None else f"{day.day} {SHORT_MONTHS[language][day.month - 1]} {day.year}"


def short_month(day: date | None, language: str) -> str:
    """Des 2023."""
    return MISSING if day is None else f"{SHORT_MONTHS[language][day.month - 1]} {day.year}"


def month(day: date | None, language: str) -> str:
    """Desember 2023."""
    return MISSING if day is None else f"{MONTHS[language][day.month - 1]} {day.year}"


def period(text: str, language: str) -> str:
    """The time a published figure is for, as it was entered; a month that stands as 2020-08 by its name."""
    year, _dash, number = text.partition("-")
    known = len(year) == 4 and year.isdecimal() and len(number) == 2 and number.isdecimal() and 1 <= int(number) <= 12
    return month(date(int(year), int(number), 1), language) if known and int(year) else text


def moment(at: datetime | None, language: str) -> str:
    """A point in time on the clocks of western Indonesia: 22 Mar 2024, 16.05 WIB."""
    if at is None:
        return MISSING
    local = at.astimezone(JAKARTA)
    clock = f"{local:%H.%M}" if language == "id" else f"{local:%H:%M}"
    return f"{short_date(local.date(), language)}, {clock} WIB"


def about(text: str, language: str) -> str:
    """A written number that is an estimate: ±114 ribu (id), ~114 thousand (en), ± −10,7 ribu below nothing."""
    return ABOUT[language] + (NO_BREAK if text.startswith(MINUS) else "") + text


def count_word(count: int, language: str) -> str:
    """A small count inside a sentence, in words up to ten: empat; 11 and more in digits."""
    return COUNT_WORDS[language][count] if 0 <= count <= 10 else number(count, language)


def half_up(value: Fraction, places: int) -> Fraction:
    """`value` rounded to `places` decimals, halves away from zero."""
    scale = 10**places
    rounded = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)
    return -rounded if value < 0 else rounded


def _exact(value: Exact) -> Fraction:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a binary float: pass an int, a Fraction or a Decimal")
    return Fraction(value)


def _decimal(value: Fraction, places: int, language: str) -> str:
    group, mark = SEPARATORS[language]
    rounded = half_up(value, places)
    digits = int(abs(rounded) * 10**places)
    whole, rest = divmod(digits, 10**places)
    text = f"{whole:,}".replace(",", group)
    if places:
        text += f"{mark}{rest:0{places}d}"
    return MINUS + text if rounded < 0 else text


def _three_digits(scaled: Fraction) -> int:
    """How many decimals leave three significant digits of a value below a thousand."""
    return 2 if abs(scaled) < 10 else 1 if abs(scaled) < 100 else 0


def _two_places(_scaled: Fraction) -> int:
    return 2


def _with_word(exact: Fraction, places_of: Callable[[Fraction], int], language: str) -> str:
    """`exact` with the word of its unit, without zeros at its end."""
    power, word, places = _unit(exact, places_of, language)
    text = _decimal(exact / 10**power, places, language)
    return f"{text.rstrip('0').rstrip(SEPARATORS[language][1]) if places else text}{NO_BREAK}{word}"


def _unit(exact: Fraction, places_of: Callable[[Fraction], int], language: str) -> tuple[int, str, int]:
    """The smallest unit that keeps `exact` below a thousand once rounded: its power of ten, its word, the decimals."""
    power, word = next(
        (
            (power, word)
            for power, word in SHORT_UNITS[language]
            if abs(half_up(exact / 10**power, places_of(exact / 10**power))) < 1000
        ),
        SHORT_UNITS[language][-1],
    )
    return power, word, places_of(exact / 10**power)


def _money(text: str) -> str:
    return f"{MINUS}Rp{text[1:]}" if text.startswith(MINUS) else f"Rp{text}"
