"""Whole columns are masked as single values are."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.programmes.codes import PROGRAMMES
from workers.masked_columns import masked_kpjs, masked_names, programme_codes
from workers.masking import masked_kpj, masked_name

WORDS = st.text(alphabet=st.sampled_from("aBé'.=-  \u00a0Ñ🙂$1\\"), max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_names_are_masked_as_one_name_is(names):
    column = pl.DataFrame({"name": pl.Series(names, dtype=pl.String)})
    assert column.select(masked_names("name")).to_series().to_list() == [masked_name(name) for name in names]


def test_kpjs_are_masked_as_one_kpj_is():
    kpjs = ["12345678901", "1234", "", "~ABCDEFGHIJKLMNOPQRS", "12345"]
    column = pl.DataFrame({"kpj": kpjs})
    assert column.select(masked_kpjs("kpj")).to_series().to_list() == [masked_kpj(kpj) for kpj in kpjs]


def test_sets_of_programmes_are_their_codes():
    column = pl.DataFrame({"bits": [0, 3, 31]})
    every = " ".join(str(one.name) for one in PROGRAMMES)
    assert column.select(programme_codes("bits")).to_series().to_list() == ["", "JKK JKM", every]
