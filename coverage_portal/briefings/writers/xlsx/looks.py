"""What cells look like, as the portal's design says."""

from __future__ import annotations

from typing import Any

Look = dict[str, Any]
INK, GREY, LINE, TINT, GREEN = "#11241c", "#505f58", "#d9e0dc", "#f0f6f1", "#076941"
AMBER, AMBER_EDGE, AMBER_TINT, AMBER_INK = "#fcd863", "#ab7306", "#fef3d2", "#583400"

_BASE: Look = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
TITLE: Look = {"bold": True, "font_size": 18}
HEADLINE: Look = {"bold": True, "font_size": 22, "font_color": GREEN}
SUBTITLE: Look = {"font_color": GREY}
NOTE: Look = {"italic": True, "font_color": AMBER_INK, "bg_color": AMBER_TINT}
FOOT: Look = {"font_size": 10, "font_color": GREY}
HEAD: Look = {
    "bold": True,
    "valign": "vcenter",
    "text_wrap": True,
    "font_size": 10,
    "font_color": GREY,
    "bg_color": TINT,
    "bottom": 1,
    "bottom_color": GREEN,
}
TEXT: Look = {"text_wrap": True, "align": "left", "bottom": 1, "bottom_color": LINE}
INSET: Look = {"indent": 1}
MIDDLE: Look = {"valign": "vcenter"}
NUMBER: Look = {"align": "right", "indent": 1, "bottom": 1, "bottom_color": LINE}
LABEL: Look = {"bold": True}
MARKED: Look = {"bg_color": AMBER_TINT}
TOTAL: Look = {"bold": True, "top": 1, "top_color": INK}
LARGE: Look = {"bold": True, "font_size": 16, "font_color": GREEN}
_SQUARE: Look = {"align": "left", "indent": 1, "text_wrap": True, "left": 5, "right": 5, "left_color": "#ffffff"}
TILES: tuple[Look, ...] = tuple(
    {**_SQUARE, "right_color": "#ffffff", "bg_color": fill, "font_color": ink}
    for fill, ink in (("#fff6dc", INK), ("#ffe08a", INK), ("#f2ad3d", INK), ("#8f4d00", "#ffffff"))
)
"""Squares of a tile map by class, least first."""
TILE_NUMBER: Look = {"bold": True, "font_size": 14}
BAR = {"type": "data_bar", "bar_color": AMBER, "bar_border_color": AMBER_EDGE, "bar_solid": True, "min_type": "num"}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, *looks: Look) -> Any:
        """The format of these looks, a later one over those before."""
        wanted = dict(_BASE)
        for look in looks:
            wanted |= look
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]
