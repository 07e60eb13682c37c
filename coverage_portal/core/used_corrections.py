"""What corrections did to the rows of a file: how many each changed, and what stood there before. Pure: no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import Any

import polars as pl

from coverage_portal.core.layouts import Correction
from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import harmless_texts


class UsedCorrections:
    """Counts the cells that each correction changed. Several threads may `note` at once."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self._corrections = corrections
        self._rows: Counter[Correction] = Counter()
        self._texts: dict[Correction, str] = {}
        self._lock = Lock()

    def note(self, field: str, before: pl.Series, after: pl.Series, rows: pl.Series) -> None:
        """Cells of a field as they are written and as they are read, with their rows."""
        cells = pl.DataFrame([rows.alias(ROW), before.alias("before")]).filter(before != after)
        one = [each for each in self._corrections if each.field == field and each.row]
        alone = pl.col(ROW).is_in([each.row for each in one])
        texts = dict(cells.filter(alone).rows())
        every = Counter(dict(cells.filter(~alone)["before"].value_counts().rows()))
        with self._lock:
            for each in one:
                if each.row in texts:
                    self._rows[each] += 1
                    self._texts[each] = texts[each.row]
            for each in self._corrections:
                if each.field == field and not each.row:
                    self._rows[each] += every[each.wrong]

    def as_json(self) -> list[dict[str, Any]]:
        """Each correction with its `rows`, and in `wrong` the text it took the place of, without what is like a NIK."""
        texts = harmless_texts([self._texts.get(each, each.wrong) for each in self._corrections])
        return [
            {"field": each.field, "row": each.row, "asked": each.wrong, "wrong": text, "rows": self._rows[each]}
            for each, text in zip(self._corrections, texts, strict=True)
        ]
