"""The annex: every kecamatan by segment and programme, small counts kept back, in the spreadsheet and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.briefings.annex import annexes_of
from coverage_portal.briefings.blocks import Annex
from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.briefings.writers import xlsx
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal, Dimension
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import Figure
from regions.models import Branch
from tests.briefings import sample
from tests.briefings.workbooks import Workbook
from tests.coverage import examples

SCOPE = Scope(month=examples.DECEMBER)


@pytest.fixture
def city(db):
    return examples.city()


def annex(scope: Scope = SCOPE) -> Annex:
    (found,) = annexes_of(answer(scope))
    return found


def counts(found: Annex) -> dict[tuple[str, str], tuple[int | None, ...]]:
    """The numbers of each row by its kecamatan and segment."""
    return {
        row[:2]: tuple(None if cell.value is None else int(cell.value) for cell in row if isinstance(cell, Figure))
        for row in found.rows
    }


def segment(region: str, code: str):
    """A stored total of December."""
    rows = CoverageTotal.objects.filter(month=examples.DECEMBER, dimension=Dimension.SEGMENT)
    return rows.filter(region__code=region, code=code)


def test_each_kecamatan_stands_with_every_segment_and_programme(city):
    found = annex()
    assert found.heads == ("Kecamatan", "Segmen", "Kepesertaan", "JKK", "JKM", "JHT", "JP", "JKP")
    assert len(found.rows) == 13 * 4
    told = counts(found)
    stored = segment("36.71.05", "1").get()
    cipondoh = (stored.memberships, stored.jkk, stored.jkm, stored.jht, stored.jp, stored.jkp)
    assert told["Cipondoh", "Penerima Upah"] == cipondoh
    assert told["Cipondoh", "Bukan Penerima Upah"][3:] == (0, 0, 0)


def test_a_kecamatan_with_a_small_count_is_left_out_as_a_whole(city):
    segment("36.71.13", "4").update(memberships=3, jkk=3, jkm=3)
    hidden = {spot for spot, numbers in counts(annex()).items() if None in numbers}
    assert len([spot for spot in hidden if spot[0] == "Larangan"]) == 4, "the rows of a place together"
    withheld = [cell for line in annex().rows for cell in line if isinstance(cell, Figure) and cell.withheld]
    assert withheld
    assert all(cell.value is None and not cell.working.inputs and cell.missing for cell in withheld)


@pytest.mark.parametrize("scope", [Scope(region="36.71.05"), Scope(region="36")])
def test_there_is_none_where_the_registry_has_no_parts_to_speak_of(city, scope):
    assert annexes_of(answer(replace(scope, month=examples.DECEMBER))) == ()


def test_the_briefing_keeps_it_and_only_the_spreadsheet_shows_it(city):
    document = document_for(Wanted(), SCOPE, Branch.objects.get(code="CMN"))
    assert thaw(freeze(document)).annexes == document.annexes == (annex(),)
    assert not {figure.key for figure in document.figures()} & {figure.key for figure in annex().figures()}
    book = Workbook(xlsx.write(document, sample.STAMP))
    first = annex().rows[0]
    assert [book.sheets["Lampiran"][f"{letter}6"].value for letter in "ABCDEFGH"] == [
        *first[:2],
        *(float(figure.value) for figure in first[2:]),
    ]
    assert len(book.column("Lampiran", "A")) == 13 * 4
    assert book.sheets["Lampiran"]["A3"].value == "Ilustrasi, bukan data resmi"
