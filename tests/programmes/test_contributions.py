"""What holds for every contribution, and what cannot be computed."""

from datetime import date
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import (
    FactMissing,
    MembershipFacts,
    NotMonthly,
    employer_contribution,
    membership_contribution,
)
from coverage_portal.programmes.lump_sums import migrant_contribution, project_contribution
from coverage_portal.programmes.rules import NoLawInForce
from coverage_portal.programmes.shares import Share
from coverage_portal.programmes.terms import Doubt, Fact, Industry, Payer
from tests.programmes.shipped import programmes, shipped_law

ALL_FIVE = programmes("JKK+JKM+JHT+JP+JKP")
DAYS = st.sampled_from(
    [date(2021, 3, 1), date(2024, 2, 29), date(2025, 2, 6), date(2025, 2, 7), date(2025, 9, 1), date(2026, 5, 1)]
)
WAGES = st.integers(0, 60_000_000)
OWN_FACTS = st.fixed_dictionaries(
    {
        "wage_floor": st.none() | st.integers(0, 6_000_000),
        "industry": st.none() | st.sampled_from(Industry),
        "active_workers": st.none() | st.integers(0, 200),
        "paid_up_to": st.sampled_from([None, date(2024, 12, 1), date(2025, 1, 1)]),
    }
)


def wage_earners(**fixed):
    free = {
        "segment": st.just(Segment.PU),
        "programmes": st.integers(1, 31).map(Programme),
        "wage": WAGES,
        "risk_group": st.integers(1, 5),
    }
    return st.tuples(st.fixed_dictionaries({**free, **fixed}), OWN_FACTS).map(lambda two: {**two[0], **two[1]})


def self_employed():
    return st.fixed_dictionaries(
        {
            "segment": st.just(Segment.BPU),
            "programmes": st.integers(1, 7).map(Programme),
            "wage": WAGES,
            "payer": st.sampled_from([Payer.WORKER, Payer.SPONSOR, Payer.GOVERNMENT]),
            "industry": st.none() | st.sampled_from(Industry),
        }
    )


MEMBERSHIPS = (wage_earners() | self_employed()).map(lambda said: MembershipFacts(**said))


@given(DAYS, MEMBERSHIPS)
def test_payers_lines_and_parts_add_up_to_the_same_total(day, said):
    contribution = membership_contribution(shipped_law(day), said)
    by_payer = sum((contribution.share(payer) for payer in Payer), Share())
    by_part = [share for line in contribution.lines for share in line.shares.values()]
    assert by_payer == contribution.total
    assert sum(share.due + share.reduced + share.deferred for share in by_part) == contribution.total.full
    assert [line.programme for line in contribution.lines] == [p for p in Programme if p in said.programmes]


@given(DAYS, MEMBERSHIPS)
def test_a_line_is_its_rate_of_its_base_within_half_a_rupiah_a_payer(day, said):
    for line in membership_contribution(shipped_law(day), said).lines:
        exact = line.base * line.rate.total / 100 + line.rate.flat
        moved = sum(line.moved.values())
        assert abs(line.total.full + moved - exact) <= Decimal("0.5") * (len(line.shares) + len(line.moved))


@given(DAYS, MEMBERSHIPS)
def test_nothing_is_negative(day, said):
    for line in membership_contribution(shipped_law(day), said).lines:
        assert min([line.base, *line.moved.values()]) >= 0
        assert all(min(share.due, share.reduced, share.deferred) >= 0 for share in line.shares.values())


@given(DAYS, wage_earners(), WAGES)
def test_a_higher_wage_never_pays_less_and_above_the_ceiling_no_more(day, said, other):
    law = shipped_law(day)
    low, high = sorted([said["wage"], other])
    lower = membership_contribution(law, MembershipFacts(**{**said, "wage": low}))
    higher = membership_contribution(law, MembershipFacts(**{**said, "wage": high}))
    for line, above in zip(lower.lines, higher.lines, strict=True):
        ceiling = law.ceiling(line.programme)
        assert all(share.due <= above.shares[payer].due for payer, share in line.shares.items())
        if ceiling and low >= ceiling.whole:
            assert (line.base, line.total) == (above.base, above.total) == (ceiling.whole, line.total)


