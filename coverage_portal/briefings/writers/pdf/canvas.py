"""What a drawing is made of, in points from its top left corner: lines, boxes, dots and texts. Pure.

The template paints them by the names in PAINTS; a text stays a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

Length = Fraction | int
Shape = dict[str, Any]
UNTOLD = "–"
WIDTH = 493
"""Points between the margins of a page."""


def line(paint: str, x1: Length, y1: Length, x2: Length, y2: Length) -> Shape:
    """A straight line."""
    return {"shape": "line", "paint": paint, "x": _pt(x1), "y": _pt(y1), "dx": _pt(x2 - x1), "dy": _pt(y2 - y1)}


def box(paint: str, x: Length, y: Length, width: Length, height: Length, radius: Length = 0) -> Shape:
    """A rectangle with rounded corners."""
    return {
        "shape": "box",
        "paint": paint,
        "x": _pt(x),
        "y": _pt(y),
        "width": _pt(width),
        "height": _pt(height),
        "radius": _pt(radius),
    }


def dot(paint: str, x: Length, y: Length, radius: Length) -> Shape:
    """A circle round a point."""
    return {"shape": "dot", "paint": paint, "x": _pt(x), "y": _pt(y), "radius": _pt(radius)}


def text(style: str, x: Length, y: Length, words: str, anchor: str = "start", width: Length = 0) -> Shape:
    """Words on a baseline that start, end or have their middle at x; wrapped to `width` when it is given."""
    place = {"x": _pt(x), "y": _pt(y), "anchor": anchor, "width": _pt(width)}
    return {"shape": "text", "style": style, "words": words, **place}


def drawing(height: Length, alt: str, shapes: Iterable[Shape], width: Length = WIDTH) -> dict[str, Any]:
    """Shapes as one picture; `alt` says in a sentence what it shows."""
    return {"width": _pt(width), "height": _pt(height), "alt": alt or UNTOLD, "shapes": list(shapes)}


def _pt(length: Length) -> float:
    return float(round(Fraction(length), 2))
