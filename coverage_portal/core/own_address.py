"""A page's own address as the page may write it again, in its links: without what may be a NIK.

What somebody typed into an address stays where it was typed. It travels no further: into no link, no page of another
language and no "afterwards back here" of the sign-in page.
"""

from __future__ import annotations

from urllib.parse import unquote_plus

from django.http import HttpRequest, QueryDict
from django.utils.encoding import escape_uri_path

from coverage_portal.core.nik_like import may_hold_nik_beside_npwp


def may_be_repeated(text: str) -> bool:
    """Whether no NIK can stand in a piece of an address, also where it is escaped once more."""
    return not any(may_hold_nik_beside_npwp(read) for read in {text, unquote_plus(text)})


def repeated(text: str) -> str:
    """A piece of an address for a sentence about it: an ellipsis where a NIK may stand in it."""
    return text if may_be_repeated(text) else "…"


def kept_query(request: HttpRequest) -> QueryDict:
    """What the address asks, without the names and values that may hold a NIK."""
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if may_be_repeated(name) and (told := [value for value in values if may_be_repeated(value)]):
            kept.setlist(name, told)
    return kept


def own_address(request: HttpRequest) -> str:
    """Path and query of the page; the start page's where a NIK may stand in the path itself."""
    if not may_be_repeated(request.path):
        return "/"
    kept = kept_query(request)
    if kept == request.GET:
        return request.get_full_path()
    return escape_uri_path(request.path) + (f"?{kept.urlencode()}" if kept else "")
