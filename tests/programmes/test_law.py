"""What the law answers on a day, read from the database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.law import NoLawInForce, law_on, overdue_notice
from coverage_portal.programmes.models import Parameter
from coverage_portal.programmes.terms import ObligationLevel, ParameterKey
from tests.programmes.shipped import programmes, shipped_law


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [date(2015, 7, 1), date(2020, 8, 1), date(2025, 2, 6), date(2025, 2, 7), date(2026, 4, 1)]
)
def test_the_stored_law_is_the_shipped_law(day):
    load_law(by=None)
    assert law_on(day) == shipped_law(day)


@pytest.mark.django_db
def test_the_law_is_read_in_five_queries(django_assert_num_queries):
    load_law(by=None)
    with django_assert_num_queries(5):  # rates, figures, brackets, obligations, reliefs; answers cost none
        law = law_on(date(2025, 2, 7))
        law.obligations(Scale.LARGE)
        law.jp_ceiling()
        law.rate(Programme.JKK, 1)


@pytest.mark.django_db
def test_a_ceiling_entered_a_moment_ago_counts_at_once():
    load_law(by=None)
    before = law_on(date(2026, 3, 1)).jp_ceiling()
    assert before.overdue_since == date(2026, 3, 1)
    assert overdue_notice(before) == (
        "Plafon upah JP: belum ada angka yang berlaku sejak Maret 2026; "
        "angka sejak Maret 2025 masih dipakai, belum diverifikasi."
    )
    Parameter.objects.create(
        key=ParameterKey.JP_CEILING, value=11_111_100, unit="rupiah", effective_from=date(2026, 3, 1), citation="uji"
    )
    after = law_on(date(2026, 3, 1)).jp_ceiling()
    assert (after.whole, after.overdue_since, overdue_notice(after)) == (11_111_100, None, "")
    assert law_on(date(2026, 2, 28)).jp_ceiling().whole == 10_547_400


def test_the_notice_names_its_months_in_the_readers_language():
    figure = shipped_law(date(2026, 4, 1)).jp_ceiling()
    with translation.override("en"):
        assert "March 2026" in overdue_notice(figure)


def test_before_the_first_row_there_is_no_law():
    law = shipped_law(date(2015, 6, 30))
    for question in (
        lambda: law.rate(Programme.JKK, 1),
        law.jp_ceiling,
        law.jkp_ceiling,
        law.pension_age,
        lambda: law.obligations(Scale.LARGE),
        lambda: law.jakon_brackets(Programme.JKK),
        lambda: law.bpu_package(programmes("JKK+JKM")),
    ):
        with pytest.raises(NoLawInForce, match="30-06-2015"):
            question()


@pytest.mark.parametrize(
    ("day", "net_jkk", "net_jkm"),
    [
        (date(2025, 2, 6), ["0.10", "0.40", "0.75", "1.13", "1.60"], "0.20"),
        (date(2025, 2, 7), ["0.10", "0.40", "0.75", "1.13", "1.60"], "0.30"),
    ],
)
def test_what_jkk_and_jkm_keep_when_jkp_is_held(day, net_jkk, net_jkm):
    """PP 37/2021 and PP 6/2025: JKK gives 0.14 throughout, JKM gave 0.10 until 6 February 2025."""
    law = shipped_law(day)
    kept = [law.net_percent(Programme.JKK, group, jkp=True) for group in range(1, 6)]
    assert kept == [Decimal(percent) for percent in net_jkk]
    assert law.net_percent(Programme.JKM, jkp=True) == Decimal(net_jkm)
    assert law.net_percent(Programme.JKM, jkp=False) == Decimal("0.30")
    assert law.net_percent(Programme.JHT, jkp=True) == Decimal("5.70")


def test_jkp_is_composed_of_046_then_036():
    assert shipped_law(date(2025, 2, 6)).rate(Programme.JKP).total == Decimal("0.46")
    assert shipped_law(date(2025, 2, 7)).rate(Programme.JKP).total == Decimal("0.36")


def test_jkp_follows_from_other_programmes_since_pp_6_2025():
    law = shipped_law(date(2025, 2, 7))
    needs = {scale: law.obligations(scale)[Programme.JKP].requires for scale in Scale}
    assert needs == {
        Scale.MICRO: programmes("JKK+JKM+JHT"),
        Scale.SMALL: programmes("JKK+JKM+JHT"),
        Scale.MEDIUM: programmes("JKK+JKM+JHT+JP"),
        Scale.LARGE: programmes("JKK+JKM+JHT+JP"),
    }
    before = shipped_law(date(2025, 2, 6)).obligations(Scale.LARGE)[Programme.JKP]
    assert (before.level, before.requires) == (ObligationLevel.DERIVED, None)


def test_obligations_of_wage_earners_need_the_scale():
    with pytest.raises(NoLawInForce):
        shipped_law(date(2024, 6, 15)).obligations(None)
    assert shipped_law(date(2024, 6, 15)).mandatory(None, Segment.BPU) == programmes("JKK+JKM")


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("pp-49-2020-jkk-jkm", date(2020, 8, 1), date(2021, 1, 31)),
        ("pp-49-2020-jp", date(2020, 8, 1), date(2021, 1, 31)),
        ("pp-7-2025", date(2025, 2, 1), date(2025, 7, 31)),
        ("pp-36-2025", date(2025, 8, 1), date(2026, 1, 31)),
        ("pp-50-2025-transportasi", date(2026, 1, 1), date(2027, 3, 31)),
        ("pp-50-2025-lainnya", date(2026, 4, 1), date(2026, 12, 31)),
    ],
)
def test_a_relief_runs_from_its_first_to_its_last_day(code, first, last):
    def runs(day):
        return code in {relief.code for relief in shipped_law(day).reliefs}

    one = timedelta(days=1)
    assert [runs(day) for day in (first - one, first, last, last + one)] == [False, True, True, False]
