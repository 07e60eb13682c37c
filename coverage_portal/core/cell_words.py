"""Words in cells: those that mean nothing, those that stand for a code, and the marks no code has. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import polars as pl

from coverage_portal.core.layouts import Field
from coverage_portal.core.unseen import seen

BLANKS = ("", "-", "--", "NULL", "N/A")
_NO_LETTER = re.compile(r"[^A-Z0-9]+")
_FULL_WIDTH = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
_SPACES = r"\s+"


def blank_words(field: Field) -> frozenset[str]:
    """The texts, in capitals, that mean an empty cell in a field."""
    return frozenset(text.upper() for text in (*BLANKS, *field.blanks))


def is_blank(cells: pl.Series, words: Collection[str]) -> pl.Series:
    """True where a cell says nothing; `words` in capitals."""
    longest = max(map(len, words))
    short = cells.str.len_bytes() <= longest
    if not short.any():
        return short
    return short & cells.str.strip_chars().str.to_uppercase().is_in(list(words))


def word_key(text: str) -> str:
    """A word as it is compared: capitals, letters and digits only."""
    return _NO_LETTER.sub("", text.upper())


class Words:
    """Words that stand for codes, compared by `word_key`."""

    def __init__(self, words: Mapping[str, str]) -> None:
        known = {word_key(text): code for text, code in words.items()}
        self._keys = pl.Series(list(known), dtype=pl.String)
        self._codes = pl.Series(list(known.values()), dtype=pl.String)

    def codes(self, cells: pl.Series) -> pl.Series:
        """The code instead of every cell that is such a word; any other cell as it is."""
        if self._keys.is_empty():
            return cells
        distinct = cells.unique()
        keys = distinct.str.to_uppercase().str.replace_all(_NO_LETTER.pattern, "")
        found = keys.replace_strict(self._keys, self._codes, default=None, return_dtype=pl.String)
        otherwise = (found != distinct).fill_null(value=False)
        return cells.replace(distinct.filter(otherwise), found.filter(otherwise)) if otherwise.any() else cells


def as_code_text(cells: pl.Series) -> pl.Series:
    """A code or a NIK without what cannot be seen in it, without the apostrophe before it, with plain digits.

    Only full-width digits become digits; a letter O never does.
    """
    text = seen(cells).str.replace_all(_SPACES, " ").str.strip_chars(" ")
    return text.str.replace(r"^['’‘`]\s*", "").str.replace_many(_FULL_WIDTH)
