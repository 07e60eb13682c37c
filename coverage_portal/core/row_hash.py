"""Keyed hashes of whole rows: how an import knows that a row is the one it stored. Pure: no Django."""

from __future__ import annotations

from hashlib import blake2b, sha256

import numpy as np
import polars as pl


def row_key(key: bytes) -> bytes:
    """The key of row hashes, derived from the NIK key: a worker's row hash covers the NIK, so it must be keyed too."""
    return blake2b(b"portal cakupan: row hash", key=sha256(key).digest(), digest_size=32).digest()


class RowHasher:
    """BLAKE2b keyed once, cut to the 64 bits of a signed bigint. Stable across versions and machines."""

    def __init__(self, key: bytes) -> None:
        self._state = blake2b(key=key, digest_size=8)

    def hashes(self, rows: pl.Series) -> pl.Series:
        """The hash of each row's text, as a series named row_hash."""
        fresh = self._state.copy
        found = []
        for row in rows.cast(pl.Binary).to_list():
            state = fresh()
            state.update(row)
            found.append(state.digest())
        return pl.Series("row_hash", np.frombuffer(b"".join(found), dtype="<i8"), dtype=pl.Int64)
