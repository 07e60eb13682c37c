"""The made-up memberships: segment, employer, first day, first day no longer active.

Construction and self-employed memberships tend to end with the budget year, so January is lower than December.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.imports.demo import sectors
from coverage_portal.imports.demo.chance import Ints, apportion, between, happens, pick, stream
from coverage_portal.imports.demo.days import (
    HISTORY_FROM,
    NEVER,
    POSITION,
    Beginnings,
    day_number,
    new_year,
    year_of,
)

PU, BPU, JAKON = 1, 2, 3
SEGMENT_SHARES = (514_541, 238_238, 15_408)
"""PU, BPU, Jakon in the first half of 2025, Cikokol branch in Tangerang Ekspres of 4 August 2025."""
ENDED_PERCENT = {PU: 5, BPU: 14, JAKON: 90}
NOBODY = -1

_SELF_EMPLOYED_MONTHS = (2, 6, 9, 9, 9, 9, 10, 10, 10, 10, 9, 7)
_PROJECT_MONTHS = (1, 6, 10, 11, 11, 11, 11, 11, 11, 9, 6, 2)
WORKERS_JOIN = Beginnings(
    {**{year: 4 + 6 * (year - 2004) for year in range(2005, 2019)}, 2019: 85, 2020: 62, 2021: 88, 2022: 120, 2023: 150}
)
SELF_EMPLOYED_JOIN = Beginnings(
    {2016: 70, 2017: 110, 2018: 150, 2019: 80, 2020: 75, 2021: 115, 2022: 170, 2023: 230}, _SELF_EMPLOYED_MONTHS
)
PROJECTS_BEGIN = Beginnings({2019: 6, 2020: 10, 2021: 16, 2022: 26, 2023: 42}, _PROJECT_MONTHS)
LEAVERS_JOINED = Beginnings({**dict.fromkeys(range(2012, 2019), 12), **dict.fromkeys(range(2019, 2023), 16)})
LAPSED_JOINED = Beginnings({2018: 16, 2019: 19, 2020: 20, 2021: 22, 2022: 23}, _SELF_EMPLOYED_MONTHS)
PROJECTS_ENDED = Beginnings({2018: 15, 2019: 16, 2020: 20, 2021: 23, 2022: 26}, _PROJECT_MONTHS)
LEAVERS_KNOWN_SINCE = day_number(2022, 1, 1)
FEWEST_DAYS = 30


def segment_counts(active: int) -> Ints:
    """`active` memberships split into PU, BPU and Jakon as published, by largest remainder."""
    return apportion(active, SEGMENT_SHARES)


def build_spells(seed: int, employers: pl.DataFrame, active: int) -> pl.DataFrame:
    """One row a membership: segment, employer (row, or NOBODY), started, ended (NEVER: active on the position date).

    The `active` ones come first. No spell begins before its employer registers or lasts beyond its closing.
    """
    pu, bpu, jakon = (int(count) for count in segment_counts(active))
    running = _running(stream(seed, "running"), employers, bpu, jakon)
    rng = stream(seed, "ended")
    closed_firms = _last_workers(rng, employers)
    leavers = _leavers(rng, employers, running, max(0, pu * ENDED_PERCENT[PU] // 100 - len(closed_firms)))
    lapsed = _lapsed(rng, bpu * ENDED_PERCENT[BPU] // 100)
    projects = _ended_projects(rng, employers, jakon * ENDED_PERCENT[JAKON] // 100)
    return pl.concat([running, closed_firms, leavers, lapsed, projects])


def spells(segment: int, employer: Ints, started: Ints, ended: Ints | int) -> pl.DataFrame:
    """Rows of one segment."""
    size = len(started)
    return pl.DataFrame(
        {
            "segment": np.full(size, segment, dtype=np.int64),
            "employer": employer,
            "started": started,
            "ended": np.broadcast_to(np.asarray(ended, dtype=np.int64), (size,)).copy(),
        }
    )


def _running(rng: np.random.Generator, employers: pl.DataFrame, bpu: int, jakon: int) -> pl.DataFrame:
    open_firms = employers.filter(pl.col("closed") == NEVER)
    registered = employers["registered"].to_numpy()
    workers = np.repeat(open_firms["employer"].to_numpy(), open_firms["headcount"].to_numpy())
    builders = _builders(rng, employers, jakon, POSITION)
    return pl.concat(
        [
            spells(PU, workers, WORKERS_JOIN.draw(rng, registered[workers]), NEVER),
            spells(BPU, _none(bpu), SELF_EMPLOYED_JOIN.draw(rng, np.zeros(bpu, dtype=np.int64)), NEVER),
            spells(JAKON, builders, PROJECTS_BEGIN.draw(rng, registered[builders]), NEVER),
        ]
    )


def _last_workers(rng: np.random.Generator, employers: pl.DataFrame) -> pl.DataFrame:
    """The workers of firms that have closed: most stayed to the last day."""
    firms = employers.filter(pl.col("closed") != NEVER)
    per_row = np.repeat(np.arange(len(firms), dtype=np.int64), firms["headcount"].to_numpy())
    registered, closed = firms["registered"].to_numpy()[per_row], firms["closed"].to_numpy()[per_row]
    size = len(per_row)
    started = between(rng, np.maximum(registered, closed - 3_000), closed - FEWEST_DAYS, size)
    left_early = between(rng, started + 1, closed + 1, size)
    ended = np.where(happens(rng, 70, size), closed, left_early)
    return spells(PU, firms["employer"].to_numpy()[per_row], started, ended)


def _leavers(rng: np.random.Generator, employers: pl.DataFrame, running: pl.DataFrame, size: int) -> pl.DataFrame:
    """People who left firms that go on."""
    registered = employers["registered"].to_numpy()
    posts = running.filter(pl.col("segment") == PU)["employer"].to_numpy()
    posts = posts[registered[posts] < LEAVERS_KNOWN_SINCE]
    employer = posts[between(rng, 0, len(posts), size)]
    started = LEAVERS_JOINED.draw(rng, registered[employer])
    earliest = np.maximum(started + FEWEST_DAYS, HISTORY_FROM + 1)
    return spells(PU, employer, started, between(rng, earliest, POSITION + 1, size))


def _lapsed(rng: np.random.Generator, size: int) -> pl.DataFrame:
    started = LAPSED_JOINED.draw(rng, np.zeros(size, dtype=np.int64))
    return spells(BPU, _none(size), started, _budget_year_ends(rng, started))


def _ended_projects(rng: np.random.Generator, employers: pl.DataFrame, size: int) -> pl.DataFrame:
    builders = _builders(rng, employers, size, LEAVERS_KNOWN_SINCE)
    started = PROJECTS_ENDED.draw(rng, employers["registered"].to_numpy()[builders])
    return spells(JAKON, builders, started, _budget_year_ends(rng, started))


def _budget_year_ends(rng: np.random.Generator, started: Ints) -> Ints:
    """Three quarters end with a December (first day off: 1 January), the rest on any day."""
    size = len(started)
    year = year_of(started) + 1 + happens(rng, 30, size)
    with_december = new_year(np.clip(year, 2020, 2023))
    any_day = between(rng, np.maximum(started + FEWEST_DAYS, HISTORY_FROM + 1), POSITION + 1, size)
    return np.where(happens(rng, 75, size), with_december, any_day)


def _builders(rng: np.random.Generator, employers: pl.DataFrame, size: int, known_since: int) -> Ints:
    """The construction firm of each of `size` project workers; bigger firms have more."""
    firms = employers.filter(
        (pl.col("section") == sectors.CONSTRUCTION) & (pl.col("closed") == NEVER) & (pl.col("registered") < known_since)
    )
    appetite = 3 + np.minimum(firms["headcount"].to_numpy(), 200)
    return firms["employer"].to_numpy()[pick(rng, appetite, size)]


def _none(size: int) -> Ints:
    return np.full(size, NOBODY, dtype=np.int64)
