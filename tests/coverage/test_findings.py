"""A finding speaks only when its rule holds."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage import findings

MANY = st.lists(st.integers(-(10**4), 10**6), min_size=1, max_size=14)


def parts(*values):
    return [(f"R{i}", f"Baris {i}", None if value is None else Fraction(value)) for i, value in enumerate(values)]


def test_half_in_few_parts():
    found = findings.concentration(parts(1, 30, 22, 2, 3, 42))
    assert found.codes == ("R5", "R1") and found.names == ("Baris 5", "Baris 1")
    assert found.total == 72 and found.share == Fraction(72, 100)
    assert found.much_more_than_half
    assert not findings.concentration(parts(30, 22, 8, 9, 10, 11, 10)).much_more_than_half


def test_an_even_spread_a_short_list_an_unknown_part_or_nothing_at_all_is_no_concentration():
    assert findings.concentration(parts(10, 10, 10, 10, 10)) is None
    assert findings.concentration(parts(90, 5, 5)) is None
    assert findings.concentration(parts(90, 5, 5, 5, None)) is None
    assert findings.concentration(parts(0, 0, 0, 0)) is None
    assert findings.concentration(parts(900, 0, 0, 0, 0)) is None
    assert findings.concentration(parts(-9, -8, -7, -6)) is None
    assert findings.concentration(()) is None


def test_a_part_below_nothing_lessens_the_whole_and_holds_none_of_it():
    found = findings.concentration(parts(50, 20, 15, 15, 10, -10))
    assert found.codes == ("R0",) and found.share == Fraction(50, 100)


def test_half_is_half_of_the_whole_also_of_what_lies_in_none_of_the_parts():
    values = parts(30, 30, 10, 10, 10, 10)
    assert findings.concentration(values).codes == ("R0", "R1")
    assert findings.concentration(values, Fraction(130)) is None
    found = findings.concentration(parts(30, 30, 10, 10, 10, 5, 5), Fraction(130))
    assert found.codes == ("R0", "R1", "R2") and found.share == Fraction(70, 130)
    assert findings.concentration(values, Fraction(1_000)) is None
    assert findings.concentration(values, Fraction(0)) is None


def test_the_few_that_would_hold_more_than_the_whole_are_no_finding():
    """What lies below zero, or is placed nowhere, lessened the whole to less than what the few hold."""
    assert findings.concentration(parts(-445, 99, 99, 99, 99, 99)) is None
    assert findings.concentration(parts(40, 30, 5, 5, 5), Fraction(20)) is None
    assert findings.concentration(parts(50, 20, 15, 15, 10, -10), Fraction(50)).share == 1


@given(MANY)
def test_a_concentration_holds_half_and_is_the_fewest_that_do(values):
    found = findings.concentration(parts(*values))
    if found is None:
        return
    ranked, taken = sorted(values, reverse=True), len(found.codes)
    assert sum(ranked[:taken]) * 2 >= sum(values) > sum(ranked[: taken - 1]) * 2
    assert found.total == sum(ranked[:taken])
    assert found.share == Fraction(found.total, sum(values))
    assert taken * 2 < sum(1 for value in values if value > 0)
    assert found.share <= 1


def test_a_majority_is_named_by_a_plain_fraction_when_it_is_near_one():
    top = findings.majority(parts(238_238, 514_541, 15_408))
    assert (top.code, top.name, top.near) == ("R1", "Baris 1", "two_thirds")
    assert findings.majority(parts(51, 49)).near == "half"
    assert findings.majority(parts(76, 24)).near == "three_quarters"
    assert findings.majority(parts(9, 91)).near == "nine_in_ten"
    assert findings.majority(parts(58, 42)).near == ""


def test_no_majority_below_half_of_one_part_or_of_what_is_not_known():
    assert findings.majority(parts(40, 35, 25)) is None
    assert findings.majority(parts(0, 0)) is None
    assert findings.majority(parts(7)) is None
    assert findings.majority(parts(70, None)) is None


def test_the_leader_is_a_tenth_above_the_next():
    assert findings.leading(parts(100, 110, 20))[0] == "R1"
    assert findings.leading(parts(100, 109, 20)) is None
    assert findings.leading(parts(0, 0)) is None
    assert findings.leading(parts(5)) is None
    assert findings.leading(parts(5, None)) is None


def test_what_all_hold_and_what_the_fewest_hold():
    found = findings.spread(parts(1, 1, Fraction(500, 736), Fraction(400, 736)))
    assert found.full == ("R0", "R1")
    assert (found.least, found.share) == ("R3", Fraction(400, 736))


def test_a_programme_that_nobody_can_hold_yet_is_left_aside():
    found = findings.spread(parts(1, 1, Fraction(1, 2), None))
    assert (found.full, found.least) == (("R0", "R1"), "R2")


def test_no_spread_when_nobody_holds_all_or_two_are_least():
    assert findings.spread(parts(Fraction(9, 10), Fraction(1, 2))) is None
    assert findings.spread(parts(1, Fraction(1, 2), Fraction(1, 2))) is None
    assert findings.spread(parts(1, 1)) is None
    assert findings.spread(()) is None


def test_the_one_part_that_is_few_and_holds_most():
    few = ("4", Fraction(35, 1000), Fraction(78, 100))
    small = ("1", Fraction(65, 100), Fraction(3, 100))
    assert findings.few_hold_most([few, small]) == "4"
    assert findings.few_hold_most([("4", Fraction(11, 100), Fraction(78, 100)), small]) is None
    assert findings.few_hold_most([("4", Fraction(1, 10), Fraction(49, 100)), small]) is None
    assert findings.few_hold_most([("4", None, Fraction(1)), small]) is None
    assert findings.few_hold_most([few, ("3", Fraction(1, 10), Fraction(1, 2))]) is None
