"""A question survives its query string; nonsense is named, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage.scope import PARAMETERS, Against, BadScope, CountedAt, Scope, parse_scope

codes = st.sampled_from(["00", "36", "36.71", "36.71.07", "36.71.07.1001"])
months = st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(lambda day: day.replace(day=1))
scopes = st.builds(Scope, codes, months, st.sampled_from(Against), st.sampled_from(CountedAt), months, st.booleans())


@given(scopes)
def test_a_question_survives_its_query_string_in_full_and_in_short(scope):
    assert parse_scope(QueryDict(scope.to_query()).dict()) == scope
    assert parse_scope(QueryDict(scope.to_short_query()).dict()) == scope


@given(scopes)
def test_the_short_form_names_the_place_and_only_what_the_portal_would_not_take_anyway(scope):
    own = QueryDict(Scope().to_query())
    short = QueryDict(scope.to_short_query())
    assert short["wilayah"] == scope.region
    assert all(own.get(name) != value for name, value in short.items() if name != "wilayah")


def test_the_whole_question_is_written_in_one_order():
    scope = Scope("36.71.07", date(2023, 12, 1), Against.EMPLOYED, CountedAt.HOME, date(2022, 12, 1), estimates=False)
    query = "wilayah=36.71.07&posisi=2023-12&banding=bekerja&dasar=domisili&sejak=2022-12&perkiraan=tidak"
    assert scope.to_query() == scope.to_short_query() == query
    assert Scope().to_query() == "wilayah=36.71&banding=angkatan-kerja&dasar=tempat-kerja&perkiraan=ya"
    assert Scope().to_short_query() == "wilayah=36.71"


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=12)))
def test_any_text_is_a_question_or_a_named_refusal(query):
    try:
        scope = parse_scope(query)
    except BadScope as bad:
        assert query[bad.parameter] == bad.value
    else:
        assert isinstance(scope, Scope)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("wilayah", "3671"),
        ("wilayah", "36.71' OR 1=1"),
        ("wilayah", "٣٦.٧١"),
        ("wilayah", "36.71\n"),
        ("posisi", "2023-13"),
        ("posisi", "2023-00"),
        ("posisi", "2023-12-31"),
        ("posisi", "Desember 2023"),
        ("posisi", "0000-01"),
        ("banding", "penduduk"),
        ("dasar", "TEMPAT-KERJA"),
        ("sejak", "2022"),
        ("sejak", "2022-00"),
        ("perkiraan", "true"),
        ("perkiraan", "YA"),
    ],
)
def test_nonsense_is_named(parameter, value):
    with pytest.raises(BadScope) as caught:
        parse_scope({parameter: value})
    assert (caught.value.parameter, caught.value.value) == (parameter, value)


def test_what_is_not_asked_takes_the_default():
    default = Scope(region="36.71.05", counted_at=CountedAt.HOME)
    assert parse_scope({"posisi": "2023-12", "dasar": ""}, default) == Scope(
        "36.71.05", date(2023, 12, 1), Against.LABOUR_FORCE, CountedAt.HOME
    )


def test_the_same_question_of_another_month_keeps_all_else():
    scope = Scope("36.71.05", date(2023, 12, 1), since=date(2022, 12, 1), estimates=False)
    assert scope.at(date(2021, 6, 17)) == Scope("36.71.05", date(2021, 6, 1), since=date(2022, 12, 1), estimates=False)
