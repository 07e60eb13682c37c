"""The pure pieces the demo is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.imports.demo.chance import apportion, pick, stream
from coverage_portal.imports.demo.days import Beginnings, day_number, new_year, year_of
from coverage_portal.imports.demo.identifiers import luhn_digit, niks, scattered


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_shares_add_up_and_miss_the_exact_share_by_less_than_one(total, weights):
    shares = apportion(total, weights)
    assert shares.sum() == total
    assert all(abs(int(s) * sum(weights) - total * w) < sum(weights) for s, w in zip(shares, weights, strict=True))


def test_lots_fall_as_the_weights_say():
    found = np.bincount(pick(stream(1, "test"), (1, 0, 3), 40_000), minlength=3)
    assert found[1] == 0
    assert 2.8 < found[2] / found[0] < 3.2


def test_each_purpose_has_lots_of_its_own():
    first, again, other = stream(1, "a").random(3), stream(1, "a").random(3), stream(1, "b").random(3)
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize("digits", [4, 5])
def test_scattering_only_reorders(digits):
    found = scattered(np.arange(10**digits, dtype=np.int64), digits, seed=1)
    assert sorted(found.tolist()) == list(range(10**digits))
    assert len(set(np.diff(np.sort(found[:50])).tolist())) > 20


def test_the_check_digit_is_luhns():
    assert luhn_digit("7992739871") == 3


def test_days_are_drawn_on_or_after_the_given_day():
    table = Beginnings({2020: 1, 2022: 3})
    low = np.array([0, day_number(2022, 6, 1), day_number(2022, 12, 31)] * 500, dtype=np.int64)
    days = table.draw(stream(1, "days"), low)
    assert (days >= low).all()
    assert set(year_of(days).tolist()) == {2020, 2022}
    assert (days[2::3] == day_number(2022, 12, 31)).all()


def test_years_turn_on_new_years_day():
    days = np.array([day_number(2019, 12, 31), day_number(2020, 1, 1), day_number(2020, 12, 31)], dtype=np.int64)
    assert year_of(days).tolist() == [2019, 2020, 2020]
    assert new_year(year_of(days)).tolist() == [day_number(2019, 1, 1), days[1], days[1]]


def test_people_added_later_leave_earlier_niks_alone():
    born = np.full(900, day_number(2000, 2, 29), dtype=np.int64)
    prefix = np.full(900, 367107, dtype=np.int64)
    female = np.arange(900) % 2 == 0
    everybody = niks(prefix, born, female)
    assert len(set(everybody.tolist())) == 900
    assert (niks(prefix[:400], born[:400], female[:400]) == everybody[:400]).all()
    assert {str(nik)[:12] for nik in everybody.tolist()} == {"367107690200", "367107290200"}


def test_a_crowd_that_would_need_a_serial_twice_is_refused():
    born = np.full(1001, day_number(2000, 2, 29), dtype=np.int64)
    with pytest.raises(ValueError, match="more than 1000"):
        niks(np.full(1001, 367107, dtype=np.int64), born, np.zeros(1001, dtype=np.bool_))
