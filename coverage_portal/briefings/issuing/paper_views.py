"""An issued briefing for ever: its page, its four files as they went out, and the way to a correction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header, quote_etag
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coverage_portal.briefings.issuing import actions
from coverage_portal.briefings.issuing.since import since_issued
from coverage_portal.briefings.meeting.issued import issued_at_code
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.packing import CONTENT_TYPES, file_name
from coverage_portal.briefings.stored import content_of
from coverage_portal.core import formatting
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language


@access(GET="view_briefings")
def briefing(request: HttpRequest, code: str) -> HttpResponse:
    """The permanent page: what it is, its files, its frozen pages, and what has changed since."""
    paper = issued_at_code(request.user, code)
    document = content_of(paper)
    corrections = paper.corrections.visible_to(request.user).order_by("pk")
    context = {
        "briefing": paper,
        "document": document,
        "stamp": actions.stamp_of(paper, request.build_absolute_uri("/")),
        "issued_on": localdate(paper.issued_at),
        "files": [(file, size_in_words(file.size)) for file in paper.files.defer("content")],
        "since": since_issued(paper, document),
        "correction": corrections.issued().first(),
        "correcting": corrections.drafts().first(),
        "correctable": Briefing.objects.visible_to(request.user, "make_briefings").filter(pk=paper.pk).exists(),
    }
    return render(request, "briefings/issued.html", context)


@access(GET="view_briefings")
def briefing_file(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """One of the files, byte for byte as it went out."""
    paper = issued_at_code(request.user, code)
    file = get_object_or_404(paper.files, format=format)
    etag = quote_etag(file.sha256)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[file.format])
    if unchanged is None:
        stamp = actions.stamp_of(paper, request.build_absolute_uri("/"))
        name = file_name(content_of(paper), stamp, file.format)
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie",))
    return response


@access(POST="make_briefings")
def briefing_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a correction: a new draft with the same choices. One that is there already is opened."""
    assert isinstance(request.user, User)
    paper = issued_at_code(request.user, code, "make_briefings")
    draft = actions.correct(briefing=paper, by=request.user)
    if draft.issued_at:
        messages.warning(request, _("Bahan ini sudah diperbaiki oleh bahan di bawah ini."))
        return redirect("briefing", draft.code)
    return redirect("briefing_draft", draft.pk)


def size_in_words(size: int) -> str:
    """How large a file is, in whole thousands of bytes: "85 KB"."""
    return f"{formatting.number(max(1, -(-size // 1000)), active_language())} KB"
