"""The register of employers as a list to search, of the visitor's branches only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coverage_portal.core.gate import access
from coverage_portal.core.paging import page_asked_for
from coverage_portal.register.listing.heads import heads_of
from coverage_portal.register.listing.question import Question, question_of, without_a_nik
from coverage_portal.register.listing.rows import line_of
from regions.access import branches_of

PAGE_SIZE = 50
MORE = ("status", "cabang", "ikut", "kurang", "pembina", "urut")
"""The filters that stand behind "Saringan lain"."""


@access(GET="view_employers")
def employer_list(request: HttpRequest) -> HttpResponse:
    """Employers that answer the query string, 50 a page; `hal` is the page. The largest shortfall comes first.

    What cannot be read is not heeded, and the page says so. Closed ones are found only by search, in an import
    (`impor`) or when their status is asked for.
    """
    refused = without_a_nik(request)
    if refused:
        return refused
    question = question_of(request.GET, request.user)
    return render(request, "employers/list.html", context_of(request, question))


def context_of(request: HttpRequest, question: Question) -> dict[str, Any]:
    """What the template shows."""
    counted = question.counted()
    numbers = question.sorted.values("pk")
    page = page_asked_for(request, numbers, PAGE_SIZE, counted.found)
    page.object_list = question.read(
        numbers[page.start_index() - 1 : page.end_index()] if counted.found else numbers.none()
    )
    return {
        "page": page,
        "lines": [line_of(employer) for employer in page],
        "heads": heads_of(question),
        "question": question,
        "form": question.filter.form,
        "counted": counted,
        "more_open": any(name in question.filter.taken for name in MORE),
        "several_branches": len(question.offered.branches) > 1,
        "edits": bool(branches_of(request.user, "edit_employers")),
        "position": question.position,
    }
