"""What is sent to the API: one JSON object, no larger than the portal takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from coverage_portal.api.errors import Refused


class Json(BaseParser):
    """Reads a JSON object; Refused (400) for anything else, (413) for too much."""

    media_type = "application/json"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        """The object."""
        try:
            value = json.loads(parser_context["request"]._request.body, parse_constant=_no_number)
        except RequestDataTooBig:
            raise Refused(413, "too_large", _("Isi permintaan lebih besar daripada yang diterima portal.")) from None
        except (ValueError, RecursionError):
            raise Refused(400, "bad_request", _("Isi permintaan bukan JSON yang dapat dibaca.")) from None
        _refuse_half_characters(value)
        if not isinstance(value, Mapping):
            raise Refused(400, "bad_request", _("Isi permintaan harus satu objek JSON."))
        return dict(value)


def _refuse_half_characters(value: Any) -> None:
    """A text may hold half of a character, escaped; no database takes it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Refused(400, "bad_request", _("Isi permintaan bukan JSON yang dapat dibaca.")) from None


def _no_number(name: str) -> None:
    raise ValueError(name)
