"""No small count can be worked out from all that is told of a place and of every part of it."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coverage_portal.coverage.exchanges import Exchanges, Law
from coverage_portal.coverage.keeping_back import with_implied
from coverage_portal.coverage.kept_back import REST, Choosing, Family, Limits, kept_back
from tests.coverage.attacker import candidates

LIMITS = Limits(persons=5, employers=3)
LAW = Law(("1", "2", "3", "4"), ("1", "3"), {"JKK": ("1", "2", "3", "4"), "JHT": ("1", "2", "4"), "JP": ("1",)})
SECTORS, SCALES = ("", "2020C", "2020G"), ("0", "1", "4")
PLACES = ("36.71.01", "36.71.05", "36.71.07", REST)
SIZES = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(5, 40), st.integers(100, 3000))
SAME_EVERY_TIME = settings(max_examples=200, derandomize=True)
HELD = ((), ("JKK",), ("JKK", "JHT"), ("JKK", "JHT", "JP"))


def counted(members=(), persons=(), firms=()):
    """The counts of a place: members by number, segment, what they hold, sector and scale; people at home by number and
    what they hold; employers by number, scale and whether they declare."""
    found = Counter(dict.fromkeys((f"segment:{one}" for one in LAW.segments), 0))
    found.update({f"{n}:{c}": 0 for n in ("holders", "lacking", "entitled", "home-holders") for c in LAW.entitled})
    found.update({f"sector:{one}": 0 for one in SECTORS})
    found.update(dict.fromkeys(("work", "home", "employed", "employers", "declaring", "declared"), 0))
    found.update({f"{n}:{z}": 0 for n in ("scale", "employers", "declaring", "declared") for z in SCALES})
    for size, segment, held, sector, scale in members:
        found.update({"work": size, f"segment:{segment}": size})
        if segment in LAW.at_employers:
            found.update({"employed": size, f"sector:{sector}": size, f"scale:{scale}": size})
        for programme, entitled in LAW.entitled.items():
            may, holds = segment in entitled, programme in held
            found.update({f"entitled:{programme}": size * may, f"holders:{programme}": size * holds})
            found[f"lacking:{programme}"] += size * (may and not holds)
    for size, held in persons:
        found.update({"home": size} | {f"home-holders:{one}": size for one in held})
    for size, scale, told in firms:
        found.update({"employers": size, f"employers:{scale}": size})
        if told:
            found.update({"declaring": size, f"declaring:{scale}": size})
            found.update({"declared": size * 7, f"declared:{scale}": size * 7})
    return found


def city_of(parts):
    """A city of these parts, counted by code."""
    whole = Counter()
    for counts in parts.values():
        whole.update(counts)
    every = {code: with_implied(counts, LAW) for code, counts in {**parts, "36.71": whole}.items()}
    return Family("36.71", every.pop("36.71"), every)


MEMBERS = st.tuples(
    SIZES, st.sampled_from(LAW.segments), st.sampled_from(HELD), st.sampled_from(SECTORS), st.sampled_from(SCALES)
)
COUNTS = st.builds(
    counted,
    st.lists(MEMBERS, max_size=8),
    st.lists(st.tuples(SIZES, st.sampled_from(HELD)), max_size=3),
    st.lists(st.tuples(SIZES, st.sampled_from(SCALES), st.booleans()), max_size=3),
)
FAMILIES = st.dictionaries(st.sampled_from(PLACES), COUNTS, min_size=1).map(city_of)
"""A city of up to three kecamatan with members, people at home and employers of all kinds, many kinds few."""

ONE_HOLDS_LESS = city_of(
    {
        "36.71.01": counted([(4, "1", ("JKK", "JHT"), "", "0")]),
        "36.71.05": counted([(5, "1", (), "", "0")], firms=[(1, "0", False)]),
        "36.71.07": counted([(1, "2", ("JKK", "JHT"), "", ""), (5, "3", ("JKK", "JHT", "JP"), "", "0")]),
    }
)
"""In 36.71.07 six hold JKK and JHT and five JP. Somebody who lacks all three would alter what is told, but not that."""


def decided(family):
    return kept_back(family, LIMITS, Exchanges(LAW, SECTORS, SCALES))


def small(family):
    for code, counts in {**family.parts, family.code: family.whole}.items():
        yield from ((code, measure) for measure in counts if LIMITS.small(measure, counts))


@SAME_EVERY_TIME
@given(FAMILIES)
@example(ONE_HOLDS_LESS)
def test_an_attacker_is_left_with_as_many_candidates_as_the_limit(family):
    left = candidates(family, LAW, decided(family))
    for cell in small(family):
        assert left[cell] >= LIMITS.of(cell[1]), (cell, left[cell])


@SAME_EVERY_TIME
@given(FAMILIES)
@example(ONE_HOLDS_LESS)
def test_a_small_difference_between_programmes_is_not_told_either(family):
    kept = decided(family)
    for code, measure in small(family):
        name, *programmes = measure.split(":")
        if "apart" in name:
            holders = name.replace("apart", "holders")
            assert code == REST or any((code, f"{holders}:{one}") in kept for one in programmes), (code, measure)


@SAME_EVERY_TIME
@given(FAMILIES)
def test_some_exchange_is_found_for_every_small_count(family):
    """Keeping back everything of a place is what is left when none is; it never has to be."""
    found = Choosing(family, LIMITS)
    every = list(found.small())
    found.keep(every)
    exchanges = Exchanges(LAW, SECTORS, SCALES)
    for cell in every:
        assert found.cheapest(cell, exchanges) is not None, cell


@SAME_EVERY_TIME
@given(FAMILIES)
def test_zero_is_told_and_what_is_far_from_small_mostly_too(family):
    kept = decided(family)
    for code, counts in {**family.parts, family.code: family.whole}.items():
        assert not any((code, measure) in kept for measure, value in counts.items() if value == 0)


def test_nothing_is_kept_back_where_nothing_is_small():
    counts = with_implied({"work": 900, "home": 700, "employed": 0, "employers": 50, "declaring": 0}, Law((), (), {}))
    family = Family(
        "36.71", {key: 2 * value for key, value in counts.items()}, {"36.71.01": counts, "36.71.05": counts}
    )
    assert decided(family) == frozenset()


@pytest.mark.parametrize("value, withheld", [(0, False), (1, True), (4, True), (5, False)])
def test_the_limit_itself_is_told(value, withheld):
    assert LIMITS.small("home", {"home": value}) is withheld


@pytest.mark.parametrize("value, withheld", [(0, False), (1, True), (2, True), (3, False)])
def test_employers_have_a_limit_of_their_own(value, withheld):
    assert LIMITS.small("employers:4", {"employers:4": value}) is withheld
    assert LIMITS.small("scale:4", {"scale:4": 900, "employers:4": value}) is withheld
