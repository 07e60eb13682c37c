"""How a figure or target is said on these pages: what it is, its value, who entered it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import as_given
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES
from regions.models import ReferenceFigure, Target

UNITS = {
    "orang": gettext_lazy("orang"),
    "perusahaan": gettext_lazy("perusahaan"),
    "persen": gettext_lazy("persen"),
    "kasus": gettext_lazy("kasus"),
    "rupiah": gettext_lazy("rupiah"),
    "rupiah/bulan": gettext_lazy("rupiah/bulan"),
}
MEASURES = {
    "M1": gettext_lazy("Rasio terhadap angkatan kerja (M1)"),
    "M2": gettext_lazy("Rasio terhadap penduduk bekerja (M2)"),
    "UCJ": gettext_lazy("UCJ"),
    "Indikator RPJMN": gettext_lazy("Indikator RPJMN"),
    "Indikator RKP": gettext_lazy("Indikator RKP"),
    "Indikator RPJPN": gettext_lazy("Indikator RPJPN"),
}
"""What a target is a target of, as stored -> as said. Another text is stored and said as it is."""
PROGRAMME_WORDS = {str(one.name): PROGRAMME_NAMES[one] for one in PROGRAMMES}


def what_of(figure: ReferenceFigure) -> str:
    """The kind, and the narrower thing it counts: "Klaim dibayar: klaim JHT (Cab. Cikokol)"."""
    kind = str(figure.get_kind_display())
    return f"{kind}: {figure.label}" if figure.label else kind


def value_of(figure: ReferenceFigure) -> str:
    """The value as given, with its unit: "1.190.000 orang", "47,76 persen"."""
    return f"{as_given(figure.value, active_language())} {unit_of(figure.unit)}"


def unit_of(unit: str) -> str:
    """A stored unit in the page's language; one the portal does not know stays as it was typed."""
    return str(UNITS.get(unit, unit))


def mark_of(figure: ReferenceFigure) -> str:
    """The provenance mark: "official", or "computed" for what was derived from published figures."""
    return "computed" if figure.derived else "official"


def entered_by(row: ReferenceFigure | Target) -> str:
    """Who entered it: a person, the shipped files, or a command on the server."""
    if row.entered_by is not None:
        return row.entered_by.called
    return _("muatan awal portal") if row.seed_key else _("perintah di server")


def measure_of(measure: str) -> str:
    """What a target is a target of, in words."""
    return str(MEASURES.get(measure, measure))


def percent_of(target: Target) -> str:
    """The target as given: "52,15%"."""
    return f"{as_given(target.percent, active_language())}%"


def programme_of(programme: str) -> str:
    """The programme a target is for, in words; all of them together when it names none."""
    return (
        f"{programme} ({PROGRAMME_WORDS[programme]})"
        if programme in PROGRAMME_WORDS
        else programme or _("semua program")
    )


def words_of(target: Target) -> dict[str, str]:
    """What a target is a target of and how much, in words: measure, percent and programme."""
    return {
        "measure": measure_of(target.measure),
        "percent": percent_of(target),
        "programme": programme_of(target.programme),
    }
