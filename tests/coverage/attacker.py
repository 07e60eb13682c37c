"""Somebody who has every page and every file before them and works out what is not told.

The attacker knows the structure of the counts (what adds up to what), every number shown of a place and all its parts,
and every zero, told or not; only that everybody holds a programme is not known before its holders are. From these they
solve for the rest: by elimination, which finds each sum of unknowns that is pinned, and by narrowing every unknown
between what the equations leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor, inf

import numpy as np

from coverage_portal.coverage.exchanges import NOT_SHOWN, Law
from coverage_portal.coverage.kept_back import REST, SHOWN_OF_THE_REST, Cell, Family

Equation = dict[Cell, int]
ROUNDS = 40


def told(family: Family, kept: Iterable[Cell]) -> dict[Cell, int]:
    """Every number that some page shows, and the zeros."""
    kept, known = set(kept), {}
    for code, counts in {**family.parts, family.code: family.whole}.items():
        for measure, value in counts.items():
            if measure.partition(":")[0] in NOT_SHOWN or (code == REST and measure not in SHOWN_OF_THE_REST):
                shown = False
            else:
                shown = (code, measure) not in kept
            if shown or (value == 0 and "without" not in measure):
                known[code, measure] = value
    return known


def equations(family: Family, law: Law) -> list[Equation]:
    """What adds up to what, in every place and over all places."""
    found = [
        {(family.code, measure): -1} | {(code, measure): 1 for code in family.parts}
        for measure in family.whole
        if family.parts and "apart" not in measure
    ]
    for code, counts in {**family.parts, family.code: family.whole}.items():
        for one in (*_within(counts, law), *_apart(counts)):
            found.append({(code, measure): sign for measure, sign in one.items()})
    return found


def _within(counts: Mapping[str, int], law: Law) -> Iterable[dict[str, int]]:
    def codes(name: str) -> list[str]:
        return [measure for measure in counts if measure.startswith(f"{name}:")]

    def total(whole: str, parts: Iterable[str]) -> dict[str, int]:
        return {whole: -1} | dict.fromkeys(parts, 1)

    yield total("work", [f"segment:{one}" for one in law.segments])
    yield total("employed", [f"segment:{one}" for one in law.at_employers])
    yield from (total("employed", codes(name)) for name in ("sector", "scale"))
    yield from (total(name, codes(name)) for name in ("employers", "declaring", "declared"))
    yield from (
        {one: -1, one.replace("employers", "declaring"): 1, one.replace("employers", "silent"): 1}
        for one in codes("employers")
    )
    for programme, segments in law.entitled.items():
        yield total(f"entitled:{programme}", [f"segment:{one}" for one in segments])
        yield {f"{name}:{programme}": sign for name, sign in zip(PARTS, (-1, 1, -1, 1), strict=True)}
        yield {"work": -1, f"holders:{programme}": 1, f"without:{programme}": 1}
        yield {"home": -1, f"home-holders:{programme}": 1, f"home-without:{programme}": 1}


def _apart(counts: Mapping[str, int]) -> Iterable[dict[str, int]]:
    """How many more hold one programme than another, where the two differ."""
    for measure in (one for one, value in counts.items() if "apart" in one and value):
        name, more, fewer = measure.split(":")
        holders = name.replace("apart", "holders")
        yield {measure: -1, f"{holders}:{more}": 1, f"{holders}:{fewer}": -1}


PARTS = ("holders", "entitled", "lacking", "beyond")


def candidates(family: Family, law: Law, kept: Iterable[Cell]) -> dict[Cell, float]:
    """How many values the attacker must leave each number that nobody told."""
    known = told(family, kept)
    everything = [(code, name) for code in (*family.parts, family.code) for name in family.whole]
    unknown = [cell for cell in everything if cell not in known]
    place = {cell: at for at, cell in enumerate(unknown)}
    rows = np.zeros((0, len(unknown) + 1))
    for equation in equations(family, law):
        row = np.zeros(len(unknown) + 1)
        for cell, sign in equation.items():
            if cell in place:
                row[place[cell]] += sign
            else:
                row[-1] -= sign * known[cell]
        if row[:-1].any():
            rows = np.vstack([rows, row])
    bounds = [(_least(measure), inf) for _code, measure in unknown]
    every = np.vstack([rows, _reduced(rows.copy())]) if len(rows) else rows
    _narrow(every, bounds)
    return {cell: bounds[at][1] - bounds[at][0] + 1 for cell, at in place.items()}


def _least(measure: str) -> float:
    """The least that a number which is not told can be."""
    return -inf if "apart" in measure else float("without" not in measure)


def _reduced(rows: np.ndarray) -> np.ndarray:
    """The equations in reduced echelon form: each with a lead of its own."""
    top = 0
    for column in range(rows.shape[1] - 1):
        pivot = top + int(np.argmax(np.abs(rows[top:, column]))) if top < len(rows) else top
        if top >= len(rows) or abs(rows[pivot, column]) < 1e-9:
            continue
        rows[[top, pivot]] = rows[[pivot, top]]
        rows[top] /= rows[top, column]
        others = [at for at in range(len(rows)) if at != top and abs(rows[at, column]) > 1e-9]
        rows[others] -= np.outer(rows[others, column], rows[top])
        top += 1
    return rows[:top]


def _narrow(rows: np.ndarray, bounds: list[tuple[float, float]]) -> None:
    """Draw the bounds of the unknowns together until no equation narrows them any more."""
    terms = [[(at, row[at]) for at in np.flatnonzero(np.abs(row[:-1]) > 1e-9)] for row in rows]
    for _round in range(ROUNDS):
        before = list(bounds)
        for row, held in zip(rows, terms, strict=True):
            for at, factor in held:
                low = high = row[-1]
                for other, weight in held:
                    if other != at:
                        ends = sorted((weight * bounds[other][0], weight * bounds[other][1]))
                        low, high = low - ends[1], high - ends[0]
                least, most = sorted((low / factor, high / factor))
                least = ceil(least - 1e-6) if least > -inf else least
                most = floor(most + 1e-6) if most < inf else most
                bounds[at] = max(bounds[at][0], least), min(bounds[at][1], most)
        if bounds == before:
            return
