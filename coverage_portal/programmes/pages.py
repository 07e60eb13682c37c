"""The law of a day, and calculators that use it: what one worker, an employer, or a gap in coverage costs.

Every question stands in the address and nothing is stored. All rows of law are read anew for each page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.own_address import kept_query
from coverage_portal.core.spells import today
from coverage_portal.programmes import choices
from coverage_portal.programmes.answers import construction_answer, employer_answer, gap_answer, worker_answer
from coverage_portal.programmes.changes import read_up_to, reliefs_from, turning_days
from coverage_portal.programmes.fields import DayField
from coverage_portal.programmes.forms import (
    CalculatorForm,
    ConstructionForm,
    DayForm,
    OutsideEmploymentForm,
    WageEarnerForm,
)
from coverage_portal.programmes.group_forms import EmployerForm, GapForm
from coverage_portal.programmes.law import LawRows, assemble, every_row
from coverage_portal.programmes.law_page import lay_out
from coverage_portal.programmes.rules import Law, NoLawInForce
from coverage_portal.programmes.wording import long_date

A = TypeVar("A")
# Any of these in the address means that a form was sent, not only opened for a day, a segment or a scale.
SENT = {"upah", "nilai_kontrak", "jumlah_1", "pekerja"}
USUAL_SCALE = "menengah"


@dataclass(frozen=True)
class Ground:
    """What a calculator stands on: all rows, their first day, the law of the day asked about, and what was sent."""

    rows: LawRows
    first: date
    law: Law
    sent: QueryDict | None


@access(GET="view_coverage")
def law_page(request: HttpRequest) -> HttpResponse:
    """The rules in force on the day of `tanggal`; 400 when it is no day."""
    rows = every_row()
    days = turning_days(rows)
    if not days:
        return _nothing_loaded(request)
    form = DayForm(kept_query(request).get("tanggal", ""))
    if not form.is_valid():
        return render(request, "programmes/law.html", {"form": form}, status=400)
    day = form.cleaned_data["tanggal"]
    page = lay_out(rows, day) if day >= days[0] else None
    return render(request, "programmes/law.html", {"form": form, "day": day, "first": days[0], "page": page})


@access(GET="view_coverage")
def worker_page(request: HttpRequest) -> HttpResponse:
    """What one worker's month costs; `segmen` says of which kind."""
    ground = _ground(request)
    if ground is None:
        return _nothing_loaded(request)
    segment = kept_query(request).get("segmen", "pu")
    if segment == "jakon":
        construction = ConstructionForm(ground.law, ground.first, ground.sent)
        found = _answered(construction, lambda: construction_answer(construction))
        return _page(request, "worker", ground, construction, found, {"segment": segment})
    kind = OutsideEmploymentForm if segment == "bpu" else WageEarnerForm
    form = kind(ground.law, ground.first, ground.sent)
    return _page(request, "worker", ground, form, _answered(form, lambda: worker_answer(form)), {"segment": segment})


@access(GET="view_coverage")
def employer_page(request: HttpRequest) -> HttpResponse:
    """What an employer's workers cost in a month and in a year; `skala` says what the law wants of it."""
    ground = _ground(request)
    if ground is None:
        return _nothing_loaded(request)
    scale = kept_query(request).get("skala", USUAL_SCALE)
    form = EmployerForm(ground.law, ground.first, scale, ground.sent)
    context = {"scale": scale, "scales": choices.scales()}
    return _page(request, "employer", ground, form, _answered(form, lambda: employer_answer(form)), context)


@access(GET="view_coverage")
def gap_page(request: HttpRequest) -> HttpResponse:
    """What it costs to cover so many people outside employment for so many months."""
    ground = _ground(request)
    if ground is None:
        return _nothing_loaded(request)
    form = GapForm(ground.law, ground.first, reliefs_from(ground.rows, ground.law.day), ground.sent)
    return _page(request, "gap", ground, form, _answered(form, lambda: gap_answer(form, ground.rows)), {})


def _ground(request: HttpRequest) -> Ground | None:
    """The law of the day asked about, or of the nearest day that has one; None while no law is loaded."""
    rows = every_row()
    days = turning_days(rows)
    if not days:
        return None
    given = kept_query(request)
    try:
        asked = DayField(required=False).clean(given.get("tanggal")) or today()
    except ValidationError:
        asked = None
    refused = asked is None or asked < days[0]
    law = assemble(max(asked or today(), days[0]), rows)
    return Ground(rows, days[0], law, given if refused or SENT & set(given) else None)


def _answered(form: CalculatorForm, compute: Callable[[], A]) -> A | None:
    """The answer to a form that was sent and is right; the form says what is wrong else."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return compute()
    except NoLawInForce as problem:
        words = {"day": long_date(problem.day), "what": problem.what}
        form.add_error(None, _("Belum ada aturan tercatat yang berlaku pada %(day)s: %(what)s.") % words)
        return None


def _page(
    request: HttpRequest, name: str, ground: Ground, form: CalculatorForm, found: object, more: dict[str, Any]
) -> HttpResponse:
    """A calculator's page; 400 when the form was sent and is wrong."""
    context = {"form": form, "found": found, "day": ground.law.day, "read_up_to": read_up_to(ground.rows), **more}
    return render(request, f"programmes/{name}.html", context, status=400 if form.errors else 200)


def _nothing_loaded(request: HttpRequest) -> HttpResponse:
    return render(request, "programmes/nothing.html")
