"""Keyed hashes of whole rows: how an import knows that a row is the one it stored. Pure: no Django."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b, sha256

import numpy as np
import polars as pl


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

    def split(
        self, text: pl.DataFrame, columns: Sequence[str], suspects: pl.Series | None = None
    ) -> tuple[pl.DataFrame, np.ndarray]:
        """The rows of `text` that are not stored as they are, with their row_hash, and the places in `known` of those
        that are. The hash covers the texts of `columns`. Rows in the mask `suspects` are never taken as stored."""
        hashes = self.hashes(text.select(pl.concat_str(columns, separator="\x1e")).to_series())
        text = text.with_columns(hashes)
        if not len(self._known):
            return text, np.empty(0, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._known, hashes.to_numpy()), len(self._known) - 1)
        same = self._known[at] == hashes.to_numpy()
        if suspects is not None:
            same &= ~suspects.to_numpy()
        return text.filter(pl.Series(~same)), at[same]

    def hashes(self, rows: pl.Series) -> pl.Series:
        """The hash of each row's text, as a series named row_hash."""
        fresh = self._state.copy
        found = []
        for row in rows.cast(pl.Binary).to_list():
            state = fresh()
            state.update(row)
            found.append(state.digest())
        return pl.Series("row_hash", np.frombuffer(b"".join(found), dtype="<i8"), dtype=pl.Int64)
