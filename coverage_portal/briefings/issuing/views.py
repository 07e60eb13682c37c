"""From draft to issued: the checklist with its warnings to accept, and the page that asks once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coverage_portal.briefings.checklist import Finding
from coverage_portal.briefings.issuing import actions
from coverage_portal.briefings.issuing.forms import AcceptForm
from coverage_portal.briefings.issuing.looked_at import mended_at
from coverage_portal.briefings.issuing.review import Review, Warned, review
from coverage_portal.briefings.models import Briefing
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.coverage.ground import NoAnswer

RULE = "make_briefings"
WITHDRAW = "cabut"


@dataclass(frozen=True)
class Placed:
    """A finding with the section it stands in ("" for the cover or the whole) and the address where it is mended."""

    finding: Finding
    where: str
    mended_at: str


@dataclass(frozen=True)
class Asked:
    """A warning, where it stands, and the form that accepts it."""

    warned: Warned
    placed: Placed
    form: AcceptForm


@access(GET=RULE, POST=RULE)
def briefing_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands between a draft and its issue. A POST accepts a warning or takes that back."""
    briefing = _draft(request, pk)
    if briefing.issued_at:
        return redirect("briefing", briefing.code)
    if request.method != "POST":
        return _checklist(request, briefing)
    return _withdraw(request, briefing) if request.POST.get("langkah") == WITHDRAW else _accept(request, briefing)


@access(GET=RULE, POST=RULE)
def briefing_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more with number, addressee and date; a POST issues. What is issued already is shown as it is."""
    briefing = _draft(request, pk)
    if briefing.issued_at:
        return redirect("briefing", briefing.code)
    if request.method == "POST":
        return _issue(request, briefing)
    found = _review(briefing)
    if not isinstance(found, Review) or not found.ready:
        return redirect("briefing_check", briefing.pk)
    return render(request, "briefings/issue.html", {"briefing": briefing, "found": found})


def _draft(request: HttpRequest, pk: int) -> Briefing:
    return get_object_or_404(Briefing.objects.visible_to(request.user, RULE).select_related("corrects"), pk=pk)


def _review(briefing: Briefing) -> Review | str:
    """What would go out, or in a sentence why there is nothing to review."""
    try:
        return review(briefing)
    except NoAnswer as error:
        return error.sentence


def _checklist(request: HttpRequest, briefing: Briefing, form: AcceptForm | None = None) -> HttpResponse:
    found = _review(briefing)
    context: dict[str, Any] = {"briefing": briefing, "form": form}
    if isinstance(found, Review):
        context |= {
            "found": found,
            "errors": [_placed(found, one, briefing) for one in found.errors],
            "warnings": [_asked(one, _placed(found, one.finding, briefing), form) for one in found.warnings],
        }
    else:
        context["nothing"] = found
    return render(request, "briefings/check.html", context, status=400 if form else 200)


def _asked(warned: Warned, placed: Placed, sent: AcceptForm | None) -> Asked:
    form = AcceptForm(initial={"mark": warned.mark}, auto_id=f"{warned.mark}-%s")
    if sent is not None and sent.data.get("mark") == warned.mark:
        form = sent
    return Asked(warned, placed, form)


def _placed(found: Review, finding: Finding, briefing: Briefing) -> Placed:
    section = found.document.section(finding.where)
    return Placed(finding, section.kicker if section else "", mended_at(finding, briefing))


def _accept(request: HttpRequest, briefing: Briefing) -> HttpResponse:
    assert isinstance(request.user, User)
    form = AcceptForm(request.POST, auto_id=f"{request.POST.get('mark', '').replace('%', '')}-%s")
    if not form.is_valid():
        return _checklist(request, briefing, form)
    try:
        actions.accept_warning(briefing=briefing, by=request.user, **form.cleaned_data)
    except actions.NotDone as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Peringatan itu diterima atas nama Anda dan ikut tercetak."))
    return redirect("briefing_check", briefing.pk)


def _withdraw(request: HttpRequest, briefing: Briefing) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        actions.withdraw_acceptance(briefing=briefing, mark=request.POST.get("mark", ""), by=request.user)
    except actions.NotDone as refusal:
        messages.error(request, refusal.sentence)
    return redirect("briefing_check", briefing.pk)


def _issue(request: HttpRequest, briefing: Briefing) -> HttpResponse:
    assert isinstance(request.user, User)
    seen, site = request.POST.get("seen", ""), request.build_absolute_uri("/")
    try:
        issued = actions.issue(briefing=briefing, seen=seen, site=site, by=request.user)
    except actions.NotDone as refusal:
        messages.error(request, refusal.sentence)
    except NoAnswer as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("Bahan audiensi ini disampaikan. Isi dan keempat berkasnya tidak berubah lagi."))
        return redirect("briefing", issued.code)
    return redirect("briefing_check", briefing.pk)
