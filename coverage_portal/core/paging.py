"""The page of a list that an address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _


def page_asked_for(request: HttpRequest, rows: QuerySet | Sequence[Any], size: int, count: int | None = None) -> Page:
    """The page that `hal` names, the first when it names none; Http404 when there is no such page.

    `count` is how many rows there are, where that is known already.
    """
    pages = Paginator(rows, size)
    if count is not None:
        pages.count = count
    try:
        return pages.page(request.GET.get("hal") or 1)
    except InvalidPage:
        raise Http404(_("Halaman daftar ini tidak ada.")) from None
