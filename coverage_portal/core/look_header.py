"""Where a sheet's header stands, and which of its columns are which fields. Pure.

A header is found by the names it has; one of two levels (merged cells above narrower ones) is put together when that
finds more fields. Names are compared by their letters and digits alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coverage_portal.core.cell_styles import TRUE_VALUE
from coverage_portal.core.layouts import Field

_NO_NAME = re.compile(r"[^0-9a-z]+")
_BRACKETS = re.compile(r"^(.+?)\s*[(\[]([^()\[\]]*)[)\]]$")
_NUMBERED = re.compile(r"\(?\s*(\d{1,3})\s*[).]?")
_LEAST_NUMBERED = 3  # a row of 1 and 2 may as well be data


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """The header's last row (from 1), its texts by column, and the row of column numbers under it (0: none).

    `levels`: how many rows it has. `sure`: some field was found by it.
    """

    row: int
    texts: tuple[str, ...]
    numbering: int = 0
    levels: int = 1
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Matched:
    """Field -> its columns; columns that share a field's name, none of which was taken; headers that are no field's."""

    columns: Mapping[str, tuple[int, ...]]
    repeated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()


def find_header(head: Sequence[Sequence[str]], fields: Sequence[Field], row: int = 0) -> FoundHeader:
    """The header among the first rows; `row` when somebody says which it is."""
    names = _Names(fields)
    rows = [row] if 0 < row <= len(head) else range(1, len(head) + 1)
    best, best_score = FoundHeader(0, ()), (0, 0)
    for number in rows:
        for found in _readings(head, number, names):
            if (score := names.score(found.texts)) > best_score:
                best, best_score = replace(found, sure=score[0] > 1 or len(fields) == 1), score
    if not best.row:
        number = row if 0 < row <= len(head) else _widest(head)
        best = FoundHeader(number, _texts(head[number - 1]), sure=False)
    return replace(best, numbering=_numbering(head, best))


def match(texts: Sequence[str], fields: Sequence[Field]) -> Matched:
    """Which column is which field. The field's own name goes before its synonyms, and these before names with a unit in
    brackets; a field that may be joined takes all the columns that differ in name, any other only a single one."""
    names = _Names(fields)
    by_field: dict[str, list[int]] = {}
    unknown = []
    for at, text in enumerate(texts):
        if found := names.field_of(text):
            by_field.setdefault(found, []).append(at)
        elif text:
            unknown.append(at)
    columns, repeated = {}, {}
    for each in fields:
        places = by_field.get(each.name, [])
        own = [at for at in places if plain_name(texts[at]) == plain_name(each.name)]
        chosen = own or [at for at in places if names.is_whole(texts[at])] or places
        different = len({plain_name(texts[at]) for at in chosen}) == len(chosen)
        if len(chosen) == 1 or (each.joined and chosen and different):
            columns[each.name] = tuple(chosen)
            unknown += [at for at in places if at not in chosen]
        elif chosen:
            repeated[each.name] = tuple(chosen)
    return Matched(columns, repeated, tuple(sorted(unknown)))


def is_canonical(texts: Sequence[str], fields: Sequence[Field]) -> bool:
    """True where the header is the portal's own: just the fields' names, in their order."""
    return [text.strip().strip("\ufeff") for text in texts] == [each.name for each in fields]


def plain_name(text: str) -> str:
    """A header as it is compared: "Tgl. Lahir" -> "tgllahir"."""
    return _NO_NAME.sub("", text.casefold())


class _Names:
    """Every name a field goes by; one that two fields share is nobody's."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields: dict[str, set[str]] = {}
        for each in fields:
            for name in each.synonyms:
                self._fields.setdefault(plain_name(name), set()).add(each.name)
        for each in fields:
            self._fields[plain_name(each.name)] = {each.name}

    def field_of(self, text: str) -> str:
        """The field a header names, "" when none or more than one. A unit or a source in brackets at its end is passed
        over, "Upah (Rp)", unless what stands there is a field's name itself."""
        if not self.is_whole(text) and (parts := _BRACKETS.match(text)) and not self.is_whole(parts[2]):
            text = parts[1]
        found = self._fields.get(plain_name(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def is_whole(self, text: str) -> bool:
        """Whether some field goes by all of the header."""
        return plain_name(text) in self._fields

    def score(self, texts: Sequence[str]) -> tuple[int, int]:
        """How many fields a header names, and in how many columns."""
        found = [name for name in map(self.field_of, texts) if name]
        return len(set(found)), len(found)


def _texts(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells on one line each, without what is empty at the end."""
    texts = [" ".join(cell.replace("\ufeff", "").replace(TRUE_VALUE, "").split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _readings(head: Sequence[Sequence[str]], number: int, names: _Names) -> list[FoundHeader]:
    """A row alone, and under the one above it, whose merged cells are filled forward over the narrower ones.

    A name that is a field's without what stands above it ("Data Peserta" over "NIK") is taken without.
    """
    lower = _texts(head[number - 1])
    alone = FoundHeader(number, lower)
    upper = _texts(head[number - 2]) if number > 1 else ()
    if not any(upper):
        return [alone]
    joined, last = [], ""
    for at in range(max(len(lower), len(upper))):
        over = upper[at] if at < len(upper) else ""
        under = lower[at] if at < len(lower) else ""
        last = over or last
        both = f"{last} {under}".strip() if under else over
        joined.append(under if names.field_of(under) and not names.field_of(both) else both)
    return [alone, FoundHeader(number, tuple(joined), levels=2)]


def _widest(head: Sequence[Sequence[str]]) -> int:
    """The first row that has nearly as many filled cells as any: where nothing is known, this looks like a header."""
    filled = [sum(1 for text in _texts(cells) if text) for cells in head]
    return next(number for number, count in enumerate(filled, 1) if count >= max(filled) * 0.7)


def _numbering(head: Sequence[Sequence[str]], header: FoundHeader) -> int:
    """The row of column numbers, (1) (2) (3), straight under the header; 0 when there is none."""
    if header.row >= len(head):
        return 0
    cells = [text for text in _texts(head[header.row]) if text]
    numbers = [found and int(found[1]) for found in map(_NUMBERED.fullmatch, cells)]
    in_order = numbers == list(range(1, len(numbers) + 1))
    return header.row + 1 if in_order and len(numbers) >= _LEAST_NUMBERED else 0
