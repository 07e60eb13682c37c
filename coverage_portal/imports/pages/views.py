"""An import's own page, which shows where it stands, and the list of all imports."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.paging import page_asked_for
from coverage_portal.imports.flow import NotNow, cancel
from coverage_portal.imports.pages.listing import ImportFilter, open_imports
from coverage_portal.imports.pages.reach import at_hand, seen, signed_in, works_on
from coverage_portal.imports.pages.result_views import result
from coverage_portal.imports.pages.standing import standing_of, steps_of, why_refused
from coverage_portal.imports.pages.template_views import forms_offered
from coverage_portal.imports.pages.upload_views import uploading
from coverage_portal.imports.work import take_up
from regions.access import imports_visible_to

PAGE_SIZE = 50
State = ImportBatch.State
WAITS_AT = {State.COLUMNS: "import_columns", State.REVIEW: "import_review"}
"""Where a batch waits for somebody."""


@access(GET="view_imports")
def import_list(request: HttpRequest) -> HttpResponse:
    """The imports that the query string asks for (see ImportFilter), 50 a page; those on their way stand apart."""
    take_up()
    visible = imports_visible_to(request.user).select_related("received_by", "approved_by")
    asked = ImportFilter(request.GET, visible)
    context = {
        "filter": asked,
        "page": page_asked_for(request, asked.found(), PAGE_SIZE),
        "forms": list(forms_offered()),
        "open": [] if asked.narrowed else open_imports(visible),
    }
    return render(request, "imports/list.html", context)


@access(GET="view_imports")
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One import, where it stands: on its way in, at work, waiting for somebody, saved, refused or given up."""
    batch = seen(request, pk)
    mine = works_on(request.user, batch)
    if batch.state in WAITS_AT and mine:
        where = reverse(WAITS_AT[State(batch.state)], args=[batch.pk])
        query = request.session.pop(f"review {pk}", "") if batch.state == State.REVIEW else ""
        place = "lanjut" if "lanjut=" in query else "baris"
        return redirect(f"{where}?{query}#{place}" if query else where)
    if batch.state == State.UPLOADING and mine:
        return uploading(request, batch)
    if batch.state in ImportBatch.WORKING:
        take_up()
        context = {"batch": batch, "standing": standing_of(batch), "steps": steps_of(batch), "mine": mine}
        return render(request, "imports/working.html", context)
    if batch.state in ImportBatch.OPEN:
        return render(request, "imports/waiting.html", {"batch": batch, "steps": steps_of(batch)})
    if batch.state == State.REFUSED:
        context = {"batch": batch, "why": why_refused(batch.refusal), "mine": mine}
        return render(request, "imports/refused.html", context)
    return result(request, batch, mine=mine)


@access(GET="view_imports")
def import_progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far the work on an import is, for the script that watches it. Work that nobody is at is taken up again."""
    take_up()
    batch = seen(request, pk)
    if batch.state not in ImportBatch.WORKING:
        return JsonResponse({"state": batch.state, "done": 0, "total": 0, "said": ""})
    now = standing_of(batch)
    said = {"done": now.progress.done, "total": now.progress.total, "said": now.how_far}
    return JsonResponse({"state": batch.state, **said})


@access(POST="import_extracts")
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a file up, or stop the work on it. Nothing of it is kept."""
    batch = at_hand(request, pk)
    with suppress(NotNow):  # saved or given up meanwhile; its own page says which
        cancel(batch, by=signed_in(request))
    return redirect("import_detail", batch.pk)
