"""The list of workers as a file to keep. Taking it is part of the audit trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.core.spells import today
from coverage_portal.register.people.export import exported
from coverage_portal.register.people.question import like_a_nik, read
from coverage_portal.register.people.search import Search
from coverage_portal.register.people.views import signed_in
from workers.compliance import latest_position


@access(GET="view_workers")
def worker_export(request: HttpRequest) -> HttpResponseBase:
    """Every membership that the list of the same query string would show, masked, as CSV. Where the list would say
    that a condition is not heeded, it is the answer."""
    user = signed_in(request)
    question, unheard = read(request.GET, user)
    if like_a_nik(request.GET.get("q", "")):
        return redirect("worker_list")
    if unheard:
        return redirect(f"{reverse('worker_list')}?{request.GET.urlencode()}")
    file = exported(Search(question, user, latest_position()), by=user, at=timezone.now())
    record(by=user, verb="worker_exported", rows=file.rows, of=file.all_rows, **question.told())
    return StreamingHttpResponse(
        file,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="pekerja-{today()}.csv"'},
    )
