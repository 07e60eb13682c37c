"""Many employers changed at once: chosen, reviewed with from and to and who is passed over, all of them or none."""

import re
from datetime import date
from html import unescape

import pytest

from coverage_portal.core.locks import Busy
from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage import rollups
from coverage_portal.programmes.codes import Scale
from coverage_portal.register.bulk import actions
from employers.addresses import address_of
from employers.models import Compliance, Employer
from tests import people
from tests.employers import made
from workers import compliance

BULK = "/pemberi-kerja/ubah-banyak/"
SCALE = {"skala-scale": "4", "skala-basis": "pekerja", "skala-as_of": "2023-06-30", "skala-note": "Hasil WLKP"}


@pytest.fixture
def firms(db):
    made.at_year_end()
    some = [made.employer(f"PT {name}", f"TC{name}", declared_headcount=4) for name in ("Satu", "Dua", "Tiga")]
    some.append(made.employer("PT Jauh", "TCJ", people.cikokol()))
    some.append(made.employer("PT Prospek", "", found_on=date(2023, 1, 1), scale=None))
    made.member(some[0])
    rollups.rebuild()
    compliance.rebuild()
    return some


@pytest.fixture
def sari(db):
    return people.person("sari", "admin", people.cimone())


@pytest.fixture
def wulan(db):
    return people.person("wulan", "admin")


def carried(html):
    """The hidden fields of the form that a page ends with."""
    form = html[html.rindex('<form class="note-below"') :]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form)}


def review(client, fields, what="skala", **chosen):
    response = client.post(BULK, {"step": "tinjau", "what": what, **chosen, **fields})
    assert response.status_code == 200
    return response


def confirm(client, html):
    return client.post(BULK, {**carried(html), "step": "simpan"}, follow=True)


def test_all_that_match_are_reviewed_and_changed_with_a_line_each(client, sari, firms):
    client.force_login(sari)
    response = review(client, SCALE, which="semua", query="urut=nama")
    html = response.content.decode()
    assert "Ubah 4 pemberi kerja" in html and "<del>Menengah</del>" in html and "<ins>Besar</ins>" in html
    assert "PT Jauh" not in html
    assert Employer.objects.filter(scale=Scale.LARGE).count() == 0
    done = confirm(client, html)
    assert "4 pemberi kerja diubah." in done.content.decode()
    assert done.redirect_chain == [("/pemberi-kerja/?urut=nama", 302)]
    changed = Employer.objects.filter(scale=Scale.LARGE, scale_basis="pekerja", scale_as_of="2023-06-30")
    assert changed.count() == 4 and not changed.filter(changed_on=None).exists()
    events = AuditEvent.objects.filter(verb="employer_changed")
    assert events.count() == 4
    whole = AuditEvent.objects.get(verb="employers_changed")
    assert whole.detail == {
        "what": "scale", "scale": 4, "scale_basis": "pekerja", "scale_as_of": "2023-06-30", "query": "urut=nama",
        "rows": 4, "skipped": 0, "note": "Hasil WLKP", "digest": carried(html)["digest"],
    }  # fmt: skip
    one = events.get(object_id=str(firms[0].pk))
    assert one.detail["before"] == {"scale": 3, "scale_basis": "", "scale_as_of": None}
    assert one.detail["after"] == {"scale": 4, "scale_basis": "pekerja", "scale_as_of": "2023-06-30"}
    assert (one.detail["together"], one.detail["note"]) == (whole.pk, "Hasil WLKP")
    assert rollups.check() == 1


def test_only_the_ticked_ones_or_the_page_are_meant(client, sari, firms):
    client.force_login(sari)
    assert "Ubah 1 pemberi kerja" in review(client, SCALE, which="dicentang", id=firms[0].pk).content.decode()
    page = ",".join(str(firm.pk) for firm in firms[:2])
    assert "Ubah 2 pemberi kerja" in review(client, SCALE, which="halaman", page=page).content.decode()
    nothing = client.post(BULK, {"which": "dicentang", "query": "urut=nama"}, follow=True)
    assert "Belum ada yang dipilih" in nothing.content.decode()
    assert nothing.redirect_chain == [("/pemberi-kerja/?urut=nama", 302)]
    for hostile in ("x", "9" * 30, "1;DROP", "-1"):
        assert client.post(BULK, {"id": hostile}).status_code == 302


def test_another_branchs_employer_is_neither_counted_nor_changed(client, sari, firms):
    client.force_login(sari)
    html = review(client, SCALE, id=[firms[0].pk, firms[3].pk]).content.decode()
    assert "Ubah 1 pemberi kerja" in html and "PT Jauh" not in html
    confirm(client, html)
    assert Employer.objects.get(pk=firms[3].pk).scale == Scale.MEDIUM


