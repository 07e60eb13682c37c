"""The list of workers: memberships of the visitor's branches, masked, searched by name, KPJ or NIK."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.people.lines import lines_of
from coverage_portal.register.people.nik import NoNik, hash_of
from coverage_portal.register.people.question import (
    SEGMENTS,
    Question,
    Status,
    branches_to_choose,
    districts,
    like_a_nik,
    read,
)
from coverage_portal.register.people.search import Search, of_person
from workers.compliance import latest_position

LONGEST_NUMBER = 18


@access(GET="view_workers", POST="view_workers")
@sensitive_post_parameters("nik")
def worker_list(request: HttpRequest) -> HttpResponse:
    """Memberships by the name of the worker, 50 a page; a POST finds those of one NIK, which no address may hold."""
    if request.method == "POST":
        return _of_a_nik(request)
    if like_a_nik(request.GET.get("q", "")):
        messages.error(
            request, _("NIK tidak dicari di sini, karena alamat halaman tidak boleh memuatnya. Pakai isian NIK.")
        )
        return redirect("worker_list")
    question, unheard = read(request.GET, request.user)
    search = Search(question, request.user, latest_position())
    page = search.page(after=_number(request, "setelah"), before=_number(request, "sebelum"))
    count = len(page.rows) if page.alone else min(search.count, search.most)
    if question.values:
        record(by=signed_in(request), verb="worker_searched", found=count, **question.told())
    context = {
        **_choices(request, question),
        "lines": lines_of(page.rows, request.user, search.position),
        "page": page,
        "count": count,
        "more": not page.alone and search.count > search.most,
        "position": search.position,
        "unheard": unheard,
    }
    return render(request, "workers/list.html", context)


def _of_a_nik(request: HttpRequest) -> HttpResponse:
    question = Question()
    position = latest_position()
    context: dict[str, Any] = {**_choices(request, question), "by_nik": True, "position": position}
    try:
        rows = of_person(hash_of(request.POST.get("nik", "")), request.user)
    except NoNik as error:
        return render(request, "workers/list.html", context | {"no_nik": error.sentence}, status=400)
    with transaction.atomic():
        record(by=signed_in(request), verb="worker_searched", found=len(rows), searched="nik")
    context |= {"lines": lines_of(rows, request.user, position), "count": len(rows)}
    return render(request, "workers/list.html", context)


def _choices(request: HttpRequest, question: Question) -> dict[str, Any]:
    """What the filter offers."""
    all_of = _("Semua")
    return {
        "question": question,
        "segments": [("", all_of), *((name, one.label) for name, one in SEGMENTS.items())],
        "programmes": [("", all_of), *((one.name, one.name) for one in PROGRAMMES)],
        "statuses": [("", all_of), *Status.choices],
        "districts": [("", all_of), *districts()],
        "branches": [("", all_of), *((one.code, one.name) for one in branches_to_choose(request.user))],
        "where": reverse("worker_list"),
    }


def signed_in(request: HttpRequest) -> User:
    """Who asks; the gate has let nobody else through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0
