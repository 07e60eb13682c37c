"""Names of sheets, and how a spreadsheet is told to show a number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from coverage_portal.coverage.files.number_patterns import pattern_in_thousands, pattern_of
from coverage_portal.coverage.files.sheets import Number, quoted, sheet_name
from coverage_portal.coverage.workings import FigureKind


def test_names_of_sheets_fit_and_differ():
    taken = {"sumber"}
    assert sheet_name("Sumber", taken) == "Sumber 2"
    assert sheet_name("a/b: [c]?*", taken) == "a b   c"
    assert [len(sheet_name("x" * 40, taken)) for _ in range(3)] == [31, 30, 30]
    assert sheet_name("'/'", taken)


def test_a_name_is_quoted_for_a_formula():
    assert quoted("Jum'at") == "'Jum''at'"


@pytest.mark.parametrize(
    ("number", "pattern"),
    [
        (Number(Fraction(736_000), FigureKind.COUNT), "#,##0"),
        (Number(Fraction(1, 3), FigureKind.SHARE), "0.0%"),
        (Number(Fraction(1, 3), FigureKind.SHARE, edge=True), "0.00%"),
        (Number(Fraction(114_423), FigureKind.COUNT, about=True), '"±"#,##0,"\u00a0ribu";"±\u00a0−"#,##0,"\u00a0ribu"'),
        (Number(Fraction(-10_712), FigureKind.COUNT, about=True), '"±"#,##0,"\u00a0ribu";"±\u00a0−"#,##0,"\u00a0ribu"'),
        (
            Number(Fraction(1_187_499), FigureKind.COUNT, about=True),
            '"±"0.00,,"\u00a0juta";"±\u00a0−"0.00,,"\u00a0juta"',
        ),
        (Number(Fraction(999_600), FigureKind.COUNT, about=True), '"±"0,,"\u00a0juta";"±\u00a0−"0,,"\u00a0juta"'),
        (Number(Fraction(442), FigureKind.COUNT, about=True), '"±"0.0,"\u00a0ribu";"±\u00a0−"0.0,"\u00a0ribu"'),
        (Number(Fraction(1, 3), FigureKind.SHARE, about=True), '"±"0%;"±\u00a0−"0%'),
        (Number(Fraction(103_333), about=True), '"±"#,##0;"±\u00a0−"#,##0'),
        (Number(Fraction(2), FigureKind.CHANGE, about=True), '"±"+#,##0;"±\u00a0−"#,##0;"±"0'),
        (Number(Fraction(1), FigureKind.POINTS), '+0.0" poin";-0.0" poin";0.0" poin"'),
        (Number(Fraction(2_016_000_000), FigureKind.RUPIAH), '"Rp"#,##0'),
        (Number(Fraction("4285798.9"), FigureKind.RUPIAH), '"Rp"#,##0.00'),
        (Number(Fraction("5399405.69")), "#,##0.0###"),
    ],
)
def test_a_number_is_shown_by_its_kind(number, pattern):
    assert pattern_of(number, "id") == pattern


@pytest.mark.parametrize(
    ("number", "pattern"),
    [
        (Number(Fraction(75_000), FigureKind.COUNT), "#,##0,"),
        (Number(Fraction(-10_712), FigureKind.COUNT, about=True), '"±"#,##0,;"±\u00a0−"#,##0,'),
        (Number(Fraction(-499), FigureKind.COUNT, about=True), '"±"#,##0,;"±"#,##0,'),
    ],
)
def test_a_tile_shows_whole_thousands_without_the_word(number, pattern):
    assert pattern_in_thousands(number, "id") == pattern
