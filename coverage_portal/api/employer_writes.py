"""Employers are registered and corrected through the API by the very form of the page: one set of rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api.employer_bodies import (
    CHANGED,
    CREATED,
    Conflict,
    EmployerChange,
    EmployerSent,
    FieldErrors,
    conflict,
)
from coverage_portal.api.employers import KEY, Employer, Query, answer, one
from coverage_portal.api.endpoint import About, Operation
from coverage_portal.api.errors import Refused, shortened
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import User
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.entering import actions
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.opening import initial_of, joined_by
from coverage_portal.register.entering.panel import found_duplicates
from coverage_portal.register.entering.rules import withheld
from coverage_portal.register.writing import Changed, facts_of, version_of
from employers.addresses import key_of
from employers.models import Employer as Stored

SAME = (
    *("name", "legal_form", "npp", "division", "registered_on", "found_on", "found_in", "nib", "npwp", "address"),
    *("branch", "district", "kbli_version", "kbli", "scale", "scale_basis", "scale_as_of", "risk_code", "risk_as_of"),
    *("declared_headcount", "registered_headcount", "declared_wages", "declared_on"),
    *("contact_name", "contact_phone", "contact_email"),
)
"""Fields that the body and the form call alike."""
NUMBERS = frozenset({"kbli_version", "scale", "declared_headcount", "registered_headcount", "declared_wages"})
MOST_NAMED = 20
"""So many unknown fields are named in a refusal."""


def employer_create(request: Request, query: Query) -> Response:
    """Register an employer, or enter a prospect."""
    user, sent = _user(request), _known(request, CREATED)
    data = {**_as_typed(sent), "kind": str(sent.get("status") or "terdaftar")}
    form = _sound(_heeding(EmployerForm(user, data), sent))
    duplicates = found_duplicates(form)
    if duplicates and sent.get("duplicates_seen") != duplicates.mark:
        alike = [
            {"key": key_of(found.employer), "name": found.employer.name, "reason": found.reason}
            for found in duplicates.shown
        ]
        elsewhere = [{"key": None, "name": None, "reason": words} for words in duplicates.elsewhere]
        message = told("Mungkin pemberi kerja ini sudah ada. Bila bukan yang sama, kirim lagi dengan duplicates_seen.")
        raise conflict("possible_duplicates", message, duplicates=[*alike, *elsewhere], mark=duplicates.mark)
    try:
        if form.is_prospect:
            made = actions.enter_prospect(form.facts(), by=user)
        else:
            made = actions.register(form.facts(), programmes=form.programmes(), by=user)
    except Busy:
        raise _busy() from None
    except IntegrityError:
        _sound(EmployerForm(user, data))
        raise
    return answer(one(request, key_of(made)), 201, _warnings(form))


def employer_change(request: Request, query: Query, key: str) -> Response:
    """Correct the facts that were sent; the version decides whether they still hold."""
    user, sent = _user(request), _known(request, CHANGED)
    stored = one(request, key, "edit_employers")
    if stored.merged_into is not None:
        raise _merged(stored, user)
    version, stale = _version(request, sent)
    if version != version_of(stored):
        raise stale(stored)
    programmes = joined_by(stored)
    form = _sound(_heeding(EmployerForm(user, {**_opened(stored), **_as_typed(sent)}, stored), sent))
    try:
        actions.correct(
            stored,
            form.facts(),
            programmes=form.programmes(),
            by=user,
            version=version,
            note=form.cleaned_data["note"],
            programmes_seen=programmes,
        )
    except Changed as changed:
        raise stale(changed.employer) from None
    except Busy:
        raise _busy() from None
    except IntegrityError:
        _sound(EmployerForm(user, {**_opened(stored), **_as_typed(sent)}, stored))
        raise
    return answer(one(request, key_of(Stored.objects.get(pk=stored.pk))), warnings=_warnings(form))


def _version(request: Request, sent: Mapping[str, Any]) -> tuple[str, Any]:
    """The version that was read, and how a stale one is refused: 412 for If-Match, 409 for the field."""
    given = request.headers.get("If-Match", "").strip()
    if given:
        return given.removeprefix("W/").strip('"'), lambda _stored: Refused(
            412, "precondition_failed", told("Versi di If-Match bukan lagi versi yang tersimpan. Ambil lagi datanya.")
        )
    if not sent.get("version"):
        raise Refused(428, "version_missing", told("Sebut versi yang Anda ubah: bidang version, atau kepala If-Match."))

    def stale(stored: Stored) -> Refused:
        facts = facts_of(stored)
        facts |= {"district": stored.district.code, "kbli": stored.kbli_code or stored.kbli_section}
        differing = {
            name: {"stored": facts[name], "sent": "" if withheld(name, str(value)) else value}
            for name, value in sent.items()
            if name in facts and facts[name] != value
        }
        message = told("Data ini sudah diubah orang lain. Bandingkan, lalu kirim lagi dengan versi yang baru.")
        return conflict("stale_version", message, "version", version=version_of(stored), differing=differing)

    return str(sent["version"]), stale


def _opened(stored: Stored) -> dict[str, Any]:
    """The facts of an employer as its form is opened with them."""
    return {name: "" if value is None else value for name, value in initial_of(stored).items()}


def _known(request: Request, known: frozenset[str]) -> dict[str, Any]:
    """The body; Refused (422) for a field that is not taken here."""
    sent = dict(request.data)
    unknown = sorted(set(sent) - known)
    if unknown:
        words = told("Bidang ini tidak dikenal di sini.")
        raise Refused(
            422,
            "invalid_fields",
            told("Ada isian yang perlu diperbaiki."),
            fields={shortened(name): [words] for name in unknown[:MOST_NAMED]},
        )
    wrong = {name: [told("Tulis sebagai teks.")] for name, value in sent.items() if not _fits(name, value)}
    if wrong:
        raise Refused(422, "invalid_fields", told("Ada isian yang perlu diperbaiki."), fields=wrong)
    return sent


def _fits(name: str, value: Any) -> bool:
    """Whether a value is of the kind the field takes: a text or nothing, a whole number for those that count, and for
    programmes an object of days, or the list that an employer is read with."""
    if name == "programmes":
        return _joined(value) is not None
    number = isinstance(value, int) and not isinstance(value, bool) and name in NUMBERS
    return value is None or isinstance(value, str) or number


def _joined(value: Any) -> dict[str, Any] | None:
    """Programmes by code with their first days, of either form; None for anything else."""
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
        value = {str(each.get("programme")): each.get("started_on") for each in value}
    if not isinstance(value, Mapping):
        return None
    return dict(value) if all(day is None or isinstance(day, str) for day in value.values()) else None


def _heeding(form: EmployerForm, sent: Mapping[str, Any]) -> EmployerForm:
    """The form; Refused (422) where it would pass over a field that was sent, since an employer in that state has none
    of it."""
    asked = {"programmes_joined" if name == "programmes" else name for name in sent if name in (*SAME, "programmes")}
    passed_over = sorted(asked - set(form.fields))
    if passed_over:
        words = [told("Isian ini tidak berlaku bagi pemberi kerja dalam keadaan ini.")]
        fields = {name.replace("programmes_joined", "programmes"): words for name in passed_over}
        raise Refused(422, "invalid_fields", told("Ada isian yang perlu diperbaiki."), fields=fields)
    return form


def _merged(stored: Stored, user: User) -> Refused:
    """The refusal of a correction of a duplicate that was merged; the kept one is named where one may see it."""
    kept = stored.merged_into
    seen = kept is not None and Stored.objects.visible_to(user).filter(pk=kept.pk).exists()
    owner = key_of(kept) if kept is not None and seen else None
    message = told("Pemberi kerja ini sudah digabungkan ke pemberi kerja lain. Ubah yang itu.")
    return conflict("merged", message, employer=owner)


def _as_typed(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The body as the form is sent it: texts, and programmes with their days."""
    typed: dict[str, Any] = {name: _text(value) for name, value in sent.items() if name in SAME or name == "note"}
    if "programmes" in sent and (joined := _joined(sent["programmes"])) is not None:
        typed["programmes_joined"] = [str(name) for name in joined]
        typed |= {f"since_{one.name}": _text(joined.get(str(one.name))) for one in PROGRAMMES}
    return typed


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _sound(form: EmployerForm) -> EmployerForm:
    """The form if it is valid; Refused (409) where the NPP is taken, (422) with its sentences otherwise."""
    if form.is_valid():
        return form
    renamed = {"programmes_joined": "programmes", "kind": "status"}
    fields: dict[str, list[str]] = {}
    for name, errors in form.errors.items():
        fields[renamed.get(name, name.replace("since_", "programmes."))] = [str(words) for words in errors]
    if form.taken is not None and set(fields) == {"npp"}:
        seen = Stored.objects.visible_to(form.user).filter(pk=form.taken.pk).exists()
        owner = key_of(form.taken) if seen else None
        raise conflict("npp_taken", fields["npp"][0], "npp", employer=owner)
    raise Refused(422, "invalid_fields", told("Ada isian yang perlu diperbaiki."), fields=fields)


