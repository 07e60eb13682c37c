"""How a figure and its working are written on a page."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import denominators, shown
from coverage_portal.coverage.arithmetic import Laid, Quantity, Unit
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.workings import Figure, Source

register = template.Library()


@register.filter
def value_of(figure: Figure) -> str:
    """The figure in full: 61,8% or 736.000; "–" when it is missing."""
    return shown.value_of(figure, active_language())


@register.filter
def short_value_of(figure: Figure) -> str:
    """The figure for large type: 61,8% or 736 ribu."""
    return shown.short_value_of(figure, active_language())


@register.filter
def band_of(figure: Figure) -> str:
    """The least and the most the figure can be; empty when it has no band."""
    return shown.band_of(figure, active_language())


@register.filter
def with_digits(figure: Figure) -> str:
    """The formula with its inputs' numbers and the result: "736.000 ÷ 1.190.000 = 61,8%"."""
    return shown.digits_of(figure, active_language())


@register.filter
def input_value(source: Source) -> str:
    """An input's value: 1.190.000; a target's share as 70%."""
    return shown.input_value(source, active_language())


@register.filter
def basis(quantity: Quantity) -> str:
    """What was counted and where it was laid: "kepesertaan menurut tempat kerja"."""
    units = {
        Unit.MEMBERSHIPS: _("kepesertaan"),
        Unit.PERSONS: _("orang"),
        Unit.EMPLOYERS: _("pemberi kerja"),
        Unit.RUPIAH: _("rupiah"),
        Unit.VILLAGES: _("kelurahan/desa"),
        Unit.MONTHS: _("bulan"),
        Unit.SHARE: _("dari penyebut"),
    }
    places = {
        Laid.WORKPLACE: _("menurut tempat kerja"),
        Laid.HOME: _("menurut domisili"),
        Laid.REGISTRATION: _("menurut tempat pendaftaran"),
        Laid.UNSTATED: _("(basis tidak dijelaskan penerbit)"),
        Laid.NOWHERE: "",
    }
    return f"{units[quantity.basis.unit]} {places[quantity.basis.laid]}".strip()


@register.filter
def sources_of(figures: Iterable[Figure]) -> list[Source]:
    """The inputs of several figures, each once, in the order they are first used."""
    return list(dict.fromkeys(source for figure in figures for source in figure.working.inputs))


@register.filter
def counted_as(figure: Figure) -> str:
    """What a count that nothing was computed from counts: "kepesertaan menurut tempat kerja"."""
    return basis(figure.working.inputs[0].quantity) if figure.working.inputs else ""


@register.filter
def in_short(figures: Iterable[Figure]) -> str:
    """Caveats, publishers and days behind several figures in one line."""
    figures = list(figures)
    told = dict.fromkeys(f"{source.publisher}, {_day(source)}" for source in sources_of(figures) if _published(source))
    return " ".join((*caveats_of(figures), *((_("Sumber: %s.") % "; ".join(told),) if told else ())))


def _day(source: Source) -> str:
    return formatting.short_date(source.as_at, active_language())


def _published(source: Source) -> bool:
    """Whether the source is something to look up: a number of months and another figure of the page are not."""
    return source.quantity.basis.unit is not Unit.MONTHS and not source.of_this_page


@register.filter
def caveats_of(figures: Iterable[Figure]) -> list[str]:
    """What must be read with several figures, each once."""
    return list(dict.fromkeys(caveat for figure in figures for caveat in figure.working.caveats))


@register.filter
def metric_of(figure: Figure) -> str:
    """The metric a figure is one of, as the catalogue names it: "M8: Kesenjangan"; empty when it is none."""
    metric = METRICS.get(figure.working.metric)
    return f"{metric.code}: {_(metric.name)}" if metric else ""


@register.filter
def inner(label: str) -> str:
    """A label inside a sentence: "angkatan kerja", but "JKK" stays."""
    return denominators.inner(label)


@register.filter
def alone(figure: Figure) -> tuple[Figure]:
    """A figure as the only one of its working."""
    return (figure,)


@register.filter
def listed(names: tuple[str, ...]) -> str:
    """Names as a sentence lists them: "Cipondoh, Ciledug, dan Pinang"."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(first)s dan %(last)s") % {"first": names[0], "last": names[1]}
    return _("%(first)s, dan %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
