"""Commitments after a meeting: who, what, how many, by when; and how far each has come."""

from __future__ import annotations

from datetime import date

import pytest

from coverage_portal.briefings.meeting.actions import record_commitment, record_progress
from coverage_portal.briefings.models import Commitment, Progress
from coverage_portal.core.models import AuditEvent
from tests.briefings import made
from tests.people import budi

pytestmark = pytest.mark.django_db
ADDRESS = "/laporan/K7QM2TXR/komitmen/"
PROMISE = {"who": "Dinas Sosial", "what": "10.000 pekerja rentan dari APBD", "workers": "10.000", "due": "2024-06-30"}


@pytest.fixture
def sari(client):
    """An official who is signed in; there is an issued briefing of 20 March 2024, for a meeting on the 22nd."""
    official = made.official()
    made.issued(official)
    client.force_login(official)
    return official


def test_a_commitment_is_recorded_once_however_often_it_is_sent(client, sari):
    for _time in range(2):
        assert client.post(ADDRESS, PROMISE).status_code == 302
    kept = Commitment.objects.get()
    assert (kept.who, kept.workers, kept.due, kept.made_by) == ("Dinas Sosial", 10_000, date(2024, 6, 30), sari)
    assert AuditEvent.objects.filter(verb="commitment_recorded").count() == 1
    html = client.get(ADDRESS).content.decode()
    assert "10.000 pekerja rentan dari APBD" in html and "Lewat tenggat 30 Jun 2024" in html


def test_what_is_missing_is_said_and_nothing_is_kept(client, sari):
    response = client.post(ADDRESS, {"who": "", "what": "x", "due": ""})
    assert response.status_code == 400
    assert response.content.decode().count("Isian ini belum diisi.") == 4
    assert not Commitment.objects.exists()


def test_a_deadline_before_the_briefing_is_refused_in_words(client, sari):
    response = client.post(ADDRESS, PROMISE | {"due": "1800-01-01"})
    assert response.status_code == 400
    assert "Paling awal 20 Maret 2024" in response.content.decode()
    assert not Commitment.objects.exists()


def test_progress_is_added_and_never_changes_what_was_said(client, sari):
    client.post(ADDRESS, PROMISE)
    kept = Commitment.objects.get()
    prefix = f"k{kept.pk}"
    for day, workers, state in (("2024-04-30", "4.000", "going"), ("2024-06-28", "10.000", "kept")):
        sent = {f"{prefix}-on": day, f"{prefix}-state": state, f"{prefix}-workers": workers, f"{prefix}-note": ""}
        assert client.post(f"{ADDRESS}{kept.pk}/", sent).status_code == 302
    assert list(kept.progress.values_list("workers", "state")) == [(10_000, "kept"), (4_000, "going")]
    html = client.get(ADDRESS).content.decode()
    assert "10.000 dari 10.000 pekerja" in html and "Lewat tenggat" not in html


def test_a_commitment_written_down_wrongly_says_so_with_what_was_wrong(client, sari):
    client.post(ADDRESS, PROMISE)
    kept = Commitment.objects.get()
    sent = {f"k{kept.pk}-on": "2024-07-01", f"k{kept.pk}-state": "mistaken", f"k{kept.pk}-note": ""}
    response = client.post(f"{ADDRESS}{kept.pk}/", sent)
    assert response.status_code == 400 and "Tulis apa yang keliru" in response.content.decode()
    assert not Progress.objects.exists()
    assert client.post(f"{ADDRESS}{kept.pk}/", sent | {f"k{kept.pk}-note": "Seharusnya 1.000"}).status_code == 302
    html = client.get(ADDRESS).content.decode()
    assert '<span class="tag">salah catat</span>' in html and "Seharusnya 1.000" in html
    assert "Lewat tenggat" not in html


@pytest.mark.parametrize(
    ("day", "words"), [("2024-03-19", "Paling awal 20 Maret 2024"), ("2999-01-01", "sesudah tahun 2100")]
)
def test_progress_of_an_impossible_day_is_refused_in_words(client, sari, day, words):
    client.post(ADDRESS, PROMISE)
    kept = Commitment.objects.get()
    sent = {f"k{kept.pk}-on": day, f"k{kept.pk}-state": "going", f"k{kept.pk}-workers": "", f"k{kept.pk}-note": ""}
    response = client.post(f"{ADDRESS}{kept.pk}/", sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Progress.objects.exists()


def test_a_nik_is_not_kept(client, sari):
    response = client.post(ADDRESS, PROMISE | {"what": "untuk 3671014501859001"})
    assert response.status_code == 400
    assert "3671014501859001" not in response.content.decode()


def test_staff_read_and_do_not_write(client, sari):
    client.post(ADDRESS, PROMISE)
    client.force_login(budi())
    html = client.get(ADDRESS).content.decode()
    assert "Dinas Sosial" in html and "Catat komitmen" not in html
    assert client.post(ADDRESS, PROMISE).status_code == 403


def test_a_draft_has_no_meeting_to_promise_anything_at(sari):
    draft = made.draft(sari)
    with pytest.raises(ValueError, match="issued"):
        record_commitment(briefing=draft, who="a", what="b", due=date(2024, 6, 30), by=sari)


def test_the_same_line_twice_is_one(client, sari):
    client.post(ADDRESS, PROMISE)
    for _time in range(2):
        record_progress(commitment=Commitment.objects.get(), on=date(2024, 4, 1), state="going", by=sari)
    assert Progress.objects.count() == 1


def test_what_the_next_briefing_prints_is_on_one_line_without_control_characters(client, sari):
    client.post(ADDRESS, PROMISE | {"who": "Dinas\x08 Sosial", "what": "Satu\r\nloket\x0b \ufffe\u202e"})
    kept = Commitment.objects.get()
    assert (kept.who, kept.what) == ("Dinas Sosial", "Satu loket")
    sent = {f"k{kept.pk}-on": "2024-04-30", f"k{kept.pk}-state": "going", f"k{kept.pk}-note": "Tahap\x1f\ndua"}
    client.post(f"{ADDRESS}{kept.pk}/", sent)
    assert kept.progress.get().note == "Tahap dua"