def _warnings(form: EmployerForm) -> list[str]:
    """What the form says of values that it takes and that look wrong: a check digit, an unusual NPP."""
    return [str(sentence) for sentences in form.warnings.values() for sentence in sentences]


def _user(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def _busy() -> Refused:
    said = told("Impor pemberi kerja sedang disimpan. Tunggu sebentar, lalu coba lagi.")
    return Refused(503, "busy", said, headers={"Retry-After": "10"})


REGISTERS = Operation(
    "edit_employers",
    About(
        _("Daftarkan pemberi kerja"),
        _("Aturannya sama dengan formulir pendaftaran. Yang mungkin sudah ada ditanyakan dahulu."),
        Employer,
        example="employer",
        body=EmployerSent,
        body_example="employer_sent",
        status=201,
        errors=(503,),
        shapes=((409, Conflict), (422, FieldErrors)),
    ),
    employer_create,
)
CORRECTS = Operation(
    "edit_employers",
    About(
        _("Ubah pemberi kerja"),
        _("Kirim hanya yang berubah, dengan version atau If-Match. Versi usang ditolak, tidak menimpa apa pun."),
        Employer,
        example="employer",
        path=(KEY,),
        body=EmployerChange,
        body_example="employer_change",
        errors=(404, 412, 428, 503),
        shapes=((409, Conflict), (422, FieldErrors)),
    ),
    employer_change,
)
