"""SIPP's Data TK Baru among files of workers: told by its header, and read for one employer chosen for all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.sheet_look import Choices, Look
from employers.models import Employer
from workers import sipp
from workers.sipp_fields import NotForThisFile, constants_for


def is_new_workers(kind: str, look: Look) -> bool:
    """True when a workers' file is a Data TK Baru, or a workbook that has one on a sheet of its own."""
    return kind == ImportBatch.Kind.WORKERS and (sipp.recognised(look.layout.header) or sipp.SHEET in look.sheets)


def choices_for(look: Look, choices: Choices) -> Choices:
    """The sheet with the workers, where nobody has chosen another."""
    return choices if choices.sheet or sipp.SHEET not in look.sheets else replace(choices, sheet=sipp.SHEET)


def without_private_cells(look: Look) -> Look:
    """The look with nothing in its preview of columns that the portal has no use for, a mother's name say."""
    hidden = {at for at, text in enumerate(look.layout.header) if sipp.is_withheld(text)}
    preview = tuple(tuple("" if at in hidden else cell for at, cell in enumerate(row)) for row in look.preview)
    columns = tuple(replace(seen, examples=()) if seen.position in hidden else seen for seen in look.columns)
    return replace(look, preview=preview, columns=columns)


def for_employer(layout: Layout, npp: str, position: date, by: User | None) -> Layout:
    """The layout with what the employer fills in every row.

    `npp` may name a division behind a space. Raises NotForThisFile: no such employer of `by`'s branches, one that has
    closed, or one that has joined no programme.
    """
    number, _, division = npp.strip().upper().partition(" ")
    employers = Employer.objects.all() if by is None else Employer.objects.visible_to(by)
    found = employers.filter(npp=number).select_related("branch").order_by("division")
    employer = found.filter(division=division.strip()).first() if division else found.first()
    if employer is None:
        raise NotForThisFile("sipp_no_employer")
    return replace(layout, constants={**layout.constants, **constants_for(employer, position)})
