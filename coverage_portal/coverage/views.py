"""The dashboard: a question in the address, its answer on the page, and every figure's working at its own address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.charts import Role
from coverage_portal.core.charts_lines import Mark, key
from coverage_portal.core.gate import access
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.actions import drop_default_scope, keep_default_scope
from coverage_portal.coverage.asking import answer_to, default_query, question_of, sentence_for
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion, answer
from coverage_portal.coverage.freshness import kept_by_browser
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import NO, YES, Against, BadScope, CountedAt, Scope, parse_scope

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What the filter offers, and what is chosen now. Months are as the query string writes them."""

    scope: Scope
    month: str
    since: str
    estimates: str
    places: Options
    months: Options
    earlier: Options
    against: Options
    counted_at: Options


@access(GET="view_coverage")
@kept_by_browser
def dashboard(request: HttpRequest, code: str = "") -> HttpResponse:
    """The answer to the question of the address; 400 when it asks nothing, 404 when there is no such answer."""
    try:
        found = answer_to(request, question_of(request, code))
    except BadScope as error:
        return refuse(request, sentence_for(error), 400)
    except (NoSuchRegion, NoSuchMonth) as error:
        return refuse(request, error.sentence, 404)
    own = {"starts_here": bool(default_query(request))}
    return render(request, "coverage/dashboard.html", {**context_of(found), **own})


def context_of(found: Dashboard) -> dict[str, Any]:
    """What the dashboard's template is given for an answer."""
    scope = found.scope
    return {
        "found": found,
        "page": lay_out(found),
        "choices": choices_of(found),
        "query": scope.to_short_query(),
        "query_elsewhere": _without(scope.to_short_query(), "wilayah"),
        "with_estimates": replace(scope, estimates=True).to_short_query(),
        "without_estimates": replace(scope, estimates=False).to_short_query(),
        "covered_swatch": charts.swatch(Role.COVERED),
        "gap_swatch": charts.swatch(Role.GAP),
        "keys": {mark.value: key(mark) for mark in Mark},
        "illustrative_data": found.illustrative_data,
        "printed_on": today(),
    }


@access(GET="view_coverage")
@kept_by_browser
def working(request: HttpRequest, key: str) -> HttpResponse:
    """How one figure of an answer, or all of one row, came about; 404 when the answer has no such figure."""
    try:
        found = answer_to(request, question_of(request))
    except BadScope as error:
        return refuse(request, sentence_for(error), 400)
    except (NoSuchRegion, NoSuchMonth) as error:
        return refuse(request, error.sentence, 404)
    alone = found.figure(key)
    figures = (alone,) if alone else found.together(key)
    if not figures:
        raise Http404
    block, row = found.where(figures[0].key)
    context = {
        "found": found,
        "figures": figures,
        "alone": alone,
        "block": block,
        "row": row,
        "query": found.scope.to_short_query(),
        "illustrative_data": found.illustrative_data,
    }
    return render(request, "coverage/working.html", context)


@access(POST="view_coverage")
def keep_scope(request: HttpRequest) -> HttpResponse:
    """Keep the question as what this visitor starts with, or none when it is empty, and go there."""
    assert request.user.is_authenticated
    if not request.POST.get("pertanyaan"):
        drop_default_scope(user=request.user)
        messages.success(request, _("Anda mulai dengan tampilan awal portal lagi."))
        return HttpResponseRedirect(reverse("dashboard"))
    try:
        scope = parse_scope(QueryDict(request.POST.get("pertanyaan", "")).dict())
        answer_to(request, scope)
    except BadScope as error:
        return refuse(request, sentence_for(error), 400)
    except (NoSuchRegion, NoSuchMonth) as error:
        return refuse(request, error.sentence, 404)
    keep_default_scope(user=request.user, scope=scope)
    messages.success(request, _("Tampilan ini menjadi awal Anda. Bulannya selalu yang terbaru."))
    return HttpResponseRedirect(reverse("dashboard"))


def choices_of(found: Dashboard) -> Choices:
    """The filter of an answer: places and months that have one, and the ways to compare and to count."""
    months = found.months or (found.month,)
    since = found.scope.since
    return Choices(
        scope=found.scope,
        month=f"{found.month:%Y-%m}",
        since=f"{since:%Y-%m}" if since else "",
        estimates=YES if found.scope.estimates else NO,
        places=tuple((place.code, place.name) for place in found.places),
        months=tuple(_month_option(month) for month in months),
        earlier=(("", _("Tidak dibandingkan")), *(_month_option(month) for month in _comparable(found))),
        against=((Against.LABOUR_FORCE, _("Angkatan kerja")), (Against.EMPLOYED, _("Penduduk bekerja"))),
        counted_at=((CountedAt.WORKPLACE, _("Tempat kerja")), (CountedAt.HOME, _("Domisili"))),
    )


def _comparable(found: Dashboard) -> list[date]:
    """Earlier months worth comparing with: the same month of other years, since contracts end in December and numbers
    dip after it, and those of the last year; and the one asked for."""
    return [
        month
        for month in found.months
        if month < found.month
        and (
            month.month == found.month.month
            or month >= found.month.replace(year=found.month.year - 1)
            or month == found.scope.since
        )
    ]


def refuse(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A plain sentence and the filter of the newest answer, to choose again."""
    try:
        choices = choices_of(answer(Scope()))
    except (NoSuchRegion, NoSuchMonth):
        choices = None
    context = {"sentence": sentence, "code": status, "choices": choices}
    return render(request, "coverage/refused.html", context, status=status)


def _month_option(month: date) -> tuple[str, str]:
    return f"{month:%Y-%m}", formatting.month(month, active_language())


def _without(query: str, name: str) -> str:
    return urlencode([pair for pair in QueryDict(query).items() if pair[0] != name])
