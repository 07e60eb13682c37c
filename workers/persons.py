"""Who the rows of an extract are: finds each NIK's person, makes new ones, and corrects facts the whole file agrees on.

A person is one keyed NIK hash. The first row that names a person decides its facts; a row that says otherwise warns.
A stored person is corrected only when every row of the file that names it agrees on the new facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl

from coverage_portal.core import tabular_checks
from coverage_portal.core.bulk import fetch_where, first_free_id
from coverage_portal.core.stored_rows import MustBeRead, Outcome, StoredRows
from coverage_portal.core.tabular import ROW
from workers.models import Membership, Person

IDENTITY = ("name", "sex", "birth_date")
FACTS = (*IDENTITY, "home_id")
LARGEST_MERGE = 250_000  # merging needs as much memory again for a moment
A_QUERY = 900  # SQLite takes 999 parameters at least
_DATABASE = {
    "nik_hash": pl.Binary,
    "person_id": pl.Int64,
    **{f"stored_{name}": kind for name, kind in zip(FACTS, (pl.String, pl.Int16, pl.Date, pl.Int64), strict=True)},
}


class NewPersons:
    """Persons first named by this file: hash -> id and facts, in sorted runs that merge as they grow (16 bytes)."""

    def __init__(self, first_id: int) -> None:
        self.first_id = self.next_id = first_id
        self._runs: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def find(self, hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each of the sorted `hashes` the person's id (0: not one of these) and the facts it was made with."""
        ids = np.zeros(len(hashes), dtype=np.int64)
        facts = np.zeros(len(hashes), dtype=np.uint32)
        for keys, offsets, run_facts in self._runs:
            at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
            hit = keys[at] == hashes
            ids[hit] = self.first_id + offsets[at[hit]].astype(np.int64)
            facts[hit] = run_facts[at[hit]]
        return ids, facts

    def add(self, hashes: np.ndarray, order: np.ndarray, facts: np.ndarray) -> np.ndarray:
        """New ids for the sorted, distinct `hashes`, counted up in `order`; gives the ids."""
        ids = np.empty(len(hashes), dtype=np.int64)
        ids[order] = np.arange(self.next_id, self.next_id + len(hashes))
        self.next_id += len(hashes)
        if not len(hashes):
            return ids
        run = (hashes, (ids - self.first_id).astype(np.uint32), facts)
        while self._runs and len(self._runs[-1][0]) <= min(2 * len(run[0]), LARGEST_MERGE):
            run = _merged(self._runs.pop(), run)
        self._runs.append(run)
        return ids


