"""The cells in a piece of a sheet's XML, found with numpy: what usual programs write, at a few nanoseconds a byte.

A piece written in any other way is not read here but element by element (xlsx_slow); a test holds the two equal. All
positions are of bytes in the piece. A tag is known by the letter after its "<".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from coverage_portal.core.xlsx_book import DAY, SPAN
from coverage_portal.core.xlsx_cells import (
    BOOLEAN,
    DAY_NUMBER,
    ERROR,
    ISO_DAY,
    MISSING,
    NUMBER,
    SHARED,
    SPAN_NUMBER,
    TEXT,
    Cells,
    unescaped,
)

_AFTER = bytes(64)  # room to look ahead of the last byte
_BETWEEN = 0x1E  # stands in no XML
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_KEEP_SPACES = len('<t xml:space="preserve">')
_INLINE = 255
_TYPES = {"s": (SHARED, 1), "i": (_INLINE, 9), "b": (BOOLEAN, 1), "e": (ERROR, 1), "n": (NUMBER, 1), "d": (ISO_DAY, 1)}
_KINDS, _LENGTHS = (np.zeros(256, dtype=kind) for kind in (np.uint8, np.int64))
for _letter, (_kind, _length) in _TYPES.items():
    _KINDS[ord(_letter)], _LENGTHS[ord(_letter)] = _kind, _length


class Unusual(Exception):
    """The piece is written in a way that is not read here."""


class _Tags(NamedTuple):
    """Where tags begin and the letter each begins with; five more than there are, so that one can look ahead."""

    codes: np.ndarray
    at: np.ndarray
    letters: np.ndarray

    @classmethod
    def of(cls, piece: bytes, allowed: bytes) -> _Tags:
        codes = np.frombuffer(piece + _AFTER, dtype=np.uint8)
        at = np.flatnonzero(codes == ord("<"))
        known = np.zeros(256, dtype=bool)
        known[list(allowed)] = True
        letters = codes[at + 1]
        _require(known[letters])
        _require(_BETWEEN not in piece)
        ends = np.full(5, len(piece))
        return cls(codes, np.concatenate([at, ends]), np.concatenate([letters, np.zeros(5, dtype=np.uint8)]))


@dataclass(frozen=True, slots=True)
class _Found:
    """The cells of a piece: their tags (by number and by position), rows, columns, types and styles; `after` is where
    the attributes end."""

    tags: np.ndarray
    at: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    types: np.ndarray
    styles: np.ndarray
    open: np.ndarray


def scan_cells(piece: bytes, styles: np.ndarray) -> Cells:
    """The cells of whole rows. Raises Unusual."""
    tags = _Tags.of(piece, b"cvfitr/")
    found = _cells(tags)
    starts, ends, formula, valued = _values(tags, found)
    types = found.types
    types[types == _INLINE] = TEXT
    if styles.any():
        shows = styles[np.minimum(found.styles, len(styles) - 1)]
        types[(types == NUMBER) & (shows == DAY)] = DAY_NUMBER
        types[(types == NUMBER) & (shows == SPAN)] = SPAN_NUMBER
    empty = starts == ends
    if formula.any():
        missing = formula & (types != ERROR) & np.where(types == TEXT, ~valued, empty)
        types[missing] = MISSING
    kept = np.flatnonzero(~empty | (types == MISSING) | (types == ERROR))
    texts = _texts(tags.codes, starts[kept], ends[kept])
    return Cells(found.rows[kept], found.columns[kept], types[kept], texts)


def scan_strings(piece: bytes) -> pl.Series:
    """The shared texts in a piece of whole <si>, none of them in several runs. Raises Unusual."""
    tags = _Tags.of(piece, b"st/")
    items = np.flatnonzero(tags.letters == ord("s"))
    _require(tags.codes[tags.at[items] + 2] == ord("i"))
    _require(tags.codes[tags.at[items] + 3] == ord(">"))
    starts = _end_of_text_tag(tags, items + 1)
    closed = tags.codes[starts - 2] == ord("/")
    _require(np.diff(np.append(items, len(tags.at) - 5)) == np.where(closed, 3, 4))
    texts = _texts(tags.codes, starts, np.where(closed, starts, tags.at[items + 2]))
    return texts.gather(np.arange(len(texts)))  # what was parted keeps room for a text a byte


def _cells(tags: _Tags) -> _Found:
    """The cells' own tags."""
    codes = tags.codes
    rows, digits = _row_numbers(tags)
    _require(np.diff(rows) > 0)
    cells = np.flatnonzero(tags.letters == ord("c"))
    at = tags.at[cells]
    of_row = np.cumsum(tags.letters == ord("r"))[cells] - 1
    _require(of_row >= 0)
    _require_text(codes, at + 2, b' r="')
    columns, letters = _column_numbers(codes, at + 6)
    _require(codes[at + 6 + letters] == codes[tags.at[tags.letters == ord("r")] + 8][of_row])
    after = at + 6 + letters + digits[of_row]
    _require(codes[after] == ord('"'))
    types, styles, after = _attributes(codes, after + 1)
    closed = codes[after] == ord("/")
    _require(codes[after + closed] == ord(">"))
    return _Found(cells, at, rows[of_row], columns, types, styles, ~closed)


