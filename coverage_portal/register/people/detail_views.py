"""One worker's page, for those who may see a membership of theirs. Opening it is part of the audit trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.register.people.detail import hidden_memberships, stretches_of
from coverage_portal.register.people.views import signed_in
from workers.compliance import latest_position
from workers.masking import masked_name
from workers.models import Person


@access(GET="view_workers")
def worker_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and memberships in full, the name masked in the title, which stays in the browser's history; one of whom no
    membership may be seen is not found."""
    seen = Person.objects.visible_to(request.user)
    person = get_object_or_404(seen.select_related("home"), pk=pk)
    position = latest_position()
    stretches = stretches_of(person, request.user, position)
    record(by=signed_in(request), verb="worker_viewed", subject=person)
    context = {
        "person": person,
        "masked": masked_name(person.name),
        "stretches": stretches,
        "active": sum(one.active for one in stretches),
        "hidden": hidden_memberships(person, len(stretches)),
        "position": position,
    }
    return render(request, "workers/detail.html", context)
