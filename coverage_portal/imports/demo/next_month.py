"""The registry a month later: 97 % of the rows as they were, and as many changed, new and gone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from coverage_portal.imports.demo.chance import Ints, between, happens, stream
from coverage_portal.imports.demo.days import NEVER, POSITION, day_number
from coverage_portal.imports.demo.identifiers import niks
from coverage_portal.imports.demo.registry import Registry, describe, kpjs, with_terms, work_places
from coverage_portal.imports.demo.spells import spells
from coverage_portal.imports.demo.wages import UNKNOWN, minimum_wage

NEXT_POSITION = day_number(2024, 1, 31)
PER_THOUSAND = 15
"""Rows changed, rows new and rows gone, of a thousand."""
KNOWN_PERSON_PERCENT = 10
ENDS_PERCENT = 40


def next_month(registry: Registry) -> Registry:
    """The same registry on 31 January 2024, with the same employers."""
    rng = stream(registry.seed, "next month")
    rows = registry.memberships
    each = len(rows) * PER_THOUSAND // 1_000
    order = rng.permutation(len(rows))
    gone, rest = order[:each], order[each:]
    active = rest[rows["ended"].to_numpy()[rest] == NEVER]
    changed = _change(rng, rows, active[:each])
    newcomers, people = _newcomers(rng, registry, active[each : 2 * each])
    stay = np.ones(len(rows), dtype=np.bool_)
    stay[gone] = False
    return replace(registry, memberships=pl.concat([changed.filter(stay), newcomers]), people=people)


def _change(rng: np.random.Generator, rows: pl.DataFrame, touched: Ints) -> pl.DataFrame:
    """Two fifths of the touched rows end during January, the others get a new wage."""
    ended, wage = rows["ended"].to_numpy().copy(), rows["wage"].to_numpy().copy()
    ends = happens(rng, ENDS_PERCENT, len(touched))
    leave, rise = touched[ends], touched[~ends]
    ended[leave] = between(rng, POSITION + 1, NEXT_POSITION + 1, len(leave))
    floor = minimum_wage(np.full(len(rise), NEXT_POSITION, dtype=np.int64))
    raised = wage[rise] + 1_000 * between(rng, 20, 400, len(rise))
    wage[rise] = np.where(wage[rise] == UNKNOWN, floor, raised)
    return rows.with_columns(ended=ended, wage=wage)


def _newcomers(rng: np.random.Generator, registry: Registry, posts: Ints) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One new membership beside each of `posts` (same segment and employer), and everybody, old and new."""
    rows, size = registry.memberships, len(posts)
    models = rows[posts]
    started = between(rng, POSITION + 2, NEXT_POSITION + 1, size)
    known = happens(rng, KNOWN_PERSON_PERCENT, size)
    fresh = np.cumsum(~known) - 1
    new = spells(0, models["employer"].to_numpy(), started, NEVER).with_columns(segment=models["segment"])
    new = new.with_columns(person=fresh).hstack(work_places(rng, new, registry.employers))
    strangers = describe(rng, new.filter(~known))
    someone = between(rng, 0, len(registry.people), size)
    person = np.where(known, someone, len(registry.people) + fresh)
    people = pl.concat([registry.people.drop("nik"), strangers])
    people = people.with_columns(nik=niks(*(people[c].to_numpy() for c in ("prefix", "born", "female"))))
    new = with_terms(rng, new.with_columns(person=person), registry.employers, people)
    return new.with_columns(kpj=kpjs(registry.seed, new, len(rows))), people
