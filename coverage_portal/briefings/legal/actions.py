"""Writes to the legal bases: loading the shipped ones, recording who checked a text and when, taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from coverage_portal.briefings.legal.shipped import Shipped, shipped_bases
from coverage_portal.briefings.models import Basis
from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.core.spells import today

WORDS = ("citation", "about", "note", "position")


class InTheFuture(ValueError):
    """A text was said to have been checked on a day that has not come."""


@dataclass(frozen=True)
class Loaded:
    """How many bases a load wrote, brought in line with the file, and found as they were."""

    new: int
    changed: int
    same: int


@transaction.atomic
def load_bases(*, by: User | None, bases: tuple[Shipped, ...] | None = None) -> Loaded:
    """Write the shipped bases that are not stored and bring the words of the others in line; twice changes nothing.

    One that somebody has verified stays as it was verified.
    """
    stored = {basis.code: basis for basis in Basis.objects.select_for_update()}
    wanted = shipped_bases() if bases is None else bases
    new, changed = [], []
    for position, one in enumerate(wanted, start=1):
        words = {"citation": one.citation, "about": one.about, "note": one.note, "position": position}
        known = stored.get(one.code)
        if known is None:
            new.append(Basis(code=one.code, **words))
        elif known.verified_on is None and any(getattr(known, name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(known, name, value)
            changed.append(known)
    Basis.objects.bulk_create(new)
    Basis.objects.bulk_update(changed, WORDS)
    loaded = Loaded(len(new), len(changed), len(wanted) - len(new) - len(changed))
    if new or changed:
        record(by=by, verb="legal_bases_loaded", new=loaded.new, changed=loaded.changed, same=loaded.same)
    return loaded


@transaction.atomic
def verify(basis: Basis, *, on: date, by: User) -> Basis:
    """Record that `by` compared the text with JDIH on a day; a later check takes the place of an earlier one.

    Raises InTheFuture.
    """
    if on > today():
        raise InTheFuture(on)
    return _written(basis, on, by, "legal_basis_verified")


@transaction.atomic
def take_back(basis: Basis, *, by: User) -> Basis:
    """The basis is not verified any more; nothing happens when it was not."""
    return _written(basis, None, by, "legal_basis_unverified")


def _written(basis: Basis, on: date | None, by: User, verb: str) -> Basis:
    kept = Basis.objects.select_for_update().get(pk=basis.pk)
    before = kept.verified_on
    if on is None and before is None:
        return kept
    kept.verified_on, kept.verified_by = on, by if on else None
    kept.save(update_fields=["verified_on", "verified_by"])
    words = {"citation": kept.citation, "before": _iso(before), "after": _iso(on)}
    record(by=by, verb=verb, subject=kept, **words)
    return kept


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
