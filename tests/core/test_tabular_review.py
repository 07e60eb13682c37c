"""What somebody who looks at an import's result gets beside the facts: rejected rows, and which rows are the same."""

import numpy as np
import polars as pl
import pytest

from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import HIDDEN
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from tests.core.members_checker import COLUMNS, FIELDS

CHECKER = "tests.core.members_checker:MembersChecker"
NIK = "3671070101909001"
TEXT = f"""{";".join(COLUMNS)}
K1;{NIK};ANI;31-01-1990;5000000
K2;{NIK}9;BUDI;31-01-1990;5000000
K3;{NIK};CICI {NIK};31-02-1990;lima juta
K4;{NIK};DIDI;31-01-1990
K5;{NIK};EKO;31-01-1990;
"""


def parts(path, **more):
    with SheetReader() as child:
        child.start(Job(str(path), CHECKER, more.pop("reference", {}), 4 << 30, 20, fields=FIELDS, **more))
        return list(child.parts())


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    return path


def test_rejected_rows_come_as_text_with_nothing_of_a_nik(path):
    rejected = [part.rejected for part in parts(path, review=True) if part.rejected is not None]
    assert pl.concat(rejected).rows() == [
        (3, "K2", HIDDEN, "BUDI", "31-01-1990", "5000000"),
        (4, "K3", HIDDEN, HIDDEN, "31-02-1990", "lima juta"),
    ]


def test_rows_that_are_stored_just_so_are_named(path):
    every = pl.concat(part.rows for part in parts(path) if part.rows is not None)
    known = np.sort(every["row_hash"].to_numpy())
    same = [part for part in parts(path, review=True, reference={"known": known}) if part.same is not None]
    assert [row for part in same for row in part.same_rows.tolist()] == every[ROW].to_list() == [2, 6]


def test_nothing_of_it_is_sent_when_nobody_looks(path):
    every = parts(path)
    assert [part.rejected for part in every if part.rejected is not None] == []
    assert {part.same_rows for part in every} == {None}
