"""Keyed hashes of whole rows: how an import knows that a row is the one it stored. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b, sha256

import numpy as np


def row_key(key: bytes) -> bytes:
    """The key of row hashes, derived from the NIK key: a worker's row hash covers the NIK, so it must be keyed too."""
    return blake2b(b"portal cakupan: row hash", key=sha256(key).digest(), digest_size=32).digest()


class RowHasher:
    """BLAKE2b keyed once, cut to the 64 bits of a signed bigint. Stable across versions and machines.

    `known` are the sorted hashes of the rows already stored.
    """

    def __init__(self, key: bytes, known: np.ndarray) -> None:
        self._state = blake2b(key=key, digest_size=8)
        self._known = known

    def hashes(self, rows: Iterable[bytes]) -> np.ndarray:
        """The hash of each row, given as the UTF-8 of its cells with tabular.BETWEEN_CELLS between them; int64."""
        fresh = self._state.copy
        found = []
        for row in rows:
            state = fresh()
            state.update(row)
            found.append(state.digest())
        return np.frombuffer(b"".join(found), dtype="<i8")

    def find(self, hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of `hashes` are known (a mask), and where each of them stands among the known ones."""
        if not len(self._known):
            return np.zeros(len(hashes), dtype=bool), np.zeros(len(hashes), dtype=np.int64)
        order = np.argsort(hashes)  # looked up in order, each look-up finds the last one's neighbourhood in the cache
        at = np.empty(len(hashes), dtype=np.int64)
        at[order] = np.searchsorted(self._known, hashes[order])
        at = np.minimum(at, len(self._known) - 1)
        return self._known[at] == hashes, at
