"""Drawing lots that fall the same way on every machine: whole-number weights, one named stream a purpose."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers of their own for one purpose, so that a change in one place leaves the others as they were."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(purpose.encode())]))


def apportion(total: int, weights: Sequence[int] | Ints) -> Ints:
    """`total` in whole shares as `weights` are to each other, by largest remainder (ties: the earlier share)."""
    parts = np.asarray(weights, dtype=np.int64)
    shares, remainders = np.divmod(total * parts, int(parts.sum()))
    missing = total - int(shares.sum())
    shares[np.argsort(-remainders, kind="stable")[:missing]] += 1
    return shares


def pick(rng: np.random.Generator, weights: Sequence[int] | Ints, size: int) -> Ints:
    """`size` positions in `weights`, each drawn as often as its weight says."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.int64))
    return np.searchsorted(bounds, rng.integers(0, bounds[-1], size), side="right").astype(np.int64)


def between(rng: np.random.Generator, low: Ints | int, high: Ints | int, size: int) -> Ints:
    """`size` whole numbers from `low` up to and without `high`, all as likely."""
    return rng.integers(low, high, size, dtype=np.int64)


def happens(rng: np.random.Generator, percent: int | Ints, size: int) -> Flags:
    """`size` flags, true in `percent` of a hundred cases."""
    return rng.integers(0, 100, size) < percent
