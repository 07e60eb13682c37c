"""How a spreadsheet shows a number, as a pattern of its own language: "#,##0". Pure."""

from __future__ import annotations

from coverage_portal.core import formatting
from coverage_portal.coverage.files.sheets import Number
from coverage_portal.coverage.workings import FigureKind


def pattern_of(number: Number, language: str) -> str:
    """The pattern of a number; points and estimates bear their word and sign in the file's language."""
    pattern = _pattern(number, language)
    if not number.about:
        return pattern
    parts = pattern.split(";") if ";" in pattern else (pattern, f"-{pattern}")
    return ";".join(f'"{formatting.ABOUT[language]}"{part}' for part in parts)


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
