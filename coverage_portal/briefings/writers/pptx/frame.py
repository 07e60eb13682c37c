"""The geometry of a slide: 16:9, and where kicker, title, content, footer and pills stand. Inches. Pure."""

from __future__ import annotations

from coverage_portal.briefings.writers.pptx.drawing import Box

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.7, 12.633
BREADTH = RIGHT - LEFT
KICKER = Box(LEFT, 0.4, 7.4, 0.3)
TITLE_TOP = 0.74
BOTTOM = 6.86
FOOTER = Box(LEFT, 7.0, 10.4, 0.28)
NUMBER = Box(11.433, 7.0, 1.2, 0.28)
GAP = 0.28
"""Between what stands one below the other."""
