"""Likely questions: five to eight, answered from the figures of the answer, each with its source."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.utils.translation import override

from coverage_portal.briefings.asking import asks_of, questions_of
from coverage_portal.briefings.asking.questions import official_ucj
from coverage_portal.briefings.numbers import numbers_in
from coverage_portal.briefings.wanted import AskKind, AskWanted, Wanted
from coverage_portal.coverage.dashboard import OfficialUcj
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.shown import band_of, value_of
from coverage_portal.coverage.workings import Provenance
from coverage_portal.programmes.models import Parameter
from tests.coverage.examples import city

pytestmark = pytest.mark.django_db
MONTH = date(2023, 12, 1)


@pytest.fixture
def world():
    return city(some=("36.71.05", "36.71.07"))


def answers(found, asks=(), **more):
    """The answers by what their keys end in; each with its source."""
    made = questions_of(found, asks, **more)
    assert 5 <= len(made) <= 8
    assert all(question.source and question.question.endswith("?") for question in made)
    assert len({question.key for question in made}) == len(made)
    return {question.key.removeprefix("tanya-"): question.answer.text for question in made}


def benefits():
    common = {"unit": "rupiah", "effective_from": date(2026, 2, 1), "citation": "PP 44/2015 jo. PP 82/2019"}
    for key, value in (("manfaat_jkm", 42_000_000), ("beasiswa", 174_000_000)):
        Parameter.objects.create(key=key, value=value, **common)


def test_the_city_of_2023(world):
    said = answers(answer(Scope(month=MONTH)))
    assert list(said) == ["belum-semua", "angka-berbeda", "di-mana", "keluarga", "nyata", "kerja-domisili", "pasti"]
    assert (
        " dari 1.190.000 (angkatan kerja) belum tercatat sebagai peserta aktif. Angkatan kerja" in said["belum-semua"]
    )
    assert said["angka-berbeda"].startswith("UCJ resmi wilayah ini belum dimasukkan ke portal.")
    assert said["nyata"].startswith("Belum. Daftar pekerja dan pemberi kerja di portal ini data contoh")
    assert "tempat kerja" in said["kerja-domisili"]
    assert "belum tercatat di portal ini" in said["keluarga"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_number_of_an_answer_is_one_of_its_inputs(world, language):
    benefits()
    with override(language):
        found = answer(Scope(month=MONTH))
        asks = asks_of(Wanted(asks=(AskWanted(AskKind.OWN, workers=500),)), day=MONTH)
        for question in questions_of(found, asks, day=date(2026, 3, 1)):
            values = [figure.value for figure in question.answer.inputs if figure.value is not None]
            ends = [end for figure in question.answer.inputs for end in figure.working.band or ()]
            for claim in numbers_in(question.answer.text, language):
                assert any(claim.holds(value) for value in (*values, *ends)), (question.answer.text, claim)


def test_an_official_ucj_is_quoted_as_published_and_never_compared(world):
    found = replace(answer(Scope(month=MONTH)), ucj=OfficialUcj("47,76%", "semester I 2025", "Kantor Cabang Cikokol"))
    said = answers(found)["angka-berbeda"]
    assert said.startswith("UCJ resmi 47,76% (semester I 2025, Kantor Cabang Cikokol).")
    figure = official_ucj(found)
    assert (figure.value, figure.working.metric) == (Fraction(4776, 10_000), "M3")
    assert "61,8" not in said


def test_what_the_requests_cost(world):
    asks = asks_of(Wanted(asks=(AskWanted(AskKind.VULNERABLE, workers=10_000), AskWanted(AskKind.TEAM))), day=MONTH)
    found = answer(Scope(month=MONTH))
    assert "biaya" not in answers(found, asks)  # no law is loaded, so there is no cost to speak of


def test_what_a_family_gets_by_the_law_of_the_meetings_day(world):
    benefits()
    found = answer(Scope(month=MONTH))
    assert "belum tercatat" in answers(found, day=date(2024, 3, 22))["keluarga"]
    said = answers(found, day=date(2026, 3, 1))["keluarga"]
    assert "Manfaat JKM Rp42.000.000; beasiswa paling banyak Rp174.000.000. Jumlahnya belum diverifikasi." in said
    Parameter.objects.update(verified_on=date(2026, 2, 28))
    assert "belum diverifikasi" not in answers(found, day=date(2026, 3, 1))["keluarga"]


def test_a_place_without_a_denominator_says_so(world):
    found = answer(Scope(region="36.71.05", month=MONTH, estimates=False))
    said = answers(found)
    assert said["belum-semua"].startswith("Belum dapat dijawab dengan angka. Portal ini belum memuat angka")
    assert "pasti" not in said


def test_a_rate_over_one_is_asked_about(world):
    found = answer(Scope(month=MONTH))
    less = replace(found.gap, value=Fraction(-5))
    (first, *_rest) = questions_of(replace(found, gap=less))
    assert first.question == "Mengapa cakupannya di atas 100%?"
    (first, *_rest) = questions_of(replace(found, gap=replace(less, value=Fraction(0))))
    assert first.question == "Apakah semua sudah terlindungi?"


def test_the_band_says_how_sure_the_rate_is(world):
    found = answer(Scope(month=MONTH))
    rate = replace(found.rate, working=replace(found.rate.working, band=(Fraction(3, 10), Fraction(4, 10))))
    assert band_of(rate, "id") in answers(replace(found, rate=rate))["pasti"]
    for change, words in (
        ({"estimated": True}, "sebuah perkiraan"),
        ({"half_step": None}, "Pembulatan masukannya tidak diketahui"),
        ({"half_step": Fraction(0)}, "dari masukan yang tidak dibulatkan"),
    ):
        bare = replace(found.rate, working=replace(found.rate.working, band=None), **change)
        assert words in answers(replace(found, rate=bare))["pasti"]


def test_counted_at_home(world):
    said = answers(answer(Scope(month=MONTH, counted_at=CountedAt.HOME)))
    assert said["kerja-domisili"].startswith("Warga menurut domisili.")


def test_a_real_registry_is_said_to_be_one(world):
    found = replace(answer(Scope(month=MONTH)), illustrative=False)
    assert answers(found)["nyata"] == "Ya: dihitung dari registri kantor cabang, posisi 31 Desember 2023."
    assert answers(replace(found, registry=False))["nyata"].startswith("Ya: angka yang dipakai diterbitkan")


def test_a_withheld_gap_is_not_told(world):
    found = answer(Scope(month=MONTH))
    hidden = replace(found.gap, value=None, withheld=True)
    assert not any(ch.isdigit() for ch in answers(replace(found, gap=hidden))["belum-semua"])


def test_where_the_gap_is(world):
    found = answer(Scope(month=MONTH))
    block = found.block("kecamatan")
    most = max((row for row in block.rows if row.code), key=lambda row: row.figures[block.index("celah")].value)
    assert answers(found)["di-mana"] == (
        f"Terbanyak di {most.label}: {value_of(most.figures[block.index('celah')], 'id')}."
    )


def test_published_figures_alone_are_real_although_the_registry_elsewhere_is_a_sample(world):
    found = answer(Scope(month=MONTH))
    covered = replace(found.covered, provenance=Provenance.OFFICIAL)
    alone = replace(found, covered=covered, facts=(), blocks=())
    assert answers(alone)["nyata"].startswith("Ya: angka yang dipakai diterbitkan")
