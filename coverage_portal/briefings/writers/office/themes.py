"""The theme part that slides and letter share: the briefing's colours under Office's names, one typeface. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coverage_portal.briefings.writers.office.palette import FONT, THEME

NAME = "Portal Cakupan"


def repainted(theme: bytes) -> bytes:
    """A theme part with our colours and typeface in place of its own."""
    text = theme.decode()
    for scheme, inside in (("clrScheme", _colours(THEME)), ("fontScheme", _fonts())):
        text = re.sub(
            rf"<a:{scheme} .*?</a:{scheme}>", f'<a:{scheme} name="{NAME}">{inside}</a:{scheme}>', text, flags=re.S
        )
    return re.sub(r'(<a:theme [^>]*name=")[^"]*', rf"\g<1>{NAME}", text).encode()


def _colours(theme: Mapping[str, str]) -> str:
    return "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in theme.items())


def _fonts() -> str:
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
