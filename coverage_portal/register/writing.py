"""How an employer is written by hand: the one way in which its row changes outside an import.

Every write takes the row as it is stored now, compares what it was decided on with it, keeps both sides in the audit
trail, and lets figures follow in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db import models, transaction

from coverage_portal.core.audit import record
from coverage_portal.core.locks import take_lock, wait_for_lock
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.coverage.recounting import counted_again
from employers.models import Employer
from employers.names import search_text

EMPLOYERS_LOCK, WORKERS_LOCK = "import employers", "import workers"
"""The locks of `imports.kinds.lock_name`: nobody edits a register that is being imported."""
BY_HAND = "employers by hand"
"""The lock of everybody who edits by hand: short, so others wait for it."""
NOT_EDITED = frozenset({"id", "row_hash", "batch_id", "search_text", "changed_on", "merged_into_id"})
EDITED = tuple(str(field.attname) for field in Employer._meta.concrete_fields if field.attname not in NOT_EDITED)
"""The columns of an employer that people write: the facts of its history and of its version."""
WAGES, GIVEN = frozenset({"declared_wages"}), "diisi"
"""Columns whose values the audit trail never holds, and the word it holds instead."""


class Changed(Exception):
    """Somebody changed the employer since; `stored` holds its facts as they are now."""

    def __init__(self, employer: Employer) -> None:
        super().__init__(employer.pk)
        self.employer = employer
        self.stored = facts_of(employer)


def facts_of(employer: Employer) -> dict[str, Any]:
    """The edited columns as JSON takes them: days as ISO text."""
    return {name: _plain(getattr(employer, name)) for name in EDITED}


def version_of(employer: Employer) -> str:
    """A short mark of all its facts and of the programmes it holds: another one as soon as any of them is another,
    whoever changed it. The programmes are `employer.joined` where a query brought them along."""
    joined = getattr(employer, "joined", None)
    if joined is None:
        joined = employer.programmes.filter(ended_on__isnull=True)
    held = sorted((spell.programme, spell.started_on.isoformat()) for spell in joined)
    return _mark([facts_of(employer), employer.merged_into_id, held])


def row_version_of(employer: Employer) -> str:
    """The mark of its own row alone, for those who change nothing else of very many employers."""
    return _mark([facts_of(employer), employer.merged_into_id])


def _mark(told: list[Any]) -> str:
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=8).hexdigest()


def hold_register() -> None:
    """Keep others from writing employers until the caller's transaction ends: waits for another edit by hand, and
    raises core.locks.Busy at once while an import of employers is being saved."""
    wait_for_lock(BY_HAND)
    take_lock(EMPLOYERS_LOCK)


def locked(employer: Employer, version: str = "") -> Employer:
    """The row as it is stored, held until the caller's transaction ends; raises Changed where `version` is not its
    version any more, and core.locks.Busy while an import of employers is being saved."""
    hold_register()
    stored = Employer.objects.select_for_update().get(pk=employer.pk)
    if version and version != version_of(stored):
        raise Changed(stored)
    return stored


@transaction.atomic
def change(
    employer: Employer,
    facts: Mapping[str, Any],
    *,
    by: User,
    verb: str,
    version: str = "",
    note: str = "",
    **detail: Any,
) -> Employer:
    """Write these facts (column -> value) where they differ, with one event `verb` in the audit trail.

    The event's detail: `before` and `after` of what differed, `note` where there is one, and `detail`. Nothing is
    written and recorded when nothing differs. Raises as `locked` does.
    """
    stored = locked(employer, version)
    before = facts_of(stored)
    for name, value in facts.items():
        setattr(stored, name, value)
    after = facts_of(stored)
    differing = [name for name in EDITED if before[name] != after[name]]
    if not differing:
        return stored
    with counted_again([stored.pk]):
        save(stored)
    told = {"before": in_trail(before, differing), "after": in_trail(after, differing), **detail}
    record(by=by, verb=verb, subject=stored, **told, **({"note": note} if note else {}))
    return stored


def in_trail(facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Facts as the audit trail keeps them: of wages it only says that they were given."""
    return {name: GIVEN if name in WAGES and facts[name] is not None else facts[name] for name in names}


def save(employer: Employer) -> None:
    """Write the row as an edit by hand: findable by its new name, of today, and no longer as any file has it."""
    employer.search_text = search_text(employer.name, employer.npp, employer.nib, employer.npwp)
    employer.changed_on, employer.row_hash = today(), None
    employer.save()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Choices):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
