"""A draft on somebody's desk, and what issuing it needs: its Document, findings and files stand in for the real ones.

What is composed, found and built is told by the test; everything between is the portal's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from coverage_portal.briefings.checklist import Finding, Level
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.issuing import actions, review, since
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.core.models import User
from regions.models import Branch
from tests import people
from tests.briefings import made, sample

MEETING = date(2024, 3, 22)
ISSUED_AT = datetime(2024, 3, 22, 2, 5, tzinfo=UTC)
SITE = "https://cakupan.contoh.go.id/"
REASON = "Sudah dijelaskan kepada Sekda."
MIXED = Finding("mixed-denominators", Level.WARNING, "Penyebut berbeda terbitan.", "ringkasan")
STALE = Finding("stale", Level.WARNING, "Data sudah berumur 14 bulan.")
MISSING = Finding("missing-wilayah", Level.ERROR, "Angka celah belum ada.", "wilayah")


@dataclass
class Desk:
    """What is composed (`document`, or an error to raise), found and built for any draft now."""

    document: Document | Exception = field(default_factory=lambda: replace(sample.document(), accepted=()))
    findings: tuple[Finding, ...] = ()
    files: dict[str, bytes] = field(default_factory=lambda: {name: name.encode() * 50 for name in FORMATS})
    built: int = 0
    seen_stamp: object = None

    def compose(self, *_asked: object, **_more: object) -> Document:
        if isinstance(self.document, Exception):
            raise self.document
        return self.document

    def check(self, _document: Document, **_more: object) -> tuple[Finding, ...]:
        return self.findings

    def pack(self, _document: Document, stamp: object) -> dict[str, bytes]:
        self.built += 1
        self.seen_stamp = stamp
        return self.files

    def stands_in(self, monkeypatch) -> Desk:
        """Put it in the place of composing, checking and building."""
        monkeypatch.setattr(review, "document_of", self.compose)
        monkeypatch.setattr(since, "document_for", self.compose)
        monkeypatch.setattr(review, "check", self.check)
        monkeypatch.setattr(actions, "pack", self.pack)
        return self


FORMATS = ("pdf", "pptx", "docx", "xlsx")


def official(at: Branch | None = None, name: str = "pejabat") -> User:
    """Somebody who makes briefings of a branch (Cimone)."""
    return made.official(name, at or people.cimone())


def draft(by: User, **other: object) -> Briefing:
    """A draft for the mayor with the letter's number."""
    wanted = Wanted(title="Bahan audiensi", addressee="Wali Kota Tangerang", day=MEETING, number="B/12/032024")
    return made.draft(by, wanted=wanted, **other)


def issue(briefing: Briefing, by: User, now: datetime = ISSUED_AT) -> Briefing:
    """Issue a draft as it reads now."""
    return actions.issue(briefing=briefing, seen=review.review(briefing).sha256, site=SITE, by=by, now=now)
