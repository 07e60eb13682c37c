"""Whether a printed briefing is genuine: for anybody, without signing in, and nothing beyond what the paper says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coverage_portal.briefings.issuing.genuine import code_in, compared, genuine
from coverage_portal.briefings.issuing.throttle import not_too_often
from coverage_portal.core.gate import PUBLIC, access
from coverage_portal.core.templatetags.portal import repeatable

LONGEST = 200


@access(GET=PUBLIC)
@not_too_often
def briefing_verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed. One that can be none is answered like one that nobody issued."""
    typed = request.GET.get("kode", "")[:LONGEST].strip()
    if not typed:
        return _public(request, render(request, "briefings/verify_form.html"))
    if code := code_in(typed):
        return redirect("briefing_verify", code)
    return _unknown(request, typed)


@access(GET=PUBLIC)
@not_too_often
def briefing_verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper of that code says: hash, date, issuer, number, headline, and whether it was corrected."""
    found = genuine(code)
    if found is None:
        return _unknown(request, code)
    told, paper = found
    typed = request.GET.get("sidik", "")[:LONGEST].strip()
    context: dict[str, Any] = {
        "told": told,
        "typed": repeatable(typed),
        "compared": compared(paper, typed) if typed else None,
    }
    return _public(request, render(request, "briefings/verify.html", context))


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    response = render(
        request,
        "briefings/verify_form.html",
        {"unknown": True, "typed": repeatable(typed)},
        status=404,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


def _public(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Not for search engines; kept for minutes by anybody, unless it shows who is signed in."""
    response.headers["X-Robots-Tag"] = "noindex"
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response.headers["Cache-Control"] = "public, max-age=300"
    return response
