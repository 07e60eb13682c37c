"""Which published figure speaks for a place in a month. The only reader of reference figures for ratios.

The rule: among the figures that no later row replaces, of that place and kind, whose year is not after the month's,
take the latest year; within it published before derived, surveys, censuses and registers before statements, then the
latest day, then the last one entered.
A figure of a narrower thing (one with a `label`: one sex, one branch) never stands in for the whole.

Population is counted by concepts that must not meet in one ratio (census, civil register, statements), so only one
concept answers: the one asked for, else POPULATION_BASIS. Nothing falls back to another; a missing figure is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from regions.models import CitedQuerySet, ReferenceFigure, Region

Kind = ReferenceFigure.Kind
Basis = ReferenceFigure.Basis

# Counted by a stated method, and so before what somebody said without saying how it was counted.
BY_METHOD = frozenset({Basis.SAKERNAS, Basis.CENSUS, Basis.CIVIL_REGISTER, Basis.REGISTRATION, Basis.DECREE})
# The branch states its population beside its labour force, members and employers: one paper, one concept.
POPULATION_BASIS = Basis.STATEMENT


def figure_for(
    region: Region, kind: Kind, month: date, *, basis: Basis | None = None, label: str = ""
) -> ReferenceFigure | None:
    """The figure of `kind` for `region` in `month` by the rule above, or None when nobody published one.

    `basis` keeps to one basis (a population without it: POPULATION_BASIS); `label` asks for a narrower thing.
    """
    figures = _candidates(region, (kind,), month).filter(label=label)
    basis = basis or (POPULATION_BASIS if kind == Kind.POPULATION else None)
    return max((figure for figure in figures if basis is None or figure.basis == basis), key=_rank, default=None)


def figures_for(
    region: Region, kinds: Iterable[Kind], month: date, *, population_basis: Basis = POPULATION_BASIS
) -> dict[Kind, ReferenceFigure]:
    """`figure_for` of several kinds in one query: {Kind.LABOUR_FORCE: figure}. A kind nobody published is absent."""
    wanted = tuple(kinds)
    figures = list(_candidates(region, wanted, month).filter(label=""))
    found = {kind: speaking(figures, kind, month, population_basis=population_basis) for kind in wanted}
    return {kind: figure for kind, figure in found.items() if figure}


def speaking(
    figures: Iterable[ReferenceFigure], kind: Kind, month: date, *, population_basis: Basis = POPULATION_BASIS
) -> ReferenceFigure | None:
    """Among loaded figures of one place, the one of `kind` that speaks for `month` by the rule above."""
    candidates = (
        figure
        for figure in figures
        if figure.kind == kind
        and not figure.label
        and figure.as_at.year <= month.year
        and (kind != Kind.POPULATION or figure.basis == population_basis)
    )
    return max(candidates, key=_rank, default=None)


def _candidates(region: Region, kinds: tuple[Kind, ...], month: date) -> CitedQuerySet:
    return ReferenceFigure.objects.current().filter(region=region, kind__in=kinds, as_at__lte=date(month.year, 12, 31))


def _rank(figure: ReferenceFigure) -> tuple[int, bool, bool, date, int]:
    return figure.as_at.year, not figure.derived, figure.basis in BY_METHOD, figure.as_at, figure.pk
