"""A branch's letterhead and who signs for it: by officials of the branch, with a trace."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.core.models import AuditEvent
from tests import people
from tests.briefings.drafting.test_logo import picture
from tests.briefings.drafting.world import official, text_of

KOP = "/laporan/kop/"
HEAD = {"langkah": "kop", "institution": "BPJS Ketenagakerjaan", "office": "Kantor Cabang Cimone", "address": "Jalan 1"}
SIGN = {"langkah": "penanda-tangan", "name": "Budi Santoso", "title": "Kepala", "acting": "Pps.", "since": "2024-01-01"}


@pytest.fixture
def wati(client, db):
    people.cikokol()
    user = official()
    client.force_login(user)
    return user


def logo(content):
    return SimpleUploadedFile("logo.png", content, "image/png")


def test_it_begins_with_the_branch_s_own_name(client, wati):
    assert 'value="Kantor Cabang Tangerang Cimone"' in text_of(client.get(KOP))


def test_letterhead_and_logo_are_kept(client, wati):
    assert client.post(KOP, HEAD | {"logo": logo(picture())}).status_code == 302
    head = Letterhead.objects.get()
    assert (head.branch, head.office, bytes(head.logo)[:4]) == (people.cimone(), "Kantor Cabang Cimone", b"\x89PNG")
    assert "data:image/png;base64," in text_of(client.get(KOP))
    event = AuditEvent.objects.get(verb="letterhead_saved")
    assert (event.actor, len(event.detail["after"]["logo"])) == (wati, 64)


def test_the_logo_stays_until_it_is_removed(client, wati):
    client.post(KOP, HEAD | {"logo": logo(picture())})
    client.post(KOP, HEAD | {"address": "Jalan 2"})
    assert Letterhead.objects.get().logo
    client.post(KOP, HEAD | {"without_logo": "on"})
    assert not Letterhead.objects.get().logo


def test_a_logo_that_is_none_is_refused_and_the_rest_kept_in_the_form(client, wati):
    page = text_of(client.post(KOP, HEAD | {"logo": logo(b"<svg onload=alert(1)>")}))
    assert "tidak dapat dibaca sebagai gambar" in page
    assert 'value="Jalan 1"' in page
    assert not Letterhead.objects.exists()


def test_who_signs_is_added_once_and_ended(client, wati):
    for _time in range(2):
        client.post(KOP, SIGN)
    one = Signatory.objects.get()
    assert str(one) == "Budi Santoso, Pps. Kepala"
    ending = {"langkah": "akhir", "siapa": str(one.pk), f"akhir-{one.pk}-on": "2024-06-01"}
    assert client.post(KOP, ending).status_code == 302
    assert Signatory.objects.get().ended_on == date(2024, 6, 1)
    assert [*AuditEvent.objects.order_by("pk").values_list("verb", flat=True)] == [
        "signatory_added",
        "signatory_ended",
    ]


def test_a_term_ends_after_it_began(client, wati):
    client.post(KOP, SIGN)
    one = Signatory.objects.get()
    page = text_of(client.post(KOP, {"langkah": "akhir", "siapa": str(one.pk), f"akhir-{one.pk}-on": "2024-01-01"}))
    assert "Harus sesudah hari mulai bertugas" in page
    assert Signatory.objects.get().ended_on is None


def test_another_branch_is_not_there(client, wati):
    elsewhere = Signatory.objects.create(branch=people.cikokol(), name="Siti", title="Kepala", started_on="2020-01-01")
    assert client.get(f"{KOP}?cabang=CKK").status_code == 404
    assert client.post(f"{KOP}?cabang=CKK", HEAD).status_code == 404
    ending = {"langkah": "akhir", "siapa": str(elsewhere.pk), f"akhir-{elsewhere.pk}-on": "2024-06-01"}
    assert client.post(KOP, ending).status_code == 404
    assert "Siti" not in text_of(client.get(KOP))


def test_staff_have_no_such_page(client, wati):
    client.force_login(people.budi())
    assert client.get(KOP).status_code == 403
