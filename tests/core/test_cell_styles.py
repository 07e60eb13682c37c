"""Dates and numbers as people write them: found out from a whole column, read back to what they were."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.cell_dates import (
    COMPACT,
    DAY_FIRST,
    MONTH_FIRST,
    MONTHS,
    NAMED,
    SERIAL_1900,
    SERIAL_1904,
    YEAR_FIRST,
    count_dates,
    decide_dates,
    to_canonical_date,
)
from coverage_portal.core.cell_numbers import COMMAS, DOTS, PLAIN, count_numbers, decide_numbers, to_canonical_number
from coverage_portal.core.cell_styles import TRUE_VALUE, Tally

MEI, SEP = date(2024, 5, 12), date(2023, 9, 22)


def dates(*cells, **known):
    """The decision for a column, and the column read by it; counted in two blocks."""
    tally = Tally()
    for some in (cells[:1], cells[1:]):
        count_dates(pl.Series(some, dtype=pl.String), tally)
    decision = decide_dates(tally, **known)
    return decision, to_canonical_date(pl.Series(cells, dtype=pl.String), decision.style).to_list()


def numbers(*cells, whole=False):
    tally = Tally()
    for some in (cells[:1], cells[1:]):
        count_numbers(pl.Series(some, dtype=pl.String), tally)
    decision = decide_numbers(tally, whole=whole)
    return decision, to_canonical_number(pl.Series(cells, dtype=pl.String), decision.style).to_list()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *[(text, MEI) for text in ("12-05-2024", "12/5/2024", "12.05.24", "12 - 05 - 2024", "12-05-2024 07:30")],
        *[(text, MEI) for text in ("2024-05-12", "2024/05/12", "2024-05-12 00:00:00", "2024-05-12T10:30:00.000")],
        *[(text, MEI) for text in ("12 Mei 2024", "12 MAY 2024", "12-mei-24", "Minggu, 12 Mei 2024", "12Mei2024")],
        *[(text, SEP) for text in ("22-SEP-23", "22-SEP-2023", "22 September 2023", "22 Sept. 2023", "'22-09-2023")],
        *[(f"1 {name} 1999", date(1999, 8, 1)) for name in ("Agt", "Ags", "Aug", "Agustus", "August")],
        *[(f"1 {name} 1999", date(1999, 10, 1)) for name in ("Okt", "Oct", "Oktober")],
        *[(f"1 {name} 1999", date(1999, 12, 1)) for name in ("Des", "Dec", "December")],
        *[(f"1 {name} 1999", date(1999, 2, 1)) for name in ("Peb", "Feb", "Pebruari")],
        ("22\u00a0Sep\u00a02023", SEP),
        ("31-12-29", date(2029, 12, 31)),
        ("31-12-30", date(1930, 12, 31)),
        (f"{TRUE_VALUE}12-05-2024", MEI),
    ],
)
def test_a_date_is_read_however_it_is_written(cell, day):
    decision, read = dates(cell, "31-12-2020")
    assert read == [f"{day:%d-%m-%Y}", "31-12-2020"]
    assert (decision.style, decision.sure, decision.misfits) == (DAY_FIRST, True, 0)


@pytest.mark.parametrize(
    "cell",
    ["31-02-2024", "29 Feb 2023", "00-00-0000", "31/13/2024", "2024-02-30", "12 Foo 2024", "2024", "5.2024", "lama"],
)
def test_what_is_no_date_is_left_as_it_is_and_counted(cell):
    decision, read = dates("31-12-2020", cell)
    assert read == ["31-12-2020", cell]
    assert (decision.misfits, decision.examples) == (1, (cell,))


def test_a_column_in_which_no_day_exceeds_twelve_has_to_be_confirmed():
    decision, read = dates("05/03/2024", "4/2/1999")
    assert (decision.style, decision.sure) == (DAY_FIRST, False)
    assert read == ["05-03-2024", "04-02-1999"]
    assert dates("05-03-2024", known_form=True)[0].sure
    assert dates("05/05/2024", "6/6/2024")[0].sure  # the same day either way


def test_months_first_are_recognised_but_never_taken_for_granted():
    decision, read = dates("05/13/2024", "4/2/1999")
    assert (decision.style, decision.sure) == (MONTH_FIRST, False)
    assert read == ["13-05-2024", "02-04-1999"]
    mixed, read = dates("13/05/2024", "14/05/2024", "05/15/2024")
    assert (mixed.style, mixed.sure, mixed.misfits, read[2]) == (DAY_FIRST, False, 1, "05/15/2024")
    assert not dates("13/05/2024", "05/15/2024", known_form=True)[0].sure


def test_bare_numbers_are_days_of_a_workbooks_calendar():
    assert dates("45123", "2")[1] == ["16-07-2023", "2"]
    assert dates("45123", "45123.75", dates_1904=False) == (
        decide(SERIAL_1900, sure=True),
        ["16-07-2023", "16-07-2023"],
    )
    assert dates("43661", dates_1904=True) == (decide(SERIAL_1904, sure=True), ["16-07-2023"])
    assert dates("45123")[0] == decide(SERIAL_1900, sure=False)  # a CSV does not say which calendar it was


def decide(style, *, sure):
    tally = Tally()
    return tally.decided(style, (), sure=sure)


def test_eight_digits_are_a_day_only_where_they_can_be_one():
    decision, read = dates("20240512", "20241332")
    assert (decision.style, decision.sure, decision.misfits) == (COMPACT, True, 1)
    assert read == ["12-05-2024", "20241332"]


def test_a_style_of_nothing_but_names_or_years_in_front_is_called_so():
    assert dates("12 Mei 2024")[0].style == NAMED
    assert dates("2024-05-12")[0].style == YEAR_FIRST
    assert dates()[0] == decide(DAY_FIRST, sure=True)


def test_a_day_a_workbook_holds_is_not_turned_around_with_its_neighbours():
    column = pl.Series([f"{TRUE_VALUE}05-03-2024", "05/03/2024"])
    assert to_canonical_date(column, MONTH_FIRST).to_list() == ["05-03-2024", "03-05-2024"]


INDONESIAN = {number: name for name, number in reversed(MONTHS.items())}
WAYS = {
    DAY_FIRST: lambda day: f"{day.day}/{day.month}/{day.year}",
    MONTH_FIRST: lambda day: f"{day.month}/{day.day}/{day.year}",
    YEAR_FIRST: lambda day: f"{day:%Y-%m-%d} 00:00:00",
    NAMED: lambda day: f"{day.day} {INDONESIAN[f'{day.month:02}'].title()} {day.year}",
    COMPACT: lambda day: f"{day:%Y%m%d}",
    SERIAL_1900: lambda day: str((day - date(1899, 12, 30)).days),
    SERIAL_1904: lambda day: str((day - date(1904, 1, 1)).days),
}
DAYS = st.lists(st.dates(date(1905, 1, 2), date(2099, 12, 31)), min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(days=DAYS, style=st.sampled_from(sorted(WAYS)))
def test_dates_written_in_a_style_are_found_and_read_back(days, style):
    cells = [WAYS[style](day) for day in days]
    decision, read = dates(*cells, dates_1904=style == SERIAL_1904)
    expected = [f"{day:%d-%m-%Y}" for day in days]
    assert to_canonical_date(pl.Series(cells), style).to_list() == expected
    if style == MONTH_FIRST:
        assert not decision.sure or all(day.day == day.month for day in days)
    elif decision.sure:
        assert (decision.style, read) == (style, expected)
    else:
        assert style == DAY_FIRST
        assert max(day.day for day in days) <= 12
    assert decision.misfits == 0 or not decision.sure


@pytest.mark.parametrize(
    ("cells", "style", "read"),
    [
        (("1234567", "5"), PLAIN, ["1234567", "5"]),
        (("1.234.567", "500"), DOTS, ["1234567", "500"]),
        (("1.234.567,89", "1.000,00"), DOTS, ["1234567.89", "1000"]),
        (("1,234,567.00", "446,819,131.50"), COMMAS, ["1234567", "446819131.50"]),
        (("Rp 5.067.381,-", "Rp1.234", "IDR 7"), DOTS, ["5067381", "1234", "7"]),
        (("5067381.00", "12.5"), COMMAS, ["5067381", "12.5"]),
        (("5067381,00", "12,5"), DOTS, ["5067381", "12.5"]),
        (("-5", "1.000.000"), DOTS, ["-5", "1000000"]),
        ((f"{TRUE_VALUE}1.234", "1000"), PLAIN, ["1.234", "1000"]),
    ],
)
def test_a_number_is_read_however_it_is_written(cells, style, read):
    decision, found = numbers(*cells)
    assert (decision.style, decision.sure, decision.misfits) == (style, True, 0)
    assert found == read


@pytest.mark.parametrize(
    ("cells", "style", "read"),
    [(("1.234", "950"), DOTS, ["1234", "950"]), (("1,234",), COMMAS, ["1234"])],
)
def test_a_thousand_that_may_be_a_fraction_has_to_be_confirmed(cells, style, read):
    decision, found = numbers(*cells)
    assert (decision.style, decision.sure) == (style, False)
    assert found == read


@pytest.mark.parametrize(
    ("cells", "style", "read", "sure"),
    [
        (("1.250", "950"), DOTS, ["1250", "950"], True),
        (("1,250", "12"), COMMAS, ["1250", "12"], True),
        (("1.250", "1,250", "2.000"), DOTS, ["1250", "1.250", "2000"], False),
    ],
)
def test_where_no_fraction_is_possible_a_thousand_is_a_thousand(cells, style, read, sure):
    decision, found = numbers(*cells, whole=True)
    assert (decision.style, decision.sure) == (style, sure)
    assert found == read


@pytest.mark.parametrize("cell", ["5,06E+15", "lima juta", "12.34.56", "1.23,456.7", "(500)", "1 234 567"])
def test_what_is_no_number_is_left_as_it_is_and_counted(cell):
    decision, found = numbers("1.234.567", cell)
    assert found == ["1234567", cell]
    assert (decision.style, decision.misfits, decision.examples) == (DOTS, 1, (cell,))


def test_numbers_of_both_sides_of_the_world_have_to_be_confirmed():
    decision, found = numbers("1.234.567", "1.234.567", "1,234,567")
    assert (decision.style, decision.sure, decision.misfits) == (DOTS, False, 1)
    assert found[2] == "1,234,567"


def written(amount, style):
    text = f"{amount:,}"
    return {PLAIN: str(amount), COMMAS: text, DOTS: f"Rp {text.replace(',', '.')},-"}[style]


@settings(max_examples=80, deadline=None)
@given(amounts=st.lists(st.integers(0, 10**14), min_size=1, max_size=8), style=st.sampled_from([PLAIN, DOTS, COMMAS]))
def test_numbers_written_in_a_style_are_found_and_read_back(amounts, style):
    cells = [written(amount, style) for amount in amounts]
    expected = [str(amount) for amount in amounts]
    assert to_canonical_number(pl.Series(cells), style).to_list() == expected
    decision, read = numbers(*cells)
    assert read == expected
    assert decision.misfits == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dates(date(1902, 1, 1), date(2099, 12, 31)), min_size=1, max_size=6))
def test_what_is_canonical_stays_so(days):
    cells = pl.Series([f"{day:%d-%m-%Y}" for day in [*days, days[0] + timedelta(1)]])
    for style in (DAY_FIRST, NAMED, YEAR_FIRST, COMPACT, SERIAL_1900, SERIAL_1904):
        read = to_canonical_date(cells, style)
        assert read.to_list() == cells.to_list()
