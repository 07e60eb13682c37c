"""Contradicting figures of a place laid side by side: what each one says, by whose definition, and what is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage_portal.core.formatting import as_given
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.reference.contradictions import COVERAGE, MEMBERS, Contradiction, contradictions
from coverage_portal.reference.lines import Line, line_of, with_relations
from coverage_portal.reference.usage import Usage, usage_of
from coverage_portal.reference.wording import unit_of, what_of
from regions.models import ReferenceFigure, Region


@dataclass(frozen=True)
class Side:
    """One of several figures of a comparison, and what the portal does with it."""

    line: Line
    usage: Usage


@dataclass(frozen=True)
class Comparison:
    """Figures that claim to measure the same thing in one year; `beside` related ones that measure something else."""

    title: str
    year: int
    sentence: str
    sides: tuple[Side, ...]
    beside: tuple[Line, ...]

    @property
    def unused(self) -> bool:
        """Whether the portal uses none of them."""
        return not any(side.usage.purposes for side in self.sides)


def comparisons(region: Region) -> tuple[Comparison, ...]:
    """The contradictions among the current figures of a place, newest year first."""
    figures = with_relations(ReferenceFigure.objects.current().filter(region=region))
    found = contradictions(figures)
    used = usage_of(region, _once(figure for one in found for figure in one.figures)) if found else {}
    return tuple(_comparison(one, used) for one in found)


def _comparison(found: Contradiction, used: dict[int, Usage]) -> Comparison:
    return Comparison(
        title=title_of(found),
        year=found.year,
        sentence=sentence_of(found),
        sides=tuple(Side(line_of(figure), used[figure.pk]) for figure in found.figures),
        beside=tuple(line_of(figure) for figure in found.beside),
    )


def title_of(found: Contradiction) -> str:
    """What the figures claim to measure."""
    return {MEMBERS: _("Jumlah peserta"), COVERAGE: _("Cakupan")}.get(found.family, what_of(found.figures[0]))


def sentence_of(found: Contradiction) -> str:
    """How far they are apart, and what that may mean."""
    amount = f"{as_given(found.difference, active_language())} {unit_of(found.figures[0].unit)}"
    if not found.apart:
        said = _("Selisih %(amount)s, masih dalam pembulatannya: mungkin angka yang sama, disebut setahun kemudian.")
    elif any(figure.half_step is None for figure in found.figures):
        said = _("Selisih %(amount)s, lebih dari pembulatan yang diketahui; pembulatan salah satunya tidak disebut.")
    else:
        said = _("Selisih %(amount)s, lebih dari pembulatannya.")
    sentence = said % {"amount": amount}
    if found.apart and len({figure.as_at for figure in found.figures}) > 1:
        sentence += " " + _("Posisinya tidak sama, jadi sebagian selisihnya dapat berarti perubahan di antaranya.")
    return sentence


def _once(figures: Iterable[ReferenceFigure]) -> list[ReferenceFigure]:
    return list({figure.pk: figure for figure in figures}.values())
