"""The legal bases a briefing may cite: everybody who sees briefings reads them, stewards record who checked them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coverage_portal.briefings.legal.actions import take_back, verify
from coverage_portal.briefings.legal.forms import VerificationForm
from coverage_portal.briefings.legal.portal_law import Known, PortalLaw
from coverage_portal.briefings.models import Basis
from coverage_portal.core.gate import access
from coverage_portal.core.models import User

TAKE_BACK = "tarik"


@dataclass(frozen=True)
class Line:
    """A basis and what the portal's own law says of it."""

    basis: Basis
    known: Known


@access(GET="view_briefings")
def bases(request: HttpRequest) -> HttpResponse:
    """Every legal basis, with the day it was verified or that it was not."""
    law = PortalLaw()
    kept = Basis.objects.select_related("verified_by")
    lines = [Line(basis, law.knows(basis.citation)) for basis in kept]
    verified = sum(1 for line in lines if line.basis.verified_on)
    return render(request, "briefings/legal_list.html", {"lines": lines, "verified": verified})


@access(GET="manage_figures", POST="manage_figures")
def verification(request: HttpRequest, basis: str) -> HttpResponse:
    """Record when a basis was compared with its official text, or take that back."""
    kept = get_object_or_404(Basis.objects.select_related("verified_by"), code=basis)
    by = cast(User, request.user)
    if request.method == "POST" and request.POST.get("langkah") == TAKE_BACK:
        take_back(kept, by=by)
        messages.success(request, _("%(name)s kembali belum diverifikasi.") % {"name": kept.citation})
        return redirect("briefing_legal")
    form = VerificationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        verify(kept, on=form.cleaned_data["on"], by=by)
        messages.success(request, _("Verifikasi %(name)s tercatat.") % {"name": kept.citation})
        return redirect("briefing_legal")
    shown = {"form": form, "basis": kept, "known": PortalLaw().knows(kept.citation)}
    return render(request, "briefings/legal_verify.html", shown)
