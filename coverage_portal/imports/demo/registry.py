"""The whole made-up registry of one position date, as tables of whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from coverage_portal.imports.demo import places
from coverage_portal.imports.demo.chance import Ints, between, happens, pick, stream
from coverage_portal.imports.demo.columns import from_list
from coverage_portal.imports.demo.days import NEVER, POSITION, year_of
from coverage_portal.imports.demo.employers import build_employers, programmes_since
from coverage_portal.imports.demo.identifiers import niks, scattered
from coverage_portal.imports.demo.people import assign_people, describe_people, first_days, first_rows
from coverage_portal.imports.demo.spells import BPU, JAKON, PU, build_spells, segment_counts
from coverage_portal.imports.demo.wages import draw_wages

EMPLOYERS = 15_702
MEMBERSHIPS = 736_000
"""Registered employers and active memberships of 2023, branch head in Republika, 22 March 2024."""
SMALLEST_SCALE = 0.0005
LARGEST_SCALE = 100
JKK, JKM, JHT, JP, JKP = 1, 2, 4, 8, 16
JKP_BELOW_DAYS = 54 * 365
SELF_EMPLOYED_JHT_PERCENT = 15
SECOND_DIVISION_PERCENT = 1
WORKS_ELSEWHERE_PERCENT = 10


@dataclass(frozen=True)
class Registry:
    """Employers, memberships and people; a membership names its employer and person by row.

    employers: the columns of build_employers with those of programmes_since and registration.
    memberships: segment, employer, started, ended, person, workplace (0-12), branch (0-2), programmes (bits),
    wage (-1 unknown), kpj. people: born, female, home, name, prefix, nik.
    """

    seed: int
    employers: pl.DataFrame
    memberships: pl.DataFrame
    people: pl.DataFrame


def build_registry(scale: float, seed: int) -> Registry:
    """`scale` 1.0 is the city: 15,702 employers and 736,000 active memberships on 31 December 2023."""
    open_count, active = round(EMPLOYERS * scale), round(MEMBERSHIPS * scale)
    employers = build_employers(seed, open_count, int(segment_counts(active)[0]))
    employers = employers.hstack(programmes_since(seed, employers)).hstack(registration(seed, employers))
    rows = build_spells(seed, employers, active)
    person = assign_people(seed, rows)
    rows = rows.with_columns(pl.Series("person", person))
    rows = rows.hstack(work_places(stream(seed, "work"), rows, employers))
    people = describe(stream(seed, "people"), rows)
    people = people.with_columns(nik=niks(*(people[c].to_numpy() for c in ("prefix", "born", "female"))))
    rows = with_terms(stream(seed, "terms"), rows, employers, people)
    return Registry(seed, employers, rows.with_columns(kpj=kpjs(seed, rows, 0)), people)


def registration(seed: int, employers: pl.DataFrame) -> pl.DataFrame:
    """npp, division, second_division: one in a hundred shares the NPP of the firm in the row before."""
    position = employers["employer"].to_numpy()
    second = happens(stream(seed, "divisions"), SECOND_DIVISION_PERCENT, len(employers))
    second[0] = False
    second &= ~np.roll(second, 1)
    first = np.roll(second, -1)
    number = scattered(np.where(second, position - 1, position), 8, seed)
    return pl.DataFrame(
        {
            "npp": pl.Series(number).cast(pl.String).str.zfill(8),
            "division": from_list(("", "001", "002"), np.where(second, 2, np.where(first, 1, 0))),
            "second_division": second,
        }
    )


def describe(rng: np.random.Generator, rows: pl.DataFrame) -> pl.DataFrame:
    """The people of `rows` (numbered from 0 without a gap); their NIKs are given later."""
    person = rows["person"].to_numpy()
    main = first_rows(person)
    joined = first_days(person, rows["started"].to_numpy())
    return describe_people(rng, joined, rows["segment"].to_numpy()[main], rows["workplace"].to_numpy()[main])


def work_places(rng: np.random.Generator, rows: pl.DataFrame, employers: pl.DataFrame) -> pl.DataFrame:
    """workplace (kecamatan) and branch of each membership: the employer's branch, else that of the kecamatan."""
    size = len(rows)
    segment, employer = rows["segment"].to_numpy(), np.maximum(rows["employer"].to_numpy(), 0)
    anywhere = pick(rng, places.SHOPS_AND_HOMES, size)
    at_the_firm = (segment == PU) & ~happens(rng, WORKS_ELSEWHERE_PERCENT, size)
    workplace = np.where(at_the_firm, employers["district"].to_numpy()[employer], anywhere)
    own = places.branch_for(rng, workplace)
    branch = np.where(segment == BPU, own, employers["branch"].to_numpy()[employer])
    return pl.DataFrame({"workplace": workplace, "branch": branch})


def with_terms(
    rng: np.random.Generator, rows: pl.DataFrame, employers: pl.DataFrame, people: pl.DataFrame
) -> pl.DataFrame:
    """`rows` with programmes and wage."""
    return rows.with_columns(
        programmes=_programmes(rng, rows, employers, people), wage=draw_wages(rng, rows, employers)
    )


def kpjs(seed: int, rows: pl.DataFrame, earlier: int) -> Ints:
    """Eleven digits: year of joining, then nine that no other membership has; `earlier` of them are taken."""
    position = earlier + np.arange(len(rows), dtype=np.int64)
    return year_of(rows["started"].to_numpy()) % 100 * 1_000_000_000 + scattered(position, 9, seed)


def declared(seed: int, employers: pl.DataFrame) -> pl.DataFrame:
    """headcount (-1: never reported) and reported_on: the firm's word to the labour office (WLKP).

    An eighth of those that report name more workers than are registered (PDS-TK).
    """
    rng = stream(seed, "declared")
    scale, known = employers["scale"].to_numpy(), employers["headcount"].to_numpy()
    size = len(scale)
    reports = happens(rng, np.array([0, 35, 60, 85, 97])[scale], size)
    missing = known * between(rng, 5, 41, size) // 100 + 1
    headcount = known + np.where(happens(rng, 12, size), missing, 0)
    last = np.minimum(employers["closed"].to_numpy() - 1, POSITION)
    reported_on = np.maximum(employers["registered"].to_numpy(), last - between(rng, 0, 365, size))
    return pl.DataFrame(
        {"headcount": np.where(reports, headcount, -1), "reported_on": np.where(reports, reported_on, NEVER)}
    )


def _programmes(rng: np.random.Generator, rows: pl.DataFrame, employers: pl.DataFrame, people: pl.DataFrame) -> Ints:
    """Bits of the programmes held: the employer's for PU; JKP only where joining came after it and before 54."""
    size = len(rows)
    segment, employer = rows["segment"].to_numpy(), np.maximum(rows["employer"].to_numpy(), 0)
    started = rows["started"].to_numpy()
    last = np.minimum(rows["ended"].to_numpy() - 1, POSITION)
    young = started - people["born"].to_numpy()[rows["person"].to_numpy()] < JKP_BELOW_DAYS
    since = {name: employers[name].to_numpy()[employer] for name in ("jht", "jp", "jkp")}
    employed = (
        np.full(size, JKK | JKM, dtype=np.int64)
        + JHT * (since["jht"] <= last)
        + JP * (since["jp"] <= last)
        + JKP * ((since["jkp"] <= started) & young)
    )
    self_employed = (JKK | JKM) + JHT * happens(rng, SELF_EMPLOYED_JHT_PERCENT, size)
    return np.select(
        [segment == PU, segment == BPU, segment == JAKON], [employed, self_employed, JKK | JKM], default=0
    ).astype(np.int64)
