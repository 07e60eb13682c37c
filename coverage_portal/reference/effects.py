"""What entering a figure would change on the pages of its place: old and new numbers, worked out before it is saved.

Both sides are answered by the dashboard's own functions from a Ground; the new side's Ground holds the figures as they
would be. Nothing is written to find out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.formatting import MISSING
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.arithmetic import Quantity, Ratio
from coverage_portal.coverage.denominators import whole_of
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind
from coverage_portal.coverage.keeping_back import limits
from coverage_portal.coverage.models import Place
from coverage_portal.coverage.numerators import numerator
from coverage_portal.coverage.reading import READ_KINDS
from coverage_portal.coverage.standing import read_standing
from coverage_portal.reference.usage import Usage, role_in_words, unused, without_a_page
from coverage_portal.reference.uses import (
    RATE,
    Role,
    asked,
    estimates_that_differ,
    ground_of,
    one_a_year,
    uses_on,
    with_totals,
    without,
)
from regions.models import ReferenceFigure

SHOWN = 48
NEWEST = 2**62
"""The id a figure has while it is only tried: among equals the last entered speaks, and this one would be the last."""


@dataclass(frozen=True)
class Effect:
    """A number on the page of a month, as it is and as it would be."""

    month: date
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """Everything that would change; `estimates` when estimated denominators of kecamatan would, too. `unused` says why
    the figure itself would not be used, None when it would."""

    effects: tuple[Effect, ...]
    estimates: bool = False
    unused: Usage | None = None

    @property
    def shown(self) -> tuple[Effect, ...]:
        """The newest of them."""
        return self.effects[:SHOWN]

    @property
    def more(self) -> int:
        """How many more there are."""
        return len(self.effects) - len(self.shown)


def preview(figure: ReferenceFigure) -> Preview:
    """What changes when `figure` (not saved; in place of what it `replaces`) is entered; newest month first."""
    before = ground_of(figure.region, read_standing())
    if before is None:
        return Preview((), unused=without_a_page())
    after = as_if_entered(before, figure)
    months = sorted({*before.months, *after.months}, reverse=True)
    before, after = with_totals(before, months), with_totals(after, months)
    effects = [effect for month in months for effect in _effects(before, after, month)]
    estimates = any(against for month in one_a_year(months) for against in estimates_that_differ(before, after, month))
    tried = _tried(figure)
    return Preview(tuple(effects), estimates, None if _is_used(tried, after) else unused(tried, after))


def as_if_entered(ground: Ground, figure: ReferenceFigure) -> Ground:
    """The ground with `figure` among its figures and what it replaces not."""
    kept = [one for one in ground.figures.get(figure.region_id, ()) if one.pk != figure.replaces_id]
    if figure.kind in READ_KINDS and not figure.label:
        kept = sorted([*kept, _tried(figure)], key=lambda one: (one.as_at, one.pk))
    own = {one.as_at.replace(day=1) for one in kept if one.kind == Kind.MEMBERS and not one.derived}
    return replace(
        ground,
        figures={**ground.figures, figure.region_id: tuple(kept)},
        months=tuple(sorted({*ground.standing.months, *own}, reverse=True)),
        kept={},
    )


def _tried(figure: ReferenceFigure) -> ReferenceFigure:
    """The figure as the last one entered."""
    names = ("region", "kind", "label", "as_at", "period", "value", "unit", "half_step", "basis", "derived")
    facts = {name: getattr(figure, name) for name in (*names, "publisher", "document", "link", "note")}
    return ReferenceFigure(pk=NEWEST, **facts)


def _is_used(tried: ReferenceFigure, ground: Ground) -> bool:
    """Whether any page of the place, or an estimate for a kecamatan, would be another one without the figure."""
    if tried.pk in uses_on(ground):
        return True
    gone = without(ground, tried)
    return any(against for month in one_a_year(ground.months) for against in estimates_that_differ(ground, gone, month))


def _effects(before: Ground, after: Ground, month: date) -> Iterator[Effect]:
    old, new = (dict(numbers_in(ground.at(month))) if month in ground.months else {} for ground in (before, after))
    for name in {**old, **new}:
        if old.get(name, MISSING) != new.get(name, MISSING):
            yield Effect(month, name, old.get(name, MISSING), new.get(name, MISSING))


def numbers_in(ground: Ground) -> Iterator[tuple[str, str]]:
    """What the page of a month says, by name: rates and gaps counted at work, and the figures shown as they are. Small
    counts of the registry, and what is made of them, are left out."""
    part = numerator(ground)[0]
    if part and ground.speaks and 0 < part.quantity.value < limits().persons:
        part = None
    yield _("Peserta aktif"), _counted(part.quantity if part else None)
    for against, kind in DENOMINATOR.items():
        whole = whole_of(asked(ground, against))
        name = str(kind.label)
        yield name, _counted(whole.quantity if whole else None)
        ratio = Ratio(part.quantity, whole.quantity) if part and whole else None
        yield role_in_words(RATE[against]), _rate(ratio)
        gap = Quantity(ratio.gap, whole.quantity.basis, ratio.gap_half_step) if ratio and whole else None
        yield f"{role_in_words(Role.GAP)}: {name}", _counted(gap)
    population, employers = ground.published(Kind.POPULATION), ground.published_now(Kind.EMPLOYERS)
    yield str(Kind.POPULATION.label), formatting.number(population.value if population else None, active_language())
    counted = ground.count(place=Place.WORKPLACE).employers if _registers_employers(ground) else None
    counted = None if counted and counted < limits().employers else counted
    yield str(Kind.EMPLOYERS.label), formatting.number(employers.value if employers else counted, active_language())


def _registers_employers(ground: Ground) -> bool:
    """Whether the page counts employers itself where none were published."""
    return bool(ground.standing.employer_batches) and ground.speaks


def _rate(ratio: Ratio | None) -> str:
    if ratio is None or ratio.value is None:
        return MISSING
    text = formatting.percent(ratio.value, active_language())
    if ratio.band is None or ratio.band[0] == ratio.band[1]:
        return text
    return f"{text} ({formatting.percent_range(*ratio.band, active_language())})"


def _counted(quantity: Quantity | None) -> str:
    if quantity is None:
        return MISSING
    text = formatting.number(quantity.value, active_language())
    if not quantity.half_step:
        return text
    return f"{text} (± {formatting.number(quantity.half_step, active_language())})"
