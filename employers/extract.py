"""The employers' extract: its columns, what is checked, and each good row as typed facts. Pure: no Django.

A row is one registration (NPP and division). Runs in the child process that reads the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from coverage_portal.core.code_table import CodeTable
from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import ROW, Block, Lines
from coverage_portal.core.tabular_checks import (
    Checked,
    as_date,
    as_whole_number,
    branch_checks,
    like_a_nik,
    no_issues,
    run,
    squeezed,
)
from employers.extract_checks import PROGRAMME_COLUMNS, checks
from employers.identifiers import kbli_sections, luhn_columns, plain_digits

COLUMNS = (
    "KODE_KANTOR",
    "NPP",
    "DIVISI",
    "NAMA",
    "BENTUK",
    "NIB",
    "NPWP",
    "KBLI_VERSI",
    "KBLI",
    "SKALA",
    "DASAR_SKALA",
    "SKALA_PER",
    "KELOMPOK_RISIKO",
    "KODE_KECAMATAN",
    "ALAMAT",
    "TGL_DAFTAR",
    "TGL_TUTUP",
    "JML_TK_WLKP",
    "TGL_WLKP",
    *PROGRAMME_COLUMNS,
)
FACTS = (
    "npp",
    "division",
    "name",
    "legal_form",
    "nib",
    "npwp",
    "kbli_version",
    "kbli_code",
    "kbli_section",
    "scale",
    "scale_basis",
    "scale_as_of",
    "risk_group",
    "branch_id",
    "district_id",
    "address",
    "registered_on",
    "closed_on",
    "declared_headcount",
    "declared_on",
    "row_hash",
)
PROGRAMME_FACTS = [column.lower() for column in PROGRAMME_COLUMNS]
DATES = {
    "SKALA_PER": "scale_as_of",
    "TGL_DAFTAR": "registered_on",
    "TGL_TUTUP": "closed_on",
    "TGL_WLKP": "declared_on",
} | dict(zip(PROGRAMME_COLUMNS, PROGRAMME_FACTS, strict=True))
RISK_GROUPS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
OTHER_FORM = "Lainnya"
NPP = pl.col("NPP").str.replace_all(r"[\s'.\-\x{a0}]", "").str.to_uppercase()
DIVISION = squeezed("DIVISI").str.to_uppercase()
KEY = pl.concat_str(NPP, DIVISION, separator="\x1f").alias("key")
USUAL_NPP = 8
"""How long an NPP is. A shorter one of digits alone may have lost its zeros when a spreadsheet took it for a number."""


@dataclass(slots=True)
class Reference:
    """What the rows are checked against. `districts`, `branches`: code -> id. `known`: the sorted
    hashes of stored rows. `suspects`: keys whose rows are read in any case. `own_branches`: the codes whose rows may
    be brought in, None for all. `zero_led`: stored NPPs of the usual length whose zeros a spreadsheet would take;
    `short`: stored NPPs of fewer digits, which are as they are. The rest: word -> stored value."""

    row_key: bytes
    districts: dict[str, int]
    branches: dict[str, int]
    legal_forms: dict[str, str]
    scales: dict[str, int]
    scale_bases: dict[str, str]
    known: np.ndarray
    suspects: list[str]
    own_branches: list[str] | None = None
    zero_led: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)


class EmployersChecker:
    """Checks blocks of the employers' extract."""

    columns = COLUMNS

    def __init__(self, reference: Reference) -> None:
        self._suspects = reference.suspects
        self._zero_led, self._short = reference.zero_led, reference.short
        self._row_hasher = RowHasher(reference.row_key, reference.known)
        self._checks = [*branch_checks(reference.own_branches), *checks()]
        self._tables = {
            "KODE_KANTOR": CodeTable.of(reference.branches, "branch_id", pl.Int64),
            "KODE_KECAMATAN": CodeTable.of(reference.districts, "district_id", pl.Int64),
            "form_key": CodeTable.of(reference.legal_forms, "known_form", pl.String),
            "scale_key": CodeTable.of(reference.scales, "scale", pl.Int16),
            "basis_key": CodeTable.of(reference.scale_bases, "known_basis", pl.String),
            "risk_key": CodeTable.of(RISK_GROUPS, "risk_group", pl.Int16),
            "kbli_key": CodeTable.of(kbli_sections(), "known_section", pl.String),
        }

    def sift(self, block: Block | Lines) -> Sifted:
        """The rows that are not stored as they are."""
        return sift(block, self._row_hasher, COLUMNS, KEY.is_in(self._suspects) if self._suspects else None)

    def check(self, sifted: Sifted) -> Checked:
        """Every problem of every row, and the good rows as facts with the keyed hash of the row."""
        typed = self._typed(sifted.fresh)
        issues, rejected = run(typed, self._checks)
        refused = typed.filter(rejected).filter(~like_a_nik("NPP") & ~like_a_nik("DIVISI"))
        keys = refused.select(pl.concat_str(pl.coalesce("stored_npp", "npp"), "division", separator="\x1f")).to_series()
        return sifted.checked(self._facts(typed.filter(~rejected)), issues, rejected, keys)

    def finish(self) -> pl.DataFrame:
        """Nothing is judged of the file as a whole."""
        return no_issues()

    def _typed(self, text: pl.DataFrame) -> pl.DataFrame:
        """The text columns with typed ones beside them, in lower case."""
        frame = text.with_columns(
            npp=NPP,
            division=DIVISION,
            name=squeezed("NAMA"),
            address=squeezed("ALAMAT"),
            nib=plain_digits("NIB"),
            tax=plain_digits("NPWP"),
            kbli_version=as_whole_number("KBLI_VERSI").cast(pl.Int16, strict=False),
            declared_headcount=as_whole_number("JML_TK_WLKP"),
            form_key=pl.col("BENTUK").str.to_uppercase(),
            scale_key=pl.col("SKALA").str.to_uppercase(),
            basis_key=pl.col("DASAR_SKALA").str.to_lowercase(),
            risk_key=pl.col("KELOMPOK_RISIKO").str.to_uppercase(),
            kbli_key=pl.concat_str("KBLI_VERSI", pl.col("KBLI").str.slice(0, 2), separator=" "),
            **{name: as_date(column) for column, name in DATES.items()},
        )
        for column, table in self._tables.items():
            frame = table.beside(frame, column)
        return frame.with_columns(self._stored_npp(), *luhn_columns("tax"))

    def _stored_npp(self) -> pl.Expr:
        """The stored NPP that this one is but for its zeros; null where it is none."""
        padded = pl.col("npp").str.zfill(USUAL_NPP)
        digits = pl.col("npp").str.contains(r"^[0-9]{1,7}$")
        lost = digits & padded.is_in(self._zero_led) & ~pl.col("npp").is_in(self._short)
        return pl.when(lost).then(padded).alias("stored_npp")

    def _facts(self, good: pl.DataFrame) -> pl.DataFrame:
        """Facts by name. An NPWP that may be a NIK, or has no known form, is left out."""
        facts = good.with_columns(
            npwp=pl.when(pl.col("npwp_known")).then(pl.col("npwp_long")).otherwise(pl.lit("")),
            kbli_code=pl.col("KBLI"),
            kbli_section=pl.col("known_section").fill_null(""),
            legal_form=pl.when(pl.col("BENTUK") == "")
            .then(pl.lit(""))
            .otherwise(pl.col("known_form").fill_null(OTHER_FORM)),
            scale_basis=pl.col("known_basis").fill_null(""),
        )
        return facts.select(ROW, *FACTS, *PROGRAMME_FACTS)
