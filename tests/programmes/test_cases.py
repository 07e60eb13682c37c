"""The cases a lawyer can read, each against the shipped law."""

import pytest

from coverage_portal.programmes.codes import Scale, Segment
from coverage_portal.programmes.contributions import membership_contribution
from coverage_portal.programmes.lump_sums import migrant_contribution, project_contribution
from coverage_portal.programmes.terms import ParameterKey, Payer
from tests.programmes.shipped import CASES, facts, shipped_law


def case(section):
    return pytest.mark.parametrize("said", CASES[section], ids=lambda said: said.get("name", f"{said['day']}"))


def readable(contribution):
    """A contribution in the words of cases.yaml: zeros and empty marks left out."""
    return {line.programme.name: readable_line(line) for line in contribution.lines}


def readable_line(line):
    said = {}
    for payer, share in line.shares.items():
        parts = {"due": share.due, "reduced": share.reduced, "deferred": share.deferred}
        parts = {name: amount for name, amount in parts.items() if amount}
        said[payer.value] = share.due if set(parts) == {"due"} else parts
    said |= {f"moved_{giver.name.lower()}": amount for giver, amount in line.moved.items()}
    if line.relief:
        said["relief"] = line.relief.code
    if line.doubts:
        said["doubts"] = sorted(doubt.value for doubt in line.doubts)
    return said


@case("memberships")
def test_a_membership_pays_what_the_case_says(said):
    contribution = membership_contribution(shipped_law(said["day"]), facts(said["facts"]))
    assert readable(contribution) == said["expected"]
    assert contribution.unverified == any("doubts" in line for line in said["expected"].values())


@case("contracts")
def test_a_construction_contract_pays_what_the_case_says(said):
    contribution = project_contribution(shipped_law(said["day"]), said["value"])
    assert readable(contribution) == said["expected"]


@case("migrants")
def test_a_migrants_contract_costs_what_the_case_says(said):
    lump = migrant_contribution(shipped_law(said["day"]), **said["facts"])
    assert lump.total == said["expected"]
    assert lump.unverified
    assert {source.citation for source in lump.sources} == {said["citation"]}


@case("obligations")
def test_an_employer_must_join_what_the_case_says(said):
    law = shipped_law(said["day"])
    scale = said["scale"] and Scale[said["scale"]]
    asked = law.obligations(scale, Segment[said["segment"]], government=said.get("government", False))
    assert {programme.name: rule.level.value for programme, rule in asked.items()} == said["expected"]
    must = law.mandatory(scale, Segment[said["segment"]], government=said.get("government", False))
    assert {p.name for p in must} == {name for name, level in said["expected"].items() if level == "wajib"}


@case("figures")
def test_a_figure_is_what_the_case_says(said):
    figure = shipped_law(said["day"]).figure(ParameterKey(said["key"]))
    assert figure.whole == figure.value == said["expected"]
    assert figure.source.unverified == said.get("unverified", False)
    assert figure.overdue_since == said.get("overdue_since")


def test_every_case_cites_its_law():
    assert all(said["citation"] for section in CASES.values() for said in section)


@pytest.mark.parametrize("payer", [Payer.WORKER, Payer.SPONSOR, Payer.GOVERNMENT])
def test_the_packages_are_the_lowest_band(payer):
    """16,800 = 10,000 + 6,800 and 36,800 = 16,800 + 20,000, whoever pays."""
    for words, total in (("JKK+JKM", 16_800), ("JKK+JKM+JHT", 36_800)):
        said = facts({"segment": "BPU", "programmes": words, "wage": 1_000_000, "payer": payer.value})
        law = shipped_law(CASES["contracts"][0]["day"])
        assert membership_contribution(law, said).share(payer).due == total
        assert law.bpu_package(said.programmes).whole == total
