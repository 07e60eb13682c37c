"""Headcounts that employers declare to Disnaker (WLKP, UU 7/1981): columns, checks and facts. Pure: no Django.

A row is one employer's declaration of one day. Its headcount stands in one column or in a pair that makes it up: men
and women, citizens and foreigners, fixed-term and permanent contracts. Two pairs count the same people twice, so they
are never added to each other; they must agree. The name is only compared with the registered one, not kept. Runs in
the child process that reads the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from coverage_portal.core.code_table import CodeTable
from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import ROW, Block, Lines
from coverage_portal.core.tabular_checks import (
    Check,
    Checked,
    as_date,
    as_text_checks,
    as_whole_number,
    damaged,
    date_checks,
    like_a_nik,
    no_issues,
    run,
    squeezed,
)
from employers.extract import DIVISION, KEY, NPP
from employers.extract_checks import LARGEST_HEADCOUNT, LONGEST_NAME

TOTAL = "JML_TK_WLKP"
PAIRS = (("TK_LAKI", "TK_PEREMPUAN"), ("TK_WNI", "TK_WNA"), ("TK_PKWT", "TK_PKWTT"))
PARTS = tuple(part for pair in PAIRS for part in pair)
COLUMNS = ("NPP", "DIVISI", "NAMA", TOTAL, *PARTS, "TGL_WLKP")
FACTS = ("npp", "division", "name", "employer_id", "declared_headcount", "declared_on")


@dataclass(slots=True)
class Reference:
    """What the rows are checked against. `employers`: key ("NPP<US>DIVISI") -> employer_id. `row_key` as elsewhere,
    though no hash of these rows is kept."""

    row_key: bytes
    position: date
    employers: pl.DataFrame


class HeadcountsChecker:
    """Checks blocks of declared headcounts."""

    columns = COLUMNS

    def __init__(self, reference: Reference) -> None:
        self._hasher = RowHasher(reference.row_key, np.empty(0, dtype=np.int64))
        self._employers = CodeTable(reference.employers)
        self._checks = checks(reference.position)

    def sift(self, block: Block | Lines) -> Sifted:
        """Every row: an employer's stored hash is that of another kind of file."""
        return sift(block, self._hasher, COLUMNS)

    def check(self, sifted: Sifted) -> Checked:
        """Every problem of every row, and the good rows as facts.

        A row without a count and a day says nothing and is blank: whoever fills in the portal's own form leaves such.
        """
        silent = pl.all_horizontal(pl.col(TOTAL, *PARTS, "TGL_WLKP") == "")
        fresh = sifted.fresh.filter(~silent)
        said = replace(sifted, fresh=fresh, blank=sifted.blank + sifted.fresh.height - fresh.height)
        typed = self._typed(said.fresh)
        issues, rejected = run(typed, self._checks)
        refused = typed.filter(rejected).filter(~like_a_nik("NPP") & ~like_a_nik("DIVISI"))
        facts = typed.filter(~rejected).select(ROW, *FACTS)
        return said.checked(facts, issues, rejected, refused.select(KEY).to_series())

    def finish(self) -> pl.DataFrame:
        """Nothing is judged of the file as a whole."""
        return no_issues()

    def _typed(self, text: pl.DataFrame) -> pl.DataFrame:
        """The text columns with typed ones beside them, in lower case."""
        frame = text.with_columns(
            npp=NPP,
            division=DIVISION,
            name=squeezed("NAMA"),
            employer_key=KEY,
            declared_on=as_date("TGL_WLKP"),
            **{name.lower(): as_whole_number(name) for name in (TOTAL, *PARTS)},
        )
        sums = [pl.col(one.lower()) + pl.col(other.lower()) for one, other in PAIRS]  # null unless both are there
        counts = [pl.col(TOTAL.lower()), *sums]
        frame = frame.with_columns(
            declared_headcount=pl.coalesce(counts),
            smallest=pl.min_horizontal(counts),
            largest=pl.max_horizontal(counts),
        )
        return self._employers.beside(frame, "employer_key")


def checks(position: date) -> list[Check]:
    """The checks of one row, given the day the file stands at."""
    return [*_employer(), *_counts(), *date_checks("TGL_WLKP", "declared_on", required=True), *_days(position)]


def _employer() -> list[Check]:
    filled, misplaced = pl.col("npp") != "", like_a_nik("NPP") & ~damaged("NPP")
    return [
        Check("required", "NPP", ~filled),
        Check("code_damaged", "NPP", damaged("NPP")),
        Check("nik_misplaced", "NPP", misplaced, value=""),
        Check(
            "employer_unknown",
            "NPP",
            filled & pl.col("employer_id").is_null() & ~damaged("NPP") & ~misplaced,
            value=pl.concat_str("NPP", "DIVISI", separator=" ").str.strip_chars(),
        ),
        *as_text_checks("NAMA", "name", LONGEST_NAME, required=False),
    ]


def _counts() -> list[Check]:
    """Each cell is a number; together they are one headcount."""
    unreadable = {
        name: (pl.col(name) != "") & (pl.col(name.lower()).is_null() | (pl.col(name.lower()) > LARGEST_HEADCOUNT))
        for name in (TOTAL, *PARTS)
    }
    readable = ~pl.any_horizontal(unreadable.values())
    said = pl.concat_str([TOTAL, *PARTS], separator=" ").str.strip_chars().str.replace_all(r"\s+", " ")
    return [
        *(Check("headcount_form", name, when) for name, when in unreadable.items()),
        Check("headcount_missing", TOTAL, readable & pl.col("declared_headcount").is_null(), value=said),
        Check("headcount_parts_differ", TOTAL, readable & (pl.col("smallest") != pl.col("largest")), value=said),
    ]


def _days(position: date) -> list[Check]:
    return [Check("declared_after_position", "TGL_WLKP", pl.col("declared_on") > position, rejects=False)]
