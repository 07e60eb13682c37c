"""Correcting an employer: nobody writes over what they have not seen, and nothing typed is lost."""

import re
from datetime import date

import pytest

from coverage_portal.core.locks import Busy
from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage import rollups
from coverage_portal.register.entering import actions, edit_views
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.merging import with_programmes
from coverage_portal.register.entering.opening import as_sent, joined_by
from coverage_portal.register.writing import change, facts_of, version_of
from employers.models import Employer
from tests import people
from tests.employers import made
from workers import compliance

EDIT = "/pemberi-kerja/TC100214/ubah/"


@pytest.fixture
def rini(client, db):
    """Data admin of Tangerang Cimone, signed in."""
    made.at_year_end()
    user = people.person("rini", "admin", people.cimone())
    client.force_login(user)
    return user


@pytest.fixture
def tuti(db):
    """Data admin of all branches."""
    return people.person("tuti", "admin")


@pytest.fixture
def firm(rini):
    firm = made.employer(declared_headcount=240, declared_on=date(2023, 6, 30), address="Jalan Satu", risk_group=3)
    for _worker in range(3):
        made.member(firm)
    rollups.rebuild()
    compliance.rebuild()
    return firm


def text_of(answer):
    return answer.content.decode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def opened(client, firm):
    """What a browser would send of the form as it is opened."""
    page = text_of(client.get(EDIT))
    joined = {name.removeprefix("programme:"): day for name, day in with_programmes(joined_by(firm)).items() if day}
    return as_sent(facts_of(firm), joined, firm.district.code) | {"dibuka": hidden(page, "dibuka")}


def meanwhile(firm, tuti, **facts):
    change(firm, facts, by=tuti, verb="employer_changed")


def test_a_form_sent_as_it_was_opened_changes_nothing(client, firm):
    answer = client.post(EDIT, opened(client, firm))
    assert answer.status_code == 302
    assert "Tidak ada yang berubah." in text_of(client.get(answer.headers["Location"]))
    assert not AuditEvent.objects.filter(verb="employer_changed").exists()


def test_beside_it_stands_what_is_stored(client, firm):
    page = text_of(client.get(EDIT))
    assert "Tersimpan saat ini" in page
    assert "1,3%" in page
    assert "3 dari 240 pekerja." in page
    assert "237 belum." in page
    assert "menurut data pekerja per 31 Desember 2023" in page
    assert "menurut isian formulir" not in page
    assert "PDS tenaga kerja" in page
    assert 'value="240"' in page
    assert "Belum dapat dihitung. Yang masih perlu diisi: Jumlah upah sebulan." in page
    assert '<a href="/pemberi-kerja/TC100214/?tab=riwayat">' in page


def test_both_answers_name_what_they_are_taken_from(client, firm):
    Employer.objects.update(registered_headcount=100)
    page = text_of(client.get(EDIT))
    assert "menurut data pekerja per 31 Desember 2023" in page
    assert '100 dari 240 pekerja terdaftar. 140 belum.<span class="sub">menurut isian formulir</span>' in page


def test_a_nik_that_is_taken_out_leaves_the_field_empty_and_not_as_stored(client, firm):
    Employer.objects.update(npwp="0012345674411000")
    page = text_of(client.post(EDIT, opened(client, firm) | {"npwp": "3671052501909001", "langkah": "cari"}))
    assert "adalah NIK seseorang" in page and "0012345674411000" not in page
    sent = opened(client, firm) | {"npwp": "", "dikosongkan": ["npwp"]}
    answer = client.post(EDIT, sent)
    assert "karena memuat angka seperti NIK: NPWP." in text_of(client.get(answer.headers["Location"]))


def test_a_correction_is_saved_with_its_note(client, firm, rini):
    sent = opened(client, firm) | {"address": "Jalan Dua", "programmes_joined": ["JKK"], "note": "kunjungan 3 Mei"}
    answer = client.post(EDIT, sent)
    assert answer.headers["Location"] == "/pemberi-kerja/TC100214/"
    stored = Employer.objects.get()
    assert stored.address == "Jalan Dua"
    assert joined_by(stored) == {1: date(2020, 1, 1)}
    event = AuditEvent.objects.get(verb="employer_changed")
    assert (event.actor, event.detail["note"]) == (rini, "kunjungan 3 Mei")


def test_an_npp_that_changes_changes_the_address(client, firm):
    answer = client.post(EDIT, opened(client, firm) | {"npp": "TC100299"})
    assert answer.headers["Location"] == "/pemberi-kerja/TC100299/"


