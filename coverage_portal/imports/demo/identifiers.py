"""Numbers that look like the real ones and belong to nobody."""

from __future__ import annotations

import numpy as np

from coverage_portal.imports.demo.chance import Flags, Ints

NIK_FIRST_SERIAL = 9000
NIK_SERIALS = 1000
TAX_OFFICES = ("402", "416", "418")
# Neither even nor a multiple of five: multiplying by it only reorders the numbers below a power of ten.
_STRIDE = 618_033_989
_ROUNDS = 3


def scattered(positions: Ints, digits: int, seed: int) -> Ints:
    """A different number below 10**digits for each different position, in no order one could see.

    A Feistel network over the decimal digits: each round adds a function of one half to the other, which can be
    taken away again, so that no two positions meet.
    """
    low, high = 10 ** (digits // 2), 10 ** (digits - digits // 2)
    start = (seed * 7_919 + digits * 104_729) % 10**digits
    left, right = np.divmod((positions * _STRIDE + start) % 10**digits, low)
    for _ in range(_ROUNDS):
        right = (right + left * left // 7 + 31 * left) % low
        left = (left + right * right // 11 + 17 * right) % high
    return left * low + right


def luhn_digit(digits: str) -> int:
    """The digit that makes `digits` plus itself pass Luhn's check."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def npwp(base: int, office: int) -> str:
    """Sixteen digits: 0, eight free digits with their check digit, tax office, head office. Never shaped as a NIK."""
    free = f"{base:08d}"
    return f"0{free}{luhn_digit(free)}{TAX_OFFICES[office % len(TAX_OFFICES)]}000"


def niks(prefixes: Ints, birth_days: Ints, female: Flags) -> Ints:
    """Sixteen digits: prefix, DDMMYY (women DD + 40), and a serial from 9000 that no other person here shares.

    Earlier positions keep their NIK when people are added after them. Raises ValueError when more than a thousand
    people share prefix, birth date and sex.
    """
    dates = birth_days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64) + 1 + np.where(female, 40, 0)
    month = months.astype(np.int64) % 12 + 1
    year = (dates.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    groups = prefixes * 1_000_000 + day * 10_000 + month * 100 + year
    ranks = _rank_within(groups)
    if len(ranks) and int(ranks.max()) >= NIK_SERIALS:
        raise ValueError("more than 1000 people share a NIK's first twelve digits")
    serials = (groups * 7 + ranks) % NIK_SERIALS + NIK_FIRST_SERIAL
    return groups * 10_000 + serials


def _rank_within(groups: Ints) -> Ints:
    """0 for the first entry of each group, 1 for the second, in order of position."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    places = np.arange(len(groups), dtype=np.int64)
    starts = np.ones(len(groups), dtype=np.bool_)
    starts[1:] = ordered[1:] != ordered[:-1]
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = places - np.maximum.accumulate(np.where(starts, places, 0))
    return ranks
