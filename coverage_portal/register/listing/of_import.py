"""The employers that one import touched, for the list."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.touched import touched_by
from employers.models import Employer
from regions.access import Visitor, imports_visible_to


def import_asked_for(user: Visitor, text: str) -> ImportBatch | None:
    """The import with this number, where it is applied and `user` may see it; None otherwise."""
    applied = imports_visible_to(user).filter(state=ImportBatch.State.APPLIED)
    return applied.filter(pk=int(text)).first() if text.isascii() and text.isdecimal() and len(text) < 10 else None


def touched(batch: ImportBatch) -> Q:
    """The condition that an employer was made or changed by the import, or that a membership of theirs was."""
    if batch.kind != ImportBatch.Kind.WORKERS:
        return touched_by(batch, Employer._meta.db_table)
    memberships = Employer._meta.get_field("memberships").related_model
    assert isinstance(memberships, type)
    mine = memberships._default_manager.filter(touched_by(batch, memberships._meta.db_table))
    return Q(Exists(mine.filter(employer=OuterRef("pk"))))
