"""A file comes in: whole with its form, or in pieces that a script sends, and goes on where it broke off."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.imports.day_in_name import FOR_A_SCRIPT
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.flow import (
    LARGEST_UPLOAD,
    NotNow,
    WrongPlace,
    add_bytes,
    begin_upload,
    finish_upload,
)
from coverage_portal.imports.pages.reach import at_hand, signed_in
from coverage_portal.imports.pages.standing import steps_at, steps_of
from coverage_portal.imports.pages.upload_form import ENDINGS, UploadForm, megabytes, size_words
from coverage_portal.imports.receipt import kept_name

PIECE = 1 << 20
LARGEST_PIECE = 2 * PIECE


@access(GET="import_extracts", POST="import_extracts")
def import_new(request: HttpRequest) -> HttpResponse:
    """The form; sent without a script it brings the whole file along."""
    by = signed_in(request)
    if request.method != "POST":
        asked = {"kind": request.GET.get("jenis", ""), "position": _day(request.GET.get("posisi", ""))}
        return ask(request, UploadForm(by, initial=asked))
    form = UploadForm(by, request.POST, request.FILES)
    if not form.is_valid():
        return ask(request, form)
    batch = begin_upload(**form.asked())
    take(batch, form.cleaned_data["file"])
    return redirect("import_detail", batch.pk)


@access(POST="import_extracts")
def import_begin(request: HttpRequest) -> JsonResponse:
    """The form without its file, sent by a script: where the pieces go, or what is wrong, by field."""
    form = UploadForm(signed_in(request), request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": wrong_by_field(form)}, status=400)
    batch = begin_upload(**form.asked())
    here, piece, cancel = (reverse(f"import_{name}", args=[batch.pk]) for name in ("detail", "piece", "cancel"))
    return JsonResponse({"id": batch.pk, "here": here, "piece": piece, "cancel": cancel})


@access(POST="import_extracts")
def import_piece(request: HttpRequest, pk: int) -> JsonResponse:
    """The next piece, from byte `mulai`: how many bytes are there. 409 says from where to go on, or that it is over."""
    batch = at_hand(request, pk)
    data = request.read(LARGEST_PIECE + 1)
    at = request.GET.get("mulai", "")
    if not (at.isdecimal() and len(at) < 16) or len(data) > LARGEST_PIECE:
        return JsonResponse({}, status=400)
    try:
        received = add_bytes(batch, int(at), data)
        if received == batch.file_size:
            finish_upload(batch)
    except WrongPlace as found:
        return JsonResponse({"received": found.received}, status=409)
    except NotNow as found:
        return JsonResponse({"state": found.state}, status=409)
    return JsonResponse({"received": received})


@access(POST="import_extracts")
def import_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The same file once more, sent without a script: what is still missing is taken from it."""
    batch = at_hand(request, pk)
    upload = request.FILES.get("file")
    if upload is None:
        return uploading(request, batch, _("Pilih berkas yang sama."))
    if kept_name(upload.name or "", batch.position) != batch.file_name or upload.size != batch.file_size:
        return uploading(request, batch, _("Ini bukan berkas yang sama: nama atau besarnya lain."))
    with suppress(NotNow, WrongPlace):  # another window was quicker; the import's own page says how far it is
        take(batch, upload)
    return redirect("import_detail", batch.pk)


def take(batch: ImportBatch, upload: UploadedFile) -> None:
    """Take what is still missing from the whole file, and let it be read."""
    at = Desk.of(batch.pk).received()
    upload.seek(at)
    while data := upload.read(PIECE):
        at = add_bytes(batch, at, data)
    finish_upload(batch)


def _day(text: str) -> date | None:
    """The day that an address names, where it names one."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def wrong_by_field(form: UploadForm) -> dict[str, str]:
    """What is wrong with each field, under the id of what one types it into."""
    return {
        form[name].id_for_label or f"{form[name].auto_id}_0": f"{form[name].label}: {' '.join(map(str, said))}"
        for name, said in form.errors.items()
    }


def ask(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """The form, with what was typed."""
    context = {
        "form": form,
        "steps": steps_at(1),
        "largest": megabytes(LARGEST_UPLOAD),
        "limit": LARGEST_UPLOAD,
        "endings": ENDINGS,
        "days": json.dumps({**FOR_A_SCRIPT, "today": today().isoformat()}),
    }
    return render(request, "imports/new.html", context)


def uploading(request: HttpRequest, batch: ImportBatch, wrong: str = "") -> HttpResponse:
    """How much of a file has arrived, and how to send the rest."""
    received = Desk.of(batch.pk).received()
    context = {
        "batch": batch,
        "steps": steps_of(batch),
        "received": received,
        "done": size_words(received),
        "whole": size_words(batch.file_size),
        "wrong": wrong,
        "modified": batch.options.get("modified", 0),
    }
    return render(request, "imports/uploading.html", context)
