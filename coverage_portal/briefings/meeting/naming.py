"""The page on which staff tick employers that a draft may name. A paper names nobody unless they do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.briefings.meeting.forms import PaperField
from coverage_portal.briefings.meeting.naming_actions import MOST, NotNamed, name_employer, unname_employer
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import wanted_of
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.nik_like import may_hold_nik
from coverage_portal.register.nik_free import NikFreeForm
from employers.models import Employer
from employers.names import plain_words
from regions.access import Visitor

SHOWN = 20


class ReasonForm(NikFreeForm):
    """Which employer is named, and why that is needed."""

    employer = forms.IntegerField(min_value=1, max_value=2**62)
    reason = PaperField(label=gettext_lazy("Alasan"), most=200)


@access(GET="view_employers", POST="follow_up_employers")
def named_employers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is named in a draft, and the employers of its place with the most workers missing; `q` searches by name.

    A POST names one (`employer`, `reason`) or, with `lepas`, names it no more.
    """
    assert isinstance(request.user, User)
    draft = get_object_or_404(Briefing.objects.visible_to(request.user).drafts().select_related("region"), pk=pk)
    if request.method != "POST":
        return _show(request, draft)
    rows = _of_the_place(request.user, draft, "follow_up_employers")
    form = ReasonForm(request.POST)
    try:
        if "lepas" in request.POST:
            unname_employer(draft=draft, employer=get_object_or_404(rows, pk=_id(request)).pk, by=request.user)
            messages.success(request, _("Nama pemberi kerja tidak dicantumkan lagi."))
        elif form.is_valid():
            employer = get_object_or_404(rows, pk=form.cleaned_data["employer"])
            name_employer(draft=draft, employer=employer, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("%(name)s dicantumkan dalam bahan ini.") % {"name": employer.name})
        else:
            return _show(request, draft, form)
    except NotNamed:
        limit = _("Bahan ini sudah disampaikan atau sudah mencantumkan %(most)d pemberi kerja. Tidak ada yang berubah.")
        messages.error(request, limit % {"most": MOST})
    return redirect("briefing_named", pk=pk)


def _show(request: HttpRequest, draft: Briefing, form: ReasonForm | None = None) -> HttpResponse:
    wanted = wanted_of(draft)
    asked = request.GET.get("q", "")[:80]
    if may_hold_nik(asked):
        asked = ""
    rows = _of_the_place(request.user, draft).select_related("compliance", "district")
    named = {one.employer: one for one in wanted.named}
    told = {employer.pk: employer for employer in rows.filter(pk__in=named)}
    context: dict[str, Any] = {
        "draft": draft,
        "named": [(told.get(number), one) for number, one in named.items()],
        "hidden": len(named) - len(told),
        "found": _search(rows.exclude(pk__in=named), asked)[:SHOWN],
        "asked": asked,
        "form": form,
        "most": MOST,
    }
    return render(request, "briefings/named.html", context, status=400 if form is not None else 200)


def _search(rows: QuerySet[Employer], asked: str) -> QuerySet[Employer]:
    for word in plain_words(asked):
        rows = rows.filter(search_text__contains=word)
    return rows if asked else rows.filter(compliance__missing__gt=0).order_by("-compliance__missing", "pk")


def _of_the_place(user: Visitor, draft: Briefing, permission: str = "") -> QuerySet[Employer]:
    rows = Employer.objects.visible_to(user, permission).filter(merged_into__isnull=True, branch=draft.branch_id)
    return rows.filter(district__path__startswith=draft.region.path)


def _id(request: HttpRequest) -> int:
    text = request.POST.get("employer", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
