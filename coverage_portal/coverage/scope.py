"""A question to the portal, as a value: which place, which month, against what, counted where. Pure.

It lives in the query string: ?wilayah=36.71&posisi=2023-12&banding=angkatan-kerja&dasar=tempat-kerja
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode


class Against(StrEnum):
    """The denominator."""

    LABOUR_FORCE = "angkatan-kerja"
    EMPLOYED = "bekerja"


class CountedAt(StrEnum):
    """The numerator: memberships at the place of work, or distinct persons at home."""

    WORKPLACE = "tempat-kerja"
    HOME = "domisili"


class BadScope(ValueError):
    """The query string does not name a question. `parameter` is the one at fault and `value` what it held."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter = parameter
        self.value = value


@dataclass(frozen=True)
class Scope:
    """A question. `region` is a Kemendagri code; `month` the first of a month, None for the latest with data."""

    region: str = "36.71"
    month: date | None = None
    against: Against = Against.LABOUR_FORCE
    counted_at: CountedAt = CountedAt.WORKPLACE

    def to_query(self) -> str:
        """The query string of this question, always in the same order and with every parameter."""
        pairs = [("wilayah", self.region)]
        if self.month:
            pairs.append(("posisi", f"{self.month:%Y-%m}"))
        pairs += [("banding", self.against.value), ("dasar", self.counted_at.value)]
        return urlencode(pairs)

    def at(self, month: date) -> Scope:
        """The same question about another month."""
        return replace(self, month=month.replace(day=1))


PARAMETERS = ("wilayah", "posisi", "banding", "dasar")
_REGION = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def parse_scope(query: Mapping[str, str], default: Scope | None = None) -> Scope:
    """The question a query string asks; a missing or empty parameter takes the default's value.

    Raises BadScope when a value is not of its form. Whether the region exists and the month has data is not
    judged here.
    """
    scope = default or Scope()
    if region := query.get("wilayah", ""):
        if not _REGION.fullmatch(region):
            raise BadScope("wilayah", region)
        scope = replace(scope, region=region)
    if month := query.get("posisi", ""):
        scope = replace(scope, month=_parse_month(month))
    try:
        if against := query.get("banding", ""):
            scope = replace(scope, against=Against(against))
    except ValueError:
        raise BadScope("banding", against) from None
    try:
        if counted_at := query.get("dasar", ""):
            scope = replace(scope, counted_at=CountedAt(counted_at))
    except ValueError:
        raise BadScope("dasar", counted_at) from None
    return scope


def _parse_month(text: str) -> date:
    match = _MONTH.fullmatch(text)
    if not match or not (1 <= int(match[2]) <= 12 and 1900 <= int(match[1]) <= 2999):
        raise BadScope("posisi", text)
    return date(int(match[1]), int(match[2]), 1)
