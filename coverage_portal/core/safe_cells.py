"""Text that a spreadsheet does not take for a formula. Pure; every CSV and XLSX the portal writes passes it.

Whoever opens a file in Excel or LibreOffice runs what its cells begin with (OWASP, "CSV injection"): a publisher's name
that starts with "=" would be calculated, and could fetch something from elsewhere.
"""

from __future__ import annotations

STARTS_A_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""Also the full-width signs of East Asian keyboards, which Excel reads as the plain ones."""
UNSEEN = " \u00a0\u200b\u2060\ufeff"
"""What a program may skip before it looks: spaces, zero-width marks, a byte order mark inside the text."""


def safe_cell(text: str) -> str:
    """`text` as it may stand in a cell: with an apostrophe before it when it would begin a formula.

    Only for text. A number goes into its cell as a number: -5 would become the text '-5.
    """
    return f"'{text}" if text.lstrip(UNSEEN)[:1] in STARTS_A_FORMULA else text
