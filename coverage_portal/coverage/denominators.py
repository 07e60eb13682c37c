"""What a count is compared with: the published figure, or for a kecamatan an estimate that says it is one.

Nobody publishes the labour force of a kecamatan. When estimates are wanted, the published figure of the kabupaten/kota
is spread over its kecamatan by published populations of one census or register, if every one of them has one, else by
the number of kelurahan, which the official list of codes gives. How far that misses where a census tells is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Quantity, Unit
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind
from coverage_portal.coverage.workings import Provenance, Source
from regions.models import ReferenceFigure, Region

CODE_LIST = "Kepmendagri 300.2.2-2138/2025"
CODE_LIST_AS_AT = date(2025, 12, 31)  # of the year alone, as regions.seeds.published.day_of reads one


@dataclass(frozen=True)
class Whole:
    """A denominator: its name, its words in a formula and the inputs behind them, its value and rounding."""

    label: str
    words: str
    inputs: tuple[Source, ...]
    quantity: Quantity
    provenance: Provenance
    estimated: bool = False

    @property
    def value(self) -> Fraction:
        """Its value; an estimate is kept exact and rounded when shown."""
        return self.quantity.value


@dataclass(frozen=True)
class Spreading:
    """How a kabupaten/kota's figure is spread over its kecamatan: the figure, a weight each, and what they sum to."""

    spread: Source
    weights: dict[int, Source]
    total: Source
    kind: str
    sentence: str

    def over(self, region: Region) -> Whole:
        """The estimate for one kecamatan: figure × weight ÷ sum of weights."""
        weight = self.weights[region.pk]
        words = f"({plain(self.spread.label)} × {plain(weight.label)} ÷ {plain(self.total.label)})"
        value = self.spread.quantity.value * weight.quantity.value / self.total.quantity.value
        label = _("Perkiraan %(kind)s %(place)s") % {"kind": inner(self.kind), "place": region.name}
        quantity = Quantity(value, self.spread.quantity.basis, None)
        inputs = (self.spread, weight, self.total)
        return Whole(label, words, inputs, quantity, Provenance.ESTIMATED, estimated=True)


def whole_of(ground: Ground, region: Region | None = None) -> Whole | None:
    """The denominator of the region (or of one of its family), None when none is published and none estimated."""
    region = region or ground.region
    key = ("whole", region.pk, ground.month)
    if key not in ground.kept:
        ground.kept[key] = _whole(ground, region)
    whole: Whole | None = ground.kept[key]
    return whole


def _whole(ground: Ground, region: Region) -> Whole | None:
    figure = ground.published(DENOMINATOR[ground.scope.against], region)
    if figure:
        source = sources.from_reference(figure)
        return Whole(source.label, plain(source.label), (source,), source.quantity, source.provenance)
    spreading = spreading_of(ground) if ground.scope.estimates else None
    return spreading.over(region) if spreading and region.pk in spreading.weights else None


def missing_whole(ground: Ground) -> str:
    """Why there is no denominator, in words."""
    sentence = _(
        "Portal ini belum memuat angka %(kind)s untuk %(place)s sampai %(year)s. Yang tidak ada tidak dikira-kira."
    )
    kind = inner(str(DENOMINATOR[ground.scope.against].label))
    return sentence % {"kind": kind, "place": ground.region.name, "year": ground.month.year}


def spreading_of(ground: Ground) -> Spreading | None:
    """How denominators of kecamatan can be estimated here; None where nothing is to be spread or some are published."""
    key = ("spreading", ground.month)
    if key not in ground.kept:
        ground.kept[key] = _spreading(ground)
    spreading: Spreading | None = ground.kept[key]
    return spreading


def _spreading(ground: Ground) -> Spreading | None:
    regency = next((one for one in (ground.region, *ground.above) if one.level == Region.Level.REGENCY), None)
    if regency is None or not ground.family:
        return None
    kind = DENOMINATOR[ground.scope.against]
    figure = ground.published(kind, regency)
    if figure is None or any(ground.published(kind, one) for one in ground.family):
        return None
    label = _("%(kind)s %(place)s") % {"kind": kind.label, "place": regency.name}
    spread = sources.from_reference(figure, label)
    return _by_population(ground, regency, spread) or _by_villages(ground, regency, spread)


