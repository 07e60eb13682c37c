"""Entering figures and targets: a form, a look at what would change, and then the row. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.own_address import kept_query
from coverage_portal.reference.effects import preview
from coverage_portal.reference.entering import (
    NotEntered,
    ReplacedMeanwhile,
    TargetStands,
    enter_once,
    newest_of,
    refuse_a_second,
)
from coverage_portal.reference.forms import FigureForm
from coverage_portal.reference.history import changes, said
from coverage_portal.reference.target_effects import preview as preview_of_target
from coverage_portal.reference.target_forms import TargetForm
from coverage_portal.reference.wording import entered_by, words_of
from regions.models import ReferenceFigure, Target

Row = Any
Form = Any
# A figure or a target and its form: which of the two it is, an Entry knows, and mypy cannot follow it through.
SAVE, EDIT = "simpan", "ubah"


@dataclass(frozen=True)
class Entry:
    """What is entered: its form, its templates, what it would change, and where it stands afterwards."""

    form: Callable[..., Any]
    page: str
    preview: Callable[[Any], Any]
    address: Callable[[Any], str]


FIGURES = Entry(
    FigureForm, "reference/figure_form.html", preview, lambda figure: reverse("source_detail", args=[figure.pk])
)
TARGETS = Entry(
    TargetForm,
    "reference/target_form.html",
    preview_of_target,
    lambda target: f"{reverse('target_list')}#t{target.pk}",
)


@access(GET="manage_figures", POST="manage_figures")
def source_new(request: HttpRequest) -> HttpResponse:
    """Enter a figure; `wilayah` and `jenis` in the address fill in what is known already."""
    given = kept_query(request)
    known = {"region": given.get("wilayah", "")[:100], "kind": given.get("jenis", "")}
    return enter(request, FIGURES, None, known)


@access(GET="manage_figures", POST="manage_figures")
def source_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the figure that replaces another; the form begins as its copy."""
    return enter(request, FIGURES, get_object_or_404(ReferenceFigure.objects.select_related("region"), pk=pk))


@access(GET="manage_figures", POST="manage_figures")
def target_new(request: HttpRequest) -> HttpResponse:
    """Enter a target."""
    return enter(request, TARGETS, None, {"region": kept_query(request).get("wilayah", "")[:100]})


@access(GET="manage_figures", POST="manage_figures")
def target_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the target that replaces another."""
    return enter(request, TARGETS, get_object_or_404(Target.objects.select_related("region"), pk=pk))


def enter(request: HttpRequest, entry: Entry, old: Row | None, known: dict[str, str] | None = None) -> HttpResponse:
    """The form; once it is filled in rightly, what it would change; once that is confirmed, the entered row's page."""
    if old is not None and (newest := newest_of(old)).pk != old.pk:
        return already_replaced(request, entry, newest)
    if request.method != "POST":
        return ask(request, entry, entry.form(initial=known, old=old))
    form = entry.form(request.POST, old=old)
    step = request.POST.get("langkah")
    if not form.is_valid() or step == EDIT:
        return ask(request, entry, form)
    try:
        refuse_a_second(form.row())
    except NotEntered as found:
        return ask(request, entry, form, found)
    return save(request, entry, form) if step == SAVE else confirm(request, entry, form)


def ask(request: HttpRequest, entry: Entry, form: Form, found: NotEntered[Any] | None = None) -> HttpResponse:
    """The form, with what was typed; `found` is why it was not entered, with the row that stands already."""
    context = {"form": form, "old": form.old, "found": found and found.row}
    if found is not None:
        is_target = isinstance(found.row, Target)
        context |= {
            "found_at": entry.address(found.row),
            "standing": words_of(found.row) if isinstance(found, TargetStands) else None,
            "replace_at": reverse("target_replace", args=[found.row.pk]) if is_target and form.old is None else "",
        }
    return render(request, entry.page, context)


def confirm(request: HttpRequest, entry: Entry, form: Form) -> HttpResponse:
    """What would be entered, what it says otherwise than the old row, and what it would change."""
    row = form.row()
    context = {
        "form": form,
        "old": form.old,
        "row": row,
        "said": said(row),
        "changes": changes(form.old, row),
        "preview": entry.preview(row),
    }
    return render(request, "reference/confirm.html", context)


def save(request: HttpRequest, entry: Entry, form: Form) -> HttpResponse:
    """Enter the row once. Somebody may have been quicker: then theirs is shown."""
    by = request.user if isinstance(request.user, User) else None
    try:
        row = enter_once(row=form.row(), by=by)
    except ReplacedMeanwhile as quicker:
        return already_replaced(request, entry, quicker.row)
    except NotEntered as found:
        return ask(request, entry, form, found)
    except IntegrityError:
        if form.old is None:
            raise
        return already_replaced(request, entry, newest_of(form.old))
    messages.success(request, _("Sudah dimasukkan. Jejaknya tercatat atas nama Anda."))
    return redirect(entry.address(row))


def already_replaced(request: HttpRequest, entry: Entry, newest: Row) -> HttpResponse:
    """A plain sentence and the way to the row that stands now. Nothing was written."""
    context = {
        "row": newest,
        "who": entered_by(newest),
        "address": entry.address(newest),
        "sent": request.method == "POST",
    }
    return render(request, "reference/replaced.html", context, status=409)