def test_what_only_the_other_changed_is_taken_over_and_shown_and_mine_stays(client, firm, tuti):
    sent = opened(client, firm) | {"address": "Jalan Saya"}
    meanwhile(firm, tuti, name="PT Baru", scale=4)
    answer = client.post(EDIT, sent)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Data ini baru saja diubah oleh tuti" in page
    assert "Nama: PT Contoh Boga → <strong>PT Baru</strong>" in page
    assert 'value="Jalan Saya"' in page
    assert Employer.objects.get().address == "Jalan Satu"
    again = sent | {"name": "PT Baru", "scale": "4", "dibuka": hidden(page, "dibuka")}
    assert client.post(EDIT, again).status_code == 302
    stored = Employer.objects.get()
    assert (stored.name, stored.scale, stored.address) == ("PT Baru", 4, "Jalan Saya")


@pytest.mark.parametrize(("answer", "kept"), [("isian", "Jalan Saya"), ("tersimpan", "Jalan Mereka")])
def test_where_both_changed_the_second_sees_both_and_chooses(client, firm, tuti, answer, kept):
    sent = opened(client, firm) | {"address": "Jalan Saya"}
    meanwhile(firm, tuti, address="Jalan Mereka")
    page = text_of(client.post(EDIT, sent))
    assert "Isian Anda: <strong>Jalan Saya</strong>" in page
    assert "Tersimpan: <strong>Jalan Mereka</strong> <small>(tuti, " in page
    again = sent | {"dibuka": hidden(page, "dibuka"), "bentrok": ["address"]}
    unanswered = client.post(EDIT, again)
    assert unanswered.status_code == 409
    assert "Pilih salah satu." in text_of(unanswered)
    assert Employer.objects.get().address == "Jalan Mereka"
    assert client.post(EDIT, again | {"pilih_address": answer}).status_code == 302
    assert Employer.objects.get().address == kept


def test_a_programme_that_both_changed_is_chosen_too(client, firm, tuti):
    sent = opened(client, firm) | {"programmes_joined": ["JKK"], "since_JKK": "2021-01-01"}
    given = {"by": tuti, "version": version_of(firm)}
    actions.correct(firm, {}, programmes={1: date(2022, 2, 2)}, **given)
    page = text_of(client.post(EDIT, sent))
    assert "sejak 1 Januari 2021" in page
    assert "sejak 2 Februari 2022" in page
    again = sent | {"dibuka": hidden(page, "dibuka"), "bentrok": ["programme:JKK"], "pilih_programme:JKK": "tersimpan"}
    assert client.post(EDIT, again).status_code == 302
    assert joined_by(firm) == {1: date(2022, 2, 2)}


def test_a_programme_that_was_left_is_joined_again_after_that_or_as_if_it_never_was(client, firm, rini):
    made.joins(firm, 1)
    client.post(EDIT, opened(client, firm) | {"programmes_joined": []})
    assert joined_by(firm) == {}
    early = client.post(EDIT, opened(client, firm) | {"programmes_joined": ["JKK"], "since_JKK": "2021-05-01"})
    assert "JKK pernah berakhir pada" in text_of(early)
    again = client.post(EDIT, opened(client, firm) | {"programmes_joined": ["JKK"], "since_JKK": "2020-01-01"})
    assert again.status_code == 302
    assert list(firm.programmes.values_list("programme", "started_on", "ended_on")) == [(1, date(2020, 1, 1), None)]


def test_both_to_the_same_is_no_conflict(client, firm, tuti):
    sent = opened(client, firm) | {"address": "Jalan Sama"}
    meanwhile(firm, tuti, address="Jalan Sama")
    assert client.post(EDIT, sent).status_code == 302


def test_who_is_quicker_between_reading_and_writing_is_heard(client, firm, tuti, monkeypatch):
    sent = opened(client, firm) | {"address": "Jalan Saya"}
    write = actions.correct

    def quicker(*args, **kwargs):
        monkeypatch.setattr(edit_views.actions, "correct", write)
        meanwhile(firm, tuti, address="Jalan Mereka")
        return write(*args, **kwargs)

    monkeypatch.setattr(edit_views.actions, "correct", quicker)
    answer = client.post(EDIT, sent)
    assert answer.status_code == 409
    assert "Tersimpan: <strong>Jalan Mereka</strong>" in text_of(answer)
    assert Employer.objects.get().address == "Jalan Mereka"


def test_an_import_that_changed_it_is_named(client, firm):
    sent = opened(client, firm) | {"address": "Jalan Saya"}
    Employer.objects.update(address="Jalan Impor")
    assert "Jalan Impor" in text_of(client.post(EDIT, sent))


def test_a_form_whose_opening_facts_are_no_longer_signed_is_asked_again(client, firm):
    answer = client.post(EDIT, opened(client, firm) | {"dibuka": "rusak", "address": "Jalan Saya"})
    assert answer.status_code == 409
    assert 'value="Jalan Saya"' in text_of(answer)
    assert Employer.objects.get().address == "Jalan Satu"


