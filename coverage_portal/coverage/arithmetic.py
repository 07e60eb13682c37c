"""Coverage arithmetic: every number is a part and a whole with a basis, divided at the last moment. Pure.

Quantities of one basis add; quantities of two bases do not. Ratios add part to part and whole to whole, so a rate is
never averaged. Exact values are Fractions; rounding happens only in core.formatting.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What is counted. A membership is not a person: one person may hold several."""

    MEMBERSHIPS = "memberships"
    PERSONS = "persons"
    EMPLOYERS = "employers"
    RUPIAH = "rupiah"
    VILLAGES = "villages"
    MONTHS = "months"
    SHARE = "share"  # a share of one


class Laid(StrEnum):
    """Where the count is laid."""

    WORKPLACE = "workplace"
    HOME = "home"
    REGISTRATION = "registration"
    UNSTATED = "unstated"  # the publisher does not say
    NOWHERE = "nowhere"  # not a count of people or firms: months, villages, a target


class BasisMismatch(ValueError):
    """Two quantities of different bases were added."""


@dataclass(frozen=True)
class Basis:
    """The unit counted and where it is laid."""

    unit: Unit
    laid: Laid


@dataclass(frozen=True)
class Quantity:
    """A value with its basis; the true value lies within `half_step` of it.

    A half step of 0 is an exact count; None means that nobody said how the value was rounded.
    """

    value: Fraction
    basis: Basis
    half_step: Fraction | None = Fraction(0)

    @property
    def band(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most the true value can be; None when its rounding is not known. A count is never below
        nothing, a difference (laid nowhere) may be."""
        if self.half_step is None:
            return None
        least = self.value - self.half_step
        return least if self.basis.laid is Laid.NOWHERE else max(Fraction(0), least), self.value + self.half_step

    def __add__(self, other: Quantity) -> Quantity:
        """The sum; raises BasisMismatch when the bases differ."""
        if self.basis != other.basis:
            raise BasisMismatch(f"{self.basis} + {other.basis}")
        return Quantity(self.value + other.value, self.basis, _both(self.half_step, other.half_step))


def _both(step: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if step is None or other is None else step + other


@dataclass(frozen=True)
class Ratio:
    """Part over whole, both kept. Bases may differ, and then `mixed` is true and the page says so.

    A value over 1 is possible (workplace against domicile) and is never clipped.
    """

    part: Quantity
    whole: Quantity

    @property
    def value(self) -> Fraction | None:
        """Part over whole; None when the whole is zero."""
        return self.part.value / self.whole.value if self.whole.value else None

    @property
    def band(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most the ratio can be; None when a rounding is not known or the whole may be zero."""
        part, whole = self.part.band, self.whole.band
        if part is None or whole is None or not whole[0]:
            return None
        return part[0] / whole[1], part[1] / whole[0]

    @property
    def mixed(self) -> bool:
        """Whether part and whole are counted on different bases."""
        return self.part.basis != self.whole.basis

    @property
    def gap(self) -> Fraction:
        """Whole minus part; negative when the part exceeds the whole (metric M8)."""
        return self.whole.value - self.part.value

    @property
    def gap_half_step(self) -> Fraction | None:
        """How far the gap may be off: the two roundings together; None when one is not known."""
        return _both(self.whole.half_step, self.part.half_step)

    def __add__(self, other: Ratio) -> Ratio:
        """Parts add and wholes add; raises BasisMismatch when either basis differs."""
        return Ratio(self.part + other.part, self.whole + other.whole)
