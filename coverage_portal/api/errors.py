"""Every refusal of the API has one shape: {"error": {"code": ..., "message": ..., "parameter": name or null}}.

`code` is for programs and never translated; `message` is for people, in the language of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from coverage_portal.api.language import speak
from coverage_portal.core.nik_like import may_hold_nik
from coverage_portal.core.tabular_checks import HIDDEN
from coverage_portal.coverage.asking import sentence_for
from coverage_portal.coverage.ground import NoSuchRegion
from coverage_portal.coverage.scope import BadScope

METHODS = "GET, HEAD, OPTIONS"
SHOWN_OF_A_VALUE = 40

# What a refusal says when nothing more is known than its status.
GENERAL: dict[int, tuple[str, Promise]] = {
    400: ("bad_request", _("Alamat atau isian yang dikirim tidak dipahami portal.")),
    401: ("not_signed_in", _("Alamat ini hanya menjawab akun portal yang sudah masuk, atau token yang berlaku.")),
    403: ("not_allowed", _("Alamat ini tidak termasuk peran yang Anda pegang hari ini.")),
    404: ("not_found", _("Tidak ada apa-apa di alamat ini.")),
    405: ("method_not_allowed", _("Alamat ini hanya dapat dibaca: pakai GET, HEAD, atau OPTIONS.")),
    406: ("not_acceptable", _("Jawaban tidak tersedia dalam bentuk yang diminta kepala Accept.")),
    409: ("conflict", _("Datanya sudah berubah, atau bertentangan dengan yang tersimpan.")),
    412: ("precondition_failed", _("Versi di If-Match bukan lagi versi yang tersimpan. Ambil lagi datanya.")),
    413: ("too_large", _("Isi permintaan lebih besar daripada yang diterima portal.")),
    415: ("unsupported_media_type", _("Kirim isi permintaan sebagai application/json.")),
    422: ("invalid_fields", _("Ada isian yang perlu diperbaiki.")),
    428: ("version_missing", _("Sebut versi yang Anda ubah: bidang version, atau kepala If-Match.")),
    429: ("too_many_requests", _("Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.")),
    500: ("server_error", _("Portal sedang bermasalah. Ini bukan kesalahan Anda; coba lagi sebentar.")),
    503: ("busy", _("Impor pemberi kerja sedang disimpan. Tunggu sebentar, lalu coba lagi.")),
}
CODES = (
    *(code for code, _says in GENERAL.values()),
    *("unknown_parameter", "repeated_parameter", "invalid_parameter"),
    *("unknown_region", "unknown_month", "unknown_figure", "unknown_page"),
    *("stale_version", "npp_taken", "possible_duplicates", "nik_in_address"),
)
HEADERS = {
    401: {"WWW-Authenticate": 'Session realm="Portal Cakupan", Token realm="Portal Cakupan"'},
    405: {"Allow": METHODS},
}


class Refused(Exception):
    """A question that cannot be answered: its status, code, sentence, and the parameter at fault if one is; `more` is
    what else the error holds."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        parameter: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(code)
        self.headers, self.more = dict(headers or HEADERS.get(status, {})), more
        self.status, self.code, self.message, self.parameter = status, code, message, parameter


def body(code: str, message: str | Promise, parameter: str | None = None, **more: Any) -> dict[str, dict[str, Any]]:
    """The JSON of a refusal."""
    return {"error": {"code": code, "message": str(message), "parameter": parameter, **more}}


def shortened(text: str) -> str:
    """What somebody sent, short enough to stand in a sentence, and hidden where a NIK may stand in it."""
    if may_hold_nik(text):
        return HIDDEN
    return text[:SHOWN_OF_A_VALUE] + ("…" if len(text) > SHOWN_OF_A_VALUE else "")


def answer_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. What is not known here goes on to Django, which logs it and asks server_error."""
    speak(context["request"])
    refused = _refused(error)
    if refused is None:
        return None
    answer = body(refused.code, refused.message, refused.parameter, **refused.more)
    return Response(answer, refused.status, headers=refused.headers)


def _refused(error: Exception) -> Refused | None:
    if isinstance(error, Refused):
        return error
    if isinstance(error, BadScope):
        return Refused(400, "invalid_parameter", sentence_for(error), error.parameter)
    if isinstance(error, NoSuchRegion):
        return Refused(404, "unknown_region", error.sentence, "wilayah")
    wait = getattr(error, "wait", None)
    return _general(_status_of(error), {"Retry-After": str(ceil(wait))} if wait else {})


def _status_of(error: Exception) -> int:
    if isinstance(error, APIException):
        return int(error.status_code)
    return {Http404: 404, PermissionDenied: 403}.get(type(error), 0)


def _general(status: int, headers: Mapping[str, str]) -> Refused | None:
    if status not in GENERAL:
        return None
    code, message = GENERAL[status]
    return Refused(status, code, str(message), headers=headers)


def refuse(request: HttpRequest, status: int) -> HttpResponse:
    """What the gate and Django answer in the API's place when they refuse a request themselves."""
    speak(request)
    code, message = GENERAL[HTTPStatus(status)]
    headers, says = HEADERS.get(status, {}), str(message)
    methods = _methods_of(request) if status == HTTPStatus.METHOD_NOT_ALLOWED else METHODS
    if methods != METHODS:
        headers = {"Allow": methods}
        says = told("Metode itu tidak ada di alamat ini. Yang ada: %(methods)s.") % {"methods": methods}
    return JsonResponse(
        body(code, says),
        status=status,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def _methods_of(request: HttpRequest) -> str:
    view = request.resolver_match.func if request.resolver_match else None
    rules = [name for name in getattr(view, "access_rules", {}) if name != "OPTIONS"]
    return ", ".join([*(one for name in rules for one in ((name, "HEAD") if name == "GET" else (name,))), "OPTIONS"])


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: JSON below /api/, a page elsewhere."""
    return refuse(request, 400) if _of_the_api(request) else defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404: JSON below /api/, a page elsewhere."""
    return refuse(request, 404) if _of_the_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: JSON below /api/, a page elsewhere; asks no database."""
    return refuse(request, 500) if _of_the_api(request) else defaults.server_error(request)


def _of_the_api(request: HttpRequest) -> bool:
    """Whether JSON is expected at this address: everything below the page that explains it."""
    page = reverse("api_docs")
    return request.path_info.startswith(page) and request.path_info != page
