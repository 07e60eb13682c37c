"""A Document holds what it says: every figure has a working and a reference, every key is its own, sums come out."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage_portal.briefings.blocks import Grid, Table
from coverage_portal.briefings.checklist import Level, check
from coverage_portal.briefings.document import figures_in, sentences_in
from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.standing import read_standing
from regions.models import Branch
from tests.briefings.composing.conftest import DECEMBER

SCOPES = {
    "city": Scope(),
    "no estimates": Scope(estimates=False),
    "kecamatan": Scope(region="36.71.05"),
    "province": Scope(region="36"),
    "country": Scope(region="00"),
    "at home": Scope(counted_at=CountedAt.HOME),
    "employed": Scope(against=Against.EMPLOYED),
    "earliest year": Scope(month=date(2020, 12, 1)),
}
OTHERWISE_AMISS = {
    "province": ["no-denominator"],
    "country": ["no-denominator", "no-addressee"],
    "employed": ["no-denominator"],
}


@pytest.mark.parametrize("name", SCOPES)
def test_it_holds_together(made, name):
    document = made(SCOPES[name])
    every_figure_is_referred_to(document)
    every_source_is_used(document)
    every_key_is_its_own(document)
    one_figure_has_one_key(document)
    columns_come_to_their_total(document)
    assert thaw(freeze(document)) == document
    amiss = {finding.key for finding in check(document) if finding.level is Level.ERROR}
    assert amiss == {"no-signatory", *OTHERWISE_AMISS.get(name, ())}


def every_figure_is_referred_to(document):
    figures = [figure for section in document.sections for figure in figures_in(section)]
    told = Counter(reference.figure.key for reference in document.references)
    assert set(told) == {figure.key for figure in figures}
    assert set(told.values()) <= {1}
    assert [reference.number for reference in document.references] == list(range(1, len(told) + 1))
    assert all(reference.working for reference in document.references)


def every_source_is_used(document):
    numbers = {source.number for source in document.sources}
    assert all(reference.sources for reference in document.references if reference.figure.value is not None)
    assert {number for reference in document.references for number in reference.sources} == numbers
    texts = [source.text for source in document.sources]
    assert len(texts) == len(set(texts))


def every_key_is_its_own(document):
    """What has a key means the same wherever it stands."""
    told: dict[str, object] = {}
    for section in document.sections:
        for thing in (*figures_in(section), *sentences_in(section)):
            assert told.setdefault(f"{type(thing)} {thing.key}", thing) == thing, thing.key
    parts = [block.key for section in document.sections for block in section.blocks if isinstance(block, Grid)]
    assert len(parts) == len(set(parts))
    assert len({section.key for section in document.sections}) == len(document.sections)


def one_figure_has_one_key(document):
    """What is printed alone, outside tables, is one figure when all but its key is the same."""
    in_rows = {figure for section in document.sections for block in section.blocks for figure in rows_of(block)}
    alone = [figure for figure in document.figures() if figure not in in_rows]
    assert len({replace(figure, key="") for figure in alone}) == len(alone)


def rows_of(block):
    return block.breakdown.figures() if isinstance(block, Table) else ()


def columns_come_to_their_total(document):
    for section in document.sections:
        for block in section.blocks:
            if not isinstance(block, Table) or not block.breakdown.total:
                continue
            breakdown = block.breakdown
            for place, column in enumerate(breakdown.columns):
                figures = [row.figures[place] for row in breakdown.rows]
                if column.additive and not any(figure.withheld for figure in figures):
                    values = [figure.value or 0 for figure in figures]
                    assert sum(values) == breakdown.total.figures[place].value, (block.caption, column.key)


def test_what_has_no_answer_is_refused_as_the_dashboard_does(made):
    with pytest.raises(NoSuchRegion):
        made(Scope(region="99"))
    with pytest.raises(NoSuchMonth):
        made(Scope(month=date(1990, 1, 1)))


def test_it_asks_the_database_little(office):
    """Three for the answer, one each for letterhead, signatory and commitments, five for the law that the question
    about a family is answered by, three for the annex. What stands is the caller's; bases and employers are asked for
    when picked."""
    standing, branch = read_standing(), Branch.objects.get(code="CMN")
    with CaptureQueriesContext(connection) as asked:
        document_for(Wanted(), DECEMBER, branch, standing=standing)
    assert len(asked) == 14


def test_what_stands_is_read_once_for_a_data_version(made):
    first = made()
    with CaptureQueriesContext(connection) as asked:
        assert made() == first
    assert not [query for query in asked if "coverage_builtmonth" in query["sql"]]
    assert len([query for query in asked if "core_dataversion" in query["sql"]]) == 1
