"""The dashboard: a question in the query string, its answer on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.charts import Role
from coverage_portal.core.gate import access
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion, answer
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import PARAMETERS, Against, BadScope, CountedAt, Scope, parse_scope

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What the filter offers, and what is chosen now. `month` is the month as the query string writes it."""

    scope: Scope
    month: str
    places: Options
    months: Options
    against: Options
    counted_at: Options


@access(GET="view_coverage")
def dashboard(request: HttpRequest) -> HttpResponse:
    """The answer to the question of the query string; 400 when it asks nothing, 404 when there is no such answer."""
    try:
        found = answer(question_of(request))
    except BadScope as error:
        return _refuse(request, sentence_for(error), 400)
    except (NoSuchRegion, NoSuchMonth) as error:
        return _refuse(request, error.sentence, 404)
    context = {
        "found": found,
        "page": lay_out(found),
        "choices": choices_of(found),
        "covered_swatch": charts.swatch(Role.COVERED),
        "home_swatch": charts.swatch(Role.HOME),
    }
    return render(request, "coverage/dashboard.html", context)


def question_of(request: HttpRequest) -> Scope:
    """The question of the query string; raises BadScope, also when a parameter is given twice."""
    for name in PARAMETERS:
        if len(values := request.GET.getlist(name)) > 1:
            raise BadScope(name, ", ".join(values))
    return parse_scope(request.GET)


def choices_of(found: Dashboard) -> Choices:
    """The filter of an answer: places and months that have one, and the two ways to compare and to count."""
    return Choices(
        scope=found.scope,
        month=f"{found.month:%Y-%m}",
        places=tuple((place.code, place.name) for place in found.places),
        months=tuple(_month_option(month) for month in found.months or (found.month,)),
        against=((Against.LABOUR_FORCE, _("Angkatan kerja")), (Against.EMPLOYED, _("Penduduk bekerja"))),
        counted_at=((CountedAt.WORKPLACE, _("Tempat kerja")), (CountedAt.HOME, _("Domisili"))),
    )


def sentence_for(error: BadScope) -> str:
    """What is wrong with a parameter, and how to write it."""
    rules = {
        "wilayah": _("Kode wilayah “%s” tidak dikenal. Tulis kode Kemendagri, misalnya 36.71 atau 36.71.07."),
        "posisi": _("Posisi data “%s” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2023-12."),
        "banding": _("Pembanding “%s” tidak dikenal. Pilih angkatan-kerja atau bekerja."),
        "dasar": _("Cara hitung “%s” tidak dikenal. Pilih tempat-kerja atau domisili."),
    }
    return rules[error.parameter] % error.value


def _month_option(month: date) -> tuple[str, str]:
    return f"{month:%Y-%m}", formatting.month(month, active_language())


def _refuse(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A plain sentence and the filter of the newest answer, to choose again."""
    try:
        choices = choices_of(answer(Scope()))
    except (NoSuchRegion, NoSuchMonth):
        choices = None
    context = {"sentence": sentence, "code": status, "choices": choices}
    return render(request, "coverage/refused.html", context, status=status)
