"""A cell of an exported file is text, whatever was typed into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.safe_cells import STARTS_A_FORMULA, UNSEEN, safe_cell


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
    ],
)
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "Kota Tangerang", "1.190.000", "a=b", "'=1", "−5", "Rp16.800", "–"])
def test_everything_else_stays_as_it_is(text):
    assert safe_cell(text) == text


@given(st.text())
def test_no_cell_begins_a_formula_and_no_text_is_lost(text):
    made = safe_cell(text)
    assert made in (text, f"'{text}")
    assert made.lstrip(UNSEEN)[:1] not in STARTS_A_FORMULA
    assert safe_cell(made) == made
