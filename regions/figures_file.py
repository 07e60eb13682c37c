"""A file of published figures: its columns, what is checked, and each good row as facts. No table is reached.

A row is one figure somebody published about a place, with its source. The rules of its number are those of the form by
which a figure is entered (regions.figure_kinds). Runs in the child process that reads the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import polars as pl
from django.core.exceptions import ValidationError

from coverage_portal.core.code_table import CodeTable
from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import ROW, Block, Lines
from coverage_portal.core.tabular_checks import Check, Checked, as_date, date_checks, no_issues, run, squeezed
from regions.figure_kinds import (
    CEILING,
    FIRST_DAY,
    LAST_DAY,
    ON_THE_WEB,
    PERCENT,
    USUAL_UNITS,
    FigureBasis,
    FigureKind,
    broken_rules,
)

COLUMNS = (
    *("JENIS", "KETERANGAN", "KODE_WILAYAH", "POSISI", "PERIODE", "NILAI", "SATUAN", "SETENGAH_LANGKAH", "BASIS"),
    *("ASAL", "PENERBIT", "DOKUMEN", "TAUTAN", "CATATAN"),
)
TEXTS = {
    "KETERANGAN": ("label", 120),
    "PERIODE": ("period", 60),
    "SATUAN": ("unit", 20),
    "PENERBIT": ("publisher", 200),
    "DOKUMEN": ("document", 300),
    "TAUTAN": ("link", 300),
    "CATATAN": ("note", 300),
}
"""Column -> fact, and how long it may be."""
REQUIRED = ("JENIS", "KODE_WILAYAH", "PERIODE", "NILAI", "BASIS", "PENERBIT", "DOKUMEN")
IDENTITY = ("kind", "label", "region_id", "as_at", "basis", "publisher")
"""What makes two rows the same figure."""
FACTS = (*IDENTITY, "period", "value", "unit", "half_step", "document", "link", "note", "branch_id")
PUBLISHED = "RILIS"
"""The only origin a file may state: what the portal or somebody derived is no publication."""
NO_BRANCH = 0
NUMBER = r"^\d{1,16}(?:\.\d{1,4})?$"
RULES = {"value": "NILAI", "unit": "SATUAN", "half_step": "SETENGAH_LANGKAH"}
RULE_CODES = (
    ("NILAI", "population_zero"),
    ("NILAI", "value_not_whole"),
    ("NILAI", "share_above_hundred"),
    ("SATUAN", "unit_not_usual"),
    ("SETENGAH_LANGKAH", "half_step_above_value"),
    ("SETENGAH_LANGKAH", "half_step_unfit"),
)


@dataclass(slots=True)
class Reference:
    """What the rows are checked against. `regions`: code -> id of every place."""

    row_key: bytes
    regions: dict[str, int]


class FiguresChecker:
    """Checks blocks of published figures."""

    columns = COLUMNS

    def __init__(self, reference: Reference) -> None:
        self._hasher = RowHasher(reference.row_key, np.empty(0, dtype=np.int64))
        self._regions = CodeTable.of(reference.regions, "region_id", pl.Int64)
        self._checks = checks()

    def sift(self, block: Block | Lines) -> Sifted:
        """Every row: what is stored is compared by what it says."""
        return sift(block, self._hasher, COLUMNS)

    def check(self, sifted: Sifted) -> Checked:
        """Every problem of every row, and the good rows as facts. Numbers stay text, so that none is rounded."""
        typed = self._typed(sifted.fresh)
        issues, rejected = run(typed, self._checks)
        facts = typed.filter(~rejected).select(ROW, *FACTS)
        return sifted.checked(facts, issues, rejected, pl.Series("key", [], dtype=pl.String))

    def finish(self) -> pl.DataFrame:
        """Nothing is judged of the file as a whole."""
        return no_issues()

    def _typed(self, text: pl.DataFrame) -> pl.DataFrame:
        """The text columns with typed ones beside them, in lower case."""
        frame = text.with_columns(
            kind=pl.col("JENIS").str.to_lowercase(),
            basis=pl.col("BASIS").str.to_lowercase(),
            as_at=as_date("POSISI"),
            value=pl.when(pl.col("NILAI").str.contains(NUMBER)).then("NILAI"),
            half_step=pl.when(pl.col("SETENGAH_LANGKAH").str.contains(NUMBER)).then("SETENGAH_LANGKAH"),
            branch_id=pl.lit(NO_BRANCH, dtype=pl.Int64),
            **{name: squeezed(column) for column, (name, _longest) in TEXTS.items()},
        )
        units = {str(kind): unit for kind, unit in USUAL_UNITS.items()}
        usual = pl.col("kind").replace_strict(units, default="", return_dtype=pl.String)
        unit = pl.col("unit").str.replace_all("%", PERCENT, literal=True)
        frame = frame.with_columns(unit=pl.when(unit == "").then(usual).otherwise(unit))
        links = {link: _on_the_web(link) for link in frame["link"].unique()}
        return self._regions.beside(frame, "KODE_WILAYAH").with_columns(
            pl.Series("broken", list(_broken(frame)), dtype=pl.List(pl.String)),
            on_the_web=pl.col("link").replace_strict(links, return_dtype=pl.Boolean),
        )


def checks() -> list[Check]:
    """The checks of one row."""
    return [
        *(Check("required", column, pl.col(column).str.strip_chars() == "") for column in REQUIRED),
        *_codes(),
        *_numbers(),
        *date_checks("POSISI", "as_at", required=True),
        Check("figure_day", "POSISI", (pl.col("as_at") < FIRST_DAY) | (pl.col("as_at") > LAST_DAY)),
        *(
            Check("too_long", column, pl.col(name).str.len_chars() > longest)
            for column, (name, longest) in TEXTS.items()
        ),
        Check("link_form", "TAUTAN", ~pl.col("on_the_web")),
    ]


def _codes() -> list[Check]:
    kinds, bases = [one.value for one in FigureKind], [one.value for one in FigureBasis]
    return [
        Check("figure_kind_unknown", "JENIS", (pl.col("JENIS") != "") & ~pl.col("kind").is_in(kinds)),
        Check("region_unknown", "KODE_WILAYAH", (pl.col("KODE_WILAYAH") != "") & pl.col("region_id").is_null()),
        Check("figure_basis_unknown", "BASIS", (pl.col("BASIS") != "") & ~pl.col("basis").is_in(bases)),
        Check("figure_derived", "ASAL", ~pl.col("ASAL").str.to_uppercase().is_in(["", PUBLISHED])),
    ]


def _numbers() -> list[Check]:
    filled = pl.col("NILAI") != ""
    too_large = pl.col("value").cast(pl.Decimal(24, 4)) >= CEILING
    unit_missing = pl.col("kind").is_in([one.value for one in FigureKind]) & (pl.col("unit") == "")
    return [
        Check("figure_form", "NILAI", filled & pl.col("value").is_null()),
        Check("figure_too_large", "NILAI", too_large),
        Check("unit_missing", "SATUAN", unit_missing),
        Check("figure_form", "SETENGAH_LANGKAH", (pl.col("SETENGAH_LANGKAH") != "") & pl.col("half_step").is_null()),
        *(Check(code, column, pl.col("broken").list.contains(f"{column} {code}")) for column, code in RULE_CODES),
    ]


def _broken(frame: pl.DataFrame) -> Iterator[list[str]]:
    """The rules of its kind that each row's number breaks, as "COLUMN code"."""
    for kind, value, unit, half_step in frame.select("kind", "value", "unit", "half_step").iter_rows():
        broken = broken_rules(kind, decimal_of(value), unit, decimal_of(half_step)) if unit else {}
        yield [f"{RULES[field]} {code}" for field, code in broken.items()]


def decimal_of(text: str | None) -> Decimal | None:
    """A number of the file, exactly; None where there is none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _on_the_web(link: str) -> bool:
    if not link:
        return True
    try:
        ON_THE_WEB(link)
    except ValidationError:
        return False
    return True
