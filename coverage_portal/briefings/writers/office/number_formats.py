"""How a chart and its workbook write a figure: the format in which coverage.shown would write it. Pure."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.core.formatting import ABOUT, NO_BREAK, SHORT_UNITS
from coverage_portal.coverage.workings import Figure, FigureKind

FORMATS = {
    FigureKind.COUNT: "#,##0",
    FigureKind.SHARE: "0.0%",
    FigureKind.CHANGE: '+#,##0;"−"#,##0;0',
    FigureKind.POINTS: '+0.0%;"−"0.0%;0.0%',
    FigureKind.RUPIAH: '"Rp"#,##0',
}


def format_of(figure: Figure, language: str) -> str:
    """An Excel number format: #,##0 or 0.0%; whole thousands or whole percent for one that rests on an estimate."""
    if not figure.estimated:
        return FORMATS[figure.kind]
    about = ABOUT[language]
    if figure.kind is FigureKind.SHARE:
        return f'"{about}"0%'
    if figure.kind is not FigureKind.COUNT:
        return FORMATS[figure.kind]
    words = dict(SHORT_UNITS[language])
    million, thousand = f"{NO_BREAK}{words[6]}", f"{NO_BREAK}{words[3]}"
    return f'[>=999500]"{about}"0.00,,"{million}";[>=950]"{about}"#,##0,"{thousand}";"{about}"#,##0'


def told(figure: Figure | None) -> Fraction | None:
    """The figure's value; None when there is none or it is withheld."""
    return None if figure is None or figure.withheld else figure.value


def stored(figure: Figure | None) -> float | None:
    """The figure as a spreadsheet keeps it."""
    value = told(figure)
    return None if value is None else float(value)
