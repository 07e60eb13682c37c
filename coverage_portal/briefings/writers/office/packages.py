"""An Office file that is the same to the byte whenever it is written: no clock, no machine in it. Pure."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Protocol

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.office.marked import plain
from coverage_portal.briefings.writers.office.wording import LANGUAGES, meeting_line

MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o600 << 16
LEVEL = 6


class Properties(Protocol):
    """The core properties of python-pptx and python-docx alike."""

    title: str
    subject: str
    author: str
    last_modified_by: str
    language: str
    keywords: str
    comments: str
    created: datetime
    modified: datetime
    revision: int


def still(package: bytes) -> bytes:
    """The same parts in the same order, dated 1980 and packed alike on every machine."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, MIDNIGHT_1980)
            entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
            stored = name.endswith((".xlsx", ".png"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name), compresslevel=LEVEL)
    return kept.getvalue()


def describe(properties: Properties, document: Document, stamp: Stamp | None) -> None:
    """Title, author, language and day; a draft's day is that of its data."""
    day = stamp.issued_at if stamp else datetime.combine(document.as_at, time(), UTC)
    day = day.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    office = plain(document.letterhead.office)[:255]
    properties.title = plain(meeting_line(document))[:255]
    properties.subject = plain(document.region.name)[:255]
    properties.author = properties.last_modified_by = office
    properties.language = LANGUAGES[document.language]
    properties.keywords = f"{stamp.code} {stamp.sha256}" if stamp else plain(document.word("draft"))
    properties.comments = ""
    properties.created = properties.modified = day
    properties.revision = 1
