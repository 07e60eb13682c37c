"""Codes of a file and what they stand for, looked up for a whole column at once. Pure: no Django."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl


class CodeTable:
    """Distinct codes, made ready once and asked for every block; a join would hash the whole table each time."""

    def __init__(self, table: pl.DataFrame) -> None:
        """`table` has the codes as text in its column `key`; its other columns are what they stand for."""
        hashes = table["key"].hash().to_numpy()
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        self._keys = table["key"].gather(order)
        values = table.drop("key")
        self._values = pl.concat([values[order], values.clear(1)])  # the last row is for codes that are not here

    @classmethod
    def of(cls, pairs: dict[str, Any], name: str, dtype: pl.DataType | type[pl.DataType]) -> CodeTable:
        """The table of a plain dictionary, whose values go by `name`."""
        return cls(
            pl.DataFrame({"key": list(pairs), name: list(pairs.values())}, schema={"key": pl.String, name: dtype})
        )

    def beside(self, frame: pl.DataFrame, column: str) -> pl.DataFrame:
        """`frame` with what its `column` stands for beside it; null where the code is not in the table."""
        places = np.full(frame.height, len(self._keys))
        if len(self._keys):
            wanted = frame[column]
            at = np.minimum(np.searchsorted(self._hashes, wanted.hash().to_numpy()), len(self._keys) - 1)
            places = np.where((self._keys.gather(at) == wanted).fill_null(value=False).to_numpy(), at, places)
        return frame.hstack(self._values[places])
