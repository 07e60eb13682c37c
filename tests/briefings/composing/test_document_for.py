"""A Document holds what it says: every figure has a working and a reference, every key is its own."""

from collections import Counter
from datetime import date

import pytest

from coverage_portal.briefings.blocks import Grid, Table
from coverage_portal.briefings.document import figures_in, sentences_in
from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.scope import Against, CountedAt, Scope

SCOPES = {
    "city": Scope(),
    "no estimates": Scope(estimates=False),
    "kecamatan": Scope(region="36.71.05"),
    "province": Scope(region="36"),
    "country": Scope(region="00"),
    "at home": Scope(counted_at=CountedAt.HOME),
    "employed": Scope(against=Against.EMPLOYED),
}


@pytest.fixture(params=SCOPES)
def document(request, made):
    return made(SCOPES[request.param])


def test_every_figure_is_referred_to_once_with_its_working(document):
    figures = [figure for section in document.sections for figure in figures_in(section)]
    told = Counter(reference.figure.key for reference in document.references)
    assert set(told) == {figure.key for figure in figures}
    assert set(told.values()) <= {1}
    assert [reference.number for reference in document.references] == list(range(1, len(told) + 1))
    assert all(reference.working for reference in document.references)


def test_every_known_figure_names_its_sources_and_every_source_is_used(document):
    numbers = {source.number for source in document.sources}
    assert all(reference.sources for reference in document.references if reference.figure.value is not None)
    assert {number for reference in document.references for number in reference.sources} == numbers
    texts = [source.text for source in document.sources]
    assert len(texts) == len(set(texts))


def test_every_key_is_its_own(document):
    told: dict[str, object] = {}
    for section in document.sections:
        for figure in figures_in(section):
            assert told.setdefault(figure.key, figure) == figure, figure.key
    for section in document.sections:
        for sentence in sentences_in(section):
            assert told.setdefault(sentence.key, sentence) == sentence, sentence.key
    parts = [block.key for section in document.sections for block in section.blocks if isinstance(block, Grid)]
    assert len(parts) == len(set(parts))
    assert len({section.key for section in document.sections}) == len(document.sections)


def test_additive_columns_come_to_their_total(document):
    for section in document.sections:
        for block in section.blocks:
            if not isinstance(block, Table) or not block.breakdown.total:
                continue
            breakdown = block.breakdown
            for place, column in enumerate(breakdown.columns):
                if column.additive:
                    values = [row.figures[place].value or 0 for row in breakdown.rows]
                    assert sum(values) == breakdown.total.figures[place].value, (block.caption, column.key)


def test_it_freezes_and_thaws_to_itself(document):
    assert thaw(freeze(document)) == document


def test_what_has_no_answer_is_refused_as_the_dashboard_does(made):
    with pytest.raises(NoSuchRegion):
        made(Scope(region="99"))
    with pytest.raises(NoSuchMonth):
        made(Scope(month=date(1990, 1, 1)))
