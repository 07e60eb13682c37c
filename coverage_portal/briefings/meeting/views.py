"""The card for the phone, and the same as one file that works without a network."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import override

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.frozen import thaw
from coverage_portal.briefings.meeting.card import card_of
from coverage_portal.briefings.meeting.issued import issued_at_code
from coverage_portal.briefings.models import Briefing
from coverage_portal.core.gate import access

STYLE, FONT = "card.css", "fonts/plus-jakarta-sans-latin-wght-normal.woff2"


@access(GET="view_briefings")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of an issued briefing, in the briefing's own language."""
    briefing = issued_at_code(request.user, code)
    return HttpResponse(_card(briefing, offline=False, request=request))


@access(GET="view_briefings")
def card_file(request: HttpRequest, code: str) -> HttpResponse:
    """The card as one HTML file with its style and font inside: it opens without a network."""
    briefing = issued_at_code(request.user, code)
    response = HttpResponse(_card(briefing, offline=True), content_type="text/html; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"kartu-audiensi-{code}.html")
    return response


def _card(briefing: Briefing, *, offline: bool, request: HttpRequest | None = None) -> str:
    document: Document = thaw(briefing.content)
    with override(document.language):
        context = {
            "document": document,
            "card": card_of(document),
            "briefing": briefing,
            "style": SafeString(_style()) if offline else "",
        }
        return render_to_string("briefings/card.html", context, request)


@lru_cache(maxsize=1)
def _style() -> str:
    """The card's stylesheet with the font inside it."""
    css, font = (_static(name) for name in (STYLE, FONT))
    return css.decode().replace(f'"{FONT}"', f'"data:font/woff2;base64,{b64encode(font).decode()}"')


def _static(name: str) -> bytes:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return Path(path).read_bytes()
