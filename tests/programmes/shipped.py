"""The shipped law of a day without a database, and the lawyer's cases."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts
from coverage_portal.programmes.law import Law, LawRows, assemble
from coverage_portal.programmes.models import JakonBracket, Obligation, Parameter, Rate, Relief
from coverage_portal.programmes.seed import read_law
from coverage_portal.programmes.terms import Industry, Payer

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@cache
def shipped_rows() -> LawRows:
    rows = read_law()
    return LawRows(
        rates=rows[Rate],
        parameters=rows[Parameter],
        jakon_brackets=rows[JakonBracket],
        obligations=rows[Obligation],
        reliefs=rows[Relief],
    )


@cache
def shipped_law(day: date) -> Law:
    return assemble(day, shipped_rows())


def programmes(words: str) -> Programme:
    held = Programme(0)
    for word in words.split("+"):
        held |= Programme[word]
    return held


def facts(said: dict) -> MembershipFacts:
    return MembershipFacts(
        **{
            **said,
            "segment": Segment[said["segment"]],
            "programmes": programmes(said["programmes"]),
            "payer": Payer(said.get("payer", "worker")),
            "industry": Industry(said["industry"]) if "industry" in said else None,
        }
    )
