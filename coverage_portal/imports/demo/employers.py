"""The made-up firms: how many of each size, since when, where, in which sector."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.imports.demo import places, sectors
from coverage_portal.imports.demo.chance import Ints, apportion, between, happens, pick, stream
from coverage_portal.imports.demo.days import NEVER, POSITION, Beginnings, day_number

MICRO, SMALL, MEDIUM, LARGE = 1, 2, 3, 4
OPEN_PER_THOUSAND = (680, 200, 85, 35)
CLOSED_PER_THOUSAND = (850, 120, 30, 0)
CLOSED_PERCENT = 6
FEWEST = {SMALL: 1, MEDIUM: 1, LARGE: 2}

_RECENT_SMALL = {2019: 78, 2020: 60, 2021: 72, 2022: 88, 2023: 104}
_RECENT_LARGE = {2019: 30, 2020: 18, 2021: 26, 2022: 34, 2023: 42}
SMALL_FIRMS = Beginnings({**{year: 8 + 2 * (year - 1998) for year in range(1998, 2019)}, **_RECENT_SMALL})
LARGE_FIRMS = Beginnings({**dict.fromkeys(range(1998, 2019), 40), **_RECENT_LARGE})
CLOSED_FIRMS = Beginnings({**dict.fromkeys(range(2000, 2019), 10), **dict.fromkeys(range(2019, 2023), 12)})
CLOSURES_FROM = day_number(2019, 2, 1)
BUILDER_SINCE = day_number(2008, 3, 3)
FEWEST_DAYS_OPEN = 90


def build_employers(seed: int, open_count: int, workers: int) -> pl.DataFrame:
    """One row a firm, those open on the position date first.

    Columns: scale 1-4, headcount (workers on the position date, or in its last days when closed; the open firms'
    sum is `workers`), registered, closed (days, NEVER when open), section (position in SECTIONS), kbli, risk,
    district 0-12, branch 0-2.
    """
    rng = stream(seed, "employers")
    scale = _scales(open_count)
    size = len(scale)
    registered, closed = _lives(rng, scale, open_count)
    section = sectors.draw_sections(rng, scale)
    # One firm of every demo builds and is older than the history, so that projects always have an employer.
    builder = int(np.argmax(scale == MEDIUM))
    section[builder], registered[builder] = sectors.CONSTRUCTION, BUILDER_SINCE
    district = sectors.districts(rng, section)
    return pl.DataFrame(
        {
            "employer": np.arange(size, dtype=np.int64),
            "scale": scale,
            "headcount": _headcounts(rng, scale, open_count, workers),
            "registered": registered,
            "closed": closed,
            "section": section,
            "kbli": sectors.codes(rng, section),
            "risk": sectors.risk_groups(rng, section),
            "district": district,
            "branch": places.branch_for(rng, district),
        }
    )


def _scales(open_count: int) -> Ints:
    """Scale of each firm: the open ones first, at least one of every kind among them."""
    counts = apportion(open_count, OPEN_PER_THOUSAND)
    for scale, fewest in FEWEST.items():
        lacking = max(0, fewest - int(counts[scale - 1]))
        counts[scale - 1] += lacking
        counts[MICRO - 1] -= lacking
    closed = apportion(open_count * CLOSED_PERCENT // 100, CLOSED_PER_THOUSAND)
    kinds = np.arange(MICRO, LARGE + 1, dtype=np.int64)
    return np.concatenate((np.repeat(kinds, counts), np.repeat(kinds, closed)))


def _lives(rng: np.random.Generator, scale: Ints, open_count: int) -> tuple[Ints, Ints]:
    """First day registered, first day closed (NEVER for the firms still open)."""
    size = len(scale)
    any_day = np.zeros(size, dtype=np.int64)
    registered = np.where(scale <= SMALL, SMALL_FIRMS.draw(rng, any_day), LARGE_FIRMS.draw(rng, any_day))
    registered[open_count:] = CLOSED_FIRMS.draw(rng, any_day[open_count:])
    closed = np.full(size, NEVER, dtype=np.int64)
    earliest = np.maximum(registered[open_count:] + FEWEST_DAYS_OPEN, CLOSURES_FROM)
    closed[open_count:] = between(rng, earliest, POSITION + 1, size - open_count)
    return registered, closed


def _headcounts(rng: np.random.Generator, scale: Ints, open_count: int, workers: int) -> Ints:
    """Workers of each firm: small draws for most, and what is left of `workers` for the large, a few of them huge."""
    size = len(scale)
    micro = 1 + pick(rng, (32, 28, 22, 18), size)
    small = 5 + between(rng, 0, 15, size) * between(rng, 1, 16, size) // 15
    medium = 20 + between(rng, 0, 80, size) * between(rng, 1, 81, size) // 80
    headcount = np.select([scale == MICRO, scale == SMALL, scale == MEDIUM], [micro, small, medium], default=0)
    large = np.flatnonzero(scale[:open_count] == LARGE)
    left = workers - int(headcount[:open_count].sum())
    least = min(100, left // len(large))
    appetite = 1_000_000 // (30 + between(rng, 0, 1_000, len(large)))
    headcount[large] = least + apportion(left - least * len(large), appetite)
    return headcount


def programmes_since(seed: int, employers: pl.DataFrame) -> pl.DataFrame:
    """First day of each programme for each firm, NEVER when it has not joined: jkk, jkm, jht, jp, jkp.

    Least by scale after Perpres 109/2013 art. 6 (3); some join more, some less than they must.
    """
    rng = stream(seed, "programmes")
    scale = employers["scale"].to_numpy()
    registered = employers["registered"].to_numpy()
    last = np.minimum(employers["closed"].to_numpy() - 1, POSITION)
    size = len(scale)
    jht = happens(rng, np.array([0, 35, 92, 98, 98])[scale], size)
    jp = jht & happens(rng, np.array([0, 30, 27, 94, 95])[scale], size)
    # Eligibility also asks for the health insurance, which is not in these files: a quarter of small firms lack it.
    jkp = jht & (jp | (scale <= SMALL)) & happens(rng, np.array([0, 60, 75, 100, 100])[scale], size)
    later = between(rng, registered, last + 1, size)
    extra = np.where(happens(rng, 25, size) & (scale <= SMALL), later, registered)
    since = {
        "jkk": (registered, np.ones(size, dtype=np.bool_)),
        "jkm": (registered, np.ones(size, dtype=np.bool_)),
        "jht": (np.where(scale == MICRO, extra, registered), jht),
        "jp": (np.maximum(extra, PENSION_FROM), jp),
        "jkp": (np.maximum(extra, JOB_LOSS_FROM), jkp),
    }
    return pl.DataFrame({k: np.where(has & (day <= last), day, NEVER) for k, (day, has) in since.items()})


PENSION_FROM = day_number(2015, 7, 1)
"""JP runs from 1 July 2015 (PP 45/2015)."""
JOB_LOSS_FROM = day_number(2022, 2, 1)
"""No membership of the demo holds JKP before; the programme itself runs from February 2021 (PP 37/2021)."""
