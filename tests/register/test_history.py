"""Every change of an employer stands in its history with both sides, whoever or whatever made it."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.undoing import undo
from coverage_portal.programmes.codes import Scale
from coverage_portal.register.detail.history import steps_of
from coverage_portal.register.detail.history_words import in_words
from coverage_portal.register.writing import change
from employers.models import Employer
from tests import people
from tests.employers import made
from tests.imports import extracts

MONTH = date(2024, 1, 31)


@pytest.fixture
def tuti(db):
    return people.person("tuti", "admin")


def firm():
    return Employer.objects.select_related("branch", "district").get(npp="00001234")


def load(folder, name, **facts):
    rows = [extracts.employer(**facts)]
    return extracts.load(extracts.write_employers(folder, rows, f"{name}.xlsx"), "employers", position=MONTH)


def told(user, employer=None):
    """What, and each difference as (name, before, after)."""
    entries = in_words(steps_of(employer or firm()), user)
    return [(e.what, {d.name: (d.before, d.after) for d in e.differences}) for e in entries]


def test_imports_and_edits_stand_in_one_history_with_both_sides(tmp_path, tuti):
    extracts.world()
    load(tmp_path, "a")
    change(firm(), {"scale": Scale.MEDIUM, "address": "Jalan Baru 2"}, by=tuti, verb="employer_changed", note="KTP")
    second = load(tmp_path, "b", NAMA="PT Maju Terus", SKALA="Menengah", ALAMAT="Jalan Baru 2", JHT_SEJAK="01-02-2024")
    change(firm(), {"name": "PT Maju Lagi"}, by=tuti, verb="employer_changed")
    found = told(tuti)
    assert [what.split(",")[0] for what, _ in found] == [
        "Diubah dengan formulir",
        f"Diubah oleh impor {second.batch_id}",
        "Diubah dengan formulir",
        f"Ditambahkan oleh impor {second.batch_id - 1}",
    ]
    assert found[0][1] == {"Nama": ("PT Maju Terus", "PT Maju Lagi")}
    assert found[1][1] == {
        "Nama": ("PT Maju Jaya", "PT Maju Terus"),
        "Jaminan Hari Tua": ("–", "sejak 1 Februari 2024"),
    }
    assert found[2][1] == {"Skala": ("Kecil", "Menengah"), "Alamat": ("Jalan Contoh 1", "Jalan Baru 2")}
    assert found[3][1] == {}
    assert in_words(steps_of(firm()), tuti)[2].note == "KTP"


def test_an_import_that_was_taken_back_leaves_no_trace(tmp_path, tuti):
    extracts.world()
    load(tmp_path, "a")
    second = load(tmp_path, "b", NAMA="PT Maju Terus")
    undo(ImportBatch.objects.get(pk=second.batch_id))
    assert len(told(tuti)) == 1


def test_branches_places_days_and_people_are_named(tuti):
    there = made.employer()
    far = people.cikokol()
    facts = {"branch_id": far.pk, "officer_id": tuti.pk, "declared_on": date(2023, 5, 1), "declared_wages": 9_000_000}
    change(there, facts, by=tuti, verb="employer_changed")
    differences = told(tuti, there)[0][1]
    assert differences["Kantor"] == ("Tangerang Cimone", "Tangerang Cikokol")
    assert differences["Pembina"] == ("–", "tuti")
    assert differences["Dilaporkan pada"] == ("–", "1 Mei 2023")
    assert differences["Jumlah upah dilaporkan"] == ("–", "diisi")


def test_the_page_links_an_import_for_those_who_may_open_it_only(tmp_path, tuti):
    extracts.world()
    receipt = load(tmp_path, "a")
    client = Client()
    client.force_login(tuti)
    address = "/pemberi-kerja/00001234/?tab=riwayat"
    assert f'href="/impor/{receipt.batch_id}/"' in client.get(address).content.decode()
    client.force_login(people.person("wati", "staff"))
    html = client.get(address).content.decode()
    assert f"Ditambahkan oleh impor {receipt.batch_id}" in html and 'href="/impor/' not in html


def test_twenty_changes_a_page_the_newest_first(tuti):
    there = made.employer()
    for i in range(25):
        there = change(there, {"address": f"Jalan {i}"}, by=tuti, verb="employer_changed")
    client = Client()
    client.force_login(tuti)
    first = client.get(f"/pemberi-kerja/{there.npp}/?tab=riwayat").content.decode()
    assert "Jalan 24" in first and "<del>Jalan 3</del>" not in first and "1–20 dari 25" in first
    last = client.get(f"/pemberi-kerja/{there.npp}/?tab=riwayat&hal=2").content.decode()
    assert "Jalan 0" in last and "Jalan 24" not in last


def test_the_head_says_who_changed_it_last(tmp_path, tuti):
    extracts.world()
    receipt = load(tmp_path, "a")
    client = Client()
    client.force_login(tuti)
    assert f"oleh impor {receipt.batch_id}." in client.get("/pemberi-kerja/00001234/").content.decode()
    change(firm(), {"name": "PT Maju Lagi"}, by=tuti, verb="employer_changed")
    assert "oleh tuti." in client.get("/pemberi-kerja/00001234/").content.decode()
