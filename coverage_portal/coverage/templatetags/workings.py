"""How a figure and its working are written on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.arithmetic import Laid, Quantity, Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Source

register = template.Library()

OPERATOR = re.compile(r"( [÷×−+] |[()])")


@register.filter
def value_of(figure: Figure) -> str:
    """The figure in full: 61,8% or 736.000; "–" when it is missing."""
    write = formatting.percent if figure.kind is FigureKind.SHARE else formatting.number
    return write(figure.value, active_language())


@register.filter
def short_value_of(figure: Figure) -> str:
    """The figure for large type: 61,8% or 736 ribu. A count known to the last unit is written in full: 15.702."""
    if figure.kind is FigureKind.SHARE:
        return value_of(figure)
    exact_and_small = figure.half_step is not None and figure.half_step < 1 and (figure.value or 0) < 100_000
    write = formatting.number if exact_and_small else formatting.short
    return write(figure.value, active_language())


@register.filter
def band_of(figure: Figure) -> str:
    """The least and the most the figure can be; empty when it has no band or the band is the value itself."""
    band = figure.working.band
    if band is None or band[0] == band[1]:
        return ""
    write = formatting.percent_range if figure.kind is FigureKind.SHARE else formatting.number_range
    return write(*band, active_language())


@register.filter
def with_digits(figure: Figure) -> str:
    """The formula with each word replaced by its input's number and the result behind it.

    "peserta aktif ÷ angkatan kerja" becomes "736.000 ÷ 1.190.000 = 61,8%". Empty when there is nothing to work out
    or when the inputs do not match the formula's words.
    """
    parts = OPERATOR.split(figure.working.formula)
    words = [i for i, part in enumerate(parts) if part.strip() and not OPERATOR.fullmatch(part)]
    if figure.value is None or len(words) < 2 or len(words) != len(figure.working.inputs):
        return ""
    for place, source in zip(words, figure.working.inputs, strict=True):
        parts[place] = formatting.number(source.quantity.value, active_language())
    return f"{''.join(parts)} = {value_of(figure)}"


@register.filter
def basis(quantity: Quantity) -> str:
    """What was counted and where it was laid: "kepesertaan menurut tempat kerja"."""
    units = {
        Unit.MEMBERSHIPS: _("kepesertaan"),
        Unit.PERSONS: _("orang"),
        Unit.EMPLOYERS: _("pemberi kerja"),
        Unit.RUPIAH: _("rupiah"),
    }
    places = {
        Laid.WORKPLACE: _("menurut tempat kerja"),
        Laid.HOME: _("menurut domisili"),
        Laid.REGISTRATION: _("menurut tempat pendaftaran"),
        Laid.UNSTATED: _("(basis tidak dijelaskan penerbit)"),
    }
    return f"{units[quantity.basis.unit]} {places[quantity.basis.laid]}"


@register.filter
def sources_of(figures: Iterable[Figure]) -> list[Source]:
    """The inputs of several figures, each once, in the order they are first used."""
    return list(dict.fromkeys(source for figure in figures for source in figure.working.inputs))


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
