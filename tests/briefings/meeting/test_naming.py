"""A briefing names no employer unless a member of staff says so, with a reason."""

from __future__ import annotations

import pytest

from coverage_portal.briefings.frozen import thaw
from coverage_portal.briefings.meeting.naming_actions import MOST, NotNamed, name_employer
from coverage_portal.briefings.models import Briefing
from coverage_portal.core.models import AuditEvent
from tests.briefings import made
from tests.employers.made import district, employer
from tests.people import budi, cikokol, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return made.draft(made.official())


@pytest.fixture
def boga():
    return employer(district=district())


def address(draft):
    return f"/laporan/konsep/{draft.pk}/pemberi-kerja/"


def named(draft):
    draft.refresh_from_db()
    return [(one.employer, one.reason, one.by) for one in thaw(draft.wanted).named]


def test_staff_name_an_employer_with_a_reason_and_take_it_back(client, draft, boga):
    client.force_login(budi())
    assert client.get(address(draft)).status_code == 200
    client.post(address(draft), {"employer": boga.pk, "reason": "Diminta Wali Kota"})
    assert named(draft) == [(boga.pk, "Diminta Wali Kota", "budi")]
    assert draft.version == 2
    assert AuditEvent.objects.get(verb="employer_named").detail["reason"] == "Diminta Wali Kota"
    client.post(address(draft), {"employer": boga.pk, "lepas": "1"})
    assert named(draft) == []


def test_without_a_reason_nobody_is_named(client, draft, boga):
    client.force_login(budi())
    assert client.post(address(draft), {"employer": boga.pk, "reason": " "}).status_code == 400
    assert named(draft) == []


def test_an_official_cannot_name_anybody(client, draft, boga):
    client.force_login(made.official("lain"))
    assert client.get(address(draft)).status_code == 403
    assert client.post(address(draft), {"employer": boga.pk, "reason": "x"}).status_code == 403


def test_another_branchs_employer_is_not_found(client, draft):
    theirs = employer(name="PT Lain", npp="TC100299", branch=cikokol(), district=district())
    client.force_login(budi())
    assert client.post(address(draft), {"employer": theirs.pk, "reason": "x"}).status_code == 404
    assert "PT Lain" not in client.get(address(draft) + "?q=lain").content.decode()


def test_search_finds_by_name(client, draft, boga):
    employer(name="PT Baja", npp="TC100298", district=district())
    client.force_login(budi())
    html = client.get(address(draft) + "?q=boga").content.decode()
    assert boga.name in html and "PT Baja" not in html


def test_an_issued_briefing_and_a_full_one_stay_as_they_are(boga):
    official = made.official()
    with pytest.raises(NotNamed):
        name_employer(draft=made.issued(official), employer=boga, reason="x", by=official)
    draft = made.draft(official)
    for number in range(MOST):
        name_employer(draft=draft, employer=employer(npp=f"TC2000{number:02d}"), reason="x", by=official)
    with pytest.raises(NotNamed):
        name_employer(draft=draft, employer=boga, reason="x", by=official)


def test_a_paper_names_employers_of_its_own_branch_only(client, draft):
    theirs = employer(name="PT Lain", npp="TC100299", branch=cikokol(), district=district())
    client.force_login(person("admin", "admin"))
    assert "PT Lain" not in client.get(address(draft) + "?q=lain").content.decode()
    assert client.post(address(draft), {"employer": theirs.pk, "reason": "Diminta"}).status_code == 404
    assert named(draft) == []


def test_in_a_draft_that_was_discarded_nobody_is_named(draft, boga):
    gone = Briefing.objects.get(pk=draft.pk)
    draft.delete()
    with pytest.raises(NotNamed):
        name_employer(draft=gone, employer=boga, reason="x", by=budi())
