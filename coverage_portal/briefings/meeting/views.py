"""The card for the phone, and the same as one file that works without a network."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.http import content_disposition_header
from django.utils.translation import override

from coverage_portal.briefings.meeting.card import card_of
from coverage_portal.briefings.meeting.issued import issued_at_code
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import content_of
from coverage_portal.core.gate import access
from coverage_portal.core.templatetags.portal import active_language

STYLE, FONT = "card.css", "fonts/plus-jakarta-sans-latin-wght-normal.woff2"
SEALED = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"


@access(GET="view_briefings")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of an issued briefing, in the briefing's own language."""
    return HttpResponse(_card(request, issued_at_code(request.user, code)))


@access(GET="view_briefings")
def card_file(request: HttpRequest, code: str) -> HttpResponse:
    """The card as one HTML file with its style and font inside: it opens without a network."""
    page = _card(request, issued_at_code(request.user, code), offline=True)
    response = HttpResponse(page.replace(*_instead_of_a_request()), content_type="text/html; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"kartu-audiensi-{code}.html")
    return response


def _card(request: HttpRequest, briefing: Briefing, *, offline: bool = False) -> str:
    """The page; that of a briefing which was corrected says so, lest its numbers be told."""
    document = content_of(briefing)
    context = {
        "document": document,
        "card": card_of(document),
        "briefing": briefing,
        "correction": briefing.corrections.visible_to(request.user).issued().order_by("pk").first(),
        "offline": offline,
        "asked_in": active_language(),
    }
    with override(document.language):
        return render_to_string("briefings/card.html", context)


@lru_cache(maxsize=1)
def _instead_of_a_request() -> tuple[str, str]:
    """The link to the stylesheet, and what the file has in its place: the style with its font, and no way out."""
    css, font = (_static(name) for name in (STYLE, FONT))
    style = css.decode().replace(f'"{FONT}"', f'"data:font/woff2;base64,{b64encode(font).decode()}"')
    link = f'<link rel="stylesheet" href="{static(STYLE)}">'
    return link, f'<meta http-equiv="Content-Security-Policy" content="{SEALED}">\n<style>{style}</style>'


def _static(name: str) -> bytes:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return Path(path).read_bytes()
