"""An answer beside an earlier month: what changed, counted the same way, and what part of it is the denominator's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage.figures import NoSuchMonth, answer
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.workings import FigureKind
from regions.models import ReferenceFigure
from tests.coverage.examples import DECEMBER, NOVEMBER, published

Kind = ReferenceFigure.Kind
YEAR_AGO = date(2022, 12, 1)
ELSEWHERE = "Penyebut kedua bulan berbeda terbitan, jadi sebagian perubahan berasal dari penyebutnya."


def changes(scope):
    count, points = answer(scope).changes
    return count, points


def test_without_an_earlier_month_nothing_is_compared(city):
    page = answer(Scope())
    assert page.changes == ()
    assert not any(block.has("perubahan") for block in page.blocks)


def test_members_and_rate_are_compared_with_the_month_asked_for(city):
    count, points = changes(Scope(since=YEAR_AGO))
    then = answer(Scope(month=YEAR_AGO))
    assert count.value == 736_000 - then.covered.value and count.kind is FigureKind.CHANGE
    assert points.value == Fraction(736, 1190) - then.rate.value and points.kind is FigureKind.POINTS
    assert count.working.formula == "Peserta aktif − peserta aktif Desember 2022"
    assert [source.as_at for source in points.working.inputs] == [
        date(2023, 12, 31),
        date(2023, 12, 31),
        date(2022, 12, 31),
        date(2022, 8, 31),
    ]


def test_another_publication_of_the_denominator_is_said_to_be_part_of_the_change(city):
    assert ELSEWHERE in changes(Scope(since=YEAR_AGO))[1].working.caveats
    assert ELSEWHERE not in changes(Scope(since=NOVEMBER))[1].working.caveats


def test_the_band_of_a_change_in_points_holds_every_rounding(city):
    ReferenceFigure.objects.filter(derived=True).update(half_step=50)
    points = changes(Scope(since=YEAR_AGO))[1]
    then = answer(Scope(month=YEAR_AGO)).covered.value
    assert points.working.band == (
        Fraction(735_500, 1_195_000) - then / Fraction(1_191_650),
        Fraction(736_500, 1_185_000) - then / Fraction(1_191_750),
    )
    ReferenceFigure.objects.filter(derived=True).update(half_step=None)
    assert changes(Scope(since=YEAR_AGO))[1].working.band is None


def test_a_count_is_not_compared_with_a_publication_on_another_basis(city):
    published(city["36.71"], Kind.MEMBERS, 600_000, as_at=date(2019, 12, 31))
    for figure in changes(Scope(since=date(2019, 12, 1))):
        assert figure.value is None
        assert figure.missing == "Kedua bulan tidak dihitung dengan cara yang sama."
    page = answer(Scope(since=date(2019, 12, 1)))
    assert not any(block.has("perubahan") for block in page.blocks)


def test_people_at_home_were_not_counted_where_there_was_no_registry(city):
    published(city["36.71"], Kind.MEMBERS, 600_000, as_at=date(2019, 12, 31))
    count, points = changes(Scope(counted_at=CountedAt.HOME, since=date(2019, 12, 1)))
    assert count.value is None and "registri" in count.missing and points.value is None


def test_two_publications_of_the_same_publisher_are_compared(city):
    tangsel = city["36.74"]
    for year, members in ((2022, 300), (2023, 330)):
        published(tangsel, Kind.MEMBERS, members, as_at=date(year, 12, 31))
        published(tangsel, Kind.LABOUR_FORCE, 600, as_at=date(year, 8, 31))
    count, points = changes(Scope(region="36.74", month=DECEMBER, since=YEAR_AGO))
    assert (count.value, points.value) == (30, Fraction(5, 100))


def test_without_a_denominator_then_only_the_count_is_compared(city):
    ReferenceFigure.objects.filter(derived=True).delete()
    count, points = changes(Scope(since=YEAR_AGO))
    assert count.value is not None and points.value is None
    assert points.missing.startswith("Portal ini belum memuat angka angkatan kerja untuk Kota Tangerang sampai 2022.")
    count, points = changes(Scope(region="36.71.05", since=NOVEMBER, estimates=False))
    assert count.value is not None
    assert points.missing.startswith("Portal ini belum memuat angka angkatan kerja untuk Cipondoh")


def test_an_estimate_then_and_now_makes_an_estimated_change(city):
    count, points = changes(Scope(region="36.71.05", since=YEAR_AGO))
    assert not count.estimated and points.estimated
    now, then = answer(Scope("36.71.05")), answer(Scope("36.71.05", YEAR_AGO))
    assert points.value == now.rate.value - then.rate.value


@pytest.mark.parametrize("since", [DECEMBER, date(2024, 1, 1)])
def test_the_same_or_a_later_month_is_no_earlier_one(city, since):
    with pytest.raises(NoSuchMonth):
        answer(Scope(since=since))


def test_a_month_of_publications_alone_has_no_breakdowns_though_other_months_do(city):
    published(city["36.71"], Kind.MEMBERS, 600_000, 500, as_at=date(2019, 12, 31))
    published(city["36.71"], Kind.LABOUR_FORCE, 1_100_000, 5_000, as_at=date(2019, 8, 31), period="2019-08")
    page = answer(Scope(month=date(2019, 12, 1)))
    assert page.rate.value == Fraction(600, 1100) and not page.registry and not page.illustrative
    assert [block.key for block in page.blocks] == ["tren"]
    assert answer(Scope()).block("tren").rows[0].code == "2019-12"
    assert page.partial == ""
