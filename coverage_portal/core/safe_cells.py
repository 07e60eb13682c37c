"""Text that a spreadsheet does not take for a formula. Pure; every CSV and XLSX the portal writes passes it.

Whoever opens a file in Excel or LibreOffice runs what its cells begin with (OWASP, "CSV injection"): a publisher's name
that starts with "=" would be calculated, and could fetch something from elsewhere.
"""

from __future__ import annotations

from unicodedata import category

import polars as pl

UNSEEN = "Cf"
"""The category of marks a program may skip before it looks: zero-width, direction, a byte order mark in the text."""

STARTS_A_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""Also the full-width signs of East Asian keyboards, which Excel reads as the plain ones."""
SPACES = " \u00a0"


def safe_cell(text: str) -> str:
    """`text` as it may stand in a cell: with an apostrophe before it when it would begin a formula.

    Only for text. A number goes into its cell as a number: -5 would become the text '-5.
    """
    seen = next((sign for sign in text if sign not in SPACES and category(sign) != UNSEEN), "")
    return f"'{text}" if seen in STARTS_A_FORMULA and seen else text


def safe_cells(texts: pl.Expr) -> pl.Expr:
    """safe_cell of each text of a column."""
    skipped, signs = rf"[ \x{{a0}}\p{{{UNSEEN}}}]*", "".join(sorted(STARTS_A_FORMULA - {"-"}))
    return pl.when(texts.str.contains(rf"^{skipped}[{signs}\-]")).then("'" + texts).otherwise(texts)
