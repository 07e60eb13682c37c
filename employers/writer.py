"""Writes compared rows of the employers' extract: the employers, and the programmes each has joined."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from coverage_portal.core.bulk import (
    delete_where,
    fetch_where,
    first_free_id,
    insert_frame,
    move_sequence,
    update_frame,
)
from coverage_portal.core.landing import CHANGED, NEW, Ids, KeepsBefore
from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import Programme
from employers.extract import FACTS, PROGRAMME_FACTS
from employers.models import Employer, EmployerProgramme
from employers.names import search_text
from employers.typed_facts import forget_outdated

TABLE = Employer._meta.db_table
PROGRAMME_TABLE = EmployerProgramme._meta.db_table
A_STATEMENT = 10_000
_SPELL = {
    "id": pl.Int64,
    "employer_id": pl.Int64,
    "programme": pl.Int16,
    "started_on": pl.Date,
    "ended_on": pl.Date,
}
_BITS = {f"{programme.name.lower()}_sejak": programme.value for programme in Programme if programme.name}


class EmployersWriter:
    """One writing of an employers' extract."""

    def __init__(self, batch_id: int, before: KeepsBefore) -> None:
        self._batch_id = batch_id
        self._before = before
        self._next_programme_id = self._first_programme_id = first_free_id(PROGRAMME_TABLE)
        self._made: Ids = (1, 0)

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Write new and changed employers; other sorts are passed over."""
        if rows.is_empty() or what not in (NEW, CHANGED):
            return
        facts = rows.select("id", *FACTS).with_columns(
            batch_id=pl.lit(self._batch_id, dtype=pl.Int64), changed_on=pl.lit(today()), search_text=_search_texts(rows)
        )
        ids = rows["id"]
        if what == NEW:
            first = self._made[0] if self._made[1] else int(ids.min())  # type: ignore[arg-type]
            self._made = (first, int(ids.max()))  # type: ignore[arg-type]
            insert_frame(TABLE, facts)
        else:
            self._before.keep(TABLE, ids.to_list())
            forget_outdated(facts)
            update_frame(TABLE, facts)
            self._take_programmes_away(ids, _joined(rows))
        self._insert_programmes(_joined(rows))

    def finish(self) -> Mapping[str, Ids]:
        """Let the database's next ids follow; gives the ids of the rows made."""
        move_sequence(TABLE)
        move_sequence(PROGRAMME_TABLE)
        return {TABLE: self._made, PROGRAMME_TABLE: (self._first_programme_id, self._next_programme_id - 1)}

    def _take_programmes_away(self, employer_ids: pl.Series, joined: pl.DataFrame) -> None:
        """Those that run, and those that had ended and are `joined` again from the same day; what else ended stays."""
        names = ["id", "employer_id", "programme", "started_on", "ended_on"]
        for start in range(0, len(employer_ids), A_STATEMENT):
            some = employer_ids[start : start + A_STATEMENT].to_list()
            rows = fetch_where(PROGRAMME_TABLE, names, "employer_id", some, "bigint")
            held = pl.DataFrame(rows, schema=_SPELL, orient="row")
            again = held.join(joined, on=("employer_id", "programme", "started_on"), how="semi")["id"]
            gone = held.filter(pl.col("ended_on").is_null() | pl.col("id").is_in(again.implode()))["id"].to_list()
            self._before.keep(PROGRAMME_TABLE, gone)
            if gone:
                delete_where(PROGRAMME_TABLE, f"id IN ({', '.join(map(str, gone))})")

    def _insert_programmes(self, joined: pl.DataFrame) -> None:
        """A programme joined is a row, from its first day."""
        ids = pl.int_range(self._next_programme_id, self._next_programme_id + joined.height, dtype=pl.Int64, eager=True)
        self._next_programme_id += joined.height
        insert_frame(
            PROGRAMME_TABLE, joined.select("employer_id", "programme", "started_on").insert_column(0, ids.alias("id"))
        )


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """The programmes that the rows say are held: employer_id, programme, started_on."""
    days = rows.select(employer_id="id", **{name: pl.col(name) for name in PROGRAMME_FACTS})
    spells = days.unpivot(index="employer_id", variable_name="name", value_name="started_on").drop_nulls("started_on")
    return spells.with_columns(programme=pl.col("name").replace_strict(_BITS, return_dtype=pl.Int16))


def _search_texts(rows: pl.DataFrame) -> pl.Series:
    texts = (search_text(*names) for names in rows.select("name", "npp", "nib", "npwp").iter_rows())
    return pl.Series("search_text", list(texts), dtype=pl.String)
