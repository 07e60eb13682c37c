"""Loads the published figures and targets. A row of the files that changed becomes a new row that replaces the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from regions.models import ReferenceFigure, Region, Target
from regions.seeds.places import DATA, Loaded
from regions.seeds.published import (
    PublishedFigure,
    PublishedTarget,
    SeedFileError,
    published_figures,
    published_targets,
)

Cited = TypeVar("Cited", ReferenceFigure, Target)


def load_figures(data: Path = DATA) -> Loaded:
    """Add the figures of the shipped files that are not there yet. Raises SeedFileError; call in a transaction."""
    rows = published_figures(data)
    places = _places(rows)
    return _add_new([ReferenceFigure(**_fields(row, places)) for row in rows], ReferenceFigure, PublishedFigure)


def load_targets(data: Path = DATA) -> Loaded:
    """Add the targets of the shipped files that are not there yet. Raises SeedFileError; call in a transaction."""
    rows = published_targets(data)
    places = _places(rows)
    return _add_new([Target(**_fields(row, places)) for row in rows], Target, PublishedTarget)


def _places(rows: Sequence[PublishedFigure | PublishedTarget]) -> dict[str, Region]:
    codes = {row.region_code for row in rows}
    places = {region.code: region for region in Region.objects.filter(code__in=codes)}
    if unknown := sorted(codes - places.keys()):
        raise SeedFileError(f"Kode wilayah tidak dikenal: {', '.join(unknown)}. Muat wilayah lebih dahulu.")
    return places


def _fields(row: PublishedFigure | PublishedTarget, places: dict[str, Region]) -> dict[str, object]:
    fields = asdict(row)
    fields["region"] = places[fields.pop("region_code")]
    return fields


def _add_new(rows: list[Cited], model: type[Cited], published: type[PublishedFigure | PublishedTarget]) -> Loaded:
    """Insert what differs from the last version of each row's key. What a steward replaced stays replaced."""
    latest = {row.seed_key: row for row in model.objects.exclude(seed_key="").order_by("pk")}
    replaced = set(model.objects.filter(replaces__isnull=False).values_list("replaces_id", flat=True))
    compared = [name for name in published.__dataclass_fields__ if name != "region_code"] + ["region_id"]
    new, kept = [], 0
    for row in rows:
        old = latest.get(row.seed_key)
        if old is not None and all(getattr(old, name) == getattr(row, name) for name in compared):
            continue
        if old is not None and old.pk in replaced:
            kept += 1
            continue
        row.replaces = old
        new.append(row)
    model.objects.bulk_create(new)
    changed = sum(row.replaces is not None for row in new)
    return Loaded(read=len(rows), added=len(new) - changed, changed=changed, kept=kept)
