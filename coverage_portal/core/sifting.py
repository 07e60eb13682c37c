"""Takes out of a block the rows that are stored just so, before anything is checked. Pure: no Django.

In a month's file 97 rows of 100 are such rows. A plain CSV's are known by their bytes: they are never even parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import polars as pl

from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.tabular import BETWEEN_CELLS, ROW, Block, Lines
from coverage_portal.core.tabular_checks import Checked, ragged_issues


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a block. `fresh`: rows to check, as stripped text, with ROW and row_hash; none of them blank.

    `same`: the places, among the hashes of the stored rows, of those that are stored just so, and `same_rows` their
    sheet rows. `plain`: see Block.
    """

    fresh: pl.DataFrame
    same: np.ndarray
    read: int
    blank: int
    ragged: tuple[int, ...] = ()
    plain: bool = False
    same_rows: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.uint32))

    @classmethod
    def merged(cls, several: Sequence[Sifted]) -> Sifted:
        """Several consecutive ones as one."""
        return cls(
            fresh=pl.concat([sifted.fresh for sifted in several]),
            same=np.concatenate([sifted.same for sifted in several]),
            read=sum(sifted.read for sifted in several),
            blank=sum(sifted.blank for sifted in several),
            ragged=tuple(chain.from_iterable(sifted.ragged for sifted in several)),
            plain=all(sifted.plain for sifted in several),
            same_rows=np.concatenate([sifted.same_rows for sifted in several]),
        )

    def checked(
        self, rows: pl.DataFrame, issues: pl.DataFrame, rejected: pl.Series, refused_keys: pl.Series
    ) -> Checked:
        """The answer for the whole block: `rows` are the facts of the good ones, `rejected` marks the others."""
        if self.ragged:
            issues = pl.concat([issues, ragged_issues(self.ragged)]).sort(ROW, maintain_order=True)
        return Checked(
            rows=rows,
            same=self.same,
            refused_keys=refused_keys,
            issues=issues,
            read=self.read,
            blank=self.blank,
            rejected=int(rejected.sum()) + len(self.ragged),
            same_rows=self.same_rows,
            rejected_text=self.fresh.filter(rejected).drop("row_hash"),
        )


def sift(block: Block | Lines, hasher: RowHasher, columns: Sequence[str], suspect: pl.Expr | None = None) -> Sifted:
    """The rows of `block` that are not stored as they are. The hash covers the texts of `columns`.

    Rows for which `suspect` is true are never taken as stored: their key stands in the file more than once.
    """
    if isinstance(block, Lines):
        return _by_bytes(block, hasher) if suspect is None else _by_cells(block.block(), hasher, columns, suspect)
    return _by_cells(block, hasher, columns, suspect)


def _by_bytes(lines: Lines, hasher: RowHasher) -> Sifted:
    """Parses only the rows that are not stored."""
    hashes = hasher.hashes(lines.rows)
    known, at = hasher.find(hashes)
    fresh = lines.block(np.flatnonzero(~known))
    frame = fresh.frame.with_columns(pl.Series("row_hash", hashes[~known], dtype=pl.Int64))
    same_rows = (np.flatnonzero(known) + lines.first_row).astype(np.uint32)
    return Sifted(frame, at[known], read=len(lines.rows), blank=0, plain=fresh.plain, same_rows=same_rows)


def _by_cells(block: Block, hasher: RowHasher, columns: Sequence[str], suspect: pl.Expr | None) -> Sifted:
    clean = pl.exclude(ROW).str.replace_all(BETWEEN_CELLS.decode(), " ", literal=True).str.strip_chars()
    text = block.frame if block.trimmed else block.frame.with_columns(clean)
    filled = text.filter(~pl.all_horizontal(pl.exclude(ROW) == ""))
    joined = filled.select(pl.concat_str(columns, separator=BETWEEN_CELLS.decode()).cast(pl.Binary)).to_series()
    hashes = hasher.hashes(joined.to_list())
    known, at = hasher.find(hashes)
    if suspect is not None:
        known &= ~filled.select(suspect).to_series().to_numpy()
    return Sifted(
        fresh=filled.with_columns(pl.Series("row_hash", hashes, dtype=pl.Int64)).filter(pl.Series(~known)),
        same=at[known],
        read=text.height + len(block.ragged),
        blank=text.height - filled.height,
        ragged=block.ragged,
        plain=block.plain,
        same_rows=filled[ROW].to_numpy()[known],
    )
