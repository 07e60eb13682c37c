"""Memberships by segment and sector; employers by scale, with what they registered and what they declared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.page import SHOWN_SECTORS, lay_out
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.programmes.codes import Segment
from tests.coverage.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A large employer of three, a small one of one, one of nobody whose scale nobody knows; all told of themselves."""
    world = World()
    told = {"declared_headcount": 50, "declared_on": date(2023, 3, 1)}
    large = world.employer(scale=4, kbli_version=2020, kbli_section="C", **told)
    small = world.employer(scale=2, kbli_version=2025, kbli_section="C")
    world.employer(scale=None, kbli_version=None, kbli_section="", declared_headcount=7, declared_on=date(2024, 2, 1))
    for employer, segment in ((large, Segment.PU), (large, Segment.PU), (large, Segment.JAKON), (small, Segment.PU)):
        world.membership(world.person(), employer=employer, segment=segment)
    world.membership(world.person(), segment=Segment.BPU)
    world.applied()
    world.applied(kind=ImportBatch.Kind.EMPLOYERS)
    rollups.rebuild()
    return world


def values(block):
    return {row.label: [figure.value for figure in row.figures] for row in block.rows}


def test_segments_stand_with_their_shares_the_most_first(world):
    block = answer(Scope()).block("segmen")
    assert values(block) == {
        "Penerima Upah": [3, Fraction(3, 5)],
        "Bukan Penerima Upah": [1, Fraction(1, 5)],
        "Jasa Konstruksi": [1, Fraction(1, 5)],
        "Pekerja Migran Indonesia": [0, 0],
    }
    assert block.rows[0].label == "Penerima Upah"
    assert [figure.value for figure in block.total.figures] == [5, 1]


def test_a_section_of_two_classifications_is_two_sectors_each_with_its_version(world):
    block = answer(Scope()).block("sektor")
    assert [(row.code, row.note, row.figures[0].value) for row in block.rows] == [
        ("2020C", "KBLI 2020", 3),
        ("2025C", "KBLI 2025", 1),
    ]
    assert block.total.figures[0].value == 4


def test_one_classification_alone_is_not_named(world):
    world.membership(world.person(), district=1, employer=world.employer(kbli_version=2020, kbli_section="G"))
    rollups.rebuild()
    assert [row.note for row in answer(Scope(region="36.71.05")).block("sektor").rows] == [""]


def test_what_has_no_sector_stands_last_however_large(world):
    nobody_knows = world.employer(kbli_version=None, kbli_section="")
    for _n in range(9):
        world.membership(world.person(), employer=nobody_knows)
    rollups.rebuild()
    rows = answer(Scope()).block("sektor").rows
    assert (rows[-1].code, rows[-1].label, rows[-1].figures[0].value) == ("", "Sektor belum diisi", 9)


def test_no_sector_is_called_the_largest_when_more_have_no_known_one(world):
    assert lay_out(answer(Scope())).sectors.finding[0] == "2020C"
    nobody_knows = world.employer(kbli_version=None, kbli_section="")
    for known in (2, 3):
        while nobody_knows.memberships.count() < known:
            world.membership(world.person(), employer=nobody_knows)
        rollups.rebuild()
        finding = lay_out(answer(Scope())).sectors.finding
        assert (finding is None) == (known >= 3)


def test_long_lists_of_sectors_are_folded(city):
    page = answer(Scope())
    section = lay_out(page).sectors
    assert len(section.lines) == SHOWN_SECTORS
    assert [line.row for line in (*section.lines, *section.folded)] == list(page.block("sektor").rows)


def test_employers_by_scale_from_large_to_unknown(world):
    block = answer(Scope()).block("skala")
    assert values(block) == {
        "Besar": [1, Fraction(1, 3), 3, Fraction(3, 4), 1, 50],
        "Menengah": [0, 0, 0, 0, 0, 0],
        "Kecil": [1, Fraction(1, 3), 1, Fraction(1, 4), 0, 0],
        "Mikro": [0, 0, 0, 0, 0, 0],
        "Skala belum diisi": [1, Fraction(1, 3), 0, 0, 0, 0],
    }
    assert [figure.value for figure in block.total.figures] == [3, 1, 4, 1, 1, 50]


def test_no_row_for_an_unknown_scale_when_every_scale_is_known(world):
    for employer in world.branches[0].employers.filter(scale=None):
        employer.scale = 1
        employer.save()
    rollups.rebuild()
    assert "Skala belum diisi" not in values(answer(Scope()).block("skala"))


def test_a_declared_headcount_is_the_employers_word_and_not_a_count_of_memberships(world):
    block = answer(Scope()).block("skala")
    declared = block.rows[0].figures[block.index("dilaporkan")]
    (source,) = declared.working.inputs
    assert "WLKP" in source.document and source.quantity.basis.unit == "persons"
    assert declared.working.formula.startswith("Jumlah pekerja menurut laporan terakhir")
    telling = block.rows[0].figures[block.index("melapor")]
    assert telling.working.formula.startswith("Jumlah pemberi kerja terdaftar yang jumlah pekerjanya dilaporkan")
    assert any("tidak dikurangkan" in caveat for caveat in block.caveats)


def test_without_an_import_of_employers_there_is_nothing_to_say_about_scales(world):
    ImportBatch.objects.filter(kind=ImportBatch.Kind.EMPLOYERS).delete()
    page = answer(Scope())
    assert page.block("skala") is None and page.block("sektor") is not None


def test_segments_sectors_and_scales_stay_at_the_place_of_work(world):
    work, home = answer(Scope()), answer(Scope(counted_at=CountedAt.HOME))
    for key in ("segmen", "sektor", "skala"):
        assert values(work.block(key)) == values(home.block(key))
    assert any("tetap menurut tempat kerja" in caution for caution in home.cautions)


def test_a_sector_that_was_left_since_stands_with_its_loss(world):
    left = world.employer(kbli_version=2020, kbli_section="I")
    for end in (date(2023, 10, 5), date(2023, 11, 20)):
        world.membership(world.person(), employer=left, ended_on=end)
    rollups.rebuild()
    rows = answer(Scope(since=date(2023, 10, 1))).block("sektor").rows
    assert [(row.code, row.figures[0].value, row.figures[2].value) for row in rows][-1] == ("2020I", 0, -1)
    assert "2020I" not in [row.code for row in answer(Scope()).block("sektor").rows]


def test_one_scale_that_is_few_and_holds_most_is_the_finding(city):
    finding = lay_out(answer(Scope())).scales.finding
    assert finding.row.label == "Besar"
    assert finding.by["bagian_pemberi_kerja"].value < Fraction(1, 10)
    assert finding.by["bagian_pekerja"].value > Fraction(1, 2)
