"""One text for all rows, where a file has no column: for which fields, what may be chosen, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from coverage_portal.core.cell_words import Words
from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.models import User
from coverage_portal.imports.kind_parts import KindOfFile
from coverage_portal.imports.place_names import PLACES
from employers.models import Employer
from regions.access import branches_of
from regions.figure_kinds import FigureBasis, FigureKind
from regions.models import Branch, Region
from regions.places import CODE

MOST_CHOICES = 40
LABELS = {"JENIS": dict(FigureKind.choices), "BASIS": dict(FigureBasis.choices)}
"""Codes that people know by other names."""
OF_ITS_OWN = (Content.DATE, Content.NUMBER, Content.NIK)
"""What differs from row to row."""


def may_be_one_text(field: Field, kind: KindOfFile) -> bool:
    """False for what differs from row to row, and for what rows are told apart by: all of them would be rejected."""
    return field.content not in OF_ITS_OWN and field.name != kind.key_field


def read_one_text(field: Field, text: str, by: User | None) -> str:
    """The text as the checks read it; empty for one that the field does not understand: it would reject every row."""
    read = str(Words(field.words).codes(pl.Series([text])).item())
    understood = {code for code, _name in choices_of(field, by)} | set(field.words.values())
    of_places = field.name in PLACES and CODE.fullmatch(read)
    return read if not understood or of_places or read in understood else ""


def choices_of(field: Field, by: User | None) -> Iterator[tuple[str, str]]:
    """Text -> what it is called, of a field that understands only so many; nothing where it understands more."""
    if field.name == "KODE_KANTOR":
        found = [(code, f"{name} ({code})") for code, name in _branches(by)]
    elif field.name == "KODE_KECAMATAN":
        found = [(code, f"{name} ({code})") for code, name in _districts(by)]
    elif field.name == "BENTUK":
        found = [(form, form) for form in Employer.LegalForm.values]
    else:
        known = dict.fromkeys(field.words.values())
        found = [(code, str(LABELS.get(field.name, {}).get(code, code))) for code in known]
    yield from found if len(found) <= MOST_CHOICES and field.name not in ("PROGRAM", *PLACES[1:]) else ()


def _branches(by: User | None) -> list[tuple[str, str]]:
    """The branches whose rows `by` may bring in; all of them for the shell's own."""
    own = branches_of(by, "import_extracts") if by else None
    found = Branch.objects.order_by("name")
    if own is not None and not own.everywhere:
        found = found.filter(code__in=own.codes)
    return list(found.values_list("code", "name"))


def _districts(by: User | None) -> list[tuple[str, str]]:
    """The kecamatan of those branches' cities."""
    cities = Branch.objects.filter(code__in=[code for code, _name in _branches(by)]).values("city")
    found = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=cities).order_by("name")
    return list(found.values_list("code", "name"))