def _row_numbers(tags: _Tags) -> tuple[np.ndarray, np.ndarray]:
    """The number of every row, and how many digits it has."""
    at = tags.at[tags.letters == ord("r")]
    _require_text(tags.codes, at + 1, b'row r="')
    return _digits(tags.codes, at + 8)


def _digits(codes: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers that begin at these places and end with a quote, and how many digits each has (7 at most)."""
    numbers, length = np.zeros(len(at), dtype=np.int64), np.zeros(len(at), dtype=np.int64)
    going = np.ones(len(at), dtype=bool)
    for step in range(8):
        digit = codes[at + step].astype(np.int64) - ord("0")
        going &= (digit >= 0) & (digit <= 9)
        if not going.any():
            break
        numbers = np.where(going, numbers * 10 + digit, numbers)
        length += going
    _require(codes[at + length] == ord('"'))
    _require((length > 0) & (length < 8))
    return numbers, length


def _column_numbers(codes: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The columns whose letters begin at these places, 0 for A, and how many letters each has (3 at most)."""
    first, second, third = (codes[at + step].astype(np.int64) - ord("A") + 1 for step in range(3))
    two = (second >= 1) & (second <= 26)
    three = two & (third >= 1) & (third <= 26)
    _require((first >= 1) & (first <= 26))
    columns = np.where(two, first * 26 + second, first)
    columns = np.where(three, columns * 26 + third, columns)
    return columns - 1, 1 + two.astype(np.int64) + three


def _attributes(codes: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The type and style of cells whose other attributes begin here, in either order, and where they end."""
    types, styles, at = np.full(len(at), NUMBER, dtype=np.uint8), np.zeros(len(at), dtype=np.int64), at.copy()
    for _attribute in range(2):
        more = np.flatnonzero(codes[at] == ord(" "))
        if not len(more):
            break
        _require((codes[at[more] + 2] == ord("=")) & (codes[at[more] + 3] == ord('"')))
        letter = codes[at[more] + 1]
        styled, typed = more[letter == ord("s")], more[letter == ord("t")]
        _require(len(styled) + len(typed) == len(more))
        styles[styled], length = _digits(codes, at[styled] + 4)
        at[styled] += length + 5
        first = codes[at[typed] + 4]
        kinds, lengths = _KINDS[first], _LENGTHS[first]
        words = np.flatnonzero((first == ord("s")) & (codes[at[typed] + 5] == ord("t")))
        kinds[words], lengths[words] = TEXT, 3  # "str"
        types[typed] = kinds
        _require(lengths > 0)
        _require(codes[at[typed] + 4 + lengths] == ord('"'))
        at[typed] += lengths + 5
    return types, styles, at


def _values(tags: _Tags, found: _Found) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Where each cell's text begins and ends, whether it has a formula, and whether it has a value, were it empty."""
    starts, ends = found.at.copy(), found.at.copy()
    formula, valued = (np.zeros(len(found.at), dtype=bool) for _ in range(2))
    cells = np.flatnonzero(found.open)
    tag = found.tags[cells] + 1
    with_formula = tags.letters[tag] == ord("f")
    if with_formula.any():
        formula[cells] = with_formula
        tag = np.where(with_formula, _after_formula(tags, tag, with_formula), tag)
    letters = tags.letters[tag]
    plain, inline, empty = (np.flatnonzero(letters == ord(letter)) for letter in "vi/")
    _require(len(plain) + len(inline) + len(empty) == len(cells))
    _require(tags.codes[tags.at[tag[empty]] + 2] == ord("c"))
    starts[cells[plain]], ends[cells[plain]] = _plain_values(tags, tag[plain])
    starts[cells[inline]], ends[cells[inline]] = _inline_values(tags, tag[inline])
    valued[cells[plain]] = valued[cells[inline]] = True
    return starts, ends, formula, valued


def _plain_values(tags: _Tags, tag: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the texts of these <v> begin and end."""
    after = tags.codes[tags.at[tag] + 2]
    closed = after == ord("/")
    _require((after == ord(">")) | closed)
    _require(closed | (tags.letters[tag + 1] == ord("/")))
    starts = tags.at[tag] + 3
    return starts, np.where(closed, starts, tags.at[tag + 1])


def _inline_values(tags: _Tags, tag: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the texts of these <is> begin and end, each of a single run."""
    _require(tags.codes[tags.at[tag] + 3] == ord(">"))
    _require((tags.letters[tag + 2] == ord("/")) & (tags.letters[tag + 3] == ord("/")))
    starts = _end_of_text_tag(tags, tag + 1)
    _require(tags.codes[starts - 2] != ord("/"))
    _require(tags.codes[tags.at[tag + 3] + 2] == ord("i"))
    return starts, tags.at[tag + 2]


def _after_formula(tags: _Tags, tag: np.ndarray, with_formula: np.ndarray) -> np.ndarray:
    """The tag after each formula, which is closed at once or by a tag of its own."""
    own = (tags.letters[tag + 1] == ord("/")) & (tags.codes[tags.at[tag + 1] + 2] == ord("f"))
    before = tags.at[tag + 1]
    at_once = (tags.codes[before - 1] == ord(">")) & (tags.codes[before - 2] == ord("/"))
    _require(own | at_once | ~with_formula)
    return np.where(own, tag + 2, tag + 1)


def _end_of_text_tag(tags: _Tags, tag: np.ndarray) -> np.ndarray:
    """Where the texts of these <t> begin."""
    at = tags.at[tag]
    _require(tags.letters[tag] == ord("t"))
    second = tags.codes[at + 2]
    length = np.where(second == ord(">"), 3, np.where(second == ord("/"), 4, _KEEP_SPACES))
    _require(tags.codes[at + length - 1] == ord(">"))
    spaced = at[length == _KEEP_SPACES]
    _require_text(tags.codes, spaced, b'<t xml:space="preserve">')
    return at + length


def _texts(codes: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> pl.Series:
    """The texts between these places: cut out with the byte before each, which becomes the mark to part them by."""
    if not len(starts):
        return pl.Series([], dtype=pl.String)
    lengths = ends - starts + 1
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    cut = codes[np.arange(int(lengths.sum())) + np.repeat(starts - 1 - offsets, lengths)]
    cut[offsets] = _BETWEEN
    try:
        text = cut[1:].tobytes().decode()
    except UnicodeDecodeError as error:
        raise Unusual from error
    _require("\r" not in text)  # an XML reader makes another line end of it
    texts = pl.Series([text]).str.split(chr(_BETWEEN)).explode()
    if "&" in text:
        _require("&#" not in text)
        texts = texts.str.replace_many(_ENTITIES)
    return unescaped(texts) if "_" in text and "_x" in text else texts


def _require_text(codes: np.ndarray, at: np.ndarray, text: bytes) -> None:
    for step, code in enumerate(text):
        _require(codes[at + step] == code)


def _require(holds: np.ndarray | bool) -> None:
    if not np.all(holds):
        raise Unusual
