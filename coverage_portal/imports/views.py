"""Receipts of imported files, read: the list, and what became of the rows of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.paging import page_asked_for
from coverage_portal.imports.messages import problem
from coverage_portal.imports.models import ImportIssue
from regions.access import Visitor, branches_of, imports_visible_to

PAGE_SIZE = 50
ROWS_OF = {ImportBatch.Kind.EMPLOYERS: "view_employers", ImportBatch.Kind.WORKERS: "view_workers"}
"""The permission to see the rows of a kind of file."""


@dataclass(frozen=True)
class Line:
    """A problem of a row and its sentence."""

    issue: ImportIssue
    sentence: str


@access(GET="view_imports")
def import_list(request: HttpRequest) -> HttpResponse:
    """Imported files, newest first, 50 a page."""
    batches = imports_visible_to(request.user).select_related("received_by", "approved_by")
    page = page_asked_for(request, batches, PAGE_SIZE)
    return render(request, "imports/list.html", {"page": page})


@access(GET="view_imports")
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: who sent and approved it, its rows by outcome, its problems by row. Another branch's is not found."""
    visible = imports_visible_to(request.user).select_related("received_by", "approved_by")
    batch = get_object_or_404(visible, pk=pk)
    page = page_asked_for(request, ImportIssue.objects.filter(batch=batch), PAGE_SIZE)
    lines = [Line(issue, problem(issue.code)) for issue in page]
    context = {"batch": batch, "page": page, "lines": lines, "shows_values": may_see_cells(request.user, batch)}
    return render(request, "imports/detail.html", context)


def may_see_cells(user: Visitor, batch: ImportBatch) -> bool:
    """Whether `user` may read what was typed in a bad cell: names, birth dates and wages, of the file's whole branch.

    A receipt is for more people than its rows are: who sees the rows themselves sees the cells.
    """
    branches = branches_of(user, ROWS_OF[ImportBatch.Kind(batch.kind)])
    return branches.everywhere or batch.branch_code in branches.codes
