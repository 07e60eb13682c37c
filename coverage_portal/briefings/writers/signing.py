"""Where and when a briefing is signed, in the same words in every format. Pure."""

from __future__ import annotations

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.core import formatting

CITIES = ("Kota ", "Kabupaten ")


def signed_in(document: Document) -> str:
    """The place as a letter names it: Tangerang for Kota Tangerang; nothing for any other, which is not where the
    branch writes."""
    name = document.region.name
    return next((name.removeprefix(kind) for kind in CITIES if name.startswith(kind)), "")


def signed_on(document: Document, stamp: Stamp | None) -> str:
    """The day it was issued; empty for a draft."""
    if stamp is None:
        return ""
    return formatting.long_date(stamp.issued_at.astimezone(formatting.JAKARTA).date(), document.language)
