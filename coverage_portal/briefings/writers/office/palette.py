"""The colours of a briefing (UI.md 6.1) and how DrawingML names them: by the theme where the theme has them. Pure."""

from __future__ import annotations

FONT = "Calibri"
THEME = {
    "dk1": "11241C",
    "lt1": "FFFFFF",
    "dk2": "003B24",
    "lt2": "F0F6F1",
    "accent1": "076941",
    "accent2": "FCD863",
    "accent3": "07599D",
    "accent4": "AB7306",
    "accent5": "58C38B",
    "accent6": "67756F",
    "hlink": "07599D",
    "folHlink": "505F58",
}
"""What the theme part of a file says, so that whoever changes the theme changes every chart and slide."""

SLOTS = {
    "ink": "tx1",
    "white": "bg1",
    "green-900": "tx2",
    "tint": "bg2",
    "green-700": "accent1",
    "amber-300": "accent2",
    "blue-700": "accent3",
    "amber-600": "accent4",
    "green-400": "accent5",
    "ink-4": "accent6",
}
HEX = {
    "ink": "11241C",
    "ink-3": "505F58",
    "ink-4": "67756F",
    "line": "D9E0DC",
    "line-strong": "808D86",
    "white": "FFFFFF",
    "tint": "F0F6F1",
    "green-900": "003B24",
    "green-700": "076941",
    "green-400": "58C38B",
    "green-200": "BCEBD1",
    "green-100": "E1F6EA",
    "on-dark": "D9EFE3",
    "amber-900": "583400",
    "amber-800": "734701",
    "amber-600": "AB7306",
    "amber-300": "FCD863",
    "amber-100": "FEF3D2",
    "blue-700": "07599D",
    "blue-100": "E2F0FF",
    "blue-900": "0B3157",
    "tile-line": "D8B98A",
    "tile-0": "FFF6DC",
    "tile-1": "FFE08A",
    "tile-2": "F2AD3D",
    "tile-3": "8F4D00",
}


def colour(name: str) -> str:
    """The DrawingML element of a colour."""
    slot = SLOTS.get(name)
    return f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{HEX[name]}"/>'


def fill(name: str) -> str:
    """A solid fill; no fill for an empty name."""
    return f"<a:solidFill>{colour(name)}</a:solidFill>" if name else "<a:noFill/>"


def outline(name: str, points: float = 0.75, dash: str = "") -> str:
    """A line around or along something; none for an empty name."""
    if not name:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}">{fill(name)}{dashed}</a:ln>'


def ink_on_tile(level: int) -> str:
    """The colour of text on a tile of that class."""
    return "white" if level >= 3 else "ink"
