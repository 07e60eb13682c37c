"""Changing many employers at once: what is to change, a look at what that does, and doing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.core import formatting
from coverage_portal.core.gate import access
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.bulk.actions import Done, Moved, change_many, reviewed
from coverage_portal.register.bulk.edits import StatusEdit
from coverage_portal.register.bulk.forms import FORMS, Change
from coverage_portal.register.bulk.plan import Plan
from coverage_portal.register.bulk.selection import Selection, selection_of

REVIEW, SAVE = "tinjau", "simpan"


@access(GET="edit_employers", POST="edit_employers")
def employer_bulk(request: HttpRequest) -> HttpResponse:
    """`step` "tinjau" shows what the change would do, "simpan" does it, anything else asks what is to change."""
    if request.method != "POST":
        return redirect("employer_list")
    user = request.user
    assert isinstance(user, User)
    selection = selection_of(request.POST, user)
    branches = set(selection.employers.order_by().values_list("branch_id", flat=True))
    if not branches:
        messages.error(request, _("Belum ada yang dipilih: centang pemberi kerja, atau pilih halaman ini atau semua."))
        return _back(selection)
    step, what = request.POST.get("step", ""), request.POST.get("what", "")
    chosen = next((each(request.POST, branches=branches) for each in FORMS if each.what == what), None)
    asked = [chosen if chosen and each.what == what else each(branches=branches) for each in FORMS]
    if step not in (REVIEW, SAVE) or chosen is None:
        return _ask(request, selection, asked)
    if not chosen.is_valid():
        return _ask(request, selection, asked, wrong=chosen)
    if step == SAVE:
        return _save(request, user, selection, chosen)
    return _review(request, selection, chosen, reviewed(selection, chosen.edit, user))


def _save(request: HttpRequest, user: User, selection: Selection, form: Change) -> HttpResponse:
    note, digest = form.cleaned_data["note"], request.POST.get("digest", "")
    try:
        plan = change_many(by=user, selection=selection, edit=form.edit, digest=digest, note=note)
    except Done as before:
        words = {"n": formatting.number(before.count, active_language())}
        said = ngettext(
            "Perubahan ini sudah disimpan: %(n)s pemberi kerja diubah.",
            "Perubahan ini sudah disimpan: %(n)s pemberi kerja diubah.",
            before.count,
        )
        messages.info(request, said % words)
        return _back(selection)
    except Moved as error:
        said = _("Belum ada yang diubah: data pemberi kerja berubah sesudah ditinjau. Inilah keadaannya sekarang.")
        return _review(request, selection, form, error.plan, said)
    except Busy:
        said = _("Belum ada yang diubah: impor pemberi kerja sedang disimpan. Ulangi sebentar lagi.")
        return _review(request, selection, form, reviewed(selection, form.edit, user), said)
    words = {"n": formatting.number(plan.count, active_language())}
    messages.success(
        request, ngettext("%(n)s pemberi kerja diubah.", "%(n)s pemberi kerja diubah.", plan.count) % words
    )
    return _back(selection)


def _ask(request: HttpRequest, selection: Selection, asked: list[Change], wrong: Change | None = None) -> HttpResponse:
    context = {"selection": selection, "count": selection.employers.count(), "asked": asked, "wrong": wrong}
    return render(request, "employers/bulk.html", context)


def _review(request: HttpRequest, selection: Selection, form: Change, plan: Plan, refused: str = "") -> HttpResponse:
    ends = isinstance(form.edit, StatusEdit) and form.edit.status != "terdaftar"
    context = {
        "selection": selection,
        "form": form,
        "plan": plan,
        "refused": refused,
        "members_stay": plan.with_members if ends else 0,
    }
    return render(request, "employers/bulk_review.html", context)


def _back(selection: Selection) -> HttpResponse:
    query = selection.question.query()
    return redirect(f"{reverse('employer_list')}{'?' if query else ''}{query}")
