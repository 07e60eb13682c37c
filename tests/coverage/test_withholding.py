"""Small counts, and what would give them away, are told to nobody who may not see every row."""

from dataclasses import replace
from datetime import date

import pytest

from coverage_portal.coverage.behind import Behind
from coverage_portal.coverage.dashboard import KeptBack
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.withholding import withhold
from coverage_portal.coverage.workings import Provenance
from tests.coverage import examples

SCOPES = (
    Scope(since=date(2022, 12, 1)),
    Scope(counted_at=CountedAt.HOME),
    Scope(region="36.71.05", since=date(2022, 12, 1)),
)


def every_count_behind(found):
    behind = Behind(found)
    for figure in (*found.head, *found.facts, *found.changes, *found.track):
        yield figure, behind.alone(figure.key)
    for block in found.blocks:
        for row in (*block.rows, *((block.total,) if block.total else ())):
            yield from zip(row.figures, behind.of_row(block, row), strict=True)


@pytest.mark.parametrize("scope", SCOPES)
def test_behind_every_figure_that_the_registry_gives_stands_a_count(small_city, scope):
    for figure, counts in every_count_behind(answer(scope)):
        if any(source.batches or source.of_this_page for source in figure.working.inputs):
            assert counts, figure.key
        elif figure.value is not None:
            assert not counts or figure.provenance is not Provenance.COMPUTED, figure.key


@pytest.mark.parametrize("scope", SCOPES)
def test_a_figure_whose_count_is_kept_back_says_why_and_tells_nothing_else(small_city, scope):
    found = answer(scope)
    for figure, counts in every_count_behind(found):
        if figure.value is None or figure.provenance is Provenance.OFFICIAL:
            continue
        for count in counts:
            kept = KeptBack(frozenset({count}), "Sebab", "Kalimat")
            told = withhold(replace(found, kept_back=kept)).figure(figure.key)
            assert (told.value, told.half_step, told.missing, told.withheld) == (None, None, "Sebab", True)
            assert (told.working.inputs, told.working.band, told.working.tokens) == ((), None, ())
            assert told.working.formula == figure.working.formula


def test_nothing_is_withheld_where_all_counts_are_large(db):
    examples.city()
    found = answer(Scope())
    assert withhold(found) == replace(found, kept_back=KeptBack())
