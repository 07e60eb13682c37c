"""Who may do what: a role gives permissions, for one branch or for all, from today's assignments (WIB).

Two questions have one answer each: `permissions_of(user)` decides which pages open, `branches_of(user, permission)`
which rows are on them. Aggregates of any place are for everyone with `view_coverage`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Subquery

from coverage_portal.core.models import DataVersion, ImportBatch, User
from coverage_portal.core.spells import today
from regions.models import Assignment

Role = Assignment.Role

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.STAFF: frozenset(
        {"view_coverage", "view_sources", "view_employers", "view_workers", "follow_up_employers", "view_briefings"}
    ),
    Role.OFFICIAL: frozenset({"view_coverage", "view_sources", "view_briefings", "make_briefings"}),
    Role.ADMIN: frozenset(
        {
            "view_coverage",
            "view_sources",
            "view_employers",
            "view_workers",
            "edit_employers",
            "follow_up_employers",
            "import_extracts",
            "view_imports",
            "view_briefings",
        }
    ),
    Role.STEWARD: frozenset(
        {"view_coverage", "view_sources", "view_imports", "manage_users", "manage_figures", "view_briefings"}
    ),
}
ALL_PERMISSIONS = frozenset().union(*PERMISSIONS.values())


@dataclass(frozen=True)
class BranchSet:
    """The branches something is allowed for: all of them, or those named by id and by code."""

    everywhere: bool = False
    ids: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset()

    def __contains__(self, branch_id: int | None) -> bool:
        return self.everywhere or branch_id in self.ids

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.ids)


@dataclass(frozen=True)
class Rights:
    """What today's assignments give: for each permission the branches it holds for.

    `roles` names them as held: (role, name of the branch or "" for all). `data_version` is core.data_version's number,
    read along with them so that a page needs no query of its own for it; 0 where there are no rows.
    """

    branches: dict[str, BranchSet] = field(default_factory=dict)
    roles: tuple[tuple[str, str], ...] = ()
    data_version: int = 0

    @classmethod
    def from_assignments(
        cls, rows: Iterable[tuple[str, int | None, str | None, str | None]], data_version: int = 0
    ) -> Rights:
        """Add up (role, branch id or None for all, branch code, branch name) rows."""
        held: dict[str, BranchSet] = {}
        roles = []
        for role, branch_id, code, branch_name in rows:
            roles.append((role, branch_name or ""))
            for permission in PERMISSIONS.get(role, frozenset()):
                before = held.get(permission, BranchSet())
                held[permission] = BranchSet(
                    everywhere=before.everywhere or branch_id is None,
                    ids=before.ids | ({branch_id} if branch_id is not None else set()),
                    codes=before.codes | ({code} if code else set()),
                )
        return cls(held, tuple(roles), data_version)


Visitor = User | AnonymousUser


def rights_of(user: Visitor) -> Rights:
    """Today's rights of `user`: the request's own answer when the gate has kept one, else one query."""
    kept: Rights | None = getattr(user, "rights_today", None)
    if kept is not None:
        return kept
    if not user.is_authenticated or not user.is_active:
        return Rights()
    held = Assignment.objects.on(today()).filter(user_id=user.pk)
    version = Subquery(DataVersion.objects.values("number")[:1])
    rows = list(held.values_list("role", "branch_id", "branch__code", "branch__name", version))
    return Rights.from_assignments((row[:4] for row in rows), (rows[0][4] or 0) if rows else 0)


def keep_rights(user: Visitor) -> Rights:
    """Ask once and keep the answer on this very object: for a request, whose user object lives no longer than it."""
    rights = rights_of(user)
    user.rights_today = rights  # type: ignore[union-attr]
    return rights


def permissions_of(user: Visitor) -> frozenset[str]:
    """The permissions `user` holds today for at least one branch."""
    return frozenset(rights_of(user).branches)


def branches_of(user: Visitor, permission: str) -> BranchSet:
    """The branches for which `user` holds `permission` today."""
    if permission not in ALL_PERMISSIONS:
        raise ValueError(f"no such permission: {permission}")
    return rights_of(user).branches.get(permission, BranchSet())


class BranchRowsQuerySet(models.QuerySet):
    """Querysets of rows that belong to a branch; a subclass names the permission and the way to the branch."""

    permission: ClassVar[str]
    branch_path: ClassVar[str] = "branch"

    def visible_to(self, user: Visitor, permission: str = "") -> Self:
        """Rows of the branches for which `user` holds `permission` today (default: the one to see them)."""
        branches = branches_of(user, permission or self.permission)
        if branches.everywhere:
            return self.all()
        if not branches:
            return self.none()
        return self.filter(Q(**{f"{self.branch_path}__in": branches.ids}))


def imports_visible_to(user: Visitor) -> models.QuerySet[ImportBatch]:
    """Imported files: those of one's branches, and those one has sent oneself while they are on their way or where they
    are of several branches."""
    branches = branches_of(user, "view_imports")
    if branches.everywhere:
        return ImportBatch.objects.all()
    if not branches:
        return ImportBatch.objects.none()
    sent = Q(received_by_id=user.pk) & (Q(branch_code="") | Q(state__in=ImportBatch.OPEN))
    return ImportBatch.objects.filter(Q(branch_code__in=branches.codes) | sent)
