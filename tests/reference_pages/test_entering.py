"""Stewards enter and replace figures: checked, shown with their effect, saved once, told in the trail."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage import rollups
from regions.models import ReferenceFigure
from tests import people
from tests.coverage.worlds import World
from tests.reference_pages.figures import FORM, Kind
from tests.reference_pages.test_list import text_of

NEW = "/sumber/baru/"


@pytest.fixture
def world(db):
    world = World()
    world.membership(world.person(home=world.districts[1]), district=1, employer=world.employer(district=1))
    world.applied()
    rollups.rebuild([date(2023, 12, 1)])
    return world


@pytest.fixture
def steward(client, db):
    user = people.person("pengelola", "steward")
    client.force_login(user)
    return user


def send(client, step, address=NEW, **more):
    return client.post(address, {**FORM, "langkah": step, **more})


def text(response):
    return text_of(response.content.decode())


def figures():
    return ReferenceFigure.objects.order_by("pk")


def test_only_stewards_enter_figures(world, client, ratna, budi, joko):
    figure = world.published(Kind.LABOUR_FORCE, 8, 1)
    others = [people.person("pejabat", "official", people.cimone()), people.person("tuti", "admin", people.cimone())]
    for user in (ratna, budi, joko, *others):
        client.force_login(user)
        for address in (NEW, f"/sumber/{figure.pk}/ganti/"):
            assert client.get(address).status_code == 403
            assert send(client, "simpan", address).status_code == 403
    assert figures().count() == 1


def test_checking_shows_what_would_change_and_writes_nothing(world, client, steward, settings):
    settings.SMALL_CELL_PERSONS = settings.SMALL_CELL_EMPLOYERS = 1  # the one member of this world may be told
    page = send(client, "periksa", value="4", precision="0.5")
    assert page.status_code == 200
    for words in ("Belum ada yang disimpan.", "Nilai 4 orang", "Dampaknya di ringkasan", "Desember 2023"):
        assert words in text(page)
    assert "Rasio peserta aktif terhadap angkatan kerja (M1) – 25,0%" in text(page)
    assert '<input type="hidden" name="value" value="4"' in page.content.decode()
    assert figures().count() == 0


def test_saving_enters_the_figure_and_leads_to_its_page(world, client, steward):
    answer = send(client, "simpan")
    figure = figures().get()
    assert (answer.status_code, answer["Location"]) == (302, f"/sumber/{figure.pk}/")
    kept = (figure.kind, figure.region.code, figure.value, figure.unit, figure.half_step, figure.as_at, figure.period)
    assert kept == ("labour_force", "36.71", 1_190_000, "orang", 5_000, date(2023, 12, 31), "2023")
    assert (figure.basis, figure.derived, figure.entered_by, figure.replaces) == ("statement", False, steward, None)
    assert "Sudah dimasukkan. Jejaknya tercatat atas nama Anda." in text(client.get(answer["Location"]))


def test_the_trail_names_who_entered_what(world, client, steward):
    send(client, "simpan")
    event = AuditEvent.objects.get(verb="figure_entered")
    assert (event.actor, event.object_type, event.object_id) == (
        steward,
        "regions.referencefigure",
        str(figures().get().pk),
    )
    assert (event.detail["after"]["value"], event.detail["after"]["half_step"]) == ("1190000", "5000")


def test_the_form_can_be_changed_again_after_checking(world, client, steward):
    page = send(client, "ubah", period="tahun 2023")
    assert page.status_code == 200
    assert 'value="tahun 2023"' in page.content.decode() and 'value="1.190.000"' in page.content.decode()
    assert "Ada yang perlu diperbaiki" not in text(page)
    assert figures().count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("value", "1,19 juta", "Tulis angkanya penuh: 1.190.000, dan pilih ketelitian “dibulatkan ke puluhan ribu”"),
        ("value", "", "Isian ini wajib."),
        ("region", "Tangerang", "Ada beberapa wilayah bernama “Tangerang”"),
        ("region", "Atlantis", "Wilayah “Atlantis” tidak dikenal."),
        ("unit", "juta orang", "Satuan untuk jenis ini “orang”."),
        ("precision", "", "Isian ini wajib."),
        ("precision", "50000000000", "Masukkan pilihan yang valid"),
        ("precision", "50000", "1.190.000 tidak mungkin hasil pembulatan ini. Pilih ketelitian yang lebih halus."),
        ("as_at", "31 Feb 2023", "Tulis tanggal di kalender, misalnya 31-12-2023."),
        ("as_at", "1900-01-01", "Tanggal harus antara 1945 dan 2100."),
        ("derived", "", "Isian ini wajib."),
        ("basis", "", "Isian ini wajib."),
        ("publisher", "  ", "Isian ini wajib."),
        ("link", "javascript:alert(1)", "Tautan harus alamat halaman web"),
        ("note", "x" * 301, "300"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_in_the_summary(world, client, steward, field, typed, said):
    page = send(client, "simpan", **{field: typed})
    html = page.content.decode()
    assert page.status_code == 200 and "<title>Galat:" in html
    assert f'<li><a href="#id_{field}' in html
    assert text(page).count(said) >= 2
    assert figures().count() == 0


def test_a_precision_coarser_than_the_number_is_refused(world, client, steward):
    page = send(client, "periksa", value="10.000", precision="50000")
    assert "Setengah langkah pembulatan tidak dapat melebihi angkanya." in text(page)


@pytest.mark.parametrize(
    ("typed", "value", "unit", "half_step"),
    [
        ({"kind": "ucj", "value": "47,76", "precision": "0.005"}, Decimal("47.76"), "persen", Decimal("0.005")),
        (
            {"kind": "ucj", "value": "47.76", "unit": "%", "precision": "tidak-diketahui"},
            Decimal("47.76"),
            "persen",
            None,
        ),
        (
            {"kind": "minimum_wage", "value": "Rp5.399.405,69", "precision": "0.005"},
            Decimal("5399405.69"),
            "rupiah/bulan",
            Decimal("0.005"),
        ),
        ({"kind": "claims", "value": "18.437", "unit": "kasus", "precision": "0.5"}, 18_437, "kasus", Decimal("0.5")),
        ({"kind": "employers", "value": "15702", "precision": "0.5"}, 15_702, "perusahaan", Decimal("0.5")),
    ],
)
def test_each_kind_is_read_in_its_own_unit(world, client, steward, typed, value, unit, half_step):
    assert send(client, "simpan", **typed).status_code == 302
    figure = figures().get()
    assert (figure.value, figure.unit, figure.half_step) == (value, unit, half_step)


def test_a_kind_without_a_usual_unit_asks_for_one(world, client, steward):
    assert "Jenis ini tidak punya satuan lazim" in text(send(client, "periksa", kind="claims", value="5"))


def test_a_part_of_a_whole_is_not_over_a_hundred_percent(world, client, steward):
    page = send(client, "periksa", kind="unemployment_rate", value="101", precision="0.5")
    assert "Bagian dari keseluruhan tidak dapat lebih dari 100 persen." in text(page)
    assert "Periksa dahulu" in text(send(client, "periksa", kind="coverage_claim", value="120", precision="0.5"))


def test_a_figure_that_would_not_be_used_says_so_and_leads_to_the_one_that_is(world, client, steward):
    used = world.published(Kind.LABOUR_FORCE, 8, 1, basis="bps_sakernas", as_at=date(2023, 8, 31), publisher="BPS")
    html = send(client, "periksa", value="4", precision="0.5").content.decode()
    assert "Tidak ada angka di ringkasan yang berubah." in html
    said = "Angka ini sendiri tidak akan dipakai. Di tahun yang sama, hasil survei, sensus, dan catatan registrasi"
    assert said in text_of(html).replace("  ", " ")
    assert f'<a href="/sumber/{used.pk}/">8 orang, 31 Agu 2023, <span lang="id">BPS</span></a>' in html
    assert "tidak akan dipakai" not in text(send(client, "periksa", value="4", precision="0.5", basis="bps_sakernas"))


def test_what_publishers_wrote_is_marked_as_indonesian(world, client, steward):
    typed = {"note": "termasuk pengangguran", "label": "perempuan"}
    html = client.post(f"/en{NEW}", {**FORM, "langkah": "periksa", **typed}).content.decode()
    for words in ("termasuk pengangguran", "perempuan", "Surat kabar, 22 Maret 2024", "Kantor cabang", "2023"):
        assert f'<dd lang="id">{words}</dd>' in html
    assert "<dd>Statement; basis not explained</dd>" in html
    old = world.published(Kind.LABOUR_FORCE, 8, 1)
    html = client.post(f"/en/sumber/{old.pk}/ganti/", {**FORM, "langkah": "periksa", **typed}).content.decode()
    assert '<ins lang="id">termasuk pengangguran</ins>' in html and "<ins>1,190,000 people</ins>" in html


def test_what_is_known_already_is_filled_in(world, client, steward):
    html = client.get(f"{NEW}?wilayah=36.71&jenis=population").content.decode()
    assert 'name="region" value="36.71"' in html
    assert '<option value="population" selected>' in html


def test_a_correction_begins_as_a_copy_and_keeps_place_and_kind(world, client, steward, settings):
    settings.SMALL_CELL_PERSONS = settings.SMALL_CELL_EMPLOYERS = 1
    old = world.published(Kind.LABOUR_FORCE, 1_190_000, 5_000, note="disebut 1,19 juta")
    html = client.get(f"/sumber/{old.pk}/ganti/").content.decode()
    for part in ('value="1.190.000"', '<option value="5000" selected>', 'value="2023-12-31"', 'value="Kantor cabang"'):
        assert part in html
    assert 'name="region"' not in html and 'name="kind"' not in html
    page = send(client, "periksa", f"/sumber/{old.pk}/ganti/", value="1.195.000", precision="500")
    assert "Nilai dari 1.190.000 orang → menjadi 1.195.000 orang" in text(page)
    assert "Kesenjangan (M8): Angkatan kerja 1.189.999 (± 5.000) 1.194.999 (± 500)" in text(page)
    answer = send(
        client, "simpan", f"/sumber/{old.pk}/ganti/", value="1.195.000", precision="500", region="36", kind="ucj"
    )
    newer = figures().last()
    assert answer["Location"] == f"/sumber/{newer.pk}/"
    assert (newer.replaces, newer.kind, newer.region, newer.value) == (old, old.kind, old.region, 1_195_000)
    old.refresh_from_db()
    assert old.value == 1_190_000


def test_a_correction_names_its_own_evidence(world, client, steward):
    old = world.published(Kind.LABOUR_FORCE, 8, 1, link="https://contoh.id/1", note="disebut 1,19 juta")
    html = client.get(f"/sumber/{old.pk}/ganti/").content.decode()
    assert "Dokumen, tautan, dan catatan dimulai kosong" in html
    for part in (old.document, old.link, old.note):
        assert part and part not in html
    page = send(client, "periksa", f"/sumber/{old.pk}/ganti/", document="")
    assert '<a href="#id_document">Dokumen: Isian ini wajib.</a>' in page.content.decode()


def test_an_odd_precision_survives_a_correction(world, client, steward):
    old = world.published(Kind.LABOUR_FORCE, 1_000, 250)
    assert '<option value="250" selected>± 250</option>' in client.get(f"/sumber/{old.pk}/ganti/").content.decode()
    send(client, "simpan", f"/sumber/{old.pk}/ganti/", value="1.500", precision="250")
    assert figures().last().half_step == 250


@pytest.mark.parametrize("address", ["/sumber/999999/ganti/", "/sumber/target/999999/ganti/"])
def test_what_is_not_there_cannot_be_replaced(client, steward, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
