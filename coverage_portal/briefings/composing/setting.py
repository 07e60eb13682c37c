"""What the database adds to the figures: who writes, who signs, the law cited, what was promised, whom one names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from coverage_portal.briefings.blocks import LegalBasis
from coverage_portal.briefings.document import Letterhead, Signatory
from coverage_portal.briefings.legal.shipped import about_of
from coverage_portal.briefings.models import Basis, Briefing, Commitment, Progress
from coverage_portal.briefings.models import Letterhead as KeptLetterhead
from coverage_portal.briefings.models import Signatory as KeptSignatory
from coverage_portal.briefings.wanted import EmployerNamed, Wanted
from coverage_portal.core.spells import WIB
from employers.models import Employer
from regions.models import Branch

INSTITUTION = "BPJS Ketenagakerjaan"

MISTAKEN = Progress.State.MISTAKEN


@dataclass(frozen=True)
class Promise:
    """A commitment of an earlier briefing and how far it had come: state and note of its latest entry, empty without
    one. `open`: neither kept nor dropped."""

    who: str
    what: str
    due: date
    promised_on: date | None
    workers: int | None
    reached: int | None
    state: str
    kept: bool
    open: bool
    noted_on: date | None
    note: str
    by: str


@dataclass(frozen=True)
class Named:
    """An employer that a member of staff chose to name, and why."""

    name: str
    npp: str
    reason: str
    by: str


@dataclass(frozen=True)
class Setting:
    """What surrounds the figures of one briefing."""

    letterhead: Letterhead
    signatory: Signatory | None
    bases: tuple[LegalBasis, ...] = ()
    promises: tuple[Promise, ...] = ()
    named: tuple[Named, ...] = ()


def setting_of(wanted: Wanted, branch: Branch, region: str, day: date) -> Setting:
    """What surrounds a briefing of `branch` about the region of that code, for a meeting on `day`.

    Four queries, five when employers are named, one more when promises were followed up.
    """
    return Setting(
        letterhead_of(branch),
        signatory_of(wanted, branch, day),
        bases_of(wanted),
        promises_of(region, day),
        named_of(wanted.named, branch),
    )


def letterhead_of(branch: Branch) -> Letterhead:
    """The branch's letterhead; a plain one of its name until somebody fills it in."""
    kept = KeptLetterhead.objects.filter(branch=branch).first()
    if kept is None:
        return Letterhead(INSTITUTION, office_of(branch))
    return Letterhead(kept.institution, kept.office, kept.address, kept.contact, bytes(kept.logo))


def office_of(branch: Branch) -> str:
    """The office's own name, which is Indonesian in any language: "Kantor Cabang Tangerang Cimone"."""
    return f"Kantor Cabang {branch.name}"


def signatory_of(wanted: Wanted, branch: Branch, day: date) -> Signatory | None:
    """Who was picked, else who signs for the branch on the day of the meeting."""
    of_branch = KeptSignatory.objects.filter(branch=branch)
    if wanted.signatory is not None:
        found = of_branch.filter(pk=wanted.signatory).first()
    else:
        found = of_branch.on(day).order_by("-started_on", "-pk").first()
    if found is None:
        return None
    return Signatory(found.name, found.title, found.prefix, found.started_on, found.ended_on)


def bases_of(wanted: Wanted) -> tuple[LegalBasis, ...]:
    """The legal bases picked, in the order in which they were; one that is no more is left out."""
    found = {basis.code: basis for basis in Basis.objects.filter(code__in=wanted.legal)}
    picked = (found[code] for code in dict.fromkeys(wanted.legal) if code in found)
    return tuple(LegalBasis(basis.citation, about_of(basis, wanted.language), basis.verified_on) for basis in picked)


def promises_of(region: str, before: date) -> tuple[Promise, ...]:
    """The commitments of the region's meetings before a day, those due first first, without those written down wrongly.
    So a correction does not open with what was promised at the very meeting it is for."""
    kept = Commitment.objects.filter(briefing__region__code=region, briefing__issued_at__isnull=False)
    kept = kept.select_related("briefing", "made_by").prefetch_related("progress").order_by("due", "pk")
    told = ((commitment, _latest(commitment)) for commitment in kept)
    promises = (_promise(one, latest) for one, latest in told if not (latest and latest.state == MISTAKEN))
    return tuple(promise for promise in promises if promise.promised_on is None or promise.promised_on < before)


def _latest(kept: Commitment) -> Progress | None:
    return next(iter(kept.progress.all()), None)  # the newest first


def _promise(kept: Commitment, latest: Progress | None) -> Promise:
    state = latest.state if latest else Progress.State.GOING
    return Promise(
        who=kept.who,
        what=kept.what,
        due=kept.due,
        promised_on=said_on(kept.briefing),
        workers=kept.workers,
        reached=latest.workers if latest else None,
        state=latest.get_state_display() if latest else "",
        kept=state == Progress.State.KEPT,
        open=state == Progress.State.GOING,
        noted_on=latest.on if latest else None,
        note=latest.note if latest else "",
        by=kept.made_by.called,
    )


def said_on(briefing: Briefing) -> date | None:
    """The day of the meeting, else the calendar day on which the briefing was issued."""
    return briefing.meeting_on or (timezone.localdate(briefing.issued_at, WIB) if briefing.issued_at else None)


def named_of(named: tuple[EmployerNamed, ...], branch: Branch) -> tuple[Named, ...]:
    """The employers to be named: those of the branch whose briefing it is, in the order in which they were ticked."""
    if not named:
        return ()
    found = Employer.objects.filter(branch=branch).in_bulk([one.employer for one in named])
    return tuple(
        Named(found[one.employer].name, found[one.employer].npp, one.reason, one.by)
        for one in named
        if one.employer in found
    )
