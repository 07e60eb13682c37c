"""A question survives its query string; nonsense is named, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage.scope import Against, BadScope, CountedAt, Scope, parse_scope

codes = st.sampled_from(["00", "36", "36.71", "36.71.07", "36.71.07.1001"])
months = st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(lambda day: day.replace(day=1))
scopes = st.builds(Scope, codes, months, st.sampled_from(Against), st.sampled_from(CountedAt))


@given(scopes)
def test_a_question_survives_its_query_string(scope):
    assert parse_scope(QueryDict(scope.to_query()).dict()) == scope


@given(st.dictionaries(st.sampled_from(["wilayah", "posisi", "banding", "dasar"]), st.text(max_size=12)))
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
