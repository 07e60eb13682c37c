"""Writes compared rows of the workers' extract: persons first, then the memberships that name them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from coverage_portal.core.bulk import Loader, count_anew, drop_indexes, make_indexes, move_sequence, update_frame
from coverage_portal.core.landing import CHANGED, NEW, Ids, KeepsBefore, Pending
from workers.models import Membership, Person

FACTS = (
    "kpj",
    "person_id",
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
PERSONS, CORRECTIONS, ENDED = "persons", "corrections", "ended"
"""Sorts of this kind's own: persons to insert, facts of stored persons to correct (id and those facts), memberships to
end (id and ended_on)."""
ENOUGH_TO_WRITE = 5_000
TABLE = Membership._meta.db_table
PERSON_TABLE = Person._meta.db_table
PERSON_COLUMNS = ("id", "nik_hash", "key_version", "name", "sex", "birth_date", "home_id")
_ORDER = (PERSONS, NEW, CHANGED, CORRECTIONS, ENDED)


class WorkersWriter:
    """One writing of a workers' extract."""

    def __init__(self, batch_id: int, before: KeepsBefore, *, first_load: bool, first_persons: bool) -> None:
        """`first_load`: no membership is stored, so indexes are dropped and built once; `first_persons`: no person."""
        self._batch_id = batch_id
        self._before = before
        self._indexes = drop_indexes(TABLE) if first_load else []
        if first_load and first_persons:
            self._indexes += drop_indexes(PERSON_TABLE)
        self._loaders = {PERSONS: Loader(PERSON_TABLE), NEW: Loader(TABLE)}
        self._pending = Pending(ENOUGH_TO_WRITE)
        self._made: dict[str, Ids] = {TABLE: (1, 0), PERSON_TABLE: (1, 0)}

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Write the rows once there are enough of their sort; sorts that are not written are passed over."""
        if what not in _ORDER or rows.is_empty():
            return
        if (enough := self._pending.add(what, self._columns(what, rows))) is not None:
            self._write(what, enough)

    def finish(self) -> Mapping[str, Ids]:
        """Write the rest and put the indexes back; raises IntegrityError when a KPJ or a NIK stands there twice."""
        for what, rows in sorted(self._pending.rest(), key=lambda pair: _ORDER.index(pair[0])):
            self._write(what, rows)
        make_indexes(self._indexes)
        if self._indexes:
            count_anew(TABLE, PERSON_TABLE)
        move_sequence(PERSON_TABLE)
        move_sequence(TABLE)
        return self._made

    def _columns(self, what: str, rows: pl.DataFrame) -> pl.DataFrame:
        if what in (NEW, CHANGED):
            return rows.select("id", *FACTS).with_columns(batch_id=pl.lit(self._batch_id, dtype=pl.Int64))
        return rows.select(PERSON_COLUMNS) if what == PERSONS else rows

    def _write(self, what: str, rows: pl.DataFrame) -> None:
        if what in self._loaders:
            table = PERSON_TABLE if what == PERSONS else TABLE
            self._made[table] = _widened(self._made[table], rows["id"])
            self._loaders[what].load(rows)
            return
        table = PERSON_TABLE if what == CORRECTIONS else TABLE
        self._before.keep(table, rows["id"].to_list())
        if what == ENDED:  # it is no longer as any file has it
            batch = pl.lit(self._batch_id, dtype=pl.Int64)
            rows = rows.select("id", "ended_on", row_hash=pl.lit(0, dtype=pl.Int64), batch_id=batch)
        update_frame(table, rows)


def _widened(made: Ids, ids: pl.Series) -> Ids:
    first, last = int(ids.min()), int(ids.max())  # type: ignore[arg-type]
    return (first, last) if made[1] < made[0] else (min(made[0], first), max(made[1], last))
