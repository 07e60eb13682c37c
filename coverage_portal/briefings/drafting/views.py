"""The list of briefings, and the form by which one is made, changed, copied and thrown away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.briefings.drafting import actions, held
from coverage_portal.briefings.drafting.comparing import differences
from coverage_portal.briefings.drafting.form import BriefingForm, as_sent, changed, offered_to
from coverage_portal.briefings.drafting.listing import listing_of
from coverage_portal.briefings.drafting.preview import preview_of, preview_of_stored
from coverage_portal.briefings.drafting.question import Asked
from coverage_portal.briefings.drafting.usual import branch_for, usual
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import scope_of, wanted_of
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.paging import page_asked_for
from coverage_portal.coverage.asking import default_query
from coverage_portal.coverage.ground import NoAnswer
from coverage_portal.coverage.views import refuse
from coverage_portal.coverage.withholding import withhold

SAVE, LOOK = "simpan", "pratinjau"
PAGE_SIZE = 25


@access(GET="view_briefings")
def briefing_list(request: HttpRequest) -> HttpResponse:
    """Drafts and issued briefings of one's branches, the last changed first."""
    listing = listing_of(request.GET, request.user)
    context = {"listing": listing, "page": page_asked_for(request, listing.rows, PAGE_SIZE)}
    return render(request, "briefings/list.html", context)


def where_there_are_data(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that says in words that the portal has nothing to choose from yet."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoAnswer as error:
            return refuse(request, error.sentence, 404)

    return answered


@access(GET="make_briefings", POST="make_briefings")
@where_there_are_data
def briefing_new(request: HttpRequest) -> HttpResponse:
    """The form with the usual choices for the question of the address; sent, it makes a draft."""
    user = signed_in(request)
    if request.method != "POST":
        form, asked = begun(user, request)
        return form_page(request, form, trouble=asked.sentence, status=asked.status)
    form, quiet = sent(request)
    if quiet or request.POST.get("langkah", SAVE) != SAVE or not form.is_valid():
        return form_page(request, form)
    made = actions.make_draft(by=user, branch=form.branch(), scope=form.scope(), wanted=form.wanted())
    messages.success(request, _("Konsep disimpan."))
    return redirect(top_of(made))


@access(GET="view_briefings", POST="make_briefings")
@where_there_are_data
def briefing_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft: its form for those who may change it, its pages for who may read. One that went out is shown as such."""
    if sent_out := to_what_went_out(request, pk):
        return sent_out
    user, briefing = signed_in(request), draft_at(request, pk)
    if not may_change(user, briefing):
        if request.method == "POST":
            raise Http404
        return render(request, "briefings/read.html", {"briefing": briefing, "preview": preview_of_stored(briefing)})
    if request.method != "POST":
        return form_page(request, stored(user, briefing), briefing=briefing)
    form, quiet = sent(request)
    if quiet or request.POST.get("langkah", SAVE) != SAVE or not form.is_valid():
        return form_page(request, form, briefing=briefing)
    return save(request, form, briefing)


def save(request: HttpRequest, form: BriefingForm, briefing: Briefing) -> HttpResponse:
    """Save, unless somebody else did since the form was opened: then both stand side by side. What is stored just so,
    as when the form came twice, is saved."""
    user, version, wanted = (
        form.user,
        number_in(request.POST.get("versi", "")),
        form.wanted(wanted_of(briefing)),
    )
    try:
        actions.save_draft(
            by=user, briefing=briefing, version=version, branch=form.branch(), scope=form.scope(), wanted=wanted
        )
    except held.Changed:
        now = draft_at(request, briefing.pk)
        if compared := differences(stored(user, now), form):
            return form_page(request, form, briefing=now, compared=compared, status=409)
    except held.Issued:
        return to_what_went_out(request, briefing.pk) or redirect("briefing_list")
    messages.success(request, _("Konsep disimpan."))
    return redirect(top_of(briefing))


def top_of(briefing: Briefing) -> str:
    """A draft's address, from its top: a browser would keep the fragment of the row that was changed last."""
    return f"{reverse('briefing_draft', args=[briefing.pk])}#"


@access(POST="make_briefings")
@where_there_are_data
def briefing_preview(request: HttpRequest) -> HttpResponse:
    """What stands beside the form for what is typed so far. Nothing is kept."""
    user, key = signed_in(request), request.POST.get("konsep", "")
    briefing = draft_at(request, number_in(key)) if key else None
    form = BriefingForm(request.POST, user)
    form.is_valid()
    return render(request, "briefings/_live.html", {"form": form, "preview": preview_of(form, briefing)})


def signed_in(request: HttpRequest) -> User:
    """Who asks; the gate lets nobody else come here."""
    assert isinstance(request.user, User)
    return request.user


def number_in(text: str) -> int:
    """The number a form carries along; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def draft_at(request: HttpRequest, pk: int) -> Briefing:
    """The draft of an address, where the visitor may see it; Http404 for others and for what went out."""
    mine = (
        Briefing.objects.visible_to(request.user).drafts().select_related("branch", "region", "changed_by", "corrects")
    )
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def to_what_went_out(request: HttpRequest, pk: int) -> HttpResponse | None:
    """To the permanent page of a draft that was issued meanwhile; None where it was not, or is another's."""
    mine = Briefing.objects.visible_to(request.user).issued()
    code = mine.filter(pk=pk).values_list("code", flat=True).first()
    if code is None:
        return None
    if request.method == "POST":
        messages.warning(request, _("Bahan ini sudah disampaikan, jadi tidak diubah lagi. Buat salinannya."))
    return redirect("briefing", code)


def may_change(user: User, briefing: Briefing) -> bool:
    """Whether the user makes briefings for its branch."""
    return Briefing.objects.visible_to(user, "make_briefings").filter(pk=briefing.pk).exists()


def begun(user: User, request: HttpRequest) -> tuple[BriefingForm, Asked]:
    """A new form: the question of the address, or the visitor's own, and the usual choices for its place."""
    offered = offered_to(user, request.GET or QueryDict(default_query(request)))
    found = offered.asked.found
    branch = branch_for(found.region, offered.branches)
    wanted = usual(withhold(found), branch, offered.signatories, offered.bases)
    return BriefingForm(as_sent(wanted, offered.asked.scope, branch), user, quiet=True), offered.asked


def stored(user: User, briefing: Briefing) -> BriefingForm:
    """The form of a stored draft."""
    return BriefingForm(as_sent(wanted_of(briefing), scope_of(briefing), briefing.branch), user)


def sent(request: HttpRequest) -> tuple[BriefingForm, bool]:
    """The form as it was sent, and whether the button pressed only changes the form."""
    anew = changed(request.POST, request.POST.get("langkah", ""))
    return BriefingForm(anew or request.POST, signed_in(request), quiet=anew is not None), anew is not None


def form_page(
    request: HttpRequest, form: BriefingForm, *, briefing: Briefing | None = None, status: int = 200, **shown: Any
) -> HttpResponse:
    """The form with its pages beside it. `compared`: what somebody else saved meanwhile."""
    version = number_in(request.POST.get("versi", "")) if "compared" not in shown else 0
    if briefing:
        shown |= {"version": version or briefing.version}
    preview = preview_of(form, briefing)
    rows = [*zip(form.asks, preview.costs, strict=True)]
    context = {"form": form, "briefing": briefing, "preview": preview, "ask_rows": rows} | shown
    return render(request, "briefings/form.html", context, status=status)
