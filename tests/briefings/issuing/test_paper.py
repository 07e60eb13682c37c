"""An issued briefing's page and files: as they went out, with what has changed since, and the way to a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from coverage_portal.briefings.frozen import thaw
from coverage_portal.briefings.issuing import since
from coverage_portal.briefings.models import Briefing
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage.ground import NoSuchMonth
from tests import people
from tests.briefings import sample
from tests.briefings.issuing import desk
from tests.briefings.issuing.test_differences import with_figures

LATER = datetime(2024, 4, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def issued(on_desk, pejabat):
    on_desk.findings = (desk.MIXED,)
    draft = desk.draft(
        pejabat, accepted=[{"key": "mixed-denominators", "warning": desk.MIXED.text, "by": "Ratna", "reason": "Sah"}]
    )
    return desk.issue(draft, pejabat)


@pytest.fixture
def at_desk(client, pejabat):
    client.force_login(pejabat)
    return client


def test_the_page_says_what_it_is_and_shows_it(at_desk, issued):
    page = page_of(at_desk, issued)
    facts = ("B/12/032024", "Wali Kota Tangerang", "22 Maret 2024", "22 Mar 2024, 09.05 WIB", "pejabat")
    for words in (*facts, issued.code, issued.sha256, "61,8% angkatan kerja terlindungi", "Ratna: Sah"):
        assert words in page
    for file in issued.files.all():
        assert f"/laporan/{issued.code}/berkas.{file.format}" in page
        assert file.sha256 in page


def test_small_letters_in_the_address_are_the_same_code(at_desk, issued):
    assert at_desk.get(f"/laporan/{issued.code.lower()}/").status_code == 200


def test_the_page_stays_whatever_the_figures_become(at_desk, issued, on_desk):
    on_desk.document = with_figures({"cakupan": sample.Fraction(1, 2)})
    bump()
    page = page_of(at_desk, issued)
    assert "61,8% angkatan kerja terlindungi" in page
    assert "1 dari 40 angka berubah sejak disampaikan pada 22 Maret 2024." in page
    assert "50,0%" in page


def test_nothing_is_computed_while_the_data_are_the_same(at_desk, issued, monkeypatch):
    def asked(*_wanted, **_more):
        raise AssertionError("composed anew")

    monkeypatch.setattr(since, "document_for", asked)
    assert "angka berubah" not in page_of(at_desk, issued)


def test_equal_figures_from_other_data_are_said_to_be_equal(at_desk, issued):
    bump()
    assert "Tidak ada angka yang berubah." in page_of(at_desk, issued)


def test_a_month_that_is_withdrawn_is_said_in_words(at_desk, issued, on_desk):
    bump()
    on_desk.document = NoSuchMonth("Data bulan itu sudah dikembalikan.")
    page = page_of(at_desk, issued)
    assert "Angka bahan ini tidak dapat dihitung ulang." in page
    assert "Data bulan itu sudah dikembalikan." in page
    assert "61,8% angkatan kerja terlindungi" in page


def test_a_figure_that_is_new_is_told_apart(at_desk, issued, on_desk, monkeypatch):
    bump()
    extra = sample.KeyFigures((replace(sample.GAP, key="baru", label="Angka baru"),))
    first, *rest = on_desk.document.sections
    on_desk.document = replace(on_desk.document, sections=(replace(first, blocks=(*first.blocks, extra)), *rest))
    page = page_of(at_desk, issued)
    assert "Tidak ada angka yang berubah." in page
    assert "1 angka baru tersedia." in page


def test_the_files_come_out_as_they_went_out_every_time(at_desk, issued, on_desk):
    for name, content in on_desk.files.items():
        answers = [at_desk.get(f"/laporan/{issued.code}/berkas.{name}") for _time in range(2)]
        on_desk.document = sample.hostile()
        assert [answer.content for answer in answers] == [content] * 2
        assert answers[0]["ETag"] == f'"{sha256(content).hexdigest()}"'


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("pdf", "application/pdf"),
        ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_what_it_says_and_opens_nowhere_by_itself(at_desk, issued, name, kind):
    answer = at_desk.get(f"/laporan/{issued.code}/berkas.{name}")
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == (
        f'attachment; filename="bahan-audiensi-kota-tangerang-2023-12-{issued.code}.{name}"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_file_one_has_already_is_not_sent_again(at_desk, issued):
    address = f"/laporan/{issued.code}/berkas.pdf"
    answer = at_desk.get(address, HTTP_IF_NONE_MATCH=at_desk.get(address)["ETag"])
    assert (answer.status_code, answer.content) == (304, b"")


def test_there_is_no_fifth_file(at_desk, issued):
    assert at_desk.get(f"/laporan/{issued.code}/berkas.odt").status_code == 404


def test_a_correction_is_a_draft_with_the_same_choices_that_names_the_old(at_desk, issued, pejabat):
    at_desk.post(f"/laporan/{issued.code}/perbaiki/")
    draft = Briefing.objects.drafts().get()
    assert (draft.corrects, draft.number, draft.accepted) == (issued, "", [])
    assert thaw(draft.wanted) == replace(thaw(issued.wanted), number="")
    same = ("branch", "region", "month", "query", "language", "title", "addressee", "meeting_on")
    assert [getattr(draft, name) for name in same] == [getattr(issued, name) for name in same]
    assert AuditEvent.objects.get(verb="briefing_correction_begun").detail == {"corrects": issued.code}


def test_a_correction_is_begun_once(at_desk, issued):
    answers = [at_desk.post(f"/laporan/{issued.code}/perbaiki/") for _time in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Briefing.objects.drafts().count() == 1
    assert "Buka konsep perbaikan" in page_of(at_desk, issued)


def test_the_old_page_leads_to_its_correction_once_that_is_issued(at_desk, issued, on_desk, pejabat):
    at_desk.post(f"/laporan/{issued.code}/perbaiki/")
    assert "sudah diperbaiki" not in page_of(at_desk, issued)
    draft = Briefing.objects.drafts().get()
    on_desk.findings = ()
    on_desk.document = replace(on_desk.document, corrects="B/12/032024, 22 Maret 2024")
    new = desk.issue(draft, pejabat, LATER)
    page = page_of(at_desk, issued)
    assert "Perbaikannya disampaikan 2 Apr 2024" in page
    assert f"/laporan/{new.code}/" in page
    assert "B/12/032024, 22 Maret 2024" in page_of(at_desk, new)
    assert at_desk.post(f"/laporan/{issued.code}/perbaiki/")["Location"] == f"/laporan/{new.code}/"


def test_who_only_reads_finds_no_button_and_no_way(client, issued, ratna):
    client.force_login(ratna)
    assert "Buat perbaikan" not in page_of(client, issued)
    assert client.post(f"/laporan/{issued.code}/perbaiki/").status_code == 403


def test_another_branch_has_no_such_briefing(client, issued):
    client.force_login(desk.official(people.cikokol(), "lain"))
    addresses = (f"/laporan/{issued.code}/", f"/laporan/{issued.code}/berkas.pdf")
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"/laporan/{issued.code}/perbaiki/").status_code == 404


def test_an_outsider_is_asked_to_sign_in(client, issued):
    for address in (f"/laporan/{issued.code}/", f"/laporan/{issued.code}/berkas.pdf"):
        assert client.get(address)["Location"].startswith("/masuk/")


def test_it_reads_in_english_too(at_desk, issued):
    page = at_desk.get(f"/en/laporan/{issued.code}/").content.decode()
    assert "Content fingerprint (SHA-256)" in page


def page_of(client, paper):
    return client.get(f"/laporan/{paper.code}/").content.decode()
