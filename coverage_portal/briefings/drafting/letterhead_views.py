"""The page of a branch's letterhead, its logo, and who signs for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.briefings.drafting import actions
from coverage_portal.briefings.drafting.form import branches_for
from coverage_portal.briefings.drafting.letterhead_forms import EndForm, LetterheadForm, SignatoryForm, as_fields
from coverage_portal.briefings.drafting.views import number_in, signed_in
from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.core.gate import access
from coverage_portal.core.spells import today
from regions.models import Branch

HEAD, SIGN, END = "kop", "penanda-tangan", "akhir"


@access(GET="make_briefings", POST="make_briefings")
def briefing_letterhead(request: HttpRequest) -> HttpResponse:
    """The letterhead of one of one's branches (`cabang` its code). `langkah` says which of the forms was sent."""
    branch = branch_asked_for(request)
    step = request.POST.get("langkah", HEAD)
    if request.method != "POST":
        return page(request, branch)
    if step == END:
        return end(request, branch)
    return sign(request, branch) if step == SIGN else save(request, branch)


def save(request: HttpRequest, branch: Branch) -> HttpResponse:
    """Save the letterhead."""
    form = LetterheadForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return page(request, branch, form=form)
    actions.save_letterhead(by=signed_in(request), branch=branch, **form.facts())
    messages.success(request, _("Kop surat disimpan."))
    return back(branch)


def sign(request: HttpRequest, branch: Branch) -> HttpResponse:
    """Add who signs."""
    form = SignatoryForm(request.POST)
    if not form.is_valid():
        return page(request, branch, signing=form)
    said = form.cleaned_data
    made = actions.add_signatory(
        by=signed_in(request),
        branch=branch,
        name=said["name"],
        title=said["title"],
        prefix=said["acting"],
        since=said["since"],
    )
    messages.success(request, _("%(name)s dapat dipilih sebagai penanda tangan.") % {"name": made.name})
    return back(branch)


def end(request: HttpRequest, branch: Branch) -> HttpResponse:
    """End somebody's term."""
    found = Signatory.objects.filter(branch=branch, pk=number_in(request.POST.get("siapa", ""))).first()
    if found is None:
        raise Http404
    form = EndForm(request.POST, found)
    if not form.is_valid():
        return page(request, branch, ending=form)
    actions.end_signatory(by=signed_in(request), signatory=found, on=form.cleaned_data["on"])
    messages.success(request, _("Masa tugas %(name)s disimpan.") % {"name": found.name})
    return back(branch)


def branch_asked_for(request: HttpRequest) -> Branch:
    """The branch that `cabang` names, the first of one's own without it; Http404 for another's."""
    mine = branches_for(signed_in(request))
    code = request.GET.get("cabang", "")
    found = mine.filter(code=code).first() if code else mine.first()
    if found is None:
        raise Http404
    return found


def back(branch: Branch) -> HttpResponse:
    """To the page of the branch."""
    return redirect(f"{reverse('briefing_letterhead')}?cabang={branch.code}")


def page(
    request: HttpRequest,
    branch: Branch,
    *,
    form: LetterheadForm | None = None,
    signing: SignatoryForm | None = None,
    ending: EndForm | None = None,
) -> HttpResponse:
    """The page, with whichever form was sent and could not be taken."""
    head = Letterhead.objects.filter(branch=branch).first()
    now = today()
    people: list[dict[str, Any]] = []
    for one in Signatory.objects.filter(branch=branch):
        mine = ending if ending and ending.signatory == one else None
        over = one.ended_on is not None and one.ended_on <= now
        people.append({"one": one, "over": over, "form": mine or EndForm(None, one)})
    context = {
        "branch": branch,
        "branches": branches_for(signed_in(request)),
        "head": head,
        "form": form or LetterheadForm(None, initial=as_fields(head, branch.name)),
        "signing": signing or SignatoryForm(None, initial={"since": now}),
        "people": people,
        "wrong": form or signing or ending,
    }
    return render(request, "briefings/letterhead.html", context)
