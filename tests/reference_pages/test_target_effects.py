"""What the dashboard will do with a target is told before it is saved, and comes true when it is."""

from __future__ import annotations

from datetime import date

import pytest

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Against, Scope, parse_scope
from coverage_portal.reference.target_effects import preview
from regions.actions import enter_figure
from regions.models import Target
from tests import people
from tests.reference_pages.figures import TARGET, Kind, two_months
from tests.reference_pages.test_list import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Three memberships at the end of 2022 and of 2023; eight in the city's labour force, six of them employed."""
    world = two_months()
    world.published(Kind.LABOUR_FORCE, 8, 1, as_at=date(2022, 8, 31))
    world.published(Kind.EMPLOYED, 6, 1, as_at=date(2022, 8, 31))
    return world


def proposed(world, **more):
    fields = {"region": world.city, "year": 2026, "measure": "M1", "percent": 65, "decree": "Perwal 1/2026"}
    return Target(**{**fields, **more})


def track(month, against, region="36.71"):
    return answer(Scope(region, month, against)).track


@pytest.mark.parametrize(
    "more", [{}, {"measure": "M2"}, {"year": 2022}, {"year": 2023}, {"percent": 20}, {"measure": "UCJ"}, {"year": 2021}]
)
def test_what_is_told_comes_true(world, more):
    """The dashboards of every month before and after are the second witness."""
    target = proposed(world, **more)
    told, pages = preview(target), [(m, a) for m in answer(Scope("36.71")).months for a in Against]
    before = {page: track(*page) for page in pages}
    enter_figure(figure=target, by=None)
    changed = [page for page in pages if track(*page) != before[page]]
    assert told.month == max((month for month, _against in changed), default=None)
    if changed:
        asked = parse_scope(dict(part.split("=") for part in told.query.split("&")))
        assert (asked.month, asked.against) == max(changed)
        labels = [figure.label for figure in track(*max(changed)) if figure not in before[max(changed)]]
        assert [label for label, _value in told.numbers] == labels
        assert "akan membandingkan target ini" in told.said


def test_the_months_compared_are_named_from_the_first_to_the_targets_own_december(world):
    assert preview(proposed(world)).said == (
        "Bagian “Apakah kita di jalur?” di ringkasan Kota Tangerang akan membandingkan target ini dengan rasio "
        "terhadap angkatan kerja (M1), dari posisi data Desember 2022 sampai Desember 2026."
    )
    assert any(label.startswith("Tambahan sampai target") for label, _value in preview(proposed(world)).numbers)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"measure": "UCJ"}, "Target ini hanya dikutip: bagian “Apakah kita di jalur?”"),
        ({"programme": "JHT"}, "Target ini hanya dikutip di daftar target"),
        ({"year": 2021}, "Belum ada bulan yang dapat dibandingkan dengannya"),
    ],
)
def test_a_target_that_is_not_compared_says_why(world, more, said):
    told = preview(proposed(world, **more))
    assert said in told.said and told.numbers == ()


def test_a_place_without_rate_or_page_is_told(world):
    assert "Belum ada bulan" in preview(proposed(world, region=world.province)).said
    village = world._region(world.districts[0], "36.71.01.1001", "ID.36.71.01.1001.", 4, "Sukarasa")
    assert "hanya sampai tingkat kecamatan" in preview(proposed(world, region=village)).said


def test_a_replacement_is_told_as_it_will_stand_alone(world):
    alone = preview(proposed(world))
    old = Target.objects.create(region=world.city, year=2026, measure="M1", percent=90, decree="Perwal 1/2025")
    assert preview(proposed(world, replaces=old)) == alone


def test_the_page_shows_it_with_a_link_to_the_section(world, client):
    client.force_login(people.person("pengelola", "steward"))
    html = client.post("/sumber/target/baru/", {**TARGET, "langkah": "periksa"}).content.decode()
    assert "akan membandingkan target ini dengan rasio terhadap angkatan kerja (M1)" in text_of(html)
    assert "Untuk posisi data Desember 2023 di sana akan tertulis:" in html
    assert 'href="/?wilayah=36.71&amp;posisi=2023-12&amp;banding=angkatan-kerja' in html and '#tren"' in html
    assert Target.objects.count() == 0
