"""Codes are looked up exactly: what is in the table is found, whatever else the column holds."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.code_table import CodeTable

CODES = st.text(alphabet="ab. ", max_size=4)


@given(st.dictionaries(CODES, st.integers(0, 99), max_size=20), st.lists(CODES, max_size=30))
def test_a_column_is_looked_up_as_a_dictionary_would(pairs, cells):
    frame = pl.DataFrame({"n": range(len(cells)), "code": cells}, schema={"n": pl.Int64, "code": pl.String})
    found = CodeTable.of(pairs, "value", pl.Int64).beside(frame, "code")
    assert found.rows() == [(n, cell, pairs.get(cell)) for n, cell in enumerate(cells)]


def test_a_code_may_stand_for_several_things():
    table = pl.DataFrame({"key": ["x", "y"], "id": [1, 2], "closed": ["a", None]})
    found = CodeTable(table).beside(pl.DataFrame({"k": ["y", "z", "x"]}), "k")
    assert found.rows() == [("y", 2, None), ("z", None, None), ("x", 1, "a")]
