"""Sentences about answers that are out of the ordinary: by home, nothing covered, a change that cannot be written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.db.models import F

from coverage_portal.briefings.asking.points import points_of
from coverage_portal.briefings.checklist import check
from coverage_portal.briefings.models import Signatory
from coverage_portal.briefings.wanted import AskKind, AskWanted, Part
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal, Place
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.programmes.actions import load_law
from tests.briefings.composing.conftest import DECEMBER
from tests.briefings.composing.test_sentences import said
from tests.coverage import examples

AT_HOME = Scope(month=examples.DECEMBER, counted_at=CountedAt.HOME)


def test_people_at_home_do_not_grow_through_a_segment_of_memberships(made):
    assert "terutama" in said(made(), "ringkasan-perubahan")
    assert said(made(AT_HOME), "ringkasan-perubahan") == "Peserta bertambah 36,2 ribu sejak Desember 2022."


def test_what_was_reached_is_called_what_it_is(made):
    assert said(made(), "pokok-ringkasan-1").endswith("736 ribu kepesertaan aktif.")
    assert said(made(AT_HOME), "pokok-ringkasan-1").endswith("739 ribu orang terlindungi menurut domisili.")


def test_a_change_too_small_for_a_tenth_of_a_point_is_told_in_members(made, city):
    """30 members more are a forty-thousandth of the labour force."""
    kept = ("memberships", "persons", "jkk", "jkm", "jht", "jp", "jkp")
    now = {
        (one.place, one.region_id, one.dimension, one.code): one
        for one in CoverageTotal.objects.filter(month=examples.DECEMBER)
    }
    for one in CoverageTotal.objects.filter(month=examples.NOVEMBER):
        like = now[one.place, one.region_id, one.dimension, one.code]
        CoverageTotal.objects.filter(pk=one.pk).update(**{name: getattr(like, name) for name in kept})
    before = CoverageTotal.objects.filter(month=examples.NOVEMBER, place=Place.WORKPLACE, region=city["36.71"])
    before.filter(memberships=736_000).update(memberships=F("memberships") - 30)
    document = made(Scope(month=examples.DECEMBER, since=examples.NOVEMBER))
    assert said(document, "ringkasan-perubahan") == "Peserta bertambah 30 sejak November 2023."


def test_nobody_is_thanked_for_nothing(made, city):
    CoverageTotal.objects.filter(month=examples.DECEMBER).update(memberships=0, persons=0)
    document = made()
    assert said(document, "ringkasan-judul").startswith("0,0% angkatan kerja")
    assert said(document, "pembuka") is None
    assert "sudah dicapai" not in said(document, "pokok-ringkasan-1")


def test_where_members_are_is_not_where_to_begin(city):
    (first, _ask) = points_of(Part.WHERE, answer(DECEMBER))
    assert first.text.startswith("Dahulukan ")
    (first, _ask) = points_of(Part.WHERE, answer(Scope(month=examples.DECEMBER, estimates=False)))
    assert first.text.startswith("Peserta terbanyak ada di ") and "celahnya tidak diketahui" in first.text


def test_the_country_has_a_government_of_its_own_name(made):
    country = Scope(region="00", month=examples.DECEMBER)
    assert "dukungan Pemerintah Republik Indonesia" in said(made(country), "penutup")
    assert "the support of the government of Indonesia" in said(made(country, language="en"), "penutup")


@pytest.mark.parametrize(
    "language, words",
    [("id", "1 pekerja selama 1 bulan"), ("en", "1 worker over 1 month"), ("en", "2 workers over 9 m")],
)
def test_one_is_one_in_both_languages(made, language, words):
    load_law(by=None)
    number, months = (2, 9) if words.startswith("2") else (1, 1)
    document = made(language=language, asks=(AskWanted(AskKind.VULNERABLE, workers=number, months=months),))
    assert words in said(document, "usulan-1-alasan")
    (ask,) = document.section(Part.ASKS).blocks[0].asks
    assert ask.cost.value == Fraction(16_800 * number * months)
    assert ("1 vulnerable workers" not in ask.output) and ("1 months" not in ask.cost.label)


def test_whoever_was_picked_to_sign_is_asked_about_once_their_time_is_over(made, office):
    picked = Signatory.objects.get(name="Budi")
    before, after = (made(signatory=picked.pk, day=day) for day in (date(2024, 6, 30), date(2024, 7, 22)))
    assert "not-signing" not in [one.key for one in check(before)]
    assert "not-signing" in [one.key for one in check(after)]


def test_the_budget_is_told_what_it_would_pay_and_no_more(made):
    """What companies pay through SERTAKAN is no cost of the budget."""
    load_law(by=None)
    asks = (AskWanted(AskKind.VULNERABLE, workers=100), AskWanted(AskKind.SERTAKAN, workers=500, paid_by_state=False))
    document = made(asks=asks)
    assert said(document, "tanya-biaya-jawab") == (
        "Lindungi pekerja rentan melalui APBD: Rp20,16 juta untuk 100 pekerja."
    )
    assert said(made(asks=asks[1:]), "tanya-biaya-jawab") is None
