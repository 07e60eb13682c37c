"""Registering an employer: the form with its panel, drafts, and the one save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.forms import MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import User
from coverage_portal.register.entering import actions, drafts
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.guarded import GuardedForm
from coverage_portal.register.entering.history import entered_by
from coverage_portal.register.entering.panel import found_duplicates
from coverage_portal.register.entering.shown import beside
from coverage_portal.register.models import Draft, Sent
from employers.addresses import address_of, employer_at
from employers.models import Employer

DRAFT, SEARCH, LOOK, SAVE = "draf", "cari", "periksa", "simpan"


@access(GET="edit_employers", POST="edit_employers")
def employer_new(request: HttpRequest) -> HttpResponse:
    """The registration form. `draf` is the token of a draft to go on with; `langkah` says what a sent form is for."""
    user = signed_in(request)
    if request.method != "POST":
        token = drafts.token_of(request.GET.get("draf"))
        draft = drafts.of_token(user, token)
        return page(request, opened(user, draft or {}), token, at_work=draft is not None)
    token, step = drafts.token_of(request.POST.get("token")), request.POST.get("langkah", SAVE)
    form = EmployerForm(user, request.POST)
    if step == DRAFT:
        return kept(request, form, token)
    if (sent := Sent.objects.filter(token=token).select_related("employer").first()) is not None:
        return redirect(address_of(sent.employer))
    if step == SEARCH:
        return page(request, searched(form), token)
    if step == LOOK or not form.is_valid():
        return page(request, form, token)
    found = found_duplicates(form)
    if found and request.POST.get("dilihat") != found.mark:
        return page(request, form, token, ask=True)
    return save(request, form, token)


@access(POST="edit_employers")
def employer_panel(request: HttpRequest) -> HttpResponse:
    """What stands beside the form, and what its searches found, for the fields as they are typed. Nothing is kept."""
    user, key = signed_in(request), request.POST.get("pemberi_kerja", "")
    employer = employer_at(key, user, "edit_employers") if key else None
    return render(request, "employers/_beside.html", beside(EmployerForm(user, request.POST, employer)))


@access(POST="edit_employers")
def employer_draft_discard(request: HttpRequest) -> HttpResponse:
    """Throw one's own draft away."""
    drafts.discard(token=drafts.token_of(request.POST.get("token")), by=signed_in(request))
    messages.success(request, _("Draf dibuang."))
    return redirect("employer_new")


def signed_in(request: HttpRequest) -> User:
    """Who asks; the gate lets nobody else come here."""
    assert isinstance(request.user, User)
    return request.user


def opened(user: User, values: Mapping[str, list[Any]], employer: Employer | None = None) -> EmployerForm:
    """A form that says nothing is wrong yet: empty, or with these values of each field."""
    form = EmployerForm(user, None, employer)
    for name, field in form.fields.items():
        if given := values.get(name):
            form.initial[name] = given if isinstance(field, MultipleChoiceField) else given[0]
    form.so_far = values
    return form


def searched(form: EmployerForm) -> EmployerForm:
    """The form with what was typed, for a search in it: nothing is wrong yet but a NIK that was taken out."""
    again = opened(form.user, dict(form.typed.lists()), form.employer)
    again.withheld = form.withheld
    again.initial = {**again.initial, **dict.fromkeys(form.withheld, "")}
    return again


def page(
    request: HttpRequest,
    form: EmployerForm,
    token: UUID,
    *,
    at_work: bool = False,
    ask: bool = False,
    trouble: str = "",
    quicker: str = "",
) -> HttpResponse:
    """The form's page: with what was typed, and why it was not saved."""
    context = {
        **beside(form),
        "token": token,
        "drafts": Draft.objects.filter(user=signed_in(request)).exclude(token=token),
        "is_draft": at_work,
        "ask": ask,
        "trouble": trouble,
        "quicker": quicker,
        "taken_at": taken_at(form),
    }
    return render(request, "employers/form.html", context, status=409 if trouble or quicker else 200)


def taken_at(form: GuardedForm) -> str:
    """Where the employer stands that has the NPP already, for those who may see it."""
    if form.taken is None or not Employer.objects.visible_to(form.user).filter(pk=form.taken.pk).exists():
        return ""
    return address_of(form.taken)


def kept(request: HttpRequest, form: EmployerForm, token: UUID) -> HttpResponse:
    """Keep the draft and go on with it; where it was sent meanwhile, to the employer it made."""
    if drafts.keep(form, token=token, by=form.user) is None:
        return redirect(address_of(Sent.objects.get(token=token).employer))
    messages.success(request, _("Draf disimpan. Hanya Anda yang melihatnya."))
    say_what_was_emptied(request, form)
    return redirect(f"{reverse('employer_new')}?draf={token}")


def say_what_was_emptied(request: HttpRequest, form: EmployerForm) -> None:
    """Name the fields that are saved empty because a NIK stood in them."""
    if form.emptied:
        labels = ", ".join(str(form.fields[name].label) for name in form.emptied)
        said = _("Tidak ikut disimpan karena memuat angka seperti NIK: %(fields)s.")
        messages.warning(request, said % {"fields": labels})


def save(request: HttpRequest, form: EmployerForm, token: UUID) -> HttpResponse:
    """Save once. Somebody may have been quicker with the NPP, or an import is being saved: then nothing is lost."""
    try:
        if form.is_prospect:
            employer = actions.enter_prospect(form.facts(), by=form.user, token=token)
        else:
            employer = actions.register(form.facts(), programmes=form.programmes(), by=form.user, token=token)
    except Busy:
        return page(request, form, token, trouble=busy())
    except IntegrityError:
        again = EmployerForm(form.user, form.typed)
        if again.is_valid():
            raise
        return page(request, again, token, quicker=entered_by(again.taken))
    messages.success(request, _("%(name)s sudah disimpan.") % {"name": employer.name})
    say_what_was_emptied(request, form)
    for lines in form.warnings.values():
        for line in lines:
            messages.warning(request, line)
    return redirect(address_of(employer))


def busy() -> str:
    """Why nothing can be saved while an import is being saved."""
    return _(
        "Impor pemberi kerja sedang disimpan, jadi data belum dapat diubah. Isian Anda masih ada di halaman ini."
        " Tunggu sebentar, lalu simpan lagi."
    )
