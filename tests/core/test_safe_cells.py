"""A cell of an exported file is text, whatever was typed into it."""

from unicodedata import category

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.safe_cells import SPACES, STARTS_A_FORMULA, UNSEEN, safe_cell, safe_cells


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+62811",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        '=HYPERLINK("http://x")',
        " =1",
        "\ufeff=1",
        "\u202e=1",
        "\u00ad+1",
        "\u200b\u2066 \u00a0@x",
        "\U000e0001=1",
    ],
)
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", " ", "Kota Tangerang", "1.190.000", "a=b", "'=1", "−5", "Rp16.800", "–", "\u202eabc", "\u00ad"]
)
def test_everything_else_stays_as_it_is(text):
    assert safe_cell(text) == text


marked = st.text(st.characters(categories=["Cf"]) | st.sampled_from("=+-@\t a1"), max_size=6)


@given(st.text() | marked)
def test_no_cell_begins_a_formula_and_no_text_is_lost(text):
    made = safe_cell(text)
    assert made in (text, f"'{text}")
    seen = [sign for sign in made if sign not in SPACES and category(sign) != UNSEEN]
    assert not seen or seen[0] not in STARTS_A_FORMULA
    assert safe_cell(made) == made


def test_whole_columns_are_made_safe_as_single_cells_are():
    texts = ["=1+1", "+62", "-5", "@a", "\u200b=1", " \u00a0=1", "＝1", "\t1", "Budi", "", "a=1", "\\n"]
    column = pl.DataFrame({"text": texts})
    assert column.select(safe_cells(pl.col("text"))).to_series().to_list() == [safe_cell(text) for text in texts]
