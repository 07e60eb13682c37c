"""The address of a download: the answer as a file, or a plain refusal."""

import pytest
from django.test import Client

from coverage_portal.core import data_version
from coverage_portal.coverage import rollups
from coverage_portal.coverage.files import views
from coverage_portal.coverage.ground import NoSuchMonth
from regions.models import ReferenceFigure
from tests.coverage.files import samples
from tests.coverage.files.samples import Opened
from tests.coverage.worlds import World


@pytest.fixture
def visitor(ratna):
    client = Client()
    client.force_login(ratna)
    return client


@pytest.fixture
def answered(monkeypatch):
    """Puts an answer behind the view; returns the questions it was asked."""
    asked = []

    def answer(request, scope):
        asked.append(scope)
        return samples.answer()

    monkeypatch.setattr(views, "answer_to", answer)
    return asked


@pytest.mark.parametrize(
    ("format", "content_type", "start"),
    [
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbfKode,"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ],
)
def test_a_block_is_sent_as_a_file_to_keep(visitor, answered, format, content_type, start):
    response = visitor.get(f"/unduh/kecamatan.{format}?wilayah=36.71&posisi=2023-12&sejak=2022-12")
    assert response.status_code == 200
    assert response.content.startswith(start)
    assert response.headers["Content-Type"] == content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    name = f"cakupan-kecamatan-36.71-2023-12-sejak-2022-12.{format}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert answered[0].region == "36.71"


def test_every_number_of_a_counted_answer_is_recomputed_in_its_file(visitor):
    world = World()
    person = world.person(home=world.districts[1])
    world.membership(person, district=1, employer=world.employer(district=1), programmes=31)
    world.membership(person, district=2)
    world.applied(illustrative=True)
    world.published(ReferenceFigure.Kind.LABOUR_FORCE, 8, 1)
    rollups.rebuild()
    response = visitor.get("/unduh/semua.xlsx?wilayah=36.71&posisi=2023-12")
    assert response.status_code == 200
    opened = Opened(response.content)
    workings, formulas = opened.table("Cara hitung"), opened.formulas("Cara hitung")
    shown = {f"I{number}": row for number, row in enumerate(workings, start=2) if row["Nilai"] != ""}
    assert set(shown) == set(formulas) and len(shown) > 20
    for cell, row in shown.items():
        assert float(opened.calculate(formulas[cell])) == pytest.approx(row["Nilai"], rel=1e-12, abs=1e-12), row[
            "Kunci"
        ]


def test_the_file_leads_back_to_its_page(visitor, answered):
    data_version.bump()
    text = visitor.get("/unduh/kecamatan.csv").content.decode()
    assert "http://testserver/?wilayah=36.71&posisi=2023-12" in text
    assert "Versi data" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [("sektor.csv", 404), ("kecamatan.pdf", 404), ("semua.csv", 404), ("kecamatan.csv?posisi=kapan", 400)],
)
def test_what_cannot_be_had_is_refused_in_words(visitor, answered, address, status):
    response = visitor.get(f"/unduh/{address}")
    assert response.status_code == status
    assert "Content-Disposition" not in response.headers
    assert "Cakupan tidak dapat ditampilkan" in response.content.decode()


def test_a_month_without_data_is_refused_in_words(visitor, monkeypatch):
    def refuse(request, scope):
        raise NoSuchMonth("Belum ada data untuk Januari 2030.")

    monkeypatch.setattr(views, "answer_to", refuse)
    response = visitor.get("/unduh/kecamatan.csv?posisi=2030-01")
    assert response.status_code == 404
    assert "Belum ada data untuk Januari 2030." in response.content.decode()


def test_only_who_may_see_the_dashboard_gets_it(joko, answered):
    assert Client().get("/unduh/kecamatan.csv").status_code == 302
    client = Client()
    client.force_login(joko)
    assert client.get("/unduh/kecamatan.csv").status_code == 403
    assert not answered
