"""The registration page: what is sent once is stored once, and what cannot be stored is not lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from coverage_portal.core.locks import Busy
from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.models import Obligation
from coverage_portal.register.entering import actions, views
from coverage_portal.register.models import Draft
from employers.models import Employer
from tests import people
from tests.employers import made
from tests.register.sent import prospect, registration

NEW = "/pemberi-kerja/baru/"
NIK = "3671052501909001"


@pytest.fixture
def rini(client, db):
    """Data admin of Tangerang Cimone, signed in."""
    user = people.person("rini", "admin", people.cimone())
    client.force_login(user)
    return user


def text_of(answer):
    return answer.content.decode()


def send(client, step="simpan", **changed):
    return client.post(NEW, registration(**changed) | {"langkah": step})


def test_a_registration_leads_to_its_employer(client, rini):
    answer = send(client, token=str(uuid4()))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/pemberi-kerja/TC100214/")
    assert "sudah disimpan" in text_of(client.get(answer.headers["Location"]))


def test_a_prospect_has_an_address_by_number(client, rini):
    answer = client.post(NEW, prospect())
    assert answer.headers["Location"] == f"/pemberi-kerja/no-{Employer.objects.get().pk}/"


def test_pressing_twice_makes_one(client, rini):
    token = str(uuid4())
    places = {send(client, token=token).headers["Location"] for _time in range(2)}
    assert places == {"/pemberi-kerja/TC100214/"}
    assert Employer.objects.count() == 1


def test_what_is_wrong_stands_on_top_with_links_and_keeps_what_was_typed(client, rini):
    page = text_of(send(client, nib="912000012345", registered_headcount="296"))
    assert "<title>Galat:" in page
    assert 'role="alert" tabindex="-1" id="galat" autofocus' in page
    assert "Ada 2 isian yang perlu diperbaiki" in page
    assert '<a href="#id_nib">NIB: NIB harus 13 angka. Yang diisi 12 angka.</a>' in page
    assert "Pekerja terdaftar (296) melebihi pekerja wajib (240)." in page
    assert 'value="912000012345"' in page
    assert not Employer.objects.exists()


@pytest.mark.parametrize("step", ["simpan", "periksa", "cari", "draf"])
@pytest.mark.parametrize("field", ["npwp", "name", "address", "contact_phone"])
def test_a_nik_is_in_no_answer_and_no_draft(client, rini, step, field):
    answer = send(client, step, token=str(uuid4()), **{field: NIK})
    if answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    assert NIK not in text_of(answer)
    assert NIK not in str([draft.data for draft in Draft.objects.all()])
    assert not Employer.objects.exists()


def test_a_nik_in_place_of_an_npwp_is_explained_when_one_searches_and_once_more_when_one_saves(client, rini):
    page = text_of(send(client, "cari", npwp=NIK, kbli_words="makan"))
    assert 'id="id_npwp_error"' in page and "adalah NIK seseorang" in page
    assert '<input type="hidden" name="dikosongkan" value="npwp">' in page
    page = text_of(send(client, "cari", npwp="", dikosongkan=["npwp"], risk_words="roti"))
    assert '<input type="hidden" name="dikosongkan" value="npwp">' in page
    answer = send(client, npwp="", dikosongkan=["npwp", "csrf"])
    assert "Tidak ikut disimpan karena memuat angka seperti NIK: NPWP." in text_of(client.get(answer.url))
    assert Employer.objects.get().npwp == ""


def test_an_npwp_filled_in_rightly_after_a_nik_is_not_spoken_of(client, rini):
    answer = send(client, dikosongkan=["npwp"])
    assert "angka seperti NIK" not in text_of(client.get(answer.url))


def test_only_what_may_not_be_empty_is_unmarked(client, rini):
    page = text_of(client.get(NEW))
    marked = {
        "Dasar skala": "wajib bila skala diisi",
        "Skala per tanggal": "wajib bila skala diisi",
        "Dilaporkan pada": "wajib bila jumlah pekerja atau upah diisi",
        "Pekerja wajib didaftarkan": "wajib bila yang terdaftar atau upah diisi",
        "Sektor usaha (KBLI)": "boleh kosong",
        "Versi KBLI": "wajib bila sektor usaha dipilih",
        "Kelompok risiko JKK": "boleh kosong",
        "Program yang diikuti": "boleh kosong",
    }
    for label, mark in marked.items():
        assert f"{label} <small>({mark})</small>" in page


def test_ten_kilobytes_in_any_field_are_answered(client, rini):
    for name in registration():
        assert send(client, "periksa", **{name: "%_'\"🦀" * 2_000}).status_code in (200, 302)


def test_while_an_import_is_saved_nothing_is_lost(client, rini, monkeypatch):
    def busy(*_args, **_kwargs):
        raise Busy("import employers")

    monkeypatch.setattr(actions, "hold_register", busy)
    answer = send(client)
    assert answer.status_code == 409
    assert "Impor pemberi kerja sedang disimpan" in text_of(answer)
    assert 'value="PT Contoh Boga Cipondoh"' in text_of(answer)


def test_the_slower_of_two_is_told_who_was_quicker(client, rini, monkeypatch):
    quicker = people.person("tuti", "admin")
    facts = {"name": "PT Cepat", "npp": "TC100214", "branch_id": people.cimone().pk, "district_id": made.district().pk}
    looked = views.found_duplicates

    def meanwhile(form):
        actions.register(facts | {"registered_on": people.LONG_AGO}, programmes={}, by=quicker)
        return looked(form)

    monkeypatch.setattr(views, "found_duplicates", meanwhile)
    answer = send(client)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "NPP TC100214 sudah terdaftar atas nama PT Cepat." in page
    assert "baru saja didaftarkan oleh tuti" in page
    assert '<a href="/pemberi-kerja/TC100214/">' in page
    assert 'value="PT Contoh Boga Cipondoh"' in page


def test_what_looks_like_a_duplicate_is_asked_about_once(client, rini):
    made.employer(name="CONTOH BOGA CIPONDOH, PT", npp="TC000001")
    made.employer(name="PT Lain", npp="TC000002", nib="9120000123456", branch=people.cikokol())
    page = text_of(send(client))
    assert "Mungkin sudah ada. Belum disimpan." in page
    assert '<a href="/pemberi-kerja/TC000001/">CONTOH BOGA CIPONDOH, PT</a> (NPP TC000001): nama mirip' in page
    assert "Di kantor cabang lain ada 1 pemberi kerja: NIB yang sama." in page
    assert "PT Lain" not in page
    mark = page.split('name="dilihat" value="')[1].split('"')[0]
    assert send(client, dilihat=mark).status_code == 302


def test_a_draft_is_kept_listed_continued_and_gone_once_it_is_saved(client, rini):
    token = str(uuid4())
    kept = send(client, "draf", token=token, npp="")
    assert kept.headers["Location"] == f"{NEW}?draf={token}"
    page = text_of(client.get(kept.headers["Location"]))
    assert 'value="PT Contoh Boga Cipondoh"' in page
    assert "Galat:" not in page
    assert "1 draf Anda" in text_of(client.get(NEW))
    assert send(client, token=token).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_is_ones_own(client, rini):
    other = people.person("tuti", "admin")
    token = uuid4()
    Draft.objects.create(user=other, token=token, data={"name": ["PT Rahasia"]})
    assert "PT Rahasia" not in text_of(client.get(f"{NEW}?draf={token}"))
    client.post(reverse("employer_draft_discard"), {"token": str(token)})
    assert Draft.objects.count() == 1


def test_a_draft_can_be_thrown_away(client, rini):
    draft = Draft.objects.create(user=rini, token=uuid4(), data={"name": ["PT Contoh"]})
    assert client.post(reverse("employer_draft_discard"), {"token": str(draft.token)}).status_code == 302
    assert not Draft.objects.exists()


def test_beside_the_form_stand_obligations_shortfall_and_contribution(client, rini):
    load_law(by=None)
    page = text_of(client.post(reverse("employer_panel"), registration()))
    citation = Obligation.objects.filter(scale=3, programme=8).first().citation
    assert citation in page
    assert page.count("Belum diikuti: JP") == 1
    assert "96 dari 240 pekerja terdaftar. 144 belum." in page
    assert "Rp1.190.000.000 ÷ 240 pekerja = Rp4.958.333" in page
    assert "Lihat cara hitung" in page
    assert not Employer.objects.exists()


def test_a_search_offers_sections_codes_and_kinds_of_business(client, rini):
    made.employer(kbli_code="56102")
    page = text_of(send(client, "cari", kbli="", kbli_words="makan minum", risk_code="", risk_words="roti"))
    assert "I. Penyediaan Akomodasi dan Penyediaan Makan Minum" in page
    assert "56102, kategori I, dipakai 1 pemberi kerja" in page
    assert "Pabrik roti" in page
    assert "Galat:" not in page


def test_staff_and_officials_do_not_register(client, db):
    for role in ("staff", "official"):
        client.force_login(people.person(role, role))
        assert client.get(NEW).status_code == 403
        assert send(client).status_code == 403


def test_english_words_find_sections_too_in_either_language(client, rini):
    for words in ("makan minum", "food"):
        sent = registration(kbli="", kbli_words=words) | {"langkah": "cari"}
        assert "I. Accommodation" in text_of(client.post(f"/en{NEW}", sent))
