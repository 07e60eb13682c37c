"""The corrections of a file as review and receipt tell them: what was read as what, in how many rows, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.field_names import label_of
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.models import Correction
from coverage_portal.imports.place_names import PLACES, with_names


@dataclass(frozen=True)
class CorrectionShown:
    """One correction: its column as people call it, and what is read instead, a place with its name."""

    column: str
    right: str
    kept: Correction


def corrections_of(batch: ImportBatch) -> list[CorrectionShown]:
    """The corrections in use, in the order they were made."""
    names = {field.name: label_of(field) for field in kind_of(batch).fields()}
    found = list(batch.corrections.select_related("made_by"))
    places = with_names(each.right for each in found if each.field in PLACES)
    return [
        CorrectionShown(names.get(each.field, each.field), places.get(each.right, each.right), each) for each in found
    ]
