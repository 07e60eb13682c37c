"""What became of a file: its receipt, the rows that go back to the sender, and taking the whole import back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.paging import page_asked_for
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.effect_shown import effect_of
from coverage_portal.imports.flow import NotNow, undo
from coverage_portal.imports.messages import problem
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.reach import at_hand, may_see_cells, seen, signed_in
from coverage_portal.imports.undo_refused import blocked_by

PAGE_SIZE = 50
State = ImportBatch.State
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """A problem of a row and its sentence."""

    issue: ImportIssue
    sentence: str


def result(request: HttpRequest, batch: ImportBatch, *, mine: bool) -> HttpResponse:
    """The receipt: who sent and approved the file, its rows by outcome, what it changed, its problems by row."""
    page = page_asked_for(request, ImportIssue.objects.filter(batch=batch), PAGE_SIZE)
    context = {
        "batch": batch,
        "page": page,
        "lines": [Line(issue, problem(issue.code)) for issue in page],
        "shows_values": may_see_cells(request.user, batch),
        "effect": effect_of(batch) if batch.state == State.APPLIED else None,
        "may_undo": mine and batch.state == State.APPLIED,
        "blocked": blocked_by(batch),
        "rejects": mine and Desk.of(batch.pk).rejects.exists(),
        "rows_at": rows_at(batch),
    }
    return render(request, "imports/detail.html", context)


def rows_at(batch: ImportBatch) -> str:
    """Where the rows that the import touched are listed; empty where they are in no list of the portal."""
    listed = batch.kind == ImportBatch.Kind.EMPLOYERS and batch.state == State.APPLIED
    return f"{reverse('employer_list')}?impor={batch.pk}" if listed else ""


@access(GET="import_extracts", POST="import_extracts")
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking the import back would do; once that is confirmed, it is done."""
    batch = at_hand(request, pk)
    if batch.state != State.APPLIED:
        return redirect("import_detail", pk)
    if request.method != "POST":
        return render(request, "imports/undo.html", {"batch": batch})
    with suppress(NotNow):  # somebody was quicker; the import's own page says what is being done
        undo(batch, by=signed_in(request))
    return redirect("import_detail", pk)


@access(GET="import_extracts")
def import_rejects(request: HttpRequest, pk: int) -> FileResponse:
    """The rejected rows as a workbook in the sender's own columns, with the reasons in the cells."""
    batch = seen(request, pk)
    if not may_see_cells(request.user, batch):
        raise Http404
    rejects = Desk.of(pk).rejects
    if not rejects.exists():
        raise Http404
    return FileResponse(rejects.open("rb"), as_attachment=True, filename=f"impor-{pk}-ditolak.xlsx", content_type=XLSX)