@given(DAYS, st.lists(MEMBERSHIPS, max_size=8))
def test_an_employer_pays_what_its_memberships_pay(day, many):
    law = shipped_law(day)
    total = employer_contribution(law, many)
    single = [membership_contribution(law, said) for said in many]
    assert total.counted == len(many)
    assert not total.missing
    for programme in Programme:
        alone = [line for one in single for line in one.lines if line.programme is programme]
        summed = [line for line in total.contribution.lines if line.programme is programme]
        assert len(summed) == bool(alone)
        for line in summed:
            assert line.base == sum(each.base for each in alone)
            assert line.total == sum((each.total for each in alone), Share())
            assert sum(line.moved.values()) == sum(sum(each.moved.values()) for each in alone)
            assert line.doubts == frozenset().union(*(each.doubts for each in alone))
            assert set(line.sources) == {source for each in alone for source in each.sources}


def test_an_employer_with_unknown_wages_says_how_many():
    known = MembershipFacts(Segment.PU, ALL_FIVE, 5_000_000, risk_group=1)
    no_wage = MembershipFacts(Segment.PU, ALL_FIVE, None, risk_group=1)
    no_group = MembershipFacts(Segment.PU, ALL_FIVE, 5_000_000)
    total = employer_contribution(shipped_law(date(2025, 2, 7)), [known, no_wage, no_group, no_wage])
    assert total.counted == 1
    assert total.missing == {Fact.WAGE: 2, Fact.RISK_GROUP: 1}
    # 12,000 + 15,000 + 185,000 + 100,000; the worker 100,000 + 50,000; the government 0.22% of 5,000,000
    assert total.contribution.share(Payer.EMPLOYER).due == 312_000
    assert total.contribution.share(Payer.WORKER).due == 150_000
    assert total.contribution.share(Payer.GOVERNMENT).due == 11_000


@given(st.integers(0, 20_000_000_000), st.integers(0, 20_000_000_000))
def test_a_larger_contract_never_pays_less(one, other):
    law = shipped_law(date(2024, 6, 15))
    low, high = (project_contribution(law, value) for value in sorted([one, other]))
    for line, above in zip(low.lines, high.lines, strict=True):
        assert 0 <= line.total.due <= above.total.due <= ceil(above.base * Decimal("0.0021"))


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (MembershipFacts(Segment.PU, Programme.JKM, None), Fact.WAGE),
        (MembershipFacts(Segment.BPU, Programme.JKK, None), Fact.WAGE),
        (MembershipFacts(Segment.PU, Programme.JKK, 5_000_000), Fact.RISK_GROUP),
    ],
)
def test_a_missing_fact_is_named_never_guessed(said, fact):
    with pytest.raises(FactMissing) as lacking:
        membership_contribution(shipped_law(date(2024, 6, 15)), said)
    assert lacking.value.fact is fact


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2015, 6, 30), MembershipFacts(Segment.PU, Programme.JHT, 5_000_000)),
        (date(2021, 1, 31), MembershipFacts(Segment.PU, Programme.JKP, 5_000_000)),
        (date(2024, 6, 15), MembershipFacts(Segment.BPU, Programme.JP, 5_000_000)),
        (date(2024, 6, 15), MembershipFacts(Segment.JAKON, Programme.JHT, 5_000_000)),
    ],
)
def test_no_law_no_amount(day, said):
    with pytest.raises(NoLawInForce):
        membership_contribution(shipped_law(day), said)


def test_migrants_pay_by_contract_and_only_for_published_lengths():
    law = shipped_law(date(2024, 6, 15))
    with pytest.raises(NotMonthly):
        membership_contribution(law, MembershipFacts(Segment.PMI, Programme.JKK, 5_000_000))
    with pytest.raises(ValueError, match="18 months"):
        migrant_contribution(law, 18)
    with pytest.raises(NoLawInForce):
        migrant_contribution(shipped_law(date(2022, 12, 31)), 24)


def test_negative_money_is_refused():
    with pytest.raises(ValueError, match="never negative"):
        MembershipFacts(Segment.PU, Programme.JKM, -1)
    with pytest.raises(ValueError, match="never negative"):
        project_contribution(shipped_law(date(2024, 6, 15)), -1)


def test_two_reliefs_at_once_take_the_larger_and_say_so():
    law = shipped_law(date(2026, 6, 15))
    generous = [relief for relief in shipped_law(date(2020, 9, 15)).reliefs if relief.code == "pp-49-2020-jkk-jkm"]
    both = type(law)(law.day, law.rates, law.figures, law.brackets, law.obligation_rules, (*law.reliefs, *generous))
    (line,) = membership_contribution(both, MembershipFacts(Segment.BPU, Programme.JKM, 1_000_000)).lines
    assert line.total == Share(68, reduced=6_732)
    assert Doubt.SEVERAL_RELIEFS in line.doubts
