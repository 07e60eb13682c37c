"""What officials do to a draft: make, save, word a sentence anew, discard, copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from coverage_portal.briefings.drafting.carrying import with_edits_carried
from coverage_portal.briefings.drafting.held import Changed, held, written
from coverage_portal.briefings.frozen import freeze
from coverage_portal.briefings.models import Briefing, Letterhead, Signatory
from coverage_portal.briefings.stored import scope_of, wanted_of
from coverage_portal.briefings.wanted import Edit, Part, Wanted
from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.coverage.scope import Scope
from regions.models import Branch, Region

SENT_TWICE = timedelta(minutes=2)


@transaction.atomic
def make_draft(*, by: User, branch: Branch, scope: Scope, wanted: Wanted) -> Briefing:
    """A new draft; the one just made where the same form comes a second time."""
    Branch.objects.select_for_update().get(pk=branch.pk)
    facts = _facts(scope, wanted)
    since = timezone.now() - SENT_TWICE
    twin = Briefing.objects.drafts().filter(made_by=by, branch=branch, version=1, made_at__gte=since, **facts).first()
    if twin is not None:
        return twin
    made = Briefing.objects.create(branch=branch, made_by=by, changed_by=by, **facts)
    record(by=by, verb="briefing_made", subject=made, after=_told(made))
    return made


@transaction.atomic
def save_draft(*, by: User, briefing: Briefing, version: int, branch: Branch, scope: Scope, wanted: Wanted) -> Briefing:
    """Write the choices down. Raises Changed where `version` is not the stored one, Issued where it went out."""
    draft = held(briefing, version)
    wanted = with_edits_carried(wanted, wanted_of(draft))
    before = _told(draft)
    for name, value in _facts(scope, wanted).items():
        setattr(draft, name, value)
    draft.branch = branch
    return written(draft, by, "briefing_saved", before=before)


@transaction.atomic
def edit_sentence(*, by: User, briefing: Briefing, version: int, key: str, text: str, instead_of: str = "") -> Briefing:
    """Word a sentence anew, whose template says `instead_of`; an empty text lets the template speak again. One that
    stands so already, as when the form came twice, is left. Raises Changed or Issued."""
    draft = held(briefing)
    wanted = wanted_of(draft)
    stands = next((edit for edit in wanted.edits if edit.key == key), None)
    before = stands.text if stands else ""
    if text == before and (stands is None or stands.instead_of == instead_of):
        return draft
    if draft.version != version:
        raise Changed
    others = tuple(edit for edit in wanted.edits if edit.key != key)
    mine = (Edit(key, text, by.called, instead_of),) if text else ()
    draft.wanted = freeze(replace(wanted, edits=(*others, *mine)))
    return written(draft, by, "briefing_worded", sentence=key, before=before, after=text)


@transaction.atomic
def discard(*, by: User, briefing: Briefing) -> None:
    """Throw a draft away. Raises Issued where it went out."""
    draft = held(briefing)
    record(by=by, verb="briefing_discarded", subject=draft, before=_told(draft))
    draft.delete()


@transaction.atomic
def copy(*, by: User, briefing: Briefing, day: date | None) -> Briefing:
    """A draft with the same choices for another day: without the letter's number, and without employers that were
    named, which is decided anew each time; nor is a word of the part that named them kept."""
    before = wanted_of(briefing)
    edits = tuple(edit for edit in before.edits if not edit.key.startswith(f"{Part.NAMED}-"))
    wanted = replace(before, day=day, number="", named=(), edits=edits)
    return make_draft(by=by, branch=briefing.branch, scope=scope_of(briefing), wanted=wanted)


@transaction.atomic
def save_letterhead(
    *, by: User, branch: Branch, institution: str, office: str, address: str, contact: str, logo: bytes | None
) -> Letterhead:
    """The head of a branch's papers from now on. `logo` is a PNG, empty for none, None to leave the stored one."""
    Branch.objects.select_for_update().get(pk=branch.pk)
    stored = Letterhead.objects.filter(branch=branch).first()
    before = _head_told(stored) if stored else {}
    head = stored or Letterhead(branch=branch)
    head.institution, head.office, head.address, head.contact = institution, office, address, contact
    if logo is not None:
        head.logo = logo
    head.changed_by = by
    head.save()
    record(by=by, verb="letterhead_saved", subject=head, before=before, after=_head_told(head))
    return head


@transaction.atomic
def add_signatory(*, by: User, branch: Branch, name: str, title: str, prefix: str, since: date) -> Signatory:
    """Somebody who signs for the branch from a day on; the one who does already where the same form comes twice."""
    Branch.objects.select_for_update().get(pk=branch.pk)
    said = {"branch": branch, "name": name, "title": title, "prefix": prefix, "started_on": since}
    twin = Signatory.objects.filter(ended_on__isnull=True, **said).first()
    if twin is not None:
        return twin
    made = Signatory.objects.create(**said)
    record(by=by, verb="signatory_added", subject=made, after={"who": str(made), "since": since.isoformat()})
    return made


@transaction.atomic
def end_signatory(*, by: User | None, signatory: Signatory, on: date) -> Signatory:
    """`on` is the first day on which they do not sign any more; it comes after the day they began."""
    held = Signatory.objects.select_for_update().get(pk=signatory.pk)
    before = held.ended_on.isoformat() if held.ended_on else None
    held.ended_on = on
    held.save(update_fields=["ended_on"])
    record(by=by, verb="signatory_ended", subject=held, before={"until": before}, after={"until": on.isoformat()})
    return held


def _facts(scope: Scope, wanted: Wanted) -> dict[str, Any]:
    """What the columns of a draft hold."""
    assert scope.month is not None
    return {
        "region": Region.objects.get(code=scope.region),
        "month": scope.month,
        "query": scope.to_query(),
        "language": wanted.language,
        "title": wanted.title,
        "addressee": wanted.addressee,
        "meeting_on": wanted.day,
        "number": wanted.number,
        "wanted": freeze(wanted),
    }


def _told(briefing: Briefing) -> dict[str, Any]:
    """A draft as the audit trail keeps it."""
    day = briefing.meeting_on.isoformat() if briefing.meeting_on else None
    named = {"title": briefing.title, "addressee": briefing.addressee, "number": briefing.number, "meeting_on": day}
    return {**named, "branch": briefing.branch_id, "query": briefing.query, "wanted": briefing.wanted}


def _head_told(head: Letterhead) -> dict[str, str]:
    """A letterhead as the audit trail keeps it: of the logo only its digest."""
    logo = sha256(bytes(head.logo)).hexdigest() if head.logo else ""
    return {name: getattr(head, name) for name in ("institution", "office", "address", "contact")} | {"logo": logo}
