"""What is done with a draft as a whole: its files, a copy for another day, throwing it away."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.briefings.drafting import actions, held
from coverage_portal.briefings.drafting.views import draft_at, may_change, signed_in
from coverage_portal.briefings.making import document_of
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.packing import CONTENT_TYPES, file_name, write
from coverage_portal.core.gate import access
from coverage_portal.coverage.ground import NoAnswer
from coverage_portal.coverage.views import refuse
from coverage_portal.programmes.fields import DayField


class CopyForm(forms.Form):
    """The day the copy is for."""

    day = DayField(label=gettext_lazy("Tanggal rapat"), required=False)


@access(GET="view_briefings")
def briefing_draft_file(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """One of the four files of a draft, which says on every page that it is one."""
    if format not in CONTENT_TYPES:
        raise Http404
    try:
        document = document_of(draft_at(request, pk))
    except NoAnswer as error:
        return refuse(request, error.sentence, 404)
    name = file_name(document, None, format)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(document, None, format), content_type=CONTENT_TYPES[format], headers=headers)


@access(GET="make_briefings", POST="make_briefings")
def briefing_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then throw a draft away."""
    briefing = draft_at(request, pk)
    if not may_change(signed_in(request), briefing):
        raise Http404
    if request.method != "POST":
        return render(request, "briefings/discard.html", {"briefing": briefing})
    try:
        actions.discard(by=signed_in(request), briefing=briefing)
    except held.Issued:
        messages.warning(request, _("Bahan ini sudah disampaikan, jadi tidak dibuang."))
    else:
        messages.success(request, _("Konsep “%(title)s” dibuang.") % {"title": briefing.title})
    return redirect("briefing_list")


@access(GET="make_briefings", POST="make_briefings")
def briefing_duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a day, then make a draft with the same choices, of a draft or of what was issued."""
    mine = Briefing.objects.visible_to(request.user, "make_briefings").select_related("branch", "region")
    briefing = mine.filter(pk=pk).first()
    if briefing is None:
        raise Http404
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "briefings/duplicate.html", {"briefing": briefing, "form": form})
    made = actions.copy(by=signed_in(request), briefing=briefing, day=form.cleaned_data["day"])
    messages.success(request, _("Salinan dibuat sebagai konsep baru. Periksa nomor, tanggal, dan kalimatnya."))
    return redirect("briefing_draft", made.pk)
