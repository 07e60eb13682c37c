"""One employer's page, tab by tab, for those who may see its branch."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.paging import page_asked_for
from coverage_portal.programmes.wording import rupiah
from coverage_portal.register.detail.actions import AlreadySettled, note_follow_up
from coverage_portal.register.detail.estimate import LEAST
from coverage_portal.register.detail.follow_ups import hidden_lines, log_of, open_actions
from coverage_portal.register.detail.forms import FollowUpForm
from coverage_portal.register.detail.head import TABS, head_of
from coverage_portal.register.detail.history import steps_of
from coverage_portal.register.detail.history_words import in_words
from coverage_portal.register.detail.people import people_of
from coverage_portal.register.detail.summary import risk_of, summary_of
from coverage_portal.register.shown import sector_of
from employers.addresses import address_of, employer_at
from employers.merging import survivors
from employers.models import Employer, FollowUp, Merge
from regions.access import branches_of
from workers.compliance import latest_position

SUMMARY, PEOPLE, LOG, HISTORY = TABS
HISTORY_SIZE = 20
BESIDE = ("compliance", "batch__approved_by", "district__parent")
"""What a page reads along with the employer."""


@access(GET="view_employers", POST="follow_up_employers")
def employer_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One employer; another branch's is not found, a merged one leads to the one that is kept. `tab` chooses; a POST
    adds a line to the follow-up log."""
    permission = "follow_up_employers" if request.method == "POST" else ""
    employer = employer_at(key, request.user, permission, among=Employer.objects.select_related(*BESIDE))
    if request.method == "POST":
        return add_to_the_kept(request, employer) if employer.merged_into else add_follow_up(request, employer)
    if employer.merged_into:
        return show_merged(request, employer, employer.merged_into)
    tab = request.GET.get("tab", SUMMARY)
    return show(request, employer, tab if tab in TABS else SUMMARY)


def show_merged(request: HttpRequest, employer: Employer, into: Employer) -> HttpResponse:
    """To the page of the one that is kept; its own history where that is asked for, or where the visitor may not see
    the other, who then is not named."""
    seen = into.branch_id in branches_of(request.user, "view_employers")
    if seen and request.GET.get("tab") != HISTORY:
        return redirect(address_of(into))
    return show(request, employer, HISTORY, into=into if seen else None)


def show(request: HttpRequest, employer: Employer, tab: str, status: int = 200, **more: Any) -> HttpResponse:
    """The page with one of its tabs."""
    contents = {SUMMARY: _summary, PEOPLE: _people, LOG: _log, HISTORY: _history}
    context = {"employer": employer, "head": head_of(employer, request.user), "tab": tab}
    context |= contents[tab](request, employer) | more
    return render(request, f"employers/detail_{tab.replace('-', '_')}.html", context, status=status)


def add_to_the_kept(request: HttpRequest, merged: Employer) -> HttpResponse:
    """What was written for one that was merged meanwhile goes to the one that is kept; where the visitor may write
    nothing there, what they wrote is shown back."""
    among = Employer.objects.select_related(*BESIDE, "branch", "batch", "officer", "merged_into")
    kept = among.visible_to(request.user, "follow_up_employers").filter(pk=survivors()[merged.pk]).first()
    if kept is not None:
        words = {"name": merged.name, "kept": kept.name}
        said = _("%(name)s sudah digabungkan ke %(kept)s. Tindak lanjut Anda dicatat di sini.") % words
        return add_follow_up(request, kept, said)
    form = FollowUpForm(request.POST, still_open=FollowUp.objects.none())
    told = _(
        "%(name)s sudah digabungkan ke pemberi kerja di kantor lain. Belum ada yang dicatat: tulisan Anda masih ada di"
        " bawah ini. Salin, lalu sampaikan kepada admin data."
    )
    form.add_error(None, told % {"name": merged.name})
    return show(request, merged, LOG, status=409, form=form)


def add_follow_up(request: HttpRequest, employer: Employer, said: str = "") -> HttpResponse:
    """Add a line to the log and say so (`said`), or show the form again with what is wrong."""
    form = FollowUpForm(request.POST, still_open=open_actions(employer, request.user))
    if not form.is_valid():
        return show(request, employer, LOG, form=form)
    assert isinstance(request.user, User)
    try:
        note_follow_up(employer=employer, by=request.user, **form.cleaned_data)
    except AlreadySettled:
        form.add_error("settles", _("Tindakan itu baru saja diselesaikan orang lain. Pilih lagi, atau tidak ada."))
        return show(request, employer, LOG, status=409, form=form)
    messages.success(request, said or _("Tindak lanjut dicatat atas nama Anda."))
    return redirect(f"{address_of(employer)}?tab={LOG}")


def _summary(_request: HttpRequest, employer: Employer) -> dict[str, Any]:
    """A sum of wages that is about so few that it tells one is not shown."""
    told = (employer.declared_headcount or 0) >= LEAST
    return {
        "found": summary_of(employer),
        "sector": sector_of(employer),
        "risk": risk_of(employer),
        "wages": rupiah(employer.declared_wages) if told and employer.declared_wages else "",
        "least": LEAST,
    }


def _people(request: HttpRequest, employer: Employer) -> dict[str, Any]:
    position = latest_position()
    return {"people": people_of(request, employer, position), "position": position}


def _log(request: HttpRequest, employer: Employer) -> dict[str, Any]:
    allowed = employer.branch_id in branches_of(request.user, "follow_up_employers")
    form = FollowUpForm(still_open=open_actions(employer, request.user)) if allowed else None
    return {"entries": log_of(request, employer), "hidden": hidden_lines(employer, request.user), "form": form}


def _history(request: HttpRequest, employer: Employer) -> dict[str, Any]:
    page = page_asked_for(request, steps_of(employer), HISTORY_SIZE)
    return {"page": page, "entries": in_words(list(page), request.user), "undoable": undoable(request, employer)}


def undoable(request: HttpRequest, employer: Employer) -> set[int]:
    """The merges into this employer that still stand and that the visitor may undo."""
    theirs = Employer.objects.visible_to(request.user, "edit_employers")
    standing = Merge.objects.filter(kept=employer, undone_at__isnull=True, kept__in=theirs, merged__in=theirs)
    return set(standing.values_list("pk", flat=True))
