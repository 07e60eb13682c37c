"""A file before it is saved: a person looks, mends cells, says what is to be saved, or gives it up."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular_checks import shown
from coverage_portal.imports.checking import outdated
from coverage_portal.imports.flow import LikeANik, NotNow, check_again, correct, save, use_layout, withdraw
from coverage_portal.imports.pages.bar import bar_of
from coverage_portal.imports.pages.corrections_shown import corrections_of
from coverage_portal.imports.pages.effect_shown import effect_of
from coverage_portal.imports.pages.reach import at_hand, may_see_cells, signed_in
from coverage_portal.imports.pages.review import Review, lacking_of, may_be_mended
from coverage_portal.imports.pages.review_questions import OPTIONS, questions_of, refusals_of
from coverage_portal.imports.pages.standing import steps_at, why_refused
from workers.sipp_fields import NotForThisFile

LONGEST_QUERY = 500
LONGEST_CELL = 300
SAYS_WHY_NOTHING = ("same_file", "nothing_new")
"""What is told of a file of which nothing is to be saved."""
END, KEEP = "akhiri", "biarkan"
TICKS = "review ticks"
"""Where a session keeps what is ticked and of which check of a file (its mark)."""
State = ImportBatch.State


@access(GET="import_extracts")
def import_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows by sort, what saving would do, and what has to be looked at before."""
    batch = at_hand(request, pk)
    if batch.state != State.REVIEW:
        return redirect("import_detail", pk)
    if _like_a_nik(request.GET.get("cari", "")):
        messages.error(request, _("NIK tidak dapat dicari di sini: alamat halaman tidak boleh memuatnya."))
        return redirect(f"{request.path}?{_without(request.GET, 'cari')}")
    kept = request.session.get(TICKS, {})
    if not kept or kept["mark"] != batch.summary.get("mark"):
        return show(request, batch)
    return show(request, batch, ticked=kept["codes"], ending=kept["ending"])


@access(POST="import_extracts")
def import_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a cell (`baris` 0: every cell of the column with the same text) otherwise than it is written.

    `dari`: the row in which that was said; the review comes back to it.
    """
    batch = at_hand(request, pk)
    given = {name: request.POST.get(name, "").replace("\0", "") for name in ("kolom", "baris", "lama", "isi")}
    row = given["baris"]
    sound = row.isdecimal() and len(row) < 9 and max(len(given["lama"]), len(given["isi"])) <= LONGEST_CELL
    if not sound or not may_be_mended(batch, given["kolom"]):
        return HttpResponseBadRequest()
    try:
        correct(
            batch,
            by=signed_in(request),
            field=given["kolom"],
            right=given["isi"].strip(),
            row=int(row),
            wrong=given["lama"],
        )
    except LikeANik:
        messages.error(request, _("Isi itu menyerupai NIK dan tidak disimpan. Perbaiki NIK di berkas Anda sendiri."))
        return redirect("import_detail", pk)
    except NotNow:  # somebody was quicker; the import's own page says how far it is
        return redirect("import_detail", pk)
    _come_back(request, pk, request.POST.get("dari", row)[:8])
    messages.success(request, _("Perbaikan dicatat. Berkas diperiksa ulang dengan isi itu."))
    return redirect("import_detail", pk)


@access(POST="import_extracts")
def import_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction (`perbaikan`: its number) back; the file is checked again without it."""
    batch = at_hand(request, pk)
    number = request.POST.get("perbaikan", "")
    if not (number.isdecimal() and len(number) < 16):
        return HttpResponseBadRequest()
    with suppress(NotNow):
        withdraw(batch, int(number))
        _come_back(request, pk)
    return redirect("import_detail", pk)


@access(POST="import_extracts")
def import_allow(request: HttpRequest, pk: int) -> HttpResponse:
    """Insist on what stands against the file (`izin`: one of OPTIONS' values); it is checked again with that."""
    batch = at_hand(request, pk)
    option = request.POST.get("izin", "")
    if option not in OPTIONS.values():
        return HttpResponseBadRequest()
    with suppress(NotNow, NotForThisFile), transaction.atomic():
        options = {**batch.options, option: True}
        if ImportBatch.objects.filter(pk=pk, state=State.REVIEW).update(options=options):
            record(by=signed_in(request), verb="insist_on_import", subject=batch, option=option)
            use_layout(batch, Layout.from_json(batch.layout or {}))
    return redirect("import_detail", pk)


