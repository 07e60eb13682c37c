"""Whether somebody typed a NIK where none belongs. Pure: no Django."""

from __future__ import annotations

import re

_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")


def holds_nik(text: str) -> bool:
    """True where sixteen digits stand together, also when blanks, dots or dashes set them apart."""
    return bool(_SIXTEEN.search(text))