def _merged(left: tuple[np.ndarray, ...], right: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    order = np.argsort(np.concatenate([left[0], right[0]]), kind="stable")
    keys, offsets, facts = (np.concatenate(pair)[order] for pair in zip(left, right, strict=True))
    return keys, offsets, facts


class PersonRegister:
    """Gives every row its person. `new_rows` collects the persons to insert, for the caller to take."""

    def __init__(self, *, key_version: int, ask_database: bool) -> None:
        self._key_version = key_version
        self._ask_database = ask_database
        self.first_id = first_free_id(Person._meta.db_table)
        self._new = NewPersons(self.first_id)
        self._differing: list[pl.DataFrame] = []
        self._agreeing: list[pl.Series] = []

    def resolve(self, rows: pl.DataFrame, outcome: Outcome) -> tuple[pl.Series, pl.DataFrame]:
        """The person id of each row, and the persons that have to be inserted first."""
        hashes, firsts, back = np.unique(rows["nik_hash"].hash().to_numpy(), return_index=True, return_inverse=True)
        row_facts = _facts(rows)
        ids, facts = self._new.find(hashes)
        in_database = np.zeros(len(hashes), dtype=bool)
        if self._ask_database:
            niks = rows["nik_hash"].gather(firsts)
            stored = _stored(niks.filter(pl.Series(ids == 0)))
            known = niks.to_frame().join(stored, on="nik_hash", how="left", maintain_order="left")
            in_database = known["person_id"].is_not_null().to_numpy()
            ids = np.where(in_database, known["person_id"].fill_null(0).to_numpy(), ids)
        fresh = ids == 0
        facts[fresh] = row_facts[firsts[fresh]]
        order = np.argsort(firsts[fresh])
        ids[fresh] = self._new.add(hashes[fresh], order, facts[fresh])
        person_ids = pl.Series("person_id", ids[back])
        warned = (row_facts != facts[back]) & ~in_database[back]
        outcome.issues.append(_issues(rows.filter(pl.Series(warned))))
        if in_database.any():
            self._compare(rows.with_columns(person_ids), known)
        return person_ids, self._inserts(rows[np.sort(firsts[fresh])], person_ids.gather(np.sort(firsts[fresh])))

    def corrections(self, memberships: StoredRows, outcome: Outcome) -> pl.DataFrame:
        """Facts to correct on stored persons (columns id and FACTS): those that every row of the file agrees on.

        Raises MustBeRead when rows of such a person were known by their hash: what they say of the person, their hash
        does not tell. The person may have been corrected by another file since.
        """
        if not self._differing:
            return pl.DataFrame()
        said = pl.concat(self._differing)
        outcome.issues.append(_issues(said.filter(pl.col("warns"))))
        variants = said.select("person_id", *FACTS).unique(maintain_order=True)
        alone = variants.filter(pl.len().over("person_id") == 1)
        agreed = alone.filter(~pl.col("person_id").is_in(pl.concat(self._agreeing).to_list()))
        starts: dict[int, date] = {}
        unread: set[str] = set()
        for batch in _batches(agreed["person_id"].to_list()):
            held = Membership.objects.filter(person_id__in=batch).values_list("person_id", "id", "kpj", "started_on")
            silent = memberships.unread([membership for _person, membership, _kpj, _start in held])
            for person, membership, kpj, start in held:
                starts[person] = min(start, starts.get(person, start))
                if membership in silent:
                    unread.add(kpj)
        if unread:
            raise MustBeRead(unread)
        for person in agreed["person_id"]:
            outcome.touch(starts.get(person))
        return agreed.rename({"person_id": "id"})

    def _compare(self, rows: pl.DataFrame, known: pl.DataFrame) -> None:
        """Keep the rows that differ from the stored person, and the persons other rows agree with."""
        beside = rows.join(known.drop_nulls("person_id").drop("person_id"), on="nik_hash", how="inner")
        other = [~pl.col(name).eq_missing(pl.col(f"stored_{name}")) for name in FACTS]
        flagged = beside.with_columns(warns=pl.any_horizontal(other[: len(IDENTITY)]), differs=pl.any_horizontal(other))
        self._agreeing.append(flagged.filter(~pl.col("differs"))["person_id"])
        differing = flagged.filter(pl.col("differs")).select(ROW, "person_id", *FACTS, "warns")
        if not differing.is_empty():
            self._differing.append(differing)

    def _inserts(self, rows: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
        return rows.select(
            id=ids, nik_hash="nik_hash", key_version=pl.lit(self._key_version, dtype=pl.Int16), name="name", sex="sex",
            birth_date="birth_date", home_id="home_id",
        )  # fmt: skip


def _stored(nik_hashes: pl.Series) -> pl.DataFrame:
    """The stored persons among `nik_hashes`."""
    wanted = nik_hashes.bin.encode("hex").to_list()
    found = fetch_where(Person._meta.db_table, ("nik_hash", "id", *FACTS), "nik_hash", wanted, "uuid")
    rows = [(_sixteen_bytes(nik_hash), *rest) for nik_hash, *rest in found]
    return pl.DataFrame(rows, schema=_DATABASE, orient="row")


def _sixteen_bytes(nik_hash: UUID | str) -> bytes:
    """A stored hash as bytes: PostgreSQL gives a UUID, SQLite its 32 hexadecimal digits."""
    return nik_hash.bytes if isinstance(nik_hash, UUID) else bytes.fromhex(nik_hash)


def _facts(rows: pl.DataFrame) -> np.ndarray:
    """A 32-bit digest of name, sex and birth date, to notice that two rows of one NIK differ."""
    names = rows["name"].hash().to_numpy()
    born = rows["birth_date"].to_physical().to_numpy().astype(np.uint64)
    mixed = names ^ (born * np.uint64(4) + rows["sex"].to_numpy().astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _issues(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        ROW,
        column=pl.lit("NIK"),
        code=pl.lit("person_differs"),
        severity=pl.lit(tabular_checks.WARNING),
        value=pl.col("name").str.slice(0, tabular_checks.LONGEST_VALUE),
    )


def _batches(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), A_QUERY):
        yield values[start : start + A_QUERY]


def at_stored_home(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the home each person is stored with: the file's silence is no correction of it."""
    homes: list[tuple[bytes, int | None]] = []
    niks = [UUID(bytes=nik_hash) for nik_hash in rows["nik_hash"].unique().to_list()]
    for start in range(0, len(niks), A_QUERY):
        known = Person.objects.filter(nik_hash__in=niks[start : start + A_QUERY]).values_list("nik_hash", "home_id")
        homes += [(nik.bytes, home) for nik, home in known]
    stored = pl.DataFrame(homes, schema={"nik_hash": pl.Binary, "stored_home": pl.Int64}, orient="row")
    beside = rows.join(stored, on="nik_hash", how="left", maintain_order="left")
    return beside.with_columns(home_id=pl.coalesce("home_id", "stored_home")).drop("stored_home")
