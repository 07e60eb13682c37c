"""A small kind of import for trying the reading on its own: five columns, a few checks, rows kept in a set of known."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import Block, Lines
from coverage_portal.core.tabular_checks import (
    Check,
    Checked,
    as_date,
    as_text_checks,
    as_whole_number,
    damaged,
    date_checks,
    no_issues,
    run,
    squeezed,
)

COLUMNS = ("KODE", "NIK", "NAMA", "TGL_LAHIR", "UPAH")
FIELDS = (
    Field("KODE", Content.CODE, required=True, synonyms=("Kode Peserta", "KPJ"), words={"CIMONE": "J01"}),
    Field("NIK", Content.NIK, required=True, synonyms=("No KTP", "NOMOR_IDENTITAS")),
    Field("NAMA", required=True, synonyms=("Nama Lengkap", "NAMA_DEPAN", "NAMA_BELAKANG"), joined=True),
    Field("TGL_LAHIR", Content.DATE, required=True, synonyms=("Tanggal Lahir",), blanks=("belum ada",)),
    Field("UPAH", Content.NUMBER, synonyms=("Gaji Pokok", "Tunjangan Tetap"), joined=True),
)


class MembersChecker:
    """Gives good rows back with their texts; `known` are the hashes of the rows that are stored."""

    columns = COLUMNS

    def __init__(self, known: np.ndarray | None = None) -> None:
        self._hasher = RowHasher(bytes(32), np.empty(0, dtype=np.int64) if known is None else known)
        nik, code = pl.col("NIK"), pl.col("KODE")
        self._checks = [
            Check("required", "KODE", code == ""),
            Check("code_damaged", "KODE", damaged("KODE")),
            Check("nik_damaged", "NIK", damaged("NIK"), value=""),
            Check("nik_form", "NIK", ~nik.str.contains(r"^[0-9]{16}$") & ~damaged("NIK"), value=""),
            *as_text_checks("NAMA", "name", 150),
            *date_checks("TGL_LAHIR", "born", required=True),
            Check("wage_form", "UPAH", (pl.col("UPAH") != "") & pl.col("wage").is_null()),
        ]

    def sift(self, block: Block | Lines) -> Sifted:
        return sift(block, self._hasher, COLUMNS)

    def check(self, sifted: Sifted) -> Checked:
        typed = sifted.fresh.with_columns(
            name=squeezed("NAMA"), born=as_date("TGL_LAHIR"), wage=as_whole_number("UPAH")
        )
        issues, rejected = run(typed, self._checks)
        return sifted.checked(typed.filter(~rejected), issues, rejected, typed["KODE"].filter(rejected))

    def finish(self) -> pl.DataFrame:
        return no_issues()
