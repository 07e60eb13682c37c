"""Requests: the kind's own words, and costs that the law of each month sets."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.utils.translation import override

from coverage_portal.briefings.asking import asks_of, together
from coverage_portal.briefings.blocks import Asks
from coverage_portal.briefings.checklist import check
from coverage_portal.briefings.wanted import AskKind, AskWanted, Wanted
from coverage_portal.briefings.words import words_now
from coverage_portal.coverage.shown import digits_of
from coverage_portal.coverage.workings import evaluate
from coverage_portal.programmes.actions import load_law
from tests.briefings.sample import document

pytestmark = pytest.mark.django_db
END_OF_2023 = date(2023, 12, 31)


def asked(*asks: AskWanted, day: date = END_OF_2023):
    return asks_of(Wanted(asks=asks), day=day)


def test_ten_thousand_workers_for_a_year_cost_two_thousand_million_in_2023():
    load_law(by=None)
    (ask,) = asked(AskWanted(AskKind.VULNERABLE, workers=10_000))
    assert ask.cost.value == Fraction(2_016_000_000)
    assert digits_of(ask.cost, "id") == "10.000 × 16.800 × 12 = Rp2.016.000.000"
    assert ask.cost.working.metric == "M9"
    assert "PP 44/2015 Lampiran II" in [source.document for source in ask.cost.working.inputs]
    assert "Rp16.800 per orang" in ask.reason.text
    assert "Rp2,02\N{NO-BREAK SPACE}miliar untuk 10.000 pekerja selama 12 bulan" in ask.reason.text


def test_a_relief_counts_only_for_those_whom_the_state_does_not_pay_for():
    load_law(by=None)
    wanted = {"kind": AskKind.OWN, "workers": 100, "months": 9}
    paid, own = asked(AskWanted(**wanted), AskWanted(**wanted, paid_by_state=False), day=date(2026, 4, 1))
    assert paid.cost.value == 100 * 16_800 * 9
    assert own.cost.value == 100 * 8_400 * 9
    assert digits_of(own.cost, "id") == "100 × (16.800 − 8.400) × 9 = Rp7.560.000"
    relief = own.cost.working.inputs[2]
    assert (relief.document, relief.note) == ("PP 50/2025", "Keringanan berakhir sebelum Januari 2027.")


def test_months_of_different_prices_stand_one_stretch_after_the_other():
    load_law(by=None)
    (ask,) = asked(AskWanted(AskKind.SERTAKAN, workers=500, months=14, paid_by_state=False), day=date(2026, 3, 22))
    stretches = "500 × (16.800 × 1 + (16.800 − 8.400) × 9 + 16.800 × 4) = Rp79.800.000"
    assert digits_of(ask.cost, "id") == stretches
    assert evaluate(ask.cost.working.tokens) == ask.cost.value
    assert "menurut tarif tiap bulan" in ask.reason.text
    assert any("Belum diverifikasi" in caveat for caveat in ask.cost.working.caveats)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_price_in_doubt_says_so_in_the_words_that_the_checklist_looks_for(language):
    load_law(by=None)
    with override(language):
        asks = asked(AskWanted(AskKind.SERTAKAN, workers=5, paid_by_state=False), day=date(2026, 5, 1))
        section = replace(document().sections[-1], blocks=(Asks("Usulan", asks),))
        kept = replace(document(), language=language, words=words_now(), sections=(section,))
    assert "unverified-price" in [one.key for one in check(kept)]
    assert "relief-ends" in [one.key for one in check(kept)]


def test_a_day_without_law_has_no_cost_and_says_why():
    load_law(by=None)
    (ask,) = asked(AskWanted(AskKind.VULNERABLE, workers=10), day=date(2014, 1, 1))
    assert ask.cost.value is None
    assert ask.cost.missing == "Tarif JKK dan JKM pekerja mandiri pada 1 Januari 2014 belum tercatat di portal ini."
    assert "APBD" in ask.reason.text


def test_own_words_stand_and_empty_ones_are_the_kinds():
    own, kinds = asked(
        AskWanted(AskKind.OWN, title="Judul", reason="Sebab", owner="Sekda", output="Hasil", deadline=END_OF_2023),
        AskWanted(AskKind.LICENSING),
    )
    assert (own.title, own.reason.text, own.owner, own.output) == ("Judul", "Sebab", "Sekda", "Hasil")
    assert (own.deadline, own.workers, own.cost) == (END_OF_2023, None, None)
    assert (kinds.title, kinds.owner) == ("Periksa kepesertaan aktif pada perizinan dan pengadaan", "DPMPTSP")
    assert (own.key, kinds.reason.key) == ("usulan-1", "usulan-2-alasan")


@pytest.mark.parametrize("kind", AskKind)
def test_every_kind_speaks_both_languages(kind):
    said = {}
    for language in ("id", "en"):
        with override(language):
            (ask,) = asked(AskWanted(kind, workers=0))
            said[language] = (ask.title, ask.reason.text)
    assert all(said["id"])
    assert all(one != other for one, other in zip(said["id"], said["en"], strict=True))


def test_requests_with_a_cost_are_added_up():
    load_law(by=None)
    asks = asked(AskWanted(AskKind.VULNERABLE, workers=100), AskWanted(AskKind.OWN, workers=50, months=6))
    workers, cost = together(asks)
    assert workers.value == 150
    assert cost.value == 100 * 16_800 * 12 + 50 * 16_800 * 6
    assert together(asks[:1]) is None
