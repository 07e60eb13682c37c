"""Briefings in the test database, in few rows: a draft, and one that was issued with the sample Document."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.frozen import digest, freeze
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.core.models import User
from regions.models import Branch
from tests.briefings import sample
from tests.people import cimone, city, person

ISSUED_AT = datetime(2024, 3, 20, 2, 5, tzinfo=UTC)
QUERY = "wilayah=36.71&posisi=2023-12"


def official(name: str = "sari", at: Branch | None = None) -> User:
    """Makes briefings for a branch (None: for all)."""
    return person(name, "official", at)


def draft(by: User, at: Branch | None = None, wanted: Wanted | None = None, **fields: object) -> Briefing:
    """A draft about Kota Tangerang, of Cimone unless said otherwise."""
    wanted = wanted or Wanted(title="Bahan audiensi", addressee="Wali Kota Tangerang", day=date(2024, 3, 22))
    kept = {
        "branch": at or cimone(),
        "region": city(),
        "month": date(2023, 12, 1),
        "query": QUERY,
        "language": wanted.language,
        "title": wanted.title,
        "addressee": wanted.addressee,
        "meeting_on": wanted.day,
        "number": wanted.number,
        "wanted": freeze(wanted),
        "made_by": by,
        "changed_by": by,
        **fields,
    }
    return Briefing.objects.create(**kept)


def issued(
    by: User, at: Branch | None = None, document: Document | None = None, code: str = "K7QM2TXR", **fields: object
):
    """An issued briefing that holds a Document (the sample's), without its files."""
    content = freeze(document or sample.document())
    frozen = {"content": content, "sha256": digest(content), "code": code, "data_version": 1, "layout": 1}
    return draft(by, at, issued_by=by, issued_at=ISSUED_AT, **{**frozen, **fields})
