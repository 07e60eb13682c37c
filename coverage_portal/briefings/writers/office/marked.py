"""Text on its way into XML: whatever somebody wrote stands as text. Pure."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""


def plain(text: str) -> str:
    """The text without characters that XML forbids."""
    return FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """The text for an element or an attribute in double quotes."""
    return escape(plain(text), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
