"""Edits of sentences that are numbered by their row go with the row when rows are moved, added or taken away. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from coverage_portal.briefings.wanted import AskWanted, Edit, Wanted

NUMBERED = re.compile(r"(?P<row>usulan|upaya|pemberi-kerja)-(?P<number>\d+)(?P<rest>-alasan)?")


def with_edits_carried(wanted: Wanted, before: Wanted) -> Wanted:
    """The choices with the edits that stood in `before` at the rows they were made for; those of rows that are gone, or
    that were written anew themselves, are dropped."""
    places = {"usulan": _asks, "upaya": _efforts, "pemberi-kerja": _employers}
    now = {row: dict(find(before, wanted)) for row, find in places.items()}
    return replace(wanted, edits=tuple(_carried(wanted.edits, now)))


def _carried(edits: Iterable[Edit], now: dict[str, dict[int, int]]) -> Iterator[Edit]:
    for edit in edits:
        found = NUMBERED.fullmatch(edit.key)
        if found is None:
            yield edit
        elif number := now[found["row"]].get(int(found["number"])):
            yield replace(edit, key=f"{found['row']}-{number}{found['rest'] or ''}")


def _asks(before: Wanted, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """A request is itself as long as its kind and its own words are, wherever it stands and whatever its numbers."""
    return _same([_named(ask) for ask in before.asks], [_named(ask) for ask in wanted.asks])


def _named(ask: AskWanted) -> tuple[str, ...]:
    return ask.kind, ask.title, ask.reason


def _efforts(before: Wanted, wanted: Wanted) -> Iterator[tuple[int, int]]:
    written = [[text for text in one.efforts if text.strip()] for one in (before, wanted)]
    return _same(*written)


def _employers(before: Wanted, wanted: Wanted) -> Iterator[tuple[int, int]]:
    chosen = [[(one.employer, one.reason) for one in kept.named] for kept in (before, wanted)]
    return _same(*chosen)


def _same(before: Sequence[Any], now: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Numbers from one of equal things, before and now; of several alike the first goes with the first."""
    left = list(enumerate(now, start=1))
    for number, thing in enumerate(before, start=1):
        place = next((one for one in left if one[1] == thing), None)
        if place:
            left.remove(place)
            yield number, place[0]