@access(GET="import_extracts", POST="import_extracts")
def import_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was reviewed, once everything that has to be looked at is ticked.

    `lihat`: show the rows of this warning instead; what is ticked stays so. `ulang`: check the file once more. Links on
    the page that asks for the rest lead to the review.
    """
    batch = at_hand(request, pk)
    if request.method == "GET":
        return redirect(f"{reverse('import_review', args=[pk])}?{request.GET.urlencode()}")
    if batch.state != State.REVIEW:
        return redirect("import_detail", pk)
    if request.POST.get("tanda", "") != batch.summary.get("mark", ""):
        messages.warning(request, _("Berkas ini diperiksa ulang sejak Anda membuka halamannya. Tinjau lagi."))
        return redirect("import_review", pk)
    if request.POST.get("ulang"):
        with suppress(NotNow):
            check_again(batch)
        return redirect("import_detail", pk)
    ticked = set(request.POST.getlist("tahu"))
    asked = {question.code for question in questions_of(batch)}
    ending = request.POST.get("hilang") == END
    request.session[TICKS] = {"mark": batch.summary.get("mark"), "codes": sorted(ticked & asked), "ending": ending}
    wanted = request.POST.get("lihat", "")
    if wanted in asked:
        return redirect(f"{reverse('import_review', args=[pk])}?sebab={wanted}#baris")
    if asked - ticked or refusals_of(batch) or not to_save(batch, ending=ending):
        return show(request, batch, ticked=ticked, ending=ending, sent=True)
    with suppress(NotNow):  # somebody was quicker; the import's own page says how far it is
        save(batch, by=signed_in(request), acknowledged=ticked & asked, end_missing=ending)
    return redirect("import_detail", pk)


def show(
    request: HttpRequest,
    batch: ImportBatch,
    *,
    ticked: Collection[str] = (),
    ending: bool = False,
    sent: bool = False,
) -> HttpResponse:
    """The page; `sent`: somebody wanted to save and not everything was ticked."""
    questions = questions_of(batch, ticked)
    missing = batch.rows_missing if batch.kind == ImportBatch.Kind.WORKERS else 0
    savable, refusals = batch.rows_new + batch.rows_changed, refusals_of(batch)
    nothing = not (savable or missing or refusals)
    context: dict[str, Any] = {
        "batch": batch,
        "steps": steps_at(3),
        "review": Review(batch, request.GET),
        "bar": bar_of(batch),
        "effect": effect_of(batch),
        "ended": effect_of(batch, ending=True) if missing else None,
        "questions": [] if nothing else questions,
        "nothing": nothing,
        "outdated": nothing and outdated(batch),
        "rows": batch.rows_read - batch.rows_blank,
        "known_file": [question.sentence for question in questions if question.code in SAYS_WHY_NOTHING],
        "open": [question for question in questions if not question.ticked] if sent and not nothing else [],
        "refusals": refusals,
        "lacking": lacking_of(batch),
        "missing": missing,
        "ending": ending,
        "savable": savable,
        "interrupted": why_refused(batch.refusal) if batch.refusal else "",
        "corrections": corrections_of(batch),
        "shows_rows": may_see_cells(request.user, batch) or batch.received_by_id == request.user.pk,
    }
    return render(request, "imports/review.html", context)


def _come_back(request: HttpRequest, pk: int, row: str = "") -> None:
    """Let the review, once the file is checked again, show what it shows now, at this row."""
    asked = QueryDict(urlsplit(request.headers.get("Referer", "")).query[:LONGEST_QUERY], mutable=True)
    asked.pop("lanjut", None)
    if _like_a_nik(asked.get("cari", "")):
        del asked["cari"]
    if row:
        asked["lanjut"] = row
    request.session[f"review {pk}"] = asked.urlencode()


def _like_a_nik(text: str) -> bool:
    return shown(text) != text


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return rest.urlencode()


def to_save(batch: ImportBatch, *, ending: bool) -> int:
    """How many rows saving would write."""
    return batch.rows_new + batch.rows_changed + (batch.rows_missing if ending else 0)
