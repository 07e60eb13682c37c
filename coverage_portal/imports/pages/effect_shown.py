"""What saving a file does to coverage in words: a table and a sentence of `summary["effect"]` (effects.counting)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import Programme
from regions.figure_kinds import FigureKind

Counts = Mapping[str, int]
MEASURES: dict[str, Any] = {
    "memberships": gettext_lazy("Kepesertaan aktif"),
    "employers": gettext_lazy("Pemberi kerja terdaftar"),
    "declared": gettext_lazy("Pekerja dilaporkan (WLKP)"),
    **{programme.name: programme.name for programme in Programme if programme.name},
    **{str(kind): kind.label for kind in (FigureKind.LABOUR_FORCE, FigureKind.EMPLOYED)},
}


@dataclass(frozen=True)
class Change:
    """One count before and after, written; `change` with its sign, empty where nothing moves.

    `apart`: the change, worked out before rounding, is not what lies between the two as they are written.
    """

    name: str
    before: str
    after: str
    change: str
    apart: bool = False


@dataclass(frozen=True)
class PlaceEffect:
    """A kecamatan with the changes of its measures, in the order of the table's columns."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CityEffect:
    """A city: its first count and those that move, the names of those that stay, its rate where a labour force is
    published, and the kecamatan in which something moves."""

    name: str
    changes: tuple[Change, ...]
    steady: tuple[str, ...]
    rate: Change | None
    whole: Mapping[str, Any] | None
    places: tuple[PlaceEffect, ...]


@dataclass(frozen=True)
class EffectShown:
    """The whole effect. `moves` is false when every count stays as it is."""

    day: date
    measures: tuple[str, ...]
    cities: tuple[CityEffect, ...]
    elsewhere: CityEffect | None
    moves: bool


def effect_of(batch: ImportBatch, *, ending: bool | None = None) -> EffectShown | None:
    """What saving the batch does to the figures; None where nothing was worked out.

    `ending`: those whom the file no longer names are taken off the counts after it (None: as was said at saving).
    """
    found = batch.summary.get("effect")
    if not found or not (found["cities"] or found["elsewhere"]):
        return None
    measures = tuple(found["measures"])
    ending = bool(batch.options.get("end_missing")) if ending is None else ending
    cities = tuple(_city(city, measures, ending=ending) for city in found["cities"])
    rest = found["elsewhere"]
    elsewhere = _city({"name": _("Wilayah lain"), **rest}, measures, ending=ending) if rest else None
    moves = any(change.change for city in (*cities, *([elsewhere] if elsewhere else [])) for change in city.changes)
    names = tuple(str(MEASURES[name]) for name in measures)
    return EffectShown(date.fromisoformat(found["day"]), names, cities, elsewhere, moves)


def _city(city: Mapping[str, Any], measures: tuple[str, ...], *, ending: bool) -> CityEffect:
    changes = tuple(_changes(city, measures, ending=ending))
    places = (PlaceEffect(place["name"], tuple(_changes(place, measures, ending=ending))) for place in city["places"])
    moving = tuple(place for place in places if any(change.change for change in place.changes))
    whole = city.get("whole")
    shown = tuple(change for at, change in enumerate(changes) if change.change or not at)
    steady = tuple(change.name for change in changes if change not in shown)
    return CityEffect(city["name"], shown, steady, _rate(city, measures[0], whole, ending=ending), whole, moving)


def _changes(place: Mapping[str, Any], measures: tuple[str, ...], *, ending: bool) -> Iterator[Change]:
    for name in measures:
        before = place["before"][name]
        after = None if place["after"][name] is None else _after(place, name, ending=ending)
        moved = "" if after == before or after is None else formatting.change(after - (before or 0), active_language())
        yield Change(str(MEASURES[name]), _written(before), _written(after), moved)


def _rate(city: Mapping[str, Any], measure: str, whole: Mapping[str, Any] | None, *, ending: bool) -> Change | None:
    """The share of the labour force, where this is about memberships and one is published, or about another one."""
    if share := city.get("share"):
        return _other_share(share)
    if measure != "memberships" or not whole or not whole["value"]:
        return None
    before = Fraction(city["before"][measure], whole["value"])
    after = Fraction(_after(city, measure, ending=ending), whole["value"])
    name = _("Cakupan dari %(whole)s (%(label)s, %(period)s)") % {
        "whole": _written(whole["value"]),
        "label": FigureKind(whole["kind"]).label,
        "period": whole["period"],
    }
    return _of_shares(name, before, after)


def _other_share(share: Mapping[str, Any]) -> Change | None:
    """The same memberships over another whole."""
    part, wholes = share["part"], (share["before"], share["after"])
    before, after = (Fraction(part, whole) if part and whole else None for whole in wholes)
    if after is None or before == after:
        return None
    name = _("Cakupan dari %(label)s") % {"label": str(FigureKind(share["kind"]).label).lower()}
    return _of_shares(name, before, after)


def _of_shares(name: str, before: Fraction | None, after: Fraction) -> Change:
    """Shares of one, with the points between them as the dashboard works them out: before rounding."""
    language = active_language()
    texts = formatting.percent(before, language), formatting.percent(after, language)
    if before is None or before == after:
        return Change(name, *texts, "")
    tenths = [floor(share * 1000 + Fraction(1, 2)) for share in (before, after)]
    moved = formatting.points(after - before, language)
    seen = formatting.points(Fraction(tenths[1] - tenths[0], 1000), language)
    return Change(name, *texts, moved, apart=moved != seen)


def _after(place: Mapping[str, Any], name: str, *, ending: bool) -> int:
    after: int = place["after"][name]
    return after - place["leaving"][name] if ending else after


def _written(count: int | None) -> str:
    return formatting.number(count, active_language())
