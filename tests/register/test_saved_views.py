"""Saved views: one's own, a name once, opened, renamed, replaced, forgotten."""

import pytest

from coverage_portal.core.models import AuditEvent
from coverage_portal.register.models import SavedView
from tests.employers import made


@pytest.fixture
def signed_in(client, ratna):
    made.at_year_end()
    made.employer()
    client.force_login(ratna)
    return client


def save(client, name="Cipondoh saja", query="kecamatan=36.71.05&urut=nama"):
    return client.post("/pemberi-kerja/tampilan/", {"name": name, "query": query}, follow=True)


def change(client, view, **fields):
    return client.post(f"/pemberi-kerja/tampilan/{view.pk}/", fields, follow=True)


def test_a_question_is_kept_under_a_name_and_listed(signed_in, ratna):
    response = save(signed_in)
    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (ratna, "Cipondoh saja", "kecamatan=36.71.05&urut=nama")
    html = response.content.decode()
    assert "Tampilan “Cipondoh saja” disimpan." in html and "Tampilan tersimpan (1)" in html
    assert 'href="/pemberi-kerja/?kecamatan=36.71.05&amp;urut=nama" aria-current="page">Cipondoh saja' in html
    assert AuditEvent.objects.get(verb="view_saved").detail["after"]["name"] == "Cipondoh saja"


@pytest.mark.parametrize("query", ["q=3671054501900001", "kecamatan=apa", "q=%00&hal=9", "x" * 5000])
def test_only_what_is_heeded_is_kept_and_never_a_nik(signed_in, query):
    save(signed_in, query=query)
    assert SavedView.objects.get().query == ""


@pytest.mark.parametrize("nik", ["3671010101900001", "3671/0101/0190/0001", "03671010101900001"])
def test_a_name_holds_no_nik(signed_in, nik):
    first = save(signed_in, f"Punya {nik}").content.decode()
    assert "namanya memuat angka seperti NIK" in first and nik not in first
    save(signed_in)
    second = change(signed_in, SavedView.objects.get(), verb="nama", name=nik).content.decode()
    assert "namanya memuat angka seperti NIK" in second and nik not in second
    assert SavedView.objects.get().name == "Cipondoh saja"
    assert nik not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(("name", "said"), [("  ", "beri nama dahulu"), ("cipondoh  SAJA", "sudah punya tampilan")])
def test_a_name_is_needed_and_is_there_once(signed_in, name, said):
    save(signed_in)
    assert said in save(signed_in, name).content.decode()
    assert SavedView.objects.count() == 1


def test_a_view_is_renamed_replaced_and_forgotten(signed_in):
    save(signed_in)
    view = SavedView.objects.get()
    change(signed_in, view, verb="nama", name="Kecamatan Cipondoh")
    change(signed_in, view, verb="ganti", query="skala=mikro")
    view.refresh_from_db()
    assert (view.name, view.query) == ("Kecamatan Cipondoh", "skala=mikro")
    save(signed_in, "Lain")
    assert "sudah punya" in change(signed_in, view, verb="nama", name="lain").content.decode()
    assert "dihapus" in change(signed_in, view, verb="hapus").content.decode()
    assert [each.name for each in SavedView.objects.all()] == ["Lain"]
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"view_renamed", "view_replaced", "view_deleted"} <= verbs


def test_another_persons_view_is_as_none(signed_in, budi):
    theirs = SavedView.objects.create(user=budi, page="employer_list", name="Punya Budi", query="")
    other_page = SavedView.objects.create(user=budi, page="worker_list", name="Pekerja", query="")
    assert "Punya Budi" not in signed_in.get("/pemberi-kerja/").content.decode()
    for view in (theirs, other_page):
        assert change(signed_in, view, verb="hapus").status_code == 404
    assert SavedView.objects.count() == 2


def test_what_is_no_verb_changes_nothing(signed_in):
    save(signed_in)
    assert change(signed_in, SavedView.objects.get(), verb="apa").status_code == 404
    assert signed_in.get("/pemberi-kerja/tampilan/").status_code == 403
