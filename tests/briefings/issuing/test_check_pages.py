"""The checklist and the page that asks once more, as an official clicks through them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.briefings.issuing.review import review
from coverage_portal.briefings.models import Briefing
from coverage_portal.coverage.ground import NoSuchMonth
from tests import people
from tests.briefings import sample
from tests.briefings.issuing import desk


@pytest.fixture
def draft(on_desk, pejabat):
    return desk.draft(pejabat)


@pytest.fixture
def at_desk(client, pejabat):
    client.force_login(pejabat)
    return client


def test_nothing_found_leads_to_the_button(at_desk, draft):
    page = at_desk.get(f"/laporan/konsep/{draft.pk}/periksa/").content.decode()
    assert "Semuanya sudah baik" in page
    assert f"/laporan/konsep/{draft.pk}/sampaikan/" in page


def test_an_error_or_an_open_warning_hides_the_button(at_desk, draft, on_desk):
    for findings in ((desk.MISSING,), (desk.MIXED,)):
        on_desk.findings = findings
        page = at_desk.get(f"/laporan/konsep/{draft.pk}/periksa/").content.decode()
        assert findings[0].text in page
        assert "Yang sudah baik" in page
        assert "Belum dapat disampaikan" in page
        assert "/sampaikan/" not in page


def test_a_warning_is_accepted_with_a_reason_and_taken_back(at_desk, draft, on_desk):
    on_desk.findings = (desk.MIXED,)
    page = at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", accepting(draft), follow=True).content.decode()
    assert "Diterima oleh pejabat: “Sudah dijelaskan kepada Sekda.”" in page
    assert "Siap disampaikan" in page
    at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", accepting(draft) | {"langkah": "cabut"})
    draft.refresh_from_db()
    assert draft.accepted == []


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Isi alasannya"),
        ("ya", "Alasan paling sedikit 10 huruf. Yang diisi 2."),
        ("NIK 3671054501900001 sudah benar", "NIK tidak disimpan di sini"),
    ],
)
def test_a_reason_that_is_none_is_asked_for_again(at_desk, draft, on_desk, reason, words):
    on_desk.findings = (desk.MIXED,)
    response = at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", accepting(draft) | {"reason": reason})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert "3671054501900001" not in response.content.decode()


def test_an_acceptance_that_comes_too_late_says_so(at_desk, draft, on_desk):
    on_desk.findings = (desk.MIXED,)
    sent = accepting(draft)
    on_desk.findings = (replace(desk.MIXED, text="Penyebut dari tiga terbitan."),)
    page = at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", sent, follow=True).content.decode()
    assert "Peringatan itu sudah berubah" in page


def test_it_asks_once_more_with_number_addressee_and_date(at_desk, draft):
    page = at_desk.get(f"/laporan/konsep/{draft.pk}/sampaikan/").content.decode()
    for words in ("B/12/032024", "Wali Kota Tangerang", "22 Maret 2024", "Pps. Kepala Kantor Cabang"):
        assert words in page


def test_issuing_leads_to_the_permanent_page_and_again_there(at_desk, draft):
    seen = {"seen": review(draft).sha256}
    first = at_desk.post(f"/laporan/konsep/{draft.pk}/sampaikan/", seen)
    draft.refresh_from_db()
    assert first["Location"] == f"/laporan/{draft.code}/"
    for again in (at_desk.post(f"/laporan/konsep/{draft.pk}/sampaikan/", seen), *pages_of(at_desk, draft)):
        assert again["Location"] == first["Location"]


def test_what_changed_since_is_said_and_not_issued(at_desk, draft, on_desk):
    seen = {"seen": review(draft).sha256}
    on_desk.document = replace(on_desk.document, copies_to=())
    page = at_desk.post(f"/laporan/konsep/{draft.pk}/sampaikan/", seen, follow=True).content.decode()
    assert "berubah sejak Anda periksa" in page
    draft.refresh_from_db()
    assert draft.issued_at is None


def test_a_month_without_data_is_said(at_desk, draft, on_desk):
    on_desk.document = NoSuchMonth("Data Desember 2023 belum ada.")
    page = at_desk.get(f"/laporan/konsep/{draft.pk}/periksa/").content.decode()
    assert "Tidak ada angka untuk bahan ini" in page
    assert at_desk.get(f"/laporan/konsep/{draft.pk}/sampaikan/").status_code == 302
    page = at_desk.post(f"/laporan/konsep/{draft.pk}/sampaikan/", {"seen": ""}, follow=True).content.decode()
    assert "Tidak ada angka untuk bahan ini" in page


def test_the_stamp_names_the_host_that_was_asked(at_desk, draft, on_desk):
    at_desk.post(f"/laporan/konsep/{draft.pk}/sampaikan/", {"seen": review(draft).sha256}, HTTP_HOST="localhost:8000")
    draft.refresh_from_db()
    assert on_desk.seen_stamp.address == f"http://localhost:8000/periksa/{draft.code}/"


def test_text_that_would_do_harm_stands_as_text(at_desk, draft, on_desk):
    on_desk.document, on_desk.findings = sample.hostile(), (replace(desk.MIXED, text=sample.HOSTILE[1]),)
    page = at_desk.get(f"/laporan/konsep/{draft.pk}/periksa/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_drafts_of_another_branch_are_not_there(at_desk, draft):
    Briefing.objects.update(branch=people.cikokol())
    for page in pages_of(at_desk, draft):
        assert page.status_code == 404


def test_who_only_reads_briefings_does_not_issue_them(client, draft, ratna):
    client.force_login(ratna)
    for page in pages_of(client, draft):
        assert page.status_code == 403


def accepting(draft):
    return {"mark": review(draft).warnings[0].mark, "reason": desk.REASON}


def pages_of(client, draft):
    return [client.get(f"/laporan/konsep/{draft.pk}/{name}/") for name in ("periksa", "sampaikan")]


@pytest.mark.parametrize("mark", ["%s%s", "%d", "%(mark)s", ""])
def test_a_mark_that_is_none_accepts_nothing(at_desk, draft, on_desk, mark):
    on_desk.findings = (desk.MIXED,)
    answer = at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", accepting(draft) | {"mark": mark})
    assert answer.status_code == 400
    draft.refresh_from_db()
    assert draft.accepted == []


def test_a_reason_stands_on_one_line_without_control_characters(at_desk, draft, on_desk):
    on_desk.findings = (desk.MIXED,)
    typed = "Sudah\x01 dijelaskan\r\nkepada\x0b \ufffeSekda.\u202e"
    at_desk.post(f"/laporan/konsep/{draft.pk}/periksa/", accepting(draft) | {"reason": typed})
    draft.refresh_from_db()
    assert draft.accepted[0]["reason"] == "Sudah dijelaskan kepada Sekda."
