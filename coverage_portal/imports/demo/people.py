"""Who holds the memberships: some people hold two, some come back after one has ended."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.imports.demo import places
from coverage_portal.imports.demo.chance import Ints, between, happens, pick, stream
from coverage_portal.imports.demo.days import NEVER, POSITION
from coverage_portal.imports.demo.spells import BPU, JAKON, PU
from coverage_portal.imports.demo.words import people_names

TWO_JOBS_PERCENT = 4
RETURNED_PERCENT = 50
YEAR = 365
YOUNGEST_DAYS = 17 * 366
AGE_SPAN_DAYS = 46 * YEAR
MEN_PERCENT = np.array([0, 58, 54, 97])
# By segment; people who work in the city and live outside it.
LIVES_OUTSIDE_PERCENT = np.array([0, 24, 12, 30])
LIVES_WHERE_WORKS_PERCENT = 45


def assign_people(seed: int, rows: pl.DataFrame) -> Ints:
    """The person (0, 1, 2, ...) of each membership. About 4 % of those active hold two, of any two segments."""
    active = rows["ended"].to_numpy() == NEVER
    count = int(active.sum())
    rng = stream(seed, "two jobs")
    second, first = _second_jobs(rng, rows[:count])
    person = np.full(len(rows), -1, dtype=np.int64)
    alone = np.ones(count, dtype=np.bool_)
    alone[second] = False
    person[:count][alone] = np.arange(int(alone.sum()), dtype=np.int64)
    person[second] = person[first]
    returned = _returned(stream(seed, "returned"), rows, person, count)
    person[count:] = returned
    strangers = np.flatnonzero(person < 0)
    person[strangers] = int(person.max()) + 1 + np.arange(len(strangers), dtype=np.int64)
    return person


def _second_jobs(rng: np.random.Generator, running: pl.DataFrame) -> tuple[Ints, Ints]:
    """Rows that are someone's second job, and the row of that person's first job: PU+PU, PU+BPU, BPU+Jakon."""
    segment = running["segment"].to_numpy()
    pu, bpu, jakon = (rng.permutation(np.flatnonzero(segment == kind)) for kind in (PU, BPU, JAKON))
    total = len(running) * TWO_JOBS_PERCENT // (100 + TWO_JOBS_PERCENT)
    with_jakon = min(total // 20, len(jakon) // 2)
    with_pu = total // 2
    with_bpu = total - with_pu - with_jakon
    second_pu, others = np.split(pu, [with_pu])
    others = _other_employer(rng, running["employer"].to_numpy(), second_pu, others)
    first_pu, pu_of_bpu = others[:with_pu], others[with_pu : with_pu + with_bpu]
    second_bpu, bpu_of_jakon = bpu[:with_bpu], bpu[with_bpu : with_bpu + with_jakon]
    return (
        np.concatenate((second_pu, second_bpu, jakon[:with_jakon])),
        np.concatenate((first_pu, pu_of_bpu, bpu_of_jakon)),
    )


def _other_employer(rng: np.random.Generator, employer: Ints, second: Ints, others: Ints) -> Ints:
    """`others` reordered so that its start pairs with `second` and nobody's two jobs are with one firm.

    A hundred tries are plenty: the largest firm of the smallest demo has three quarters of the workers.
    """
    others = others.copy()
    for _ in range(100):
        clash = np.flatnonzero(employer[second] == employer[others[: len(second)]])
        if not len(clash):
            break
        for position, other in zip(clash, between(rng, 0, len(others), len(clash)), strict=True):
            others[[position, other]] = others[[other, position]]
    return others


def _returned(rng: np.random.Generator, rows: pl.DataFrame, person: Ints, count: int) -> Ints:
    """For each ended membership the person who began another one later, or -1: someone not seen since."""
    began = first_days(person[:count], rows["started"].to_numpy()[:count])
    people = len(began)
    by_start = np.argsort(began, kind="stable")
    low = np.searchsorted(began[by_start], rows["ended"].to_numpy()[count:])
    size = len(low)
    candidate = by_start[between(rng, np.minimum(low, people - 1), people, size)]
    suits = happens(rng, RETURNED_PERCENT, size) & (low < people)
    once = np.zeros(size, dtype=np.bool_)
    once[np.unique(np.where(suits, candidate, people), return_index=True)[1]] = True
    return np.where(suits & once, candidate, -1)


def first_rows(person: Ints) -> Ints:
    """The first row of each person, by person."""
    first = np.zeros(int(person.max(initial=-1)) + 1, dtype=np.int64)
    first[person[::-1]] = np.arange(len(person), dtype=np.int64)[::-1]
    return first


def first_days(person: Ints, started: Ints) -> Ints:
    """The first day of any membership of each person, by person."""
    days = np.full(int(person.max(initial=-1)) + 1, NEVER, dtype=np.int64)
    np.minimum.at(days, person, started)
    return days


def describe_people(rng: np.random.Generator, joined: Ints, segment: Ints, workplace: Ints) -> pl.DataFrame:
    """One row a person: born (day), female, home (position in Places.homes), name, prefix (of the NIK).

    `joined` is the first day of any membership; `segment` and `workplace` are those of the main one.
    """
    size = len(joined)
    known = places.places()
    female = ~happens(rng, MEN_PERCENT[segment], size)
    return pl.DataFrame(
        {
            "born": _birth_days(rng, joined),
            "female": female,
            "home": _homes(rng, segment, workplace),
            "name": people_names(rng, female),
            "prefix": known.nik_prefixes[pick(rng, known.nik_weights, size)],
        }
    )


def _birth_days(rng: np.random.Generator, joined: Ints) -> Ints:
    """Seventeen to 63 years old on joining, more of them young than old; nobody over 66 on the position date."""
    size = len(joined)
    even, young = between(rng, 0, 10_000, size), between(rng, 0, 10_000, size)
    born = joined - YOUNGEST_DAYS - (even * 10_000 + young * young) * AGE_SPAN_DAYS // 200_000_000
    elder = POSITION - between(rng, 45 * YEAR, 66 * YEAR, size)
    return np.where(born < POSITION - 66 * YEAR, elder, born)


def _homes(rng: np.random.Generator, segment: Ints, workplace: Ints) -> Ints:
    size = len(segment)
    known = places.places()
    in_city = pick(rng, places.SHOPS_AND_HOMES, size)
    in_city = np.where(happens(rng, LIVES_WHERE_WORKS_PERCENT, size), workplace, in_city)
    outside = len(known.kecamatan) + pick(rng, known.outside_weights, size)
    lives_outside = happens(rng, LIVES_OUTSIDE_PERCENT[segment], size)
    return np.where(lives_outside, outside, in_city)