def test_while_an_import_is_saved_what_was_typed_stays(client, firm, monkeypatch):
    def busy(*_args, **_kwargs):
        raise Busy("import employers")

    sent = opened(client, firm) | {"address": "Jalan Saya"}
    monkeypatch.setattr(edit_views.actions, "correct", busy)
    answer = client.post(EDIT, sent)
    assert answer.status_code == 409
    assert "Impor pemberi kerja sedang disimpan" in text_of(answer)
    assert 'value="Jalan Saya"' in text_of(answer)


def test_another_branchs_employer_is_not_found(client, rini):
    made.employer(branch=people.cikokol())
    assert client.get(EDIT).status_code == 404
    assert client.post("/pemberi-kerja/baru/periksa/", {"pemberi_kerja": "TC100214"}).status_code == 404


def test_every_fact_of_the_form_comes_back_as_it_went(client, firm, rini):
    Employer.objects.update(nib="9120", npwp="123", scale_basis="modal", scale_as_of=date(2022, 1, 1))
    firm = Employer.objects.get()
    form = EmployerForm(rini, as_sent(facts_of(firm), {}, firm.district.code), firm)
    assert form.is_valid(), form.errors
    assert {name: getattr(firm, name) for name in form.facts()} == form.facts()


def test_a_prospect_is_enrolled_on_its_own_page(client, rini):
    firm = made.employer(npp="", found_on=date(2023, 5, 2), found_in="wlkp")
    address = f"/pemberi-kerja/no-{firm.pk}/daftarkan/"
    version = hidden(text_of(client.get(address)), "versi")
    sent = {"npp": "tc 100214", "division": "", "registered_on": "2023-06-01", "note": "F1 nomor 12", "versi": version}
    assert "Isian ini belum diisi." in text_of(client.post(address, sent | {"note": ""}))
    answer = client.post(address, sent)
    assert answer.headers["Location"] == "/pemberi-kerja/TC100214/"
    assert AuditEvent.objects.get(verb="employer_enrolled").detail["note"] == "F1 nomor 12"
    assert client.get("/pemberi-kerja/TC100214/daftarkan/").status_code == 302


def test_a_prospect_somebody_changed_is_shown_anew_before_it_is_enrolled(client, rini, tuti):
    firm = made.employer(npp="")
    address = f"/pemberi-kerja/no-{firm.pk}/daftarkan/"
    version = hidden(text_of(client.get(address)), "versi")
    meanwhile(firm, tuti, name="PT Baru")
    sent = {"npp": "TC100214", "registered_on": "2023-06-01", "note": "F1", "versi": version}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "baru saja diubah oleh tuti" in text_of(answer)
    assert hidden(text_of(answer), "versi") != version
    assert Employer.objects.get().npp == ""


def test_an_npp_of_another_is_refused_there_too(client, rini):
    made.employer(name="PT Lama")
    firm = made.employer(npp="", name="PT Prospek")
    answer = client.post(
        f"/pemberi-kerja/no-{firm.pk}/daftarkan/",
        {"npp": "TC100214", "registered_on": "2023-06-01", "note": "F1", "versi": version_of(firm)},
    )
    assert "NPP TC100214 sudah terdaftar atas nama PT Lama." in text_of(answer)


def test_a_prospect_is_not_enrolled_without_the_version_it_was_read_at(client, rini):
    firm = made.employer("PT Prospek", "", found_on=date(2023, 5, 2))
    client.force_login(rini)
    sent = {"npp": "TC100214", "registered_on": "2023-06-01", "note": "F1 nomor 12", "versi": ""}
    answer = client.post(f"/pemberi-kerja/no-{firm.pk}/daftarkan/", sent)
    page = text_of(answer)
    assert answer.status_code == 409 and "Formulir ini tidak lengkap lagi." in page
    assert "F1 nomor 12" in page and hidden(page, "versi") == version_of(firm)
    assert Employer.objects.get().npp == ""


def test_a_closed_prospect_opens_again_before_it_is_enrolled(client, rini):
    closed = {"closed_on": date(2023, 6, 1), "closed_as": "tutup"}
    firm = made.employer("PT Prospek", "", found_on=date(2023, 5, 2), **closed)
    client.force_login(rini)
    address, said = f"/pemberi-kerja/no-{firm.pk}/daftarkan/", "Prospek ini sudah ditutup. Buka kembali lebih dahulu"
    opened = client.get(address, follow=True)
    assert opened.redirect_chain == [(f"/pemberi-kerja/no-{firm.pk}/", 302)] and said in text_of(opened)
    sent = {"npp": "TC100214", "registered_on": "2023-06-01", "note": "F1 nomor 12", "versi": version_of(firm)}
    answer = client.post(address, sent)
    assert answer.status_code == 409 and said in text_of(answer) and "F1 nomor 12" in text_of(answer)
    stored = Employer.objects.get()
    assert (stored.npp, stored.closed_on) == ("", date(2023, 6, 1))
