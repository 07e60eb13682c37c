"""Correcting an employer, and turning a prospect into a registered one: nobody writes over what they have not seen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.locks import Busy
from coverage_portal.register.detail.history import steps_of
from coverage_portal.register.entering import actions
from coverage_portal.register.entering.enrolling import EnrolForm
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.history import entered_by, wrote
from coverage_portal.register.entering.merging import (
    Together,
    said_by,
    sealed,
    sent_for,
    still_both,
    together,
    unsealed,
    whole,
    with_theirs,
)
from coverage_portal.register.entering.opening import joined_by
from coverage_portal.register.entering.shown import beside
from coverage_portal.register.entering.stored import stored_of
from coverage_portal.register.entering.views import (
    LOOK,
    SAVE,
    SEARCH,
    busy,
    opened,
    say_what_was_emptied,
    searched,
    signed_in,
    taken_at,
)
from coverage_portal.register.writing import Changed, version_of
from employers.addresses import address_of, employer_at, key_of
from employers.models import Employer

STORED = "tersimpan"
"""The answer that chooses the stored value of something both changed; the other one is this form's."""


@access(GET="edit_employers", POST="edit_employers")
def employer_edit(request: HttpRequest, key: str) -> HttpResponse:
    """The form with what is stored. What somebody else saved since it was opened is put together with it first."""
    user, employer = signed_in(request), writable(request, key)
    if employer.merged_into:
        return redirect(address_of(employer.merged_into))
    if request.method != "POST":
        return page(request, opened(user, sent_for(employer, whole(employer)), employer), sealed(employer))
    sent = MultiValueDict(dict(request.POST.lists()))
    asked = sent.getlist("bentrok")
    answers = {unit: str(sent.get(f"pilih_{unit}", "")) for unit in asked}
    with_theirs(sent, employer, [unit for unit, answer in answers.items() if answer == STORED])
    form, seal, step = EmployerForm(user, sent, employer), str(sent.get("dibuka", "")), sent.get("langkah", SAVE)
    if step == SEARCH:
        return page(request, searched(form), seal)
    if (seen := unsealed(seal, employer)) is None:
        return page(request, form, sealed(employer), trouble=incomplete())
    form.opened_with(sent_for(employer, seen))
    if step == LOOK or not form.is_valid():
        return page(request, form, seal)
    if left := still_both(employer, said_by(form), [unit for unit, answer in answers.items() if not answer]):
        return page(request, form, seal, merged=Together({}, (), left, wrote(steps_of(employer), ())), unanswered=True)
    if seen != whole(employer):
        merged = together(employer, seen, said_by(form))
        if merged.taken or merged.both:
            return page(request, opened(user, merged.values, employer), sealed(employer), merged=merged)
    return save(request, form, employer, seal)


@access(GET="edit_employers", POST="edit_employers")
def employer_enrol(request: HttpRequest, key: str) -> HttpResponse:
    """A prospect that has got its NPP."""
    user, employer = signed_in(request), writable(request, key)
    if employer.registered_on is not None or employer.merged_into:
        return redirect(address_of(employer.merged_into or employer))
    if request.method != "POST" and employer.closed_on is not None:
        messages.warning(request, closed_prospect())
        return redirect(address_of(employer))
    form = EnrolForm(user, request.POST if request.method == "POST" else None, employer)
    if request.method != "POST" or not form.is_valid():
        return enrol_page(request, form)
    said = form.cleaned_data
    if not said["versi"] or employer.closed_on is not None:
        return enrol_page(request, form, trouble=incomplete() if employer.closed_on is None else closed_prospect())
    given = {"npp": said["npp"], "division": said["division"], "on": said["registered_on"], "note": said["note"]}
    try:
        enrolled = actions.enrol(employer, **given, by=user, version=said["versi"])
    except Busy:
        return enrol_page(request, form, trouble=busy())
    except Changed as changed:
        who = wrote(steps_of(changed.employer), ())
        words = _("Data ini baru saja diubah oleh %(who)s. Bandingkan di samping, lalu simpan lagi.") % {"who": who}
        return enrol_page(request, form, employer=employer_at(key, user, "edit_employers"), trouble=words)
    except IntegrityError:
        again = EnrolForm(user, form.typed, employer)
        if again.is_valid():
            raise
        return enrol_page(request, again, quicker=entered_by(again.taken))
    messages.success(request, _("%(name)s sudah terdaftar.") % {"name": enrolled.name})
    return redirect(address_of(enrolled))


def incomplete() -> str:
    """Said when a form no longer says what it was decided on."""
    return _("Formulir ini tidak lengkap lagi. Periksa isian Anda, lalu simpan lagi.")


def closed_prospect() -> str:
    """Why one that is closed cannot be enrolled."""
    return _("Prospek ini sudah ditutup. Buka kembali lebih dahulu, lalu daftarkan.")


def writable(request: HttpRequest, key: str) -> Employer:
    """The employer of an address, where the visitor may edit it."""
    among = Employer.objects.select_related("compliance")
    return employer_at(key, request.user, "edit_employers", among=among)


def page(request: HttpRequest, form: EmployerForm, seal: str, **shown: Any) -> HttpResponse:
    """The form's page. `shown` may hold `merged` (what somebody else saved meanwhile), `unanswered`, `trouble`, and
    `quicker` (who has the NPP)."""
    employer = form.employer
    assert employer is not None
    context = {
        **beside(form),
        "employer": employer,
        "key": key_of(employer),
        "seal": seal,
        "stored": stored_of(employer, form.user),
    } | shown
    context["taken_at"] = taken_at(form)
    stale = any(shown.get(name) for name in ("merged", "trouble", "quicker"))
    return render(request, "employers/edit.html", context, status=409 if stale else 200)


def enrol_page(
    request: HttpRequest, form: EnrolForm, *, employer: Employer | None = None, trouble: str = "", quicker: str = ""
) -> HttpResponse:
    """The page of a prospect's registration; `employer` as it is stored now where it was changed."""
    shown = employer or form.employer
    assert shown is not None
    context = {
        "form": form,
        "employer": shown,
        "version": version_of(shown),
        "stored": stored_of(shown, form.user),
        "trouble": trouble,
        "quicker": quicker,
        "taken_at": taken_at(form),
    }
    return render(request, "employers/enrol.html", context, status=409 if trouble or quicker else 200)


def save(request: HttpRequest, form: EmployerForm, employer: Employer, seal: str) -> HttpResponse:
    """Write the correction on what is stored now; who was quicker by a moment is heard first."""
    version, joined, seen = version_of(employer), joined_by(employer), whole(employer)
    try:
        written = actions.correct(
            employer,
            form.facts(),
            programmes=form.programmes(),
            by=form.user,
            version=version,
            note=form.cleaned_data["note"],
            programmes_seen=joined,
        )
    except Busy:
        return page(request, form, seal, trouble=busy())
    except Changed as changed:
        now = changed.employer
        merged = together(now, seen, said_by(form))
        return page(request, opened(form.user, merged.values, now), sealed(now), merged=merged)
    except IntegrityError:
        again = EmployerForm(form.user, form.typed, employer)
        if again.is_valid():
            raise
        return page(request, again, seal, quicker=entered_by(again.taken))
    if version_of(written) == version and not form.has_changed():
        messages.info(request, _("Tidak ada yang berubah."))
    else:
        messages.success(request, _("Perubahan disimpan atas nama Anda."))
    say_what_was_emptied(request, form)
    for lines in form.warnings.values():
        for line in lines:
            messages.warning(request, line)
    return redirect(address_of(written))
