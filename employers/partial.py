"""Employers' files that lack columns of the extract: what they do not say stands as it is stored."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl

from coverage_portal.core.bulk import fetch_where
from coverage_portal.core.silence import facts_of, with_stored
from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import ERROR, LONGEST_VALUE
from coverage_portal.programmes.codes import PROGRAMMES
from employers.extract import FACTS, PROGRAMME_FACTS
from employers.extract_checks import PROGRAMME_COLUMNS
from employers.models import Employer, EmployerProgramme

SAID_BY = {
    "BENTUK": ("legal_form",),
    "NIB": ("nib",),
    "NPWP": ("npwp",),
    "KBLI_VERSI": ("kbli_version",),
    "KBLI": ("kbli_code", "kbli_section"),
    "SKALA": ("scale",),
    "DASAR_SKALA": ("scale_basis",),
    "SKALA_PER": ("scale_as_of",),
    "KELOMPOK_RISIKO": ("risk_group",),
    "ALAMAT": ("address",),
    "TGL_TUTUP": ("closed_on",),
    "JML_TK_WLKP": ("declared_headcount",),
    "TGL_WLKP": ("declared_on",),
    **{column: (fact,) for column, fact in zip(PROGRAMME_COLUMNS, PROGRAMME_FACTS, strict=True)},
}
"""The facts of an employer that an optional column gives."""
DIVISIONS_NAMED = 5
COMPARED = tuple(name for name in (*FACTS, *PROGRAMME_FACTS) if name not in ("npp", "division", "row_hash"))
_STORED = tuple(name for name in COMPARED if name not in PROGRAMME_FACTS)
_BITS = {f"{programme.name.lower()}_sejak": programme.value for programme in PROGRAMMES if programme.name}


def beside_all_facts(known: pl.DataFrame, absent: Collection[str]) -> pl.DataFrame:
    """Rows of stored employers (by `id`) with every stored fact beside its own ("old_" before its name), and with the
    stored ones of those facts that the absent columns would have given."""
    ids = known["id"].to_list()
    schema: dict[str, Any] = {"id": pl.Int64, **{f"old_{name}": known.schema[name] for name in _STORED}}
    rows = fetch_where(Employer._meta.db_table, ["id", *_STORED], "id", ids, "bigint")
    facts = pl.DataFrame(rows, schema=schema, orient="row")
    bare = known.drop([name for name in known.columns if name in facts.columns and name != "id"])
    full = bare.join(facts, on="id", how="left", maintain_order="left")
    full = full.join(_programmes(ids), on="id", how="left", maintain_order="left")
    return with_stored(full, facts_of(absent, SAID_BY))


def _programmes(ids: list[int]) -> pl.DataFrame:
    """The day each programme that is still held was joined, for employers that hold any: id and "old_" facts."""
    read = ["employer_id", "programme", "started_on", "ended_on"]
    rows = fetch_where(EmployerProgramme._meta.db_table, read, "employer_id", ids, "bigint")
    joined: dict[int, dict[str, Any]] = {}
    names = {bit: f"old_{name}" for name, bit in _BITS.items()}
    for employer, programme, day, ended in rows:
        if ended is None:
            joined.setdefault(employer, {"id": employer})[names[programme]] = day
    schema = {"id": pl.Int64, **dict.fromkeys(names.values(), pl.Date)}
    return pl.DataFrame([{**dict.fromkeys(schema), **row} for row in joined.values()], schema=schema)


def without_divided(beside: pl.DataFrame, stored: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows but those whose NPP is stored with divisions only, and a problem for each of these: without its division
    nobody can tell which is meant, and it must not become one more. The problem names some of those stored."""
    divided = pl.col("id").is_null() & pl.col("npp").is_in(stored["npp"].implode())
    names = pl.col("division").sort().head(DIVISIONS_NAMED).str.join(", ")
    more = pl.when(pl.len() > DIVISIONS_NAMED).then(pl.lit(", …")).otherwise(pl.lit(""))
    divisions = stored.filter(pl.col("division") != "").group_by("npp").agg(divisions=names + more)
    issues = (
        beside.filter(divided)
        .join(divisions, on="npp", how="left", maintain_order="left")
        .select(
            ROW,
            column=pl.lit("DIVISI"),
            code=pl.lit("division_missing"),
            severity=pl.lit(ERROR),
            value=pl.col("divisions").fill_null("").str.slice(0, LONGEST_VALUE),
        )
    )
    return beside.filter(~divided), issues
