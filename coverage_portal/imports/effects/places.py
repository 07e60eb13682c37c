"""An effect counted by region as what a page shows: cities with a branch, their kecamatan, all other places as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from regions.figures import figure_for
from regions.models import Branch, ReferenceFigure, Region


def effect_by_city(
    day: date,
    measures: tuple[str, ...],
    before: pl.DataFrame,
    changes: pl.DataFrame,
    leaving: pl.DataFrame,
    *,
    key: str,
) -> dict[str, Any]:
    """Counts by region id as what a page shows: cities with a branch, their kecamatan, and all other places as one."""
    counts = {name: _by_region(frame, measures, key) for name, frame in (("b", before), ("c", changes), ("l", leaving))}
    regions = {
        region.pk: region for region in Region.objects.filter(pk__in={pk for found in counts.values() for pk in found})
    }
    cities = {city.path: city for city in Region.objects.filter(branches__in=Branch.objects.all()).distinct()}
    shown = {path: _Place(measures) for path in cities}
    elsewhere = _Place(measures)
    for pk in regions:
        home = next((path for path in cities if regions[pk].path.startswith(path)), "")
        (shown[home] if home else elsewhere).add(regions[pk], *(counts[part].get(pk, {}) for part in "bcl"))
    answer = [
        {"code": cities[path].code, "name": cities[path].name, "whole": _whole(cities[path], day), **place.as_json()}
        for path, place in shown.items()
        if place.parts
    ]
    return {
        "day": day.isoformat(),
        "measures": list(measures),
        "cities": answer,
        "elsewhere": elsewhere.as_json() if elsewhere.parts else None,
    }


def _by_region(frame: pl.DataFrame, measures: tuple[str, ...], key: str) -> dict[int, Mapping[str, int]]:
    return {row[key]: {name: row[name] for name in measures} for row in frame.iter_rows(named=True) if row[key]}


@dataclass(slots=True)
class _Place:
    """A place's sums and the places they are of."""

    measures: tuple[str, ...]
    parts: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self, region: Region, before: Mapping[str, int], change: Mapping[str, int], leaving: Mapping[str, int]
    ) -> None:
        counts = {
            "before": {name: before.get(name, 0) for name in self.measures},
            "after": {name: before.get(name, 0) + change.get(name, 0) for name in self.measures},
            "leaving": {name: leaving.get(name, 0) for name in self.measures},
        }
        self.parts.append({"code": region.code, "name": region.name, **counts})

    def as_json(self) -> dict[str, Any]:
        sums = {
            part: {name: sum(place[part][name] for place in self.parts) for name in self.measures}
            for part in ("before", "after", "leaving")
        }
        return {**sums, "places": sorted(self.parts, key=lambda place: place["code"])}


def _whole(city: Region, day: date) -> dict[str, Any] | None:
    """The labour force the city's memberships are compared with, where one is published."""
    figure = figure_for(city, ReferenceFigure.Kind.LABOUR_FORCE, day)
    if figure is None:
        return None
    return {
        "value": int(figure.value),
        "kind": figure.kind,
        "period": figure.period,
        "id": figure.pk,
    }
