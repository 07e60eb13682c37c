"""What people do to the register with the form: register an employer, enter a prospect, enrol it, correct it.

All of it keeps to `register.writing`: one transaction with the audit trail, and figures follow. What the form refuses
is refused before this; what two people do at once is told by IntegrityError (the same NPP) and writing.Changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.coverage.recounting import counted_again
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.entering.opening import joined_by
from coverage_portal.register.models import Draft, Sent
from coverage_portal.register.writing import (
    Changed,
    change,
    facts_of,
    hold_register,
    in_trail,
    locked,
    save,
    version_of,
)
from employers.models import Employer, EmployerProgramme


@transaction.atomic
def register(
    facts: Mapping[str, Any], *, programmes: Mapping[int, date], by: User, token: UUID | None = None
) -> Employer:
    """Enter a registered employer with the programmes it joined (bit -> first day).

    A form sent twice (`token`) makes one employer. Raises IntegrityError where its NPP is another's, core.locks.Busy
    while an import of employers is being saved.
    """
    return _enter(facts, programmes, by=by, token=token, verb="employer_registered")


@transaction.atomic
def enter_prospect(facts: Mapping[str, Any], *, by: User, token: UUID | None = None) -> Employer:
    """Enter an employer that was found and is not registered. As `register` otherwise."""
    return _enter(facts, {}, by=by, token=token, verb="prospect_entered")


@transaction.atomic
def enrol(employer: Employer, *, npp: str, division: str = "", on: date, note: str, by: User, version: str) -> Employer:
    """Turn a prospect into a registered employer from the day `on`. Raises writing.Changed on another version, and for
    one that is registered already or closed."""
    stored = locked(employer)
    if version != version_of(stored) or stored.registered_on is not None or stored.closed_on is not None:
        raise Changed(stored)
    facts = {"npp": npp, "division": division, "registered_on": on}
    return change(employer, facts, by=by, verb="employer_enrolled", note=note)


@transaction.atomic
def correct(
    employer: Employer,
    facts: Mapping[str, Any],
    *,
    programmes: Mapping[int, date],
    by: User,
    version: str,
    note: str = "",
    programmes_seen: Mapping[int, date] | None = None,
) -> Employer:
    """Write these facts and programmes over what is stored. A programme that is no longer joined ends today.

    `programmes_seen`: those the decision was made on. Raises writing.Changed where they or `version` are not the stored
    ones any more.
    """
    stored = locked(employer, version)
    joined = joined_by(stored)
    if programmes_seen is not None and joined != programmes_seen:
        raise Changed(stored)
    if joined == dict(programmes):
        return change(stored, facts, by=by, verb="employer_changed", note=note)
    _join(stored, joined, programmes)
    sides: dict[str, Any] = {"programmes": {"before": _named(joined), "after": _named(programmes)}}
    before = facts_of(stored)
    if any(before[name] != value for name, value in facts_of(_with(stored, facts)).items()):
        return change(employer, facts, by=by, verb="employer_changed", note=note, **sides)
    with counted_again([stored.pk]):
        save(stored)
    record(by=by, verb="employer_changed", subject=stored, before={}, after={}, **sides, **_noted(note))
    return stored


def _enter(
    facts: Mapping[str, Any], programmes: Mapping[int, date], *, by: User, token: UUID | None, verb: str
) -> Employer:
    hold_register()
    if token is not None and (sent := Sent.objects.select_related("employer").filter(token=token).first()):
        return sent.employer
    made = Employer(**facts)
    with counted_again([]) as ids:
        save(made)
        _join(made, {}, programmes)
        ids.add(made.pk)
    if token is not None:
        Sent.objects.create(token=token, employer=made)
        Draft.objects.filter(user=by, token=token).delete()
    stored = facts_of(made)
    told = in_trail(stored, [name for name, value in stored.items() if value not in (None, "")])
    record(by=by, verb=verb, subject=made, after=told, **({"programmes": _named(programmes)} if programmes else {}))
    return made


def _join(employer: Employer, joined: Mapping[int, date], wanted: Mapping[int, date]) -> None:
    """Bring the open spells of programmes to what is wanted: left ones end today, others start on their day. One that
    was left and starts on the day it had goes on as if it had never been left."""
    for bit in {*joined, *wanted}:
        spell = employer.programmes.filter(programme=bit, ended_on__isnull=True)
        if bit not in wanted:
            spell.filter(started_on__lt=today()).update(ended_on=today())
            spell.delete()
        elif bit in joined:
            spell.update(started_on=wanted[bit])
        else:
            EmployerProgramme.objects.update_or_create(
                employer=employer, programme=bit, started_on=wanted[bit], defaults={"ended_on": None}
            )


def _named(programmes: Mapping[int, date]) -> dict[str, str]:
    """JKK -> 2020-01-01, for the audit trail."""
    return {str(p.name): programmes[p.value].isoformat() for p in PROGRAMMES if p.value in programmes}


def _with(employer: Employer, facts: Mapping[str, Any]) -> Employer:
    """An unsaved twin that holds the facts."""
    twin = copy(employer)
    for name, value in facts.items():
        setattr(twin, name, value)
    return twin


def _noted(note: str) -> dict[str, str]:
    return {"note": note} if note else {}
