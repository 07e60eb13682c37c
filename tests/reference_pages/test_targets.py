"""Targets: read with their decree and history, entered and replaced by stewards only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coverage_portal.core.models import AuditEvent
from coverage_portal.reference import entry_views
from coverage_portal.reference.entering import TargetStands, enter_once
from regions.models import Region, Target
from regions.seeds.figures import load_targets
from regions.seeds.places import load_places
from tests import people
from tests.reference_pages.figures import TARGET
from tests.reference_pages.test_list import html_for, page_for, text_of

LIST, NEW = "/sumber/target/", "/sumber/target/baru/"
LIST_QUERIES = 9


@pytest.fixture
def city(db):
    return people.city()


@pytest.fixture
def steward(client, db):
    user = people.person("pengelola", "steward")
    client.force_login(user)
    return user


def send(client, step="simpan", address=NEW, **more):
    return client.post(address, {**TARGET, "langkah": step, **more})


def text(response):
    return text_of(response.content.decode())


def target(region, **more):
    fields = {"year": 2026, "measure": "M1", "percent": 65, "decree": "Perwal 1/2026"}
    return Target.objects.create(region=region, **{**fields, **more})


def test_the_shipped_targets_are_listed_with_their_decrees(db, ratna, django_assert_max_num_queries, client):
    load_places()
    load_targets()
    client.force_login(ratna)
    with django_assert_max_num_queries(LIST_QUERIES):
        page = text(client.get(LIST))
    assert "8 target" in page
    assert "Indonesia, 2025 00 52,15% UCJ semua program Ayo Nusa (ayonusa.com), 15 Mei 2025" in page
    assert "Indikator RPJMN" in page and "muatan awal portal" in page


def test_who_may_read_and_who_may_enter(city, client, ratna, budi, joko):
    row = target(city)
    steward = people.person("pengelola", "steward")
    official = people.person("pejabat", "official", people.cimone())
    for reader in (ratna, budi, official):
        assert "Tambah target" not in html_for(reader, LIST)
        client.force_login(reader)
        for address in (NEW, f"{LIST}{row.pk}/ganti/"):
            assert client.get(address).status_code == send(client, address=address).status_code == 403
    assert f'href="{LIST}{row.pk}/ganti/"' in html_for(steward, LIST)
    assert page_for(joko, LIST).status_code == 403
    assert Target.objects.count() == 1


def test_an_empty_list_says_so(db, ratna):
    assert "Belum ada target." in html_for(ratna, LIST)


def test_a_target_is_checked_then_entered(city, client, steward):
    page = send(client, "periksa")
    assert "Target 65,5%" in text(page) and "Apakah kita di jalur?" in text(page)
    assert Target.objects.count() == 0
    answer = send(client)
    row = Target.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}#t{row.pk}")
    assert (row.region, row.year, row.measure, row.programme, row.percent) == (city, 2026, "M1", "", Decimal("65.5"))
    event = AuditEvent.objects.get(verb="figure_entered")
    assert (event.actor, event.object_type, event.detail["after"]["measure"]) == (steward, "regions.target", "M1")


@pytest.mark.parametrize(
    ("typed", "stored", "said"),
    [
        ({"measure": "M1"}, "M1", "Rasio terhadap angkatan kerja (M1)"),
        ({"measure": "M2"}, "M2", "Rasio terhadap penduduk bekerja (M2)"),
        ({"measure": "Indikator RPJMN"}, "Indikator RPJMN", "Indikator RPJMN"),
        ({"measure": "lain", "other_measure": "Cakupan BPU"}, "Cakupan BPU", "Cakupan BPU"),
        ({"measure": "lain", "other_measure": "ucj"}, "UCJ", "UCJ"),
    ],
)
def test_a_measure_is_stored_as_one_text_and_said_in_words(city, client, steward, typed, stored, said):
    send(client, **typed)
    assert Target.objects.get().measure == stored
    assert said in text(client.get(LIST))


def test_a_target_may_be_of_one_programme(city, client, steward):
    send(client, programme="JHT")
    assert Target.objects.get().programme == "JHT"
    assert "JHT (Jaminan Hari Tua)" in text(client.get(LIST))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("percent", "101", "Target harus antara 0 dan 100 persen."),
        ("percent", "65,555", "Tulis paling banyak dua angka di belakang koma."),
        ("percent", "banyak", "“banyak” tidak terbaca sebagai angka."),
        ("year", "1999", "Tulis tahun antara 2000 dan 2100."),
        ("year", "dua ribu", "Tulis tahun antara 2000 dan 2100."),
        ("measure", "", "Isian ini wajib."),
        ("other_measure", "Cakupan BPU", "Kosongkan, atau pilih “Ukuran lain” di atas."),
        ("decree", "", "Isian ini wajib."),
        ("region", "Atlantis", "Wilayah “Atlantis” tidak dikenal."),
    ],
)
def test_what_is_wrong_stands_at_its_field(city, client, steward, field, typed, said):
    page = send(client, **{field: typed})
    assert f'<li><a href="#id_{field}' in page.content.decode() and said in text(page)
    assert Target.objects.count() == 0


def test_another_measure_is_written_out(city, client, steward):
    assert "Tulis nama ukurannya, atau pilih salah satu di atas." in text(send(client, measure="lain"))


def test_replacing_keeps_the_old_target_in_the_history(city, client, steward):
    old = target(city)
    address = f"{LIST}{old.pk}/ganti/"
    assert 'value="65"' in client.get(address).content.decode()
    answer = send(client, address=address, percent="70", year="1999", measure="")
    newer = Target.objects.get(replaces=old)
    assert answer["Location"] == f"{LIST}#t{newer.pk}"
    assert (newer.percent, newer.year, newer.measure, newer.region) == (70, 2026, "M1", city)
    page = text(client.get(LIST))
    assert "1 target" in page and "Target dari 65% → menjadi 70%" in page and "pengelola" in page
    assert client.get(address).status_code == 409


def test_pressing_twice_enters_one_target(city, client, steward):
    send(client)
    again = send(client)
    assert "Angka yang sama persis sudah ada" in text(again)
    row = Target.objects.get()
    assert f'href="{LIST}#t{row.pk}"' in again.content.decode()
    assert f'<a href="{LIST}{row.pk}/ganti/">Ganti target itu</a>' in again.content.decode()


def refused(page, row):
    """The page that says which target stands, and leads to its replacement."""
    assert "<title>Galat:" in page.content.decode()
    assert f'<a href="{LIST}{row.pk}/ganti/">Ganti target itu</a>' in page.content.decode()
    return text(page)


@pytest.mark.parametrize("step", ["periksa", "simpan"])
def test_two_targets_of_the_same_thing_do_not_stand_side_by_side(city, client, steward, step):
    row = target(city, percent=60)
    said = refused(send(client, step, decree="Perwal 2/2026"), row)
    assert "Target untuk hal ini sudah ada" in said
    assert "Kota Tangerang, 2026, Rasio terhadap angkatan kerja (M1), semua program: 60%." in said
    assert Target.objects.get() == row


@pytest.mark.parametrize(
    "other", [{"year": "2027"}, {"measure": "M2"}, {"programme": "JHT"}, {"region": "36"}, {"measure": "UCJ"}]
)
def test_a_target_of_another_thing_is_entered_beside_it(city, client, steward, other):
    Region.objects.create(code="36", path="ID.36.", level=1, name="Banten")
    target(city)
    assert send(client, **other).status_code == 302
    assert Target.objects.count() == 2


def test_a_measure_in_other_capitals_is_the_same_measure(city, client, steward):
    row = target(city, measure="Cakupan BPU")
    refused(send(client, measure="lain", other_measure="cakupan bpu"), row)


def test_after_a_replacement_the_newest_target_is_the_one_to_replace(city, client, steward):
    old = target(city)
    newer = target(city, percent=70, replaces=old)
    assert "70%." in refused(send(client), newer)
    assert send(client, address=f"{LIST}{newer.pk}/ganti/", percent="75").status_code == 302
    assert [row.percent for row in Target.objects.current()] == [75]


def test_of_two_stewards_at_once_the_slower_is_told(city, client, steward, monkeypatch):
    slow, rivals = entry_views.enter_once, []

    def after_the_rival(*, row, by):
        rivals.append(target(city, percent=60))
        return slow(row=row, by=by)

    monkeypatch.setattr(entry_views, "enter_once", after_the_rival)
    page = send(client)
    refused(page, rivals[0])
    assert Target.objects.get() == rivals[0]


def test_entering_itself_refuses_a_second_target(city):
    row = target(city)
    with pytest.raises(TargetStands) as stands:
        enter_once(row=Target(region=city, year=2026, measure="M1", percent=70, decree="Perwal 2/2026"), by=None)
    assert stands.value.row == row


def test_a_replacement_names_its_own_decree(city, client, steward):
    old = target(city, link="https://contoh.id/1", note="dibulatkan")
    html = client.get(f"{LIST}{old.pk}/ganti/").content.decode()
    assert 'value="65"' in html and "Dasar hukum, tautan, dan catatan dimulai kosong" in html
    for part in (old.decree, old.link, old.note):
        assert part not in html


def test_an_english_page_speaks_english(city, ratna):
    target(city)
    assert "65%" in html_for(ratna, f"/en{LIST}")
