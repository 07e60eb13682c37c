"""What a request costs (metric M9): people × the month's price of the law of its day × months, with its working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.wordings import months_in_words
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.making import capital, computed_figure, missing_figure
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source, Working
from coverage_portal.programmes.closing_gap import Stretch, months_from, stretches
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts
from coverage_portal.programmes.law import LawRows, assemble, every_row
from coverage_portal.programmes.rules import Law, NoLawInForce, ReliefRule
from coverage_portal.programmes.rules import Source as RuleSource
from coverage_portal.programmes.terms import Doubt, ParameterKey, Payer

PROGRAMMES = Programme.JKK | Programme.JKM
HEADS = Basis(Unit.PERSONS, Laid.NOWHERE)


@dataclass(frozen=True)
class Cost:
    """The people asked for, what one of them costs a month (None when the months differ), and everything together."""

    workers: Figure
    price: Figure | None
    total: Figure


class Laws:
    """The law of any day, read once and put together once a day."""

    def __init__(self) -> None:
        self.rows: LawRows = every_row()
        self.kept: dict[date, Law] = {}

    def on(self, day: date) -> Law:
        """The law of `day`."""
        if day not in self.kept:
            self.kept[day] = assemble(day, self.rows)
        return self.kept[day]


def workers_of(key: str, workers: int, day: date) -> Figure:
    """The people a request is for, as the office proposes it."""
    source = Source(
        label=_("Pekerja yang diusulkan"),
        quantity=Quantity(Fraction(workers), HEADS),
        as_at=day,
        period=f"{day:%Y-%m}",
        provenance=Provenance.COMPUTED,
        publisher=_("Kantor cabang"),
        document=_("Usulan dalam bahan ini"),
    )
    working = Working("", _("Jumlah yang diusulkan"), (source,))
    return Figure(f"{key}-pekerja", _("Pekerja"), Fraction(workers), FigureKind.COUNT, Provenance.COMPUTED, working)


def cost_of(key: str, workers: Figure, months: int, day: date, payer: Payer, laws: Laws) -> Cost:
    """What `workers` cost outside employment, in the lowest band, for `months` from `day` on, JKK and JKM.

    The total is missing, with the reason, when the law of one of the months has no price.
    """
    label = _("Perkiraan iuran %(months)s") % {"months": months_in_words(months)}
    try:
        base = laws.on(day).figure(ParameterKey.BPU_BASE_LEAST).whole
        facts = MembershipFacts(Segment.BPU, PROGRAMMES, wage=base, payer=payer)
        found = stretches(map(laws.on, months_from(day, months)), facts, int(workers.value or 0))
    except NoLawInForce as none:
        why = _("Tarif JKK dan JKM pekerja mandiri pada %(day)s belum tercatat di portal ini.")
        said = why % {"day": formatting.long_date(none.day, active_language())}
        missing = missing_figure(f"{key}-iuran", label, FigureKind.RUPIAH, said, METRICS["M9"])
        return Cost(workers, None, missing)
    price = _price(key, found[0]) if len(found) == 1 else None
    return Cost(workers, price, _total(key, label, workers, found))


def _total(key: str, label: str, workers: Figure, found: tuple[Stretch, ...]) -> Figure:
    """The sum over all stretches of months at one price, worked out in full."""
    alone = len(found) == 1
    parts = [_stretch_parts(stretch, alone=alone) for stretch in found]
    first = workers.working.inputs[0]
    formula = " + ".join(words for words, _sources in parts)
    formula = f"{first.label} × {formula}" if alone else f"{first.label} × ({formula})"
    inputs = (first, *(source for _words, sources in parts for source in sources))
    said = tuple(dict.fromkeys(caveat for stretch in found for caveat in _doubts(stretch)))
    return computed_figure(
        f"{key}-iuran", label, FigureKind.RUPIAH, formula, inputs, metric=METRICS["M9"], caveats=said
    )


def _stretch_parts(stretch: Stretch, *, alone: bool) -> tuple[str, tuple[Source, ...]]:
    """The words of a stretch's price × months, and the sources behind them in that order."""
    words, priced = _price_parts(stretch, alone=alone)
    months = sources.given(
        _("bulan") if alone else _("bulan %(span)s") % {"span": _span(stretch)},
        stretch.months,
        Unit.MONTHS,
        stretch.last,
        publisher=_("Kantor cabang"),
        document=_("Usulan dalam bahan ini"),
    )
    words = f"({words})" if len(priced) > 1 else words
    return f"{words} × {months.label}", (*priced, months)


def _price_parts(stretch: Stretch, *, alone: bool) -> tuple[str, tuple[Source, ...]]:
    """One person's month: the full price, less what a relief takes off it when one does."""
    full, total = stretch.price.total.full, stretch.price.total
    name = _("iuran JKK dan JKM sebulan")
    if not alone:
        name = _("iuran sebulan %(span)s") % {"span": _span(stretch)}
    rules = dict.fromkeys(rule for line in stretch.price.lines for rule in line.rules)
    price = _by_law(name, full, stretch, list(rules))
    if full == total.due:
        return name, (price,)
    reliefs = [line.relief for line in stretch.price.lines if line.relief]
    less = _("keringanan %(citation)s") % {"citation": _cited([relief.source for relief in reliefs])}
    taken = _by_law(less, full - total.due, stretch, [relief.source for relief in reliefs])
    return f"{name} − {less}", (price, replace(taken, note=_ends(reliefs)))


def _by_law(label: str, rupiah: int, stretch: Stretch, rules: list[RuleSource]) -> Source:
    """A sum of money that the law sets, citing the law."""
    found = sources.given(
        label, rupiah, Unit.RUPIAH, stretch.first, publisher=_("Peraturan perundang-undangan"), document=_cited(rules)
    )
    return replace(found, period=f"{stretch.first:%Y-%m}…{stretch.last:%Y-%m}")


def _cited(rules: list[RuleSource]) -> str:
    """The citations once each: "PP 44/2015 Lampiran II; PP 50/2025"."""
    return "; ".join(dict.fromkeys(rule.citation for rule in rules))


def _ends(reliefs: list[ReliefRule]) -> str:
    """The first month without the relief, when it ends."""
    ends = [relief.ended_on for relief in reliefs if relief.ended_on]
    if not ends:
        return ""
    return _("Keringanan berakhir sebelum %(month)s.") % {"month": formatting.month(min(ends), active_language())}


def _doubts(stretch: Stretch) -> Iterator[str]:
    """Why a price is not verified, each beginning with the words that say so."""
    for line in stretch.price.lines:
        for doubt in Doubt:
            if doubt in line.doubts:
                yield _("Belum diverifikasi: %(why)s") % {"why": doubt.label}


def _span(stretch: Stretch) -> str:
    """April 2026, or April 2026–Desember 2026."""
    first, last = (formatting.short_month(day, active_language()) for day in (stretch.first, stretch.last))
    return first if first == last else f"{first}–{last}"


def _price(key: str, stretch: Stretch) -> Figure:
    """What one person's month costs under one law, as a figure."""
    name, words, priced = f"{key}-harga", *_price_parts(stretch, alone=True)
    label = _("Iuran JKK dan JKM sebulan")
    if len(priced) > 1:
        return computed_figure(name, label, FigureKind.RUPIAH, capital(words), priced)
    value = priced[0].quantity.value
    return Figure(
        name, label, value, FigureKind.RUPIAH, Provenance.COMPUTED, Working("", _("Menurut peraturan"), priced)
    )
