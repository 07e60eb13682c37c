"""Many alike: an employer's rows and people to be covered cost what their memberships cost one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.programmes.closing_gap import months_from, stretches, total
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import (
    MembershipFacts,
    employer_contribution,
    membership_contribution,
    workforce_contribution,
)
from coverage_portal.programmes.lump_sums import contract_slices, project_contribution
from coverage_portal.programmes.shares import Share, half_up, percent_of
from coverage_portal.programmes.terms import Fact, Industry, Payer
from tests.programmes.shipped import programmes, shipped_law
from tests.programmes.test_contributions import DAYS, wage_earners

GROUPS = st.lists(st.tuples(wage_earners().map(lambda said: MembershipFacts(**said)), st.integers(1, 6)), max_size=4)
PACKAGE = programmes("JKK+JKM")


def bpu(**more):
    return MembershipFacts(Segment.BPU, PACKAGE, wage=1_000_000, **more)


@given(DAYS, GROUPS)
def test_a_group_pays_what_its_members_pay_one_by_one(day, groups):
    law = shipped_law(day)
    together = workforce_contribution(law, groups)
    one_by_one = employer_contribution(law, [facts for facts, count in groups for _each in range(count)])
    assert together == one_by_one


def test_a_relief_that_all_share_is_named_once_however_the_group_is_counted():
    """Found by the test above on some days only."""
    shared = {"industry": Industry.FOOD, "active_workers": 50, "paid_up_to": date(2025, 1, 1)}
    facts = MembershipFacts(Segment.PU, Programme.JKK, wage=5_000_000, risk_group=1, **shared)
    law = shipped_law(date(2025, 2, 6))
    assert workforce_contribution(law, [(facts, 2)]) == employer_contribution(law, [facts, facts])


def test_a_group_without_a_risk_group_is_counted_as_missing_by_its_number():
    facts = MembershipFacts(Segment.PU, Programme.JKK, wage=5_000_000)
    found = workforce_contribution(shipped_law(date(2025, 3, 1)), [(facts, 7)])
    assert (found.counted, found.missing) == (0, {Fact.RISK_GROUP: 7})


@given(DAYS, wage_earners(), st.integers(1, 400))
def test_times_multiplies_every_part(day, said, count):
    one = membership_contribution(shipped_law(day), MembershipFacts(**said))
    many = one.times(count)
    assert many.total == one.total.times(count)
    for payer in Payer:
        assert many.share(payer) == one.share(payer).times(count)
    for line, alike in zip(one.lines, many.lines, strict=True):
        assert alike.base == line.base * count
        assert alike.moved == {giver: amount * count for giver, amount in line.moved.items()}
        assert (alike.rate, alike.sources, alike.doubts) == (line.rate, line.sources, line.doubts)


@given(st.integers(0, 10_000_000_000), st.sampled_from([Programme.JKK, Programme.JKM]))
def test_the_slices_of_a_contract_are_its_value_and_its_contribution(value, programme):
    law = shipped_law(date(2025, 3, 1))
    slices = contract_slices(law, value, programme)
    assert sum(amount for amount, _bracket in slices) == value
    exact = sum(
        (percent_of(amount, bracket.percent) for amount, bracket in slices),
        percent_of(0, law.brackets[programme][0].percent),
    )
    line = next(line for line in project_contribution(law, value).lines if line.programme is programme)
    assert line.total.full == half_up(exact)


def test_months_begin_with_the_chosen_day_and_go_on_with_firsts():
    assert list(months_from(date(2024, 11, 15), 4)) == [
        date(2024, 11, 15),
        date(2024, 12, 1),
        date(2025, 1, 1),
        date(2025, 2, 1),
    ]
    assert list(months_from(date(2024, 1, 31), 1)) == [date(2024, 1, 31)]


def test_forty_thousand_people_for_a_year_cost_eight_billion_rupiah():
    laws = [shipped_law(day) for day in months_from(date(2024, 1, 1), 12)]
    found = stretches(laws, bpu(), 40_000)
    assert [(stretch.months, stretch.price.total.due) for stretch in found] == [(12, 16_800)]
    assert total(found) == Share(8_064_000_000)


def test_a_relief_that_ends_in_between_makes_the_later_months_dearer():
    laws = [shipped_law(day) for day in months_from(date(2026, 10, 1), 6)]
    found = stretches(laws, bpu(), 10)
    assert [(stretch.first, stretch.last, stretch.months, stretch.price.total.due) for stretch in found] == [
        (date(2026, 10, 1), date(2026, 12, 1), 3, 8_400),
        (date(2027, 1, 1), date(2027, 3, 1), 3, 16_800),
    ]
    assert total(found) == Share(10 * 3 * (8_400 + 16_800), reduced=10 * 3 * 8_400)
    state = stretches(laws, bpu(payer=Payer.GOVERNMENT), 10)
    assert [stretch.price.total.due for stretch in state] == [16_800]


@given(
    st.dates(date(2015, 7, 1), date(2028, 12, 31)),
    st.integers(1, 30),
    st.integers(1, 1000),
    st.sampled_from([Payer.WORKER, Payer.GOVERNMENT, Payer.SPONSOR]),
    st.sampled_from([None, Industry.TRANSPORT]),
)
def test_stretches_add_up_to_the_months_one_by_one(start, months, people, payer, industry):
    facts = bpu(payer=payer, industry=industry)
    laws = [shipped_law(day) for day in months_from(start, months)]
    found = stretches(laws, facts, people)
    assert sum(stretch.months for stretch in found) == months
    one_by_one = [membership_contribution(law, facts).total.times(people) for law in laws]
    assert total(found) == sum(one_by_one, Share())


def test_nobody_and_no_month_cost_nothing():
    assert total(()) == Share()
    with pytest.raises(StopIteration):
        next(iter(stretches([], bpu(), 5)))
