"""What became of a file: its receipt, the rows that go back to the sender, and taking the whole import back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.paging import page_asked_for
from coverage_portal.core.touched import touched_by
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.field_names import headers_of
from coverage_portal.imports.flow import NotNow, undo
from coverage_portal.imports.messages import TOLD_WITH_VALUE, blocks, problem, problem_told, value_shown
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.pages.corrections_shown import corrections_of
from coverage_portal.imports.pages.effect_shown import effect_of
from coverage_portal.imports.pages.reach import at_hand, may_see_cells, signed_in
from coverage_portal.imports.pages.review_questions import questions_of
from coverage_portal.imports.rejects import rejects_of
from coverage_portal.register.listing.of_import import touched
from employers.models import Employer
from regions.access import Visitor, permissions_of
from workers.models import Membership

PAGE_SIZE = 50
State = ImportBatch.State
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """A problem of a row, its sentence, its column as the sender's file calls it, and what stands in the cell where
    the sentence does not say it."""

    issue: ImportIssue
    sentence: str
    column: str
    value: str


def result(request: HttpRequest, batch: ImportBatch, *, mine: bool) -> HttpResponse:
    """The receipt: who sent and approved the file, its rows by outcome, what it changed, its problems by row."""
    shows_values = may_see_cells(request.user, batch)
    page = page_asked_for(request, ImportIssue.objects.filter(batch=batch), PAGE_SIZE)
    context = {
        "batch": batch,
        "page": page,
        "lines": _lines(batch, page, shows_values=shows_values),
        "shows_values": shows_values,
        "effect": effect_of(batch) if batch.state == State.APPLIED else None,
        "may_undo": mine and batch.state == State.APPLIED,
        "blocked": blocked_by(batch),
        "noted": noted(batch),
        "corrections": corrections_of(batch),
        "rejects": mine and Desk.of(batch.pk).rejects.exists(),
        "touched": touched_of(batch, request.user),
    }
    return render(request, "imports/detail.html", context)


def _lines(batch: ImportBatch, issues: Iterable[ImportIssue], *, shows_values: bool) -> list[Line]:
    names = headers_of(batch)
    return [_line(issue, names.get(issue.column, issue.column), shows_values=shows_values) for issue in issues]


def _line(issue: ImportIssue, column: str, *, shows_values: bool) -> Line:
    if not shows_values or issue.code not in TOLD_WITH_VALUE:
        return Line(issue, problem(issue.code, column), column, value_shown(issue.code, issue.value))
    return Line(issue, problem_told(issue.code, issue.value, column), column, "")


@dataclass(frozen=True)
class Noted:
    """Something odd that somebody took note of before saving."""

    sentence: str
    who: str
    at: datetime


def noted(batch: ImportBatch) -> list[Noted]:
    """What was ticked before the import was saved, by whom and when."""
    known = batch.acknowledged
    return [
        Noted(question.sentence, known[question.code]["by"], datetime.fromisoformat(known[question.code]["at"]))
        for question in questions_of(batch)
        if question.code in known
    ]


def blocked_by(batch: ImportBatch) -> list[tuple[str, int]]:
    """Why the import could not be taken back, a sentence each with the later import that it speaks of (0: none)."""
    found = batch.summary.get("undo_refused", {}).get("blocks", [])
    return [(words, block["batch"]) for words, block in zip(blocks(batch), found, strict=True)]


@dataclass(frozen=True)
class Touched:
    """What the portal's lists show of an import: employers that somebody may see, listed at `where`, and memberships,
    listed at `where_workers` (0: none, or not theirs to see).

    `without_employer`: memberships that belong to none, and so are in no list of employers.
    """

    employers: int
    where: str
    without_employer: int
    workers: int
    where_workers: str


def touched_of(batch: ImportBatch, user: Visitor) -> Touched | None:
    """What the import touched, for whoever may see employers; None where it touched nothing of that kind."""
    listed = batch.kind != ImportBatch.Kind.FIGURES and batch.state == State.APPLIED
    if not listed or "view_employers" not in permissions_of(user):
        return None
    employers = Employer.objects.standing().visible_to(user).filter(touched(batch)).count()
    memberships = Membership.objects.filter(touched_by(batch, Membership._meta.db_table))
    asked = f"?impor={batch.pk}"
    return Touched(
        employers=employers,
        where=reverse("employer_list") + asked,
        without_employer=memberships.filter(employer=None).count(),
        workers=memberships.visible_to(user).count(),
        where_workers=reverse("worker_list") + asked,
    )


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
def import_rejects(request: HttpRequest, pk: int) -> HttpResponse:
    """The rejected rows as a workbook in the sender's own columns, with the reasons in the cells. Its name has the day
    that the file stands at: mended, it comes back with the same."""
    batch = at_hand(request, pk)
    kept = Desk.of(pk).rejects
    if kept.exists():
        workbook = kept.read_bytes()
    elif batch.state == State.REVIEW and batch.rows_rejected:
        workbook = rejects_of(batch)
    else:
        raise Http404
    name = f"impor-{pk}-ditolak-{batch.position:%Y-%m-%d}.xlsx"
    return HttpResponse(workbook, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
