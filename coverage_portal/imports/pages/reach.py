"""Which imports somebody reaches: to look at, and to work on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports.kinds import KINDS
from regions.access import Visitor, branches_of, imports_visible_to


def signed_in(request: HttpRequest) -> User:
    """Who asks; the gate has let nobody else through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def seen(request: HttpRequest, pk: int) -> ImportBatch:
    """The import, for somebody who may see it. Another branch's is not found."""
    visible = imports_visible_to(request.user).select_related("received_by", "approved_by", "undone_by")
    return get_object_or_404(visible, pk=pk)


def at_hand(request: HttpRequest, pk: int) -> ImportBatch:
    """The import, for somebody who may work on it: it is of their branch, or they sent it."""
    batch = seen(request, pk)
    if not works_on(request.user, batch):
        raise PermissionDenied
    return batch


def works_on(user: Visitor, batch: ImportBatch) -> bool:
    """Whether `user` may choose, correct, save, cancel and undo this import."""
    branches = branches_of(user, "import_extracts")
    own = bool(branches) and batch.received_by_id == user.pk
    return own or branches.everywhere or batch.branch_code in branches.codes


def may_see_cells(user: Visitor, batch: ImportBatch) -> bool:
    """Whether `user` may read what was typed in a bad cell: names, birth dates and wages, of the file's whole branch.

    A receipt is for more people than its rows are: who sees the rows themselves sees the cells.
    """
    kind = KINDS.get(ImportBatch.Kind(batch.kind))
    branches = branches_of(user, kind.rows_permission if kind else "import_extracts")
    return branches.everywhere or batch.branch_code in branches.codes
