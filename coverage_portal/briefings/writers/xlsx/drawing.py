"""Charts of a sheet as native charts, in the colours of what their series mean."""

from __future__ import annotations

from typing import Any

from coverage_portal.briefings.blocks import ChartKind, ChartRole
from coverage_portal.briefings.writers.xlsx.looks import AMBER, AMBER_EDGE, GREEN, INK, LINE
from coverage_portal.briefings.writers.xlsx.rows import foot_of, foot_row
from coverage_portal.briefings.writers.xlsx.sheets import HEAD_ROW, Drawn, DrawnSeries, Sheet

_TYPES = {
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.LINE: {"type": "line"},
    ChartKind.COLUMNS: {"type": "column"},
}
_FILLS = {ChartRole.COVERED: GREEN, ChartRole.GAP: AMBER, ChartRole.TARGET: "#07599d", ChartRole.PACE: "#67756f"}
_EDGES = {**_FILLS, ChartRole.GAP: AMBER_EDGE}
_LABELS = {ChartRole.COVERED: "#ffffff", ChartRole.GAP: "#734701"}
_FONT = "Calibri"
_WIDTH, _LEAST_HEIGHT, _ANSWER_HEIGHT, _BAR_HEIGHT = 760, 300, 220, 26  # pixels
_ROWS_APART = 2


def insert_charts(workbook: Any, worksheet: Any, sheet: Sheet) -> None:
    """The charts beside the table, one below another; beside the summary's wide table they stand below it."""
    row = foot_row(sheet) + len(foot_of(sheet)) + 1 if sheet.large else HEAD_ROW
    column = 0 if sheet.large else len(sheet.heads) + 1
    for drawn in sheet.charts:
        chart = _chart(workbook, drawn)
        height = _height(drawn)
        chart.set_size({"width": _WIDTH, "height": height})
        worksheet.insert_chart(row, column, chart, {"description": drawn.alt, "object_position": 3})
        row += height // 20 + _ROWS_APART


def _height(drawn: Drawn) -> int:
    if drawn.whole:
        return _ANSWER_HEIGHT
    bars = drawn.length if drawn.kind is ChartKind.STACKED else 0
    return max(_LEAST_HEIGHT, 90 + _BAR_HEIGHT * bars)


def _chart(workbook: Any, drawn: Drawn) -> Any:
    chart = workbook.add_chart(_type(drawn))
    for one in drawn.series:
        chart.add_series(_series(drawn, one))
    chart.set_title({"none": True})
    font = {"name": _FONT, "size": 10, "color": INK}
    chart.set_legend({"position": "top", "font": font} if len(drawn.series) > 1 else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.show_blanks_as("span")
    _set_axes(chart, drawn)
    return chart


def _type(drawn: Drawn) -> dict[str, str]:
    """Bars of one series are not stacked, so that each can be named at its end; the answer's fill the whole width."""
    if drawn.kind is not ChartKind.STACKED:
        return _TYPES[drawn.kind]
    if drawn.whole:
        return {"type": "bar", "subtype": "percent_stacked"}
    return _TYPES[drawn.kind] if len(drawn.series) > 1 else {"type": "bar"}


def _set_axes(chart: Any, drawn: Drawn) -> None:
    """Bars that lie have names only, the first on top; lines and columns have an axis of values."""
    grid = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    names = {"num_font": {"name": _FONT, "size": 10, "color": INK, "rotation": 0}, "line": {"color": LINE}}
    quiet = {"visible": False, "major_gridlines": {"visible": False}}
    if drawn.kind is ChartKind.STACKED:
        shown = {"reverse": True, "major_tick_mark": "none", "label_position": "low", "visible": not drawn.whole}
        chart.set_y_axis({**names, **shown})
        chart.set_x_axis(quiet)
        return
    chart.set_x_axis({**names, "major_tick_mark": "none", "text_axis": True})
    if drawn.kind is ChartKind.COLUMNS:
        chart.set_y_axis({**quiet, "min": drawn.least, "max": drawn.most})
        return
    values = {"num_format": "0%" if drawn.percent else "#,##0", "min": drawn.least, "max": drawn.most}
    chart.set_y_axis({**names, **values, "major_gridlines": grid, "line": {"none": True}, "major_tick_mark": "none"})


def _series(drawn: Drawn, one: DrawnSeries) -> dict[str, Any]:
    painted = _line(one) if drawn.kind is ChartKind.LINE else _bar(drawn, one)
    name = one.name if drawn.whole else [one.values.sheet, HEAD_ROW, one.values.first[1]]
    return {"name": name, "categories": one.categories.listed, "values": one.values.listed, **painted}


def _bar(drawn: Drawn, one: DrawnSeries) -> dict[str, Any]:
    painted: dict[str, Any] = {
        "fill": {"color": _FILLS[one.role]},
        "border": {"color": _EDGES[one.role]},
        "gap": 45 if drawn.kind is ChartKind.STACKED and not drawn.whole else 70,
    }
    inside = drawn.kind is ChartKind.STACKED and len(drawn.series) > 1
    if inside:
        painted["overlap"] = 100
    if not inside or drawn.whole or one.role is ChartRole.GAP:
        colour = _LABELS.get(one.role, INK) if inside else INK
        painted["data_labels"] = {"value": True, "font": {"name": _FONT, "bold": True, "color": colour, "size": 10}}
    return painted


def _line(one: DrawnSeries) -> dict[str, Any]:
    """A line with its last value named; the pace is dotted, the target has squares."""
    colour, first = _FILLS[one.role], one.role is ChartRole.COVERED
    dash = "round_dot" if one.role is ChartRole.PACE else "solid"
    shape = "square" if one.role is ChartRole.TARGET else "circle"
    length = one.values.last[0] - one.values.first[0] + 1
    side = "below" if one.role is ChartRole.PACE else "above"
    label = {"value": True, "position": side, "font": {"name": _FONT, "bold": True, "color": colour, "size": 11}}
    hidden = [{"delete": True} if place != one.last else {} for place in range(length)]
    return {
        "line": {"color": colour, "width": 2.75 if first else 2, "dash_type": dash},
        "marker": {"type": shape, "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
        "data_labels": {**label, "custom": hidden},
    }