def _by_population(ground: Ground, regency: Region, spread: Source) -> Spreading | None:
    """By published populations of one basis and year that every kecamatan has; the newest such."""
    known = [_populations(ground, one) for one in ground.family]
    common = set.intersection(*(set(one) for one in known)) if known else set()
    if not common:
        return None
    basis, as_at = max(common, key=lambda key: (key[1], key[0]))
    figures = {one.pk: found[(basis, as_at)] for one, found in zip(ground.family, known, strict=True)}
    weights = {
        one.pk: sources.from_reference(figures[one.pk], _("penduduk %(place)s") % {"place": one.name})
        for one in ground.family
    }
    together = sum((weight.quantity.value for weight in weights.values()), Fraction(0))
    total = sources.summed(_("penduduk semua kecamatan"), together, tuple(weights.values()))
    sentence = _("Perkiraan: angka %(place)s dibagi menurut penduduk tiap kecamatan (%(basis)s, %(year)s).")
    words = {"place": regency.name, "basis": ReferenceFigure.Basis(basis).label, "year": as_at.year}
    return Spreading(spread, weights, total, _kind(ground), sentence % words)


def _by_villages(ground: Ground, regency: Region, spread: Source) -> Spreading | None:
    """By the number of kelurahan in the official list of codes."""
    parts = {one.pk: getattr(one, "parts", 0) for one in ground.family}
    if not all(parts.values()):
        return None

    def villages(label: str, count: int) -> Source:
        publisher = _("Kementerian Dalam Negeri")
        return sources.given(label, count, Unit.VILLAGES, CODE_LIST_AS_AT, publisher=publisher, document=CODE_LIST)

    weights = {
        one.pk: villages(_("kelurahan di %(place)s") % {"place": one.name}, parts[one.pk]) for one in ground.family
    }
    total = villages(_("kelurahan di semua kecamatan"), sum(parts.values()))
    said = _(
        "Perkiraan kasar: angka %(place)s dibagi menurut jumlah kelurahan, karena penduduk per kecamatan belum lengkap."
    )
    sentence = " ".join((said % {"place": regency.name}, *_misses(ground, regency, parts)))
    return Spreading(spread, weights, total, _kind(ground), sentence)


def _misses(ground: Ground, regency: Region, parts: dict[int, int]) -> tuple[str, ...]:
    """How far the number of kelurahan misses where a population of city and kecamatan is published together."""
    city = _populations(ground, regency)
    found = []
    for one in ground.family:
        both = set(city) & set(_populations(ground, one))
        if both:
            key = max(both, key=lambda key: (key[1], key[0]))
            share = Fraction(_populations(ground, one)[key].value) / Fraction(city[key].value)
            guess = Fraction(parts[one.pk], sum(parts.values()))
            found.append((key[1].year, one.name, guess / share - 1))
    if not found:
        return ()
    year = max(year for year, _name, _miss in found)
    words = [
        _("%(place)s %(miss)s") % {"place": name, "miss": formatting.signed_percent(miss, active_language())}
        for at, name, miss in found
        if at == year
    ]
    said = _("Terhadap penduduk %(year)s cara ini meleset: %(misses)s.")
    return (said % {"year": year, "misses": ", ".join(words)},)


def _populations(ground: Ground, region: Region) -> dict[tuple[str, date], ReferenceFigure]:
    """Published populations of a place up to this month's year, by basis and day. One of nobody carries no weight."""
    figures = ground.figures.get(region.pk, ())
    return {
        (one.basis, one.as_at): one
        for one in figures
        if one.kind == Kind.POPULATION and one.value and not one.derived and one.as_at.year <= ground.month.year
    }


def _kind(ground: Ground) -> str:
    return str(DENOMINATOR[ground.scope.against].label)


def inner(label: str) -> str:
    """A label inside a sentence: "angkatan kerja" of "Angkatan kerja", but "JKK" of "JKK"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def plain(label: str) -> str:
    """A label inside a formula: without what would read as one of its signs."""
    words = " ".join(label.replace("(", "").replace(")", "").split())
    while " + " in f" {words} ":
        words = f" {words} ".replace(" + ", " & ").strip()
    return inner(words.replace(" − ", "-").replace(" × ", "x").replace(" ÷ ", "/"))


def words_with(whole: Whole) -> str:
    """The name of a denominator inside a sentence."""
    return inner(whole.label)
