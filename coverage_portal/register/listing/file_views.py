"""The result of the list to take along: the same rows in the same order, as XLSX or CSV."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.coverage.files.download import CONTENT_TYPES, CSV
from coverage_portal.register.listing.file_writers import csv_lines, xlsx_file
from coverage_portal.register.listing.files import Listing
from coverage_portal.register.listing.question import question_of, without_a_nik


@access(GET="view_employers")
def employer_download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Every employer that answers the query string; who took what along stands in the audit trail."""
    if format not in CONTENT_TYPES:
        raise Http404
    refused = without_a_nik(request)
    if refused:
        return refused
    user = request.user
    assert isinstance(user, User)
    question = question_of(request.GET, user)
    counted, query = question.counted(), question.query()
    address = request.build_absolute_uri(f"{reverse('employer_list')}{'?' if query else ''}{query}")
    listing = Listing.of(question, counted, user.called, address)
    record(by=user, verb="export", of="employer_list", format=format, query=query, rows=counted.found)
    if format == CSV:
        response: HttpResponseBase = StreamingHttpResponse(csv_lines(listing), content_type=CONTENT_TYPES[format])
    else:
        response = FileResponse(xlsx_file(listing), content_type=CONTENT_TYPES[format])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{listing.name}.{format}") or ""
    return response
