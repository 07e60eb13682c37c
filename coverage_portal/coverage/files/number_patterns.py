"""How a spreadsheet shows a number, as a pattern of its own language: "#,##0". Pure."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.core import formatting
from coverage_portal.coverage.files.sheets import Number
from coverage_portal.coverage.workings import FigureKind

HALF_A_THOUSAND = 500
"""Below it a count in thousands is nought, which has no sign."""


def pattern_of(number: Number, language: str) -> str:
    """The pattern of a number; points and estimates bear their word and sign in the file's language. An estimate is
    shown as roughly as on a page, whatever stands in the cell; one that is an input of a working in full."""
    if not number.about:
        return _pattern(number, language)
    if number.kind is FigureKind.COUNT:
        return rough_pattern(number.value, language)
    return marked("0%" if number.kind is FigureKind.SHARE else _pattern(number, language), language)


def rough_pattern(value: Fraction, language: str) -> str:
    """The pattern of an estimated count: ±114 ribu, ±1,19 juta; hundreds as tenths of a thousand, since a pattern
    rounds to nothing less."""
    told, words = abs(formatting.roughly(value)), dict(formatting.SHORT_UNITS[language])
    power = max((power for power in words if told >= 10**power), default=min(words))
    places = next((places for places in range(2) if (told / 10**power * 10**places).denominator == 1), 2)
    digits = f"0.{'0' * places}" if places else "#,##0" if power == min(words) else "0"
    return marked(f'{digits}{"," * (power // 3)}"{formatting.NO_BREAK}{words[power]}"', language)


def pattern_in_thousands(number: Number, language: str) -> str:
    """The pattern of a count in whole thousands without their word, as a tile shows it: 75; ±75; ± −11."""
    pattern = marked("#,##0,", language) if number.about else "#,##0,"
    if abs(number.value) >= HALF_A_THOUSAND:
        return pattern
    above = pattern.partition(";")[0]
    return f"{above};{above}"


def marked(pattern: str, language: str) -> str:
    """The pattern of an estimate, as formatting.about writes one: ±75, and ± −11 below nothing."""
    sign = formatting.ABOUT[language]
    above, below, *rest = pattern.split(";") if ";" in pattern else (pattern, pattern)
    below = f'"{formatting.about(formatting.MINUS, language)}"{below.removeprefix("-")}'
    return ";".join((f'"{sign}"{above}', below, *(f'"{sign}"{part}' for part in rest)))


def _pattern(number: Number, language: str) -> str:
    word, places = formatting.POINTS[language], "0.00" if number.edge else "0.0"
    whole = number.value.denominator == 1
    match number.kind:
        case FigureKind.COUNT:
            return "#,##0"
        case FigureKind.SHARE:
            return f"{places}%"
        case FigureKind.CHANGE:
            return "+#,##0;-#,##0;0"
        case FigureKind.POINTS:
            return f'+{places}" {word}";-{places}" {word}";{places}" {word}"'
        case FigureKind.RUPIAH:
            return '"Rp"#,##0' if whole else '"Rp"#,##0.00'
    return "#,##0" if number.about or whole else "#,##0.0###"
