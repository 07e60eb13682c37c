"""Identifiers of an employer: NPWP with its check digit, and the section a KBLI code lies in. Pure: no Django.

A 16-digit NPWP is a NIK, or 0 followed by the old 15 digits (PMK 112/2022). One that may be a NIK is never kept.
"""

from __future__ import annotations

import polars as pl

KBLI_2020_DIVISIONS = {
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}
"""First and last division of each section (Peraturan BPS 2/2020). KBLI 2025 moved contents: its section stays blank."""


def kbli_sections() -> dict[str, str]:
    """ "2020 47" -> "G": the section of every two-digit division, by version and division."""
    return {
        f"2020 {division:02}": section
        for section, (first, last) in KBLI_2020_DIVISIONS.items()
        for division in range(first, last + 1)
    }


def plain_digits(column: str) -> pl.Expr:
    """A code without the dots, dashes and spaces people put into it."""
    return pl.col(column).str.replace_all(r"[\s'.\-\x{a0}]", "")


def luhn_columns(column: str) -> list[pl.Expr]:
    """From an NPWP without punctuation.

    npwp_long: 16 digits (22 with its NITKU); npwp_known: in one of the known forms and no NIK; npwp_like_nik;
    npwp_luhn: the first 9 of the old 15 digits pass the check.
    """
    text = pl.col(column)
    length = text.str.len_bytes()
    digits = text.str.contains(r"^\d+$")
    old = digits & (length == 15)
    new = digits & length.is_in([16, 22])
    long = pl.when(old).then("0" + text).otherwise(text)
    return [
        long.alias("npwp_long"),
        (old | (new & text.str.starts_with("0"))).alias("npwp_known"),
        (new & ~text.str.starts_with("0")).alias("npwp_like_nik"),
        (_luhn_sum(long.str.slice(1, 9)) % 10 == 0).alias("npwp_luhn"),
    ]


def _luhn_sum(nine: pl.Expr) -> pl.Expr:
    total = pl.lit(0)
    for place in range(9):
        digit = nine.str.slice(place, 1).cast(pl.Int32, strict=False)
        doubled = digit * 2
        total = total + (pl.when(doubled > 9).then(doubled - 9).otherwise(doubled) if place % 2 else digit)
    return total
