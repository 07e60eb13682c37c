"""How a chart and its workbook write a figure: the format in which coverage.shown would write it. Pure."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.core.formatting import roughly
from coverage_portal.coverage.files.number_patterns import marked, rough_pattern
from coverage_portal.coverage.shown import printed_value
from coverage_portal.coverage.workings import Figure, FigureKind

FORMATS = {
    FigureKind.COUNT: "#,##0",
    FigureKind.SHARE: "0.0%",
    FigureKind.CHANGE: '+#,##0;"−"#,##0;0',
    FigureKind.POINTS: '+0.0%;"−"0.0%;0.0%',
    FigureKind.RUPIAH: '"Rp"#,##0',
}
ROUGH = {FigureKind.COUNT: "#,##0", FigureKind.SHARE: "0%"}
"""Of estimates: a count below a thousand, which is kept in whole hundreds, and a share."""


def format_of(figure: Figure, language: str) -> str:
    """An Excel number format: #,##0 or 0.0%; whole thousands or whole percent for one that rests on an estimate."""
    if not figure.estimated or figure.kind not in ROUGH or figure.value is None:
        return FORMATS[figure.kind]
    if figure.kind is FigureKind.SHARE or abs(roughly(figure.value)) < 1_000:
        return marked(ROUGH[figure.kind], language)
    return rough_pattern(figure.value, language)


def told(figure: Figure | None) -> Fraction | None:
    """The figure's number as it is printed, since a chart's data say nothing of how it came about; None when there is
    none or it is withheld."""
    return printed_value(figure) if figure else None


def stored(figure: Figure | None) -> float | None:
    """The figure as a chart's workbook keeps it."""
    value = told(figure)
    return None if value is None else float(value)
