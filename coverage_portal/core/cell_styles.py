"""In what style the cells of a column are written: counted block by block, decided once from the whole column. Pure.

Each style's own module (cell_dates, cell_numbers) sorts cells into classes. Counts of classes add up over blocks; a
decision is made from the sum, so that no cell is read before every cell was seen. Nothing is decided silently that
could be read in two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

OTHER = "other"
"""The class of cells that no style reads."""
TRUE_VALUE = "\x1f"
"""Stands before a text that its workbook holds as a date, or as a number with a fraction: nobody has to guess it."""
MOST_EXAMPLES = 3
CENTURY_TURNS = 30
"""Two digits below it are a year of this century, as Excel reads them: 29 is 2029, 30 is 1930."""


@dataclass(slots=True)
class Tally:
    """How many cells of a column are of each class, and a few texts of each."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def take(self, cells: pl.Series, classes: pl.Series, times: pl.Series) -> None:
        """Count distinct `cells`, which are of `classes` and occur so many `times`."""
        frame = pl.DataFrame({"cell": cells, "class": classes, "times": times})
        counted = frame.group_by("class").agg(pl.col("times").sum(), pl.col("cell").head(MOST_EXAMPLES))
        for name, number, some in counted.rows():
            self.counts[name] += number
            kept = self.examples.setdefault(name, [])
            kept += [cell for cell in some if cell not in kept][: MOST_EXAMPLES - len(kept)]

    def decided(self, style: str, accepted: Collection[str], *, sure: bool) -> Decision:
        """The decision for a style that reads the classes `accepted`."""
        others = [name for name in self.counts if name not in accepted]
        examples = [cell for name in others for cell in self.examples[name]]
        return Decision(style, sure, sum(self.counts[name] for name in others), tuple(examples[:MOST_EXAMPLES]))


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposed `style` of a column. Not `sure`: a person has to confirm it. `misfits` cells it cannot read, of
    which `examples` are some texts."""

    style: str
    sure: bool
    misfits: int = 0
    examples: tuple[str, ...] = ()


def first_class(*classes: tuple[str, pl.Series]) -> pl.Series:
    """Of each cell the first class whose mask is true for it; OTHER where none is."""
    chosen = [pl.when(mask).then(pl.lit(name)) for name, mask in classes]
    return pl.select(pl.coalesce(*chosen, pl.lit(OTHER))).to_series()
