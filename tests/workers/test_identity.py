"""What a NIK says and the keyed hash that stands for it; a plain reader and a table must say the same."""

import hashlib
import hmac
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workers.identity import NikHasher, NikTable, read_nik, stripped_nik

TODAY = date(2026, 11, 22)
TABLE = NikTable(TODAY)


def by_table(text, table=TABLE):
    """The same answer as read_nik, from the table the importer uses."""
    nik = pl.DataFrame({"NIK": [text]}).select(stripped_nik("NIK"))["NIK"]
    frame = pl.DataFrame(table.columns(nik))
    number, born, female, aged = frame.row(0)
    if number is None:
        return ("nik_form",)
    if born is None:
        return ("nik_date",)
    if number % 10_000 == 0:
        return ("nik_serial",)
    return ("", born, female) if aged else ("nik_age",)


def plainly(text, today=TODAY):
    nik = read_nik(text, today)
    return (nik.problem,) if nik.problem else ("", nik.birth_date, nik.female)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3671071805829074", ""),
        ("3671.0718.0582.9074", ""),
        ("'36710718 0582\u00a09074", ""),
        ("367107180582907", "nik_form"),
        ("36710718058290741", "nik_form"),
        ("+367107180582907", "nik_form"),
        ("36710718O5829074", "nik_form"),
        ("٣٦٧١٠٧١٨٠٥٨٢٩٠٧٤", "nik_form"),
        ("", "nik_form"),
        ("3671070005829074", "nik_date"),
        ("3671073205829074", "nik_date"),
        ("3671074005829074", "nik_date"),
        ("3671077205829074", "nik_date"),
        ("3671071800829074", "nik_date"),
        ("3671071813829074", "nik_date"),
        ("3671072902999074", "nik_date"),  # 29 February 1999
        ("3671072902009074", ""),  # 29 February 2000
        ("3671071805820000", "nik_serial"),
        ("3671072211119074", ""),  # 15 today
        ("3671072311119074", "nik_age"),  # 15 tomorrow, so born in 1911
        ("3671072311259074", ""),  # 101 tomorrow: still 100
        ("3671072211259074", "nik_age"),  # 101 today
    ],
)
def test_the_rules_of_a_nik(text, problem):
    assert read_nik(text, TODAY).problem == problem
    assert by_table(text)[0] == problem


def test_a_womans_day_is_written_with_40_added():
    nik = read_nik("3671075805829074", TODAY)
    assert (nik.birth_date, nik.female, nik.region, nik.demo) == (date(1982, 5, 18), True, "367107", True)
    assert read_nik("3671075805828999", TODAY).demo is False


DIGITS = st.from_regex(r"3[1-6][0-9]{4}[0-7][0-9][01][0-9][0-9]{2}[0-9]{4}", fullmatch=True)


@settings(deadline=None, max_examples=400)
@given(DIGITS)
@example("3671072902009074")
@example("3671070101009074")
def test_the_table_and_the_plain_reader_agree(text):
    assert by_table(text) == plainly(text)


@settings(deadline=None, max_examples=20)
@given(st.dates(date(2016, 1, 1), date(2060, 12, 31)), st.integers(-3, 3), st.sampled_from([15, 100, 101]))
@example(date(2028, 2, 29), 0, 15)
def test_both_agree_at_the_edges_of_the_ages_on_any_day(today, days, years):
    born = today.replace(day=min(today.day, 28), year=today.year - years) + timedelta(days=days)
    text = f"367107{born:%d%m%y}9001"
    assert by_table(text, NikTable(today)) == plainly(text, today)


@pytest.mark.parametrize("size", [16, 32, 64, 65, 100])
def test_the_hash_is_hmac_sha256_cut_to_128_bits(size):
    key, nik = bytes(range(size)), b"3671071805829074"
    assert NikHasher(key).digest(nik) == hmac.new(key, nik, hashlib.sha256).digest()[:16]
    column = pl.DataFrame({"nik": [nik.decode(), "x", nik.decode()]})
    assert column.select(NikHasher(key).digests(pl.col("nik"))).to_series().to_list() == [
        hmac.new(key, text, hashlib.sha256).digest()[:16] for text in (nik, b"x", nik)
    ]
