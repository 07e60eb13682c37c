"""A word in every spelling people give it, so that it is found however texts are compared. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NO_LETTER = re.compile(r"[^A-Z0-9]+")


def spellings(text: str) -> frozenset[str]:
    """In capitals: as it is with single spaces, with a space for every mark, and its letters and digits alone.

    "Laki-laki" -> {"LAKI-LAKI", "LAKI LAKI", "LAKILAKI"}
    """
    capitals = " ".join(text.upper().split())
    apart = _NO_LETTER.sub(" ", capitals).strip()
    return frozenset({capitals, apart, apart.replace(" ", "")} - {""})


def spelt(words: Mapping[str, str]) -> dict[str, str]:
    """`words` (text -> code) under every spelling of its texts."""
    return unambiguous((text, code) for text, code in words.items())


def unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Spelling -> code, for the texts that stand for one code only."""
    found: dict[str, set[str]] = {}
    for text, code in pairs:
        for spelling in spellings(text):
            found.setdefault(spelling, set()).add(code)
    return {spelling: codes.pop() for spelling, codes in found.items() if len(codes) == 1}
