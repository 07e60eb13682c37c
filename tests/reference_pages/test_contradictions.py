"""Which figures contradict each other: one rule, shown on made figures and on those that ship with the portal."""

from datetime import date
from decimal import Decimal

import pytest

from coverage_portal.reference.contradictions import comparable, contradictions, disagree, family_of
from regions.models import ReferenceFigure, Region
from regions.seeds.figures import load_figures
from regions.seeds.places import load_places
from tests.reference_pages.figures import Basis, Kind, figure

JUNE, NOVEMBER = date(2025, 6, 30), date(2025, 11, 30)


def said(found):
    return [(one.family, one.year, [int(figure.value) for figure in one.figures], one.apart) for one in found]


def test_members_under_different_names_are_one_family():
    names = [(Kind.MEMBERS, ""), (Kind.MEMBERS, "Peserta  PU+BPU+Jakon"), (Kind.MEMBERS, "pekerja terlindungi")]
    assert {family_of(figure(kind, label=label)) for kind, label in [*names, (Kind.OTHER, "total pekerja")]} == {
        "members"
    }


@pytest.mark.parametrize(
    ("kind", "label", "family"),
    [
        (Kind.MEMBERS, "perempuan", "members/perempuan"),
        (Kind.OTHER, "non-ASN, RT/RW, kader terlindungi", "other/non-asn, rt/rw, kader terlindungi"),
        (Kind.MEMBERS_PU, "", "members_pu"),
        (Kind.UCJ, "", "coverage"),
        (Kind.COVERAGE_CLAIM, "", "coverage"),
        (Kind.POPULATION, "", "population"),
    ],
)
def test_a_narrower_thing_is_a_family_of_its_own(kind, label, family):
    assert family_of(figure(kind, label=label)) == family


def test_figures_disagree_beyond_their_roundings_together():
    one, other = figure(value=1_190_000, half_step=Decimal(5_000)), figure(value=1_195_500, half_step=Decimal(500))
    assert not disagree(one, other)
    assert disagree(one, figure(value=1_195_501, half_step=Decimal(500)))
    assert disagree(one, figure(value=1_195_001, half_step=None))


def test_two_days_of_one_series_are_no_contradiction():
    register = {"kind": Kind.POPULATION, "basis": Basis.CIVIL_REGISTER}
    assert not comparable(figure(as_at=JUNE, **register), figure(as_at=NOVEMBER, publisher="Dinas", **register))
    assert comparable(figure(as_at=JUNE, **register), figure(as_at=JUNE, **register))
    assert not comparable(figure(as_at=JUNE), figure(as_at=NOVEMBER))
    assert comparable(figure(as_at=JUNE), figure(as_at=NOVEMBER, publisher="Disnaker"))


def test_only_those_at_odds_are_named_and_those_that_agree_are_not():
    agreeing = [figure(value=736_000, half_step=Decimal(500)), figure(value=736_200, publisher="Disnaker")]
    assert contradictions(agreeing) == []
    third = figure(value=700_000, publisher="Koran")
    assert said(contradictions([*agreeing, third])) == [("members", 2023, [736_200, 736_000, 700_000], True)]


def test_years_units_and_families_are_kept_apart():
    apart = [
        figure(value=1),
        figure(value=2, as_at=date(2022, 12, 31), publisher="Lain"),
        figure(value=3, unit="kasus", publisher="Lain"),
        figure(Kind.MEMBERS_PU, value=4, publisher="Lain"),
    ]
    assert contradictions(apart) == []


def test_a_statement_stands_beside_the_survey_of_the_year_before():
    statement = figure(Kind.LABOUR_FORCE, 1_190_000, half_step=Decimal(5_000))
    survey = {"basis": Basis.SAKERNAS, "half_step": None, "publisher": "BPS"}
    earlier = figure(Kind.LABOUR_FORCE, 1_191_700, as_at=date(2022, 8, 31), derived=True, **survey)
    oldest = figure(Kind.LABOUR_FORCE, 1_141_500, as_at=date(2021, 8, 31), **survey)
    (found,) = contradictions([statement, earlier, oldest])
    assert said([found]) == [("labour_force", 2023, [1_191_700, 1_190_000], False)]
    own_year = figure(Kind.LABOUR_FORCE, 1_200_000, as_at=date(2023, 8, 31), **survey)
    assert said(contradictions([statement, earlier, own_year])) == [
        ("labour_force", 2023, [1_200_000, 1_190_000], True)
    ]


def test_a_survey_does_not_stand_beside_the_survey_of_the_year_before():
    survey = {"basis": Basis.SAKERNAS, "publisher": "BPS"}
    figures = [figure(Kind.LABOUR_FORCE, 5 + year, as_at=date(2020 + year, 8, 31), **survey) for year in range(3)]
    assert contradictions(figures) == []


def test_the_official_coverage_of_the_year_stands_below_its_members():
    members = [figure(value=2), figure(value=9, publisher="Lain")]
    coverage = [figure(Kind.UCJ, "47.76", unit="persen"), figure(Kind.UCJ, 40, unit="persen", as_at=JUNE)]
    (found,) = contradictions([*members, *coverage])
    assert [one.value for one in found.beside] == [Decimal("47.76")]


@pytest.mark.django_db
def test_what_ships_with_the_portal_contradicts_itself_here():
    load_places()
    load_figures()
    found = {}
    for region in Region.objects.filter(figures__isnull=False).distinct():
        for line in said(contradictions(ReferenceFigure.objects.current().filter(region=region))):
            found.setdefault(region.code, []).append(line)
    assert found == {
        "00": [("coverage", 2025, [37, 35], True)],
        "36": [("members", 2025, [2_750_000, 2_700_000], True)],
        "36.71": [
            ("members", 2025, [768_187, 385_741], True),
            ("labour_force", 2023, [1_191_700, 1_190_000], False),
            ("population", 2023, [1_930_000, 1_912_679], True),
        ],
    }
