"""A Document as files: which formats there are, what each file is called, and all of them at once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module

from coverage_portal.briefings.document import Document, Stamp

FORMATS = ("pdf", "pptx", "docx", "xlsx")
_OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


def pack(document: Document, stamp: Stamp | None, formats: Iterable[str] = FORMATS) -> dict[str, bytes]:
    """The files by format; without a stamp they are drafts and say so. Raises KeyError for a format there is not.

    A writer is loaded when its format is first asked for: each brings a large library.
    """
    return {format: write(document, stamp, format) for format in formats}


def write(document: Document, stamp: Stamp | None, format: str) -> bytes:
    """One file; equal documents and stamps give equal bytes. Raises KeyError for a format there is not."""
    if format not in CONTENT_TYPES:
        raise KeyError(format)
    content: bytes = import_module(f"coverage_portal.briefings.writers.{format}").write(document, stamp)
    return content


def file_name(document: Document, stamp: Stamp | None, format: str) -> str:
    """What is inside: bahan-audiensi-kota-tangerang-2023-12-K7QM2TXR.pdf; a draft's ends in its word for one."""
    kind, place = _in_a_name(document.word("briefing")), _in_a_name(document.region.name)
    end = stamp.code if stamp else _in_a_name(document.word("draft_short"))
    return f"{kind}-{place or document.region.code}-{document.month:%Y-%m}-{end}.{format}"


def _in_a_name(text: str) -> str:
    """Small letters and digits, words joined by hyphens: nothing that means something to a file system."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
