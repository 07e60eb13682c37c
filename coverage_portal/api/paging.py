"""Lists of the API, a hundred rows a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api.errors import Refused


class Pages(PageNumberPagination):
    """A hundred rows; `page` is the number."""

    page_size = 100


def page_of_rows(
    request: Request, rows: QuerySet, row: type[serializers.Serializer], *, context: Mapping[str, Any] | None = None
) -> Response:
    """The page asked for, with the addresses of its neighbours; Refused (404) when the list is shorter."""
    pages = Pages()
    try:
        page: Any = pages.paginate_queryset(rows, request)
    except NotFound:
        raise Refused(404, "unknown_page", _("Halaman daftar ini tidak ada."), "page") from None
    return pages.get_paginated_response(row(page, many=True, context=dict(context or {})).data)
