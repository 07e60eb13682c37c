"""What a visitor of the dashboard may change: only what they themselves start with."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.coverage.models import DefaultScope
from coverage_portal.coverage.scope import Scope


@transaction.atomic
def drop_default_scope(*, user: User) -> None:
    """Let `user` start with the portal's own view again; nothing happens when they already do."""
    kept = DefaultScope.objects.select_for_update().filter(user=user).first()
    if kept is not None:
        record(by=user, verb="default_scope_dropped", subject=kept, before={"query": kept.query})
        kept.delete()


@transaction.atomic
def keep_default_scope(*, user: User, scope: Scope) -> DefaultScope:
    """Keep `scope` as what `user` starts with. Its months are left out: one starts with the newest."""
    query = replace(scope, month=None, since=None).to_query()
    kept, _made = DefaultScope.objects.update_or_create(user=user, defaults={"query": query})
    record(by=user, verb="default_scope_kept", subject=kept, after={"query": query})
    return kept
