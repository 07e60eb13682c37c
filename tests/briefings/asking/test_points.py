"""Talking points: what to say first while a section is shown, from its own figures."""

from dataclasses import replace
from datetime import date

import pytest

from coverage_portal.briefings.asking import asks_of, points_of, usual_asks
from coverage_portal.briefings.wanted import AskKind, AskWanted, Part, Wanted
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.models import Obligation
from tests.coverage.examples import city, target

pytestmark = pytest.mark.django_db
SCOPE = Scope(month=date(2023, 12, 1))


@pytest.fixture
def found():
    city(some=("36.71.05", "36.71.07"))
    return answer(SCOPE)


def texts(part, found, asks=()):
    return [point.text.replace("\N{NO-BREAK SPACE}", " ") for point in points_of(part, found, asks)]


def test_each_section_has_its_points():
    target(city()["36.71"], 70)
    Obligation.objects.all().delete()
    load_law(by=None)
    found = answer(SCOPE)
    asks = asks_of(Wanted(asks=usual_asks(found)), day=date(2023, 12, 31))
    assert texts(Part.SUMMARY, found, asks) == [
        "Mulai dari yang sudah dicapai bersama: 736 ribu kepesertaan aktif.",
        "Sebut 454 ribu yang belum sebagai ruang peningkatan, bukan kesalahan siapa pun.",
        "Sampaikan usulan di awal, sebelum rinciannya.",
    ]
    assert texts(Part.WHERE, found)[0].startswith("Dahulukan Karawaci, Pinang, Larangan: ±")
    assert texts(Part.WHO, found) == ["Peserta terbanyak adalah Penerima Upah: 67,0%."]
    assert "Jaminan Hari Tua" in texts(Part.PROGRAMMES, found)[0]
    assert texts(Part.TRACK, found)[1].startswith("Target 2025 memerlukan ")
    assert "Lindungi pekerja rentan melalui APBD: Rp2,02 miliar." in texts(Part.ASKS, found, asks)


def test_sections_that_speak_for_themselves_have_none(found):
    assert texts(Part.CLOSING, found) == texts("sumber", found) == texts(Part.ASKS, found) == []


def test_points_have_keys_of_their_own(found):
    keys = [point.key for part in Part for point in points_of(part, found)]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("pokok-") for key in keys)


def test_what_is_not_known_is_not_spoken_of(found):
    gone = {"value": None, "missing": "Belum ada."}
    bare = replace(
        found,
        covered=replace(found.covered, **gone),
        gap=replace(found.gap, **gone),
        blocks=(),
        track=(),
        targets=(),
    )
    assert texts(Part.SUMMARY, bare) == texts(Part.WHO, bare) == texts(Part.PROGRAMMES, bare) == []
    assert texts(Part.TRACK, bare) == []
    assert texts(Part.WHERE, bare) == ["Tanyakan wilayah mana yang ingin didahulukan."]


def test_the_usual_requests_ask_for_no_more_than_the_gap(found):
    assert [one.kind for one in usual_asks(found)] == [AskKind.VULNERABLE, AskKind.SERTAKAN, AskKind.LICENSING]
    assert usual_asks(found)[0] == AskWanted(AskKind.VULNERABLE, workers=10_000)
    small = replace(found, gap=replace(found.gap, value=1_234))
    assert usual_asks(small)[0].workers == 1_200
    for gap in ({"value": None}, {"value": -5}, {"value": 99}):
        assert usual_asks(replace(found, gap=replace(found.gap, **gap)))[0].workers is None
