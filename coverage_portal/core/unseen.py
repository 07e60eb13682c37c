"""Characters that show nothing, and halves of characters: what a text is rid of as soon as it is read. Pure: no Django.

Direction marks, zero-width characters and soft hyphens come along when a name is copied from a page; two names that
look the same would then be two. What looks like a space becomes one.
"""

from __future__ import annotations

import polars as pl

NOTHING = r"[\p{Default_Ignorable_Code_Point}\x{fff9}-\x{fffb}]"
SPACE = r"[\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{2800}\x{3000}]"
_SUSPECTED = b"\xc2\xcd\xd8\xe1\xe2\xe3\xef\xf0\xf3"
"""What all of these begin with in UTF-8; É and ñ do not."""
_HARMLESS = bytes(set(range(256)) - set(_SUSPECTED))
LOST = "\ufffd"
"""Stands for a character that its file lost, as every reader shows it."""


def seen(cells: pl.Series) -> pl.Series:
    """Texts as they look: without what shows nothing, and with plain spaces for all others. ASCII costs next to
    nothing."""
    if cells.str.len_bytes().sum() == cells.str.len_chars().sum():
        return cells
    if not cells.str.contains(f"{NOTHING}|{SPACE}").any():
        return cells
    return cells.str.replace_all(NOTHING, "").str.replace_all(SPACE, " ")


def seen_utf8(text: bytes) -> bytes:
    """The same of a long text."""
    return seen_text(text.decode()).encode() if text.translate(None, _HARMLESS) else text


def seen_text(text: str) -> str:
    """The same of a single text."""
    return text if text.isascii() else str(seen(pl.Series([text])).item())


def whole(text: str) -> str:
    """A text whose halves of characters (surrogates) are put together in pairs; LOST stands for one left alone."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