def test_one_that_may_be_seen_but_not_edited_is_passed_over(client, sari, firms):
    people.Assignment.objects.create(user=sari, role="staff", branch=people.cikokol(), started_on=people.LONG_AGO)
    client.force_login(sari)
    html = review(client, SCALE, which="semua", query="urut=nama").content.decode()
    assert "Ubah 4 pemberi kerja" in html and "1 dilewati" in html and "di luar wewenang Anda" in html
    confirm(client, html)
    assert Employer.objects.get(pk=firms[3].pk).scale == Scale.MEDIUM


def test_an_officer_works_at_the_employers_branch_today(client, wulan, firms, budi, ratna, joko):
    people.person("lama", "staff", people.cimone(), ended_on=date(2021, 1, 1))
    client.force_login(wulan)
    asked = client.post(BULK, {"which": "semua"}).content.decode()
    for name, there in (("budi", True), ("ratna", True), ("joko", False), ("lama", False)):
        assert (f'<option value="{name}">' in asked) is there
    html = review(client, {"pembina-officer": "budi"}, "pembina", which="semua").content.decode()
    assert "Ubah 4 pemberi kerja" in html and "tidak bertugas di Tangerang Cikokol" in html
    confirm(client, html)
    assert set(Employer.objects.filter(officer=budi).values_list("name", flat=True)) == {
        "PT Satu", "PT Dua", "PT Tiga", "PT Prospek",
    }  # fmt: skip
    again = review(client, {"pembina-officer": "budi"}, "pembina", which="semua").content.decode()
    assert "Tidak ada yang akan berubah." in again and 'value="simpan"' not in again
    nobody = review(client, {"pembina-officer": "-"}, "pembina", which="semua").content.decode()
    assert "<del>budi</del>" in nobody and "<ins>Tanpa pembina</ins>" in nobody
    stranger = client.post(BULK, {"step": "tinjau", "what": "pembina", "which": "semua", "pembina-officer": "joko"})
    assert 'role="alert"' in stranger.content.decode()


def status(becomes, on="2023-11-01", note="Surat tutup"):
    return {"status-status": becomes, "status-on": on, "status-note": note}


def test_closing_says_whose_members_stay_and_reopening_takes_it_back(client, sari, firms):
    client.force_login(sari)
    html = review(client, status("tutup"), "status", which="semua").content.decode()
    assert "Ubah 3 pemberi kerja" in html and "Tutup sejak 1 Nov 2023" in html
    assert "1 di antaranya masih punya kepesertaan aktif" in html and "Belum pernah terdaftar" in html
    confirm(client, html)
    assert Employer.objects.filter(closed_on="2023-11-01", closed_as="tutup").count() == 3
    assert Compliance.objects.get(pk=firms[1].pk).missing == 0
    inactive = review(client, status("nonaktif", "2023-12-01"), "status", which="semua", query="status=tutup")
    confirm(client, inactive.content.decode())
    assert Employer.objects.filter(closed_on="2023-11-01", closed_as="nonaktif").count() == 3
    fields = status("terdaftar", "2023-11-02")
    again = review(client, fields, "status", which="semua", query="status=nonaktif").content.decode()
    assert "<ins>Terdaftar</ins>" in again
    confirm(client, again)
    assert Employer.objects.filter(closed_on=None, closed_as="").count() == 5
    assert Compliance.objects.get(pk=firms[1].pk).missing == 4


def test_nobody_closes_before_it_registered_or_on_a_day_that_has_not_come(client, sari, firms):
    client.force_login(sari)
    early = review(client, status("tutup", "2019-01-01"), "status", id=firms[0].pk).content.decode()
    assert "Terdaftar sesudah atau pada tanggal itu" in early
    for fields in (status("tutup", "2999-01-01"), status("tutup", note=""), status("prospek"), status("tutup", "x")):
        assert 'role="alert"' in review(client, fields, "status", id=firms[0].pk).content.decode()


@pytest.mark.parametrize("nik", ["3671054501900001", "03671054501900001", "٣٦٧١٠٥٤٥٠١٩٠٠٠٠١", "3671/0545/0190/0001"])
def test_a_note_about_many_holds_no_nik(client, sari, firms, nik):
    client.force_login(sari)
    html = review(client, status("tutup", note=f"NIK {nik}"), "status", id=firms[0].pk).content.decode()
    assert "sepanjang NIK" in html and nik not in html


