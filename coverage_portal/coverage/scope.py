"""A question to the portal, as a value: which place, which month, against what, counted where. Pure.

It lives in the query string:
?wilayah=36.71&posisi=2023-12&banding=angkatan-kerja&dasar=tempat-kerja&sejak=2022-12&perkiraan=tidak
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode


class Against(StrEnum):
    """The denominator."""

    LABOUR_FORCE = "angkatan-kerja"
    EMPLOYED = "bekerja"


class CountedAt(StrEnum):
    """The numerator: memberships at the place of work, or distinct persons at home."""

    WORKPLACE = "tempat-kerja"
    HOME = "domisili"


YES, NO = "ya", "tidak"


class BadScope(ValueError):
    """The query string does not name a question. `parameter` is the one at fault and `value` what it held."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter = parameter
        self.value = value


@dataclass(frozen=True)
class Scope:
    """A question. `region` is a Kemendagri code; `month` the first of a month, None for the latest with data.

    `since` is an earlier month to compare with, None for none. `estimates`: whether denominators that nobody publishes
    may be estimated, marked as such.
    """

    region: str = "36.71"
    month: date | None = None
    against: Against = Against.LABOUR_FORCE
    counted_at: CountedAt = CountedAt.WORKPLACE
    since: date | None = None
    estimates: bool = True

    def to_query(self) -> str:
        """The query string of this question, always in the same order and with every parameter."""
        return urlencode(self._pairs())

    def to_short_query(self) -> str:
        """The same question without what the portal would take anyway: for the many links of one page."""
        own = dict(Scope()._pairs())
        return urlencode([(name, text) for name, text in self._pairs() if name == "wilayah" or own.get(name) != text])

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [("wilayah", self.region)]
        if self.month:
            pairs.append(("posisi", f"{self.month:%Y-%m}"))
        pairs += [("banding", self.against.value), ("dasar", self.counted_at.value)]
        if self.since:
            pairs.append(("sejak", f"{self.since:%Y-%m}"))
        pairs.append(("perkiraan", YES if self.estimates else NO))
        return pairs

    def at(self, month: date) -> Scope:
        """The same question about another month."""
        return replace(self, month=month.replace(day=1))


PARAMETERS = ("wilayah", "posisi", "banding", "dasar", "sejak", "perkiraan")
_REGION = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def parse_scope(query: Mapping[str, str], default: Scope | None = None) -> Scope:
    """The question a query string asks; a missing or empty parameter takes the default's value.

    Raises BadScope when a value is not of its form. Whether the region exists and the month has data is not
    judged here.
    """
    scope = default or Scope()
    found: dict[str, Any] = {}
    for name, (field, read) in _READERS.items():
        if text := query.get(name, ""):
            try:
                found[field] = read(text)
            except ValueError:
                raise BadScope(name, text) from None
    return replace(scope, **found)


def _parse_region(text: str) -> str:
    if not _REGION.fullmatch(text):
        raise ValueError(text)
    return text


def _parse_month(text: str) -> date:
    match = _MONTH.fullmatch(text)
    if not match or not (1 <= int(match[2]) <= 12 and 1900 <= int(match[1]) <= 2999):
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), 1)


def _parse_choice(text: str) -> bool:
    return (NO, YES).index(text) == 1


_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "wilayah": ("region", _parse_region),
    "posisi": ("month", _parse_month),
    "banding": ("against", Against),
    "dasar": ("counted_at", CountedAt),
    "sejak": ("since", _parse_month),
    "perkiraan": ("estimates", _parse_choice),
}
