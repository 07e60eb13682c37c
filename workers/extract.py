"""The workers' extract: its columns, what is checked, and each good row as typed facts. Pure: no Django.

A row is one membership (KPJ). Runs in the child process that reads the file; the NIK goes no further than here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import numpy as np
import polars as pl

from coverage_portal.core.code_table import CodeTable
from coverage_portal.core.row_hash import RowHasher, row_key
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import ROW, Block, Lines
from coverage_portal.core.tabular_checks import (
    Checked,
    as_date,
    as_whole_number,
    branch_checks,
    file_issue,
    no_issues,
    run,
    squeezed,
)
from employers.extract import DIVISION, NPP
from workers.extract_checks import checks
from workers.identity import FIRST_DEMO_SERIAL, NikHasher, NikTable, sixteen_digits, stripped_nik

COLUMNS = (
    "KODE_KANTOR",
    "KPJ",
    "NIK",
    "NAMA",
    "JENIS_KELAMIN",
    "TGL_LAHIR",
    "KODE_DOMISILI",
    "NPP",
    "DIVISI",
    "SEGMEN",
    "PROGRAM",
    "UPAH",
    "KODE_TEMPAT_KERJA",
    "TGL_MULAI",
    "TGL_AKHIR",
)
FACTS = (
    "kpj",
    "nik_hash",
    "name",
    "sex",
    "birth_date",
    "home_id",
    "employer_id",
    "branch_id",
    "segment",
    "programmes",
    "wage",
    "workplace_id",
    "started_on",
    "ended_on",
    "row_hash",
)
LAST_ZERO_ROWS = 50  # fewer rows say nothing about a column's last digits
LAST_ZERO_SHARE = 0.3
LONGEST_SURE_KPJ = 12  # a longer one may be a NIK, which goes no further than the child process
KPJ = pl.col("KPJ").str.replace_all(r"[\s'\x{a0}]", "").str.to_uppercase()
SEXES = {"L": 1, "P": 2}


@dataclass(slots=True)
class Reference:
    """What the rows are checked against: codes of the database, by the text they stand in the file as.

    `regions`, `branches`: text -> id. `employers`: "NPP<US>DIVISI" -> (id, closed_on). `nik_regions`: the six-digit
    codes of all kecamatan. `segments`, `programmes`: word -> number. `pension_programmes`: bits only PU may hold.
    `known`: the sorted hashes of stored rows. `suspects`: KPJs whose rows are read in any case.
    `illustrative`: the file is said to be a demo. `accept_zeros`: someone looked at columns ending in 0.
    `own_branches`: the codes whose rows may be brought in, None for all.
    """

    today: date
    position: date
    nik_key: bytes
    regions: dict[str, int]
    branches: dict[str, int]
    employers: pl.DataFrame
    nik_regions: list[int]
    segments: dict[str, int]
    programmes: dict[str, int]
    pension_programmes: int
    known: np.ndarray
    suspects: list[str]
    illustrative: bool = False
    accept_zeros: bool = False
    own_branches: list[str] | None = None


@dataclass(slots=True)
class Tally:
    """What can only be judged at the end of the file."""

    rows: int = 0
    demo: int = 0
    ending_in_zero: dict[str, int] = field(default_factory=lambda: {"NIK": 0, "KPJ": 0})


class WorkersChecker:
    """Checks blocks of the workers' extract, and the file as a whole."""

    columns = COLUMNS

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._niks = NikTable(reference.today)
        self._hasher = NikHasher(reference.nik_key)
        self._row_hasher = RowHasher(row_key(reference.nik_key), reference.known)
        self._known = np.zeros(1_000_000, dtype=bool)
        self._known[reference.nik_regions] = True
        self._tables = {
            "KODE_DOMISILI": CodeTable.of(reference.regions, "home_id", pl.Int64),
            "KODE_TEMPAT_KERJA": CodeTable.of(reference.regions, "workplace_id", pl.Int64),
            "KODE_KANTOR": CodeTable.of(reference.branches, "branch_id", pl.Int64),
            "JENIS_KELAMIN": CodeTable.of(SEXES, "sex", pl.Int16),
            "SEGMEN": CodeTable.of(reference.segments, "segment", pl.Int16),
            "employer_key": CodeTable(reference.employers),
        }
        self._checks = [
            *branch_checks(reference.own_branches),
            *checks(reference.position, reference.segments, reference.pension_programmes),
        ]
        self._tally = Tally()
        self._lock = Lock()

    def sift(self, block: Block | Lines) -> Sifted:
        """The rows that are not stored as they are."""
        suspects = self._reference.suspects
        return sift(block, self._row_hasher, COLUMNS, KPJ.is_in(suspects) if suspects else None)

    def check(self, sifted: Sifted) -> Checked:
        """Every problem of every row, and the good rows as facts with their keyed hashes."""
        typed = self._typed(sifted.fresh, plain=sifted.plain)
        issues, rejected = run(typed, self._checks, _sound_columns(typed))
        self._count(typed)
        sure = typed["kpj"].str.len_bytes() <= LONGEST_SURE_KPJ
        return sifted.checked(
            self._facts(typed.filter(~rejected)), issues, rejected, typed["kpj"].filter(rejected & sure)
        )

    def finish(self) -> pl.DataFrame:
        """Problems of the whole file: ids that lost their last digits, demo people without the demo's mark."""
        tally, found = self._tally, [no_issues()]
        if not self._reference.accept_zeros and tally.rows >= LAST_ZERO_ROWS:
            for column, zeros in tally.ending_in_zero.items():
                if zeros > LAST_ZERO_SHARE * tally.rows:
                    found.append(file_issue("column_damaged", column, f"{zeros / tally.rows:.0%}".replace("%", " %")))
        if tally.demo and not self._reference.illustrative:
            found.append(file_issue("demo_unmarked", "NIK", str(tally.demo)))
        if self._reference.illustrative and tally.demo < tally.rows:
            found.append(file_issue("demo_mixed", "NIK", str(tally.rows - tally.demo)))
        return pl.concat(found)

    def _typed(self, text: pl.DataFrame, *, plain: bool) -> pl.DataFrame:
        """The text columns with typed ones beside them, in lower case."""
        reference = self._reference
        frame = text.with_columns(
            nik=pl.col("NIK") if sixteen_digits(text["NIK"]) else stripped_nik("NIK"),
            kpj=pl.col("KPJ") if eleven_digits(text["KPJ"]) else KPJ,
            name=pl.col("NAMA") if plain else squeezed("NAMA"),
            birth_date=as_date("TGL_LAHIR"),
            started_on=as_date("TGL_MULAI"),
            ended_on=as_date("TGL_AKHIR"),
            wage=as_whole_number("UPAH"),
            employer_key=pl.concat_str(_npp(text["NPP"]), DIVISION, separator="\x1f"),
        )
        frame = frame.with_columns(self._niks.columns(frame["nik"]))
        frame = frame.with_columns(self._niks.begins_one(frame["kpj"], self._known))
        for column, table in self._tables.items():
            frame = table.beside(frame, column)
        frame = _programme_sets(text["PROGRAM"], reference.programmes).beside(frame, "PROGRAM")
        prefixes = (frame["nik_number"].fill_null(0).to_numpy() // 10**10).clip(0, 999_999)
        return frame.with_columns(pl.Series("nik_region_known", self._known[prefixes]))

    def _count(self, typed: pl.DataFrame) -> None:
        tally = self._tally
        counts = typed.select(
            demo=(pl.col("nik_number") % 10_000 >= FIRST_DEMO_SERIAL).sum(),
            sound=(pl.col("nik_number") % 10_000 != 0).sum(),  # serial 0000 was never issued to anybody
            NIK=pl.col("nik").str.ends_with("0").sum(),
            KPJ=(pl.col("kpj").str.ends_with("0")).sum(),
        ).row(0, named=True)
        with self._lock:
            tally.rows += counts["sound"]
            tally.demo += counts["demo"]
            for column in tally.ending_in_zero:
                tally.ending_in_zero[column] += counts[column]

    def _facts(self, good: pl.DataFrame) -> pl.DataFrame:
        """Facts by name, with the keyed hash of the NIK."""
        return good.with_columns(nik_hash=self._hasher.digests(pl.col("nik"))).select(ROW, *FACTS)


def _npp(cells: pl.Series) -> pl.Expr:
    """The NPP as the employers' extract takes it; left as it is where that is how every cell stands."""
    return NPP if cells.str.contains("[^A-Z0-9]").any() else pl.col("NPP")


def _sound_columns(typed: pl.DataFrame) -> set[str]:
    """The columns of ids in which nothing has to be looked for, because every cell has the usual form."""
    sound = {"NIK"} if not typed["nik_number"].null_count() else set()
    return sound | ({"KPJ"} if eleven_digits(typed["kpj"]) else set())


def eleven_digits(kpjs: pl.Series) -> bool:
    """True when every KPJ is 11 digits, the first not 0."""
    numbers = kpjs.cast(pl.Int64, strict=False)
    return not numbers.null_count() and bool((kpjs.str.len_bytes() == 11).all()) and bool((numbers >= 10**10).all())


def _programme_sets(cells: pl.Series, bits: dict[str, int]) -> CodeTable:
    """The sets of programmes that stand in a block, such as JKK+JKM, as bits; null for a set with an unknown word."""
    sets = {}
    for cell in cells.unique().to_list():
        words = [word.strip().upper() for word in cell.split("+")]
        known = all(word in bits for word in words) and len(set(words)) == len(words)
        sets[cell] = sum(bits[word] for word in words) if known else None
    return CodeTable.of(sets, "programmes", pl.Int16)
