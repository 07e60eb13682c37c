"""A draft goes out whole, once, as it was read; or not at all."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from coverage_portal.briefings.frozen import digest, thaw
from coverage_portal.briefings.issuing import actions
from coverage_portal.briefings.issuing.review import review
from coverage_portal.briefings.models import Briefing, BriefingFile
from coverage_portal.core.data_version import bump, current
from coverage_portal.core.models import AuditEvent
from tests.briefings.issuing import desk
from tests.register.test_entering_actions import at_once


def test_what_is_frozen_is_what_was_read(on_desk, pejabat):
    bump()
    made = desk.issue(desk.draft(pejabat), pejabat)
    made.refresh_from_db()
    assert thaw(made.content) == on_desk.document
    assert made.sha256 == digest(made.content)
    assert (made.data_version, made.layout, made.issued_at) == (current(), 1, desk.ISSUED_AT)
    assert (made.issued_by, made.issued_as, made.number) == (pejabat, "pejabat", "B/12/032024")
    assert {one.format: bytes(one.content) for one in made.files.all()} == on_desk.files
    assert all(
        one.sha256 == sha256(one.content).hexdigest() and one.size == len(one.content) for one in made.files.all()
    )


def test_the_files_bear_code_hash_issuer_and_a_whole_address(on_desk, pejabat):
    made = desk.issue(desk.draft(pejabat), pejabat)
    stamp = on_desk.seen_stamp
    assert (stamp.code, stamp.sha256, stamp.issued_by) == (made.code, made.sha256, "pejabat")
    assert stamp.address == f"https://cakupan.contoh.go.id/periksa/{made.code}/"


def test_an_english_briefing_is_checked_on_the_english_page(on_desk, pejabat):
    made = desk.issue(desk.draft(pejabat, language="en"), pejabat)
    assert on_desk.seen_stamp.address == f"https://cakupan.contoh.go.id/en/periksa/{made.code}/"


def test_the_trail_says_who_issued_what(on_desk, pejabat):
    made = desk.issue(desk.draft(pejabat), pejabat)
    event = AuditEvent.objects.get(verb="briefing_issued")
    assert (event.actor, event.object_id) == (pejabat, str(made.pk))
    assert event.detail["sha256"] == made.sha256
    assert event.detail["files"]["pdf"] == sha256(on_desk.files["pdf"]).hexdigest()


def test_a_second_sending_issues_nothing_more(on_desk, pejabat):
    draft = desk.draft(pejabat)
    seen = review(draft).sha256
    first, second = (actions.issue(briefing=draft, seen=seen, site=desk.SITE, by=pejabat) for _time in range(2))
    assert first.code == second.code
    assert (on_desk.built, BriefingFile.objects.count()) == (1, 4)
    assert AuditEvent.objects.filter(verb="briefing_issued").count() == 1


def test_an_error_stands_in_the_way(on_desk, pejabat):
    on_desk.findings = (desk.MISSING,)
    refused(desk.draft(pejabat), pejabat, "Masih ada yang harus dibereskan")


def test_a_warning_stands_in_the_way_until_somebody_accepts_it(on_desk, pejabat):
    on_desk.findings = (desk.MIXED,)
    draft = desk.draft(pejabat)
    refused(draft, pejabat, "Masih ada yang harus dibereskan")
    accept(draft, pejabat)
    made = desk.issue(draft, pejabat)
    (accepted,) = thaw(made.content).accepted
    assert (accepted.warning, accepted.by, accepted.reason) == (desk.MIXED.text, "pejabat", desk.REASON)


def test_a_warning_that_reads_otherwise_has_to_be_accepted_anew(on_desk, pejabat):
    on_desk.findings = (desk.MIXED,)
    draft = desk.draft(pejabat)
    accept(draft, pejabat)
    on_desk.findings = (replace(desk.MIXED, text="Penyebut dari tiga terbitan."),)
    (warned,) = review(draft).warnings
    assert (warned.accepted, warned.outdated) == (None, True)
    refused(draft, pejabat, "Masih ada yang harus dibereskan")
    accept(draft, pejabat)
    assert [entry["warning"] for entry in draft.accepted] == ["Penyebut dari tiga terbitan."]


def test_an_acceptance_for_words_that_changed_meanwhile_is_refused(on_desk, pejabat):
    on_desk.findings = (desk.MIXED,)
    draft = desk.draft(pejabat)
    mark = review(draft).warnings[0].mark
    on_desk.findings = (replace(desk.MIXED, text="Penyebut dari tiga terbitan."),)
    with pytest.raises(actions.NotDone, match="sudah berubah"):
        actions.accept_warning(briefing=draft, mark=mark, reason=desk.REASON, by=pejabat)


def test_an_acceptance_can_be_taken_back(on_desk, pejabat):
    on_desk.findings = (desk.MIXED, desk.STALE)
    draft = desk.draft(pejabat)
    accept(draft, pejabat)
    mark = review(draft).warnings[0].mark
    actions.withdraw_acceptance(briefing=draft, mark=mark, by=pejabat)
    draft.refresh_from_db()
    assert [entry["key"] for entry in draft.accepted] == ["stale"]
    actions.withdraw_acceptance(briefing=draft, mark=mark, by=pejabat)
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["briefing_warning_accepted"] * 2 + ["briefing_acceptance_withdrawn"]


def test_a_draft_that_was_changed_since_it_was_read_is_not_issued(on_desk, pejabat):
    draft = desk.draft(pejabat)
    seen = review(draft).sha256
    on_desk.document = replace(on_desk.document, copies_to=("Sekretaris Daerah",))
    with pytest.raises(actions.NotDone, match="berubah sejak Anda periksa"):
        actions.issue(briefing=draft, seen=seen, site=desk.SITE, by=pejabat)
    nothing_went_out(draft)


def test_data_that_change_while_it_is_composed_are_noticed(on_desk, pejabat, monkeypatch):
    draft = desk.draft(pejabat)
    seen = review(draft).sha256
    versions = iter((7, 8))
    monkeypatch.setattr(actions, "current", lambda: next(versions))
    with pytest.raises(actions.NotDone, match="berubah sejak Anda periksa"):
        actions.issue(briefing=draft, seen=seen, site=desk.SITE, by=pejabat)
    nothing_went_out(draft)


def test_without_one_of_its_files_nothing_goes_out(on_desk, pejabat, monkeypatch, caplog):
    def broken(_document, _stamp):
        raise ValueError("a figure is missing")

    monkeypatch.setattr(actions, "pack", broken)
    draft = desk.draft(pejabat)
    refused(draft, pejabat, "tidak dapat disusun")
    assert "cannot be built" in caplog.text


def test_a_code_that_is_taken_is_not_given_twice(on_desk, pejabat, monkeypatch):
    codes = iter(("AAAA2222", "AAAA2222", "BBBB3333"))
    monkeypatch.setattr(actions, "new_code", lambda: next(codes))
    made = [desk.issue(desk.draft(pejabat), pejabat).code for _time in range(2)]
    assert made == ["AAAA2222", "BBBB3333"]


def test_a_draft_that_was_deleted_meanwhile_is_said_to_be(on_desk, pejabat):
    draft = desk.draft(pejabat)
    Briefing.objects.filter(pk=draft.pk).delete()
    with pytest.raises(actions.NotDone, match="dihapus"):
        actions.issue(briefing=draft, seen="", site=desk.SITE, by=pejabat)


def test_nothing_more_is_accepted_for_what_went_out(on_desk, pejabat):
    made = desk.issue(desk.draft(pejabat), pejabat)
    with pytest.raises(actions.NotDone, match="sudah disampaikan"):
        actions.accept_warning(briefing=made, mark="x", reason=desk.REASON, by=pejabat)


def accept(draft, by):
    """Accept every warning of a draft."""
    for one in review(draft).warnings:
        actions.accept_warning(briefing=draft, mark=one.mark, reason=desk.REASON, by=by)
        draft.refresh_from_db()


def refused(draft, by, words):
    with pytest.raises(actions.NotDone, match=words):
        desk.issue(draft, by)
    nothing_went_out(draft)


def nothing_went_out(draft):
    draft.refresh_from_db()
    assert (draft.issued_at, draft.code, draft.content) == (None, None, "")
    assert not BriefingFile.objects.exists()
    assert not AuditEvent.objects.filter(verb="briefing_issued").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_both_hear_of_one_issue(on_desk):
    by = desk.official()
    draft = desk.draft(by)
    seen = review(draft).sha256
    codes = []
    writes = [lambda: codes.append(actions.issue(briefing=draft, seen=seen, site=desk.SITE, by=by).code)] * 2
    assert at_once(*writes) == ["made", "made"]
    assert len(set(codes)) == 1
    assert (on_desk.built, BriefingFile.objects.count()) == (1, 4)


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_begun(on_desk):
    by = desk.official()
    made = desk.issue(desk.draft(by), by)
    assert at_once(*[lambda: actions.correct(briefing=made, by=by)] * 2) == ["made", "made"]
    assert Briefing.objects.drafts().count() == 1