def test_what_changed_after_the_review_is_reviewed_again_and_nothing_is_changed(client, sari, firms):
    client.force_login(sari)
    html = review(client, SCALE, which="semua").content.decode()
    Employer.objects.filter(pk=firms[0].pk).update(address="Jalan lain")
    again = confirm(client, html).content.decode()
    assert "Belum ada yang diubah: data pemberi kerja berubah sesudah ditinjau" in again
    assert not Employer.objects.filter(scale=Scale.LARGE).exists()
    assert not AuditEvent.objects.filter(verb__startswith="employer").exists()
    made.employer("PT Baru", "TCB")
    another = confirm(client, again).content.decode()
    assert "berubah sesudah ditinjau" in another and "Ubah 5 pemberi kerja" in another
    assert "5 pemberi kerja diubah." in confirm(client, another).content.decode()


def test_another_change_than_the_one_reviewed_is_not_done(client, sari, firms):
    client.force_login(sari)
    fields = carried(review(client, SCALE, which="semua").content.decode())
    response = client.post(BULK, {**fields, "step": "simpan", "skala-scale": "1"})
    assert "berubah sesudah ditinjau" in response.content.decode()
    assert not Employer.objects.filter(scale=Scale.MICRO).exists()


def test_all_or_nothing(client, sari, firms, monkeypatch):
    client.force_login(sari)
    html = review(client, SCALE, which="semua").content.decode()

    def fails(**_given):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "record_each", fails)
    with pytest.raises(ZeroDivisionError):
        confirm(client, html)
    assert not Employer.objects.filter(scale=Scale.LARGE).exists()


def test_while_an_import_is_saved_nothing_is_changed(client, sari, firms, monkeypatch):
    client.force_login(sari)
    html = review(client, SCALE, which="semua").content.decode()

    def taken():
        raise Busy("import employers")

    monkeypatch.setattr(actions, "hold_register", taken)
    assert "impor pemberi kerja sedang disimpan" in confirm(client, html).content.decode()
    assert not Employer.objects.filter(scale=Scale.LARGE).exists()


def test_staff_see_the_list_without_the_controls_and_change_nothing(client, budi, sari, firms):
    client.force_login(budi)
    html = client.get("/pemberi-kerja/").content.decode()
    assert 'name="which"' not in html and 'type="checkbox"' not in html
    assert client.post(BULK, {"which": "semua"}).status_code == 403
    client.force_login(sari)
    html = client.get("/pemberi-kerja/").content.decode()
    assert html.count('type="checkbox"') == 4 and "Semua yang cocok (4)" in html
    assert client.get(BULK).headers["Location"] == "/pemberi-kerja/"


def test_many_open_again_by_the_rules_and_with_the_history_of_one(client, sari, firms):
    Employer.objects.filter(pk=firms[0].pk).update(closed_on=date(2023, 11, 1), closed_as="nonaktif")
    client.force_login(sari)
    for becomes, early in (("terdaftar", "2023-10-31"), ("tutup", "2023-10-31")):
        html = review(client, status(becomes, early), "status", id=firms[0].pk).content.decode()
        assert "Tutup atau nonaktif sesudah tanggal itu" in html and 'value="simpan"' not in html
    for becomes, day in (("tutup", "2023-11-20"), ("terdaftar", "2023-12-01")):
        confirm(client, review(client, status(becomes, day), "status", id=firms[0].pk).content.decode())
    closed, opened = AuditEvent.objects.filter(object_id=str(firms[0].pk)).order_by("id")
    assert (closed.verb, closed.detail["on"], closed.detail["after"]) == (
        "employer_closed", "2023-11-20", {"closed_as": "tutup"},
    )  # fmt: skip
    assert (opened.verb, opened.detail["on"], opened.detail["note"]) == (
        "employer_reopened", "2023-12-01", "Surat tutup",
    )  # fmt: skip
    html = client.get(f"{address_of(firms[0])}?tab=riwayat").content.decode()
    assert "Dibuka kembali, bersama pemberi kerja lain dari daftar" in html and "1 Desember 2023" in html
    html = review(client, status("nonaktif", "2023-12-05"), "status", id=firms[0].pk).content.decode()
    confirm(client, html)
    assert "on" not in AuditEvent.objects.filter(verb="employer_closed").latest("id").detail


def test_a_second_click_is_told_that_the_first_did_it(client, sari, wulan, firms):
    client.force_login(sari)
    html = review(client, SCALE, which="semua").content.decode()
    confirm(client, html)
    again = confirm(client, html)
    assert "Perubahan ini sudah disimpan: 4 pemberi kerja diubah." in again.content.decode()
    assert again.redirect_chain == [("/pemberi-kerja/", 302)]
    assert AuditEvent.objects.filter(verb="employers_changed").count() == 1
    client.force_login(wulan)
    assert "berubah sesudah ditinjau" in confirm(client, html).content.decode()
