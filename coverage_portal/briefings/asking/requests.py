"""The requests of a briefing: what the user filled in, completed by the kind's own words and priced by the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.costs import Cost, Laws, cost_of, workers_of
from coverage_portal.briefings.asking.kinds import KINDS
from coverage_portal.briefings.asking.wordings import months_in_words, workers_in_words
from coverage_portal.briefings.blocks import Ask, Sentence
from coverage_portal.briefings.wanted import AskKind, AskWanted, Wanted
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.making import capital, computed_figure
from coverage_portal.coverage.shown import short_value_of, value_of
from coverage_portal.coverage.workings import Figure, FigureKind
from coverage_portal.programmes.terms import Payer

USUAL_WORKERS = 10_000
USUAL_MONTHS = 12
WHOLE_HUNDREDS = 100


def asks_of(wanted: Wanted, *, day: date) -> tuple[Ask, ...]:
    """The requests in their order, in the active language; those with workers and months are priced by the law from
    `day` on."""
    priced = any(one.workers and one.months > 0 for one in wanted.asks)
    laws = Laws() if priced else None
    return tuple(_ask(f"usulan-{n}", one, day, laws) for n, one in enumerate(wanted.asks, start=1))


def usual_asks(found: Dashboard) -> tuple[AskWanted, ...]:
    """The three requests a new draft starts with, the first for ten thousand workers or for the gap when it is less."""
    return (
        AskWanted(AskKind.VULNERABLE, workers=_usual_workers(found.gap), months=USUAL_MONTHS),
        AskWanted(AskKind.SERTAKAN, paid_by_state=False),
        AskWanted(AskKind.LICENSING),
    )


def together(asks: Iterable[Ask]) -> tuple[Figure, Figure] | None:
    """All workers asked for and all they cost, as sums of the requests that have a cost; None unless two have one."""
    priced = [ask for ask in asks if ask.workers and ask.cost and ask.cost.value is not None]
    if len(priced) < 2:
        return None
    workers = [ask.workers for ask in priced if ask.workers]
    costs = [ask.cost for ask in priced if ask.cost]
    return (
        _sum("usulan-jumlah-pekerja", _("Pekerja yang diusulkan"), workers, FigureKind.COUNT),
        _sum("usulan-jumlah-iuran", _("Perkiraan iuran seluruhnya"), costs, FigureKind.RUPIAH),
    )


def _ask(key: str, one: AskWanted, day: date, laws: Laws | None) -> Ask:
    words = KINDS[one.kind]
    workers = workers_of(key, one.workers, day) if one.workers else None
    cost = cost_of(key, workers, one.months, day, _payer(one), laws) if workers and laws and one.months > 0 else None
    output = words.output
    if workers and one.workers != 1:
        output = str(words.output_for) % {"workers": value_of(workers, active_language())}
    return Ask(
        key=key,
        title=one.title or str(words.title),
        reason=_reason(key, one, cost),
        owner=one.owner or str(words.owner),
        output=one.output or str(output),
        deadline=one.deadline,
        workers=workers,
        cost=cost.total if cost else None,
    )


def _payer(one: AskWanted) -> Payer:
    """Who pays: the state, a company for those around it, or the workers themselves."""
    if one.paid_by_state:
        return Payer.GOVERNMENT
    return Payer.SPONSOR if one.kind is AskKind.SERTAKAN else Payer.WORKER


def _reason(key: str, one: AskWanted, cost: Cost | None) -> Sentence:
    """The user's own reason; else what it costs, or the kind's reason when that is not known."""
    key = f"{key}-alasan"
    if one.reason or cost is None or cost.total.value is None:
        return Sentence(key, one.reason or str(KINDS[one.kind].reason))
    language = active_language()
    words = {
        "cost": short_value_of(cost.total, language),
        "workers": workers_in_words(cost.workers),
        "months": months_in_words(one.months),
    }
    if cost.price is None:
        said = _("%(cost)s untuk %(workers)s selama %(months)s, menurut tarif tiap bulan.")
        return Sentence(key, said % words, (cost.total, cost.workers))
    said = _("JKK dan JKM %(price)s per orang sebulan: %(cost)s untuk %(workers)s selama %(months)s.")
    words["price"] = value_of(cost.price, language)
    return Sentence(key, said % words, (cost.price, cost.total, cost.workers))


def _usual_workers(gap: Figure) -> int | None:
    """Ten thousand, or the gap in whole hundreds when that is less; None when nobody is known to be missing."""
    if gap.value is None or gap.value < WHOLE_HUNDREDS:
        return None
    return min(USUAL_WORKERS, int(gap.value) // WHOLE_HUNDREDS * WHOLE_HUNDREDS)


def _sum(key: str, label: str, figures: list[Figure], kind: FigureKind) -> Figure:
    """The sum of figures of this briefing, each of which has its own working."""
    parts = tuple(
        sources.of_figure(
            figure,
            formatting.number(n, active_language()),
            figure.working.inputs[0].as_at,
            figure.working.inputs[0].quantity.basis,
        )
        for n, figure in enumerate(figures, start=1)
    )
    return computed_figure(key, label, kind, capital(" + ".join(part.label for part in parts)), parts)
