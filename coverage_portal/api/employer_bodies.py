"""The bodies of registering and correcting an employer, and of their refusals, for the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from coverage_portal.api.errors import Refused


class EmployerFacts(serializers.Serializer):
    """The facts of an employer that people write; the rules are those of the form."""

    name = serializers.CharField(required=False)
    legal_form = serializers.CharField(required=False)
    npp = serializers.CharField(required=False)
    division = serializers.CharField(required=False)
    registered_on = serializers.DateField(required=False)
    found_on = serializers.DateField(required=False)
    found_in = serializers.CharField(required=False)
    nib = serializers.CharField(required=False)
    npwp = serializers.CharField(required=False)
    district = serializers.CharField(required=False, help_text=_("Kode kecamatan."))
    address = serializers.CharField(required=False)
    kbli_version = serializers.IntegerField(required=False)
    kbli = serializers.CharField(required=False, help_text=_("Kode 5 angka atau huruf kategori."))
    scale = serializers.IntegerField(required=False)
    scale_basis = serializers.CharField(required=False)
    scale_as_of = serializers.DateField(required=False)
    risk_code = serializers.CharField(required=False)
    risk_as_of = serializers.DateField(required=False)
    declared_headcount = serializers.IntegerField(required=False)
    registered_headcount = serializers.IntegerField(required=False)
    declared_wages = serializers.IntegerField(required=False)
    declared_on = serializers.DateField(required=False)
    contact_name = serializers.CharField(required=False)
    contact_phone = serializers.CharField(required=False)
    contact_email = serializers.CharField(required=False)
    programmes = serializers.DictField(
        child=serializers.DateField(), required=False, help_text=_("Kode program dan hari pertamanya.")
    )


class EmployerSent(EmployerFacts):
    """What an employer is registered with. All but a few fields may be left out."""

    status = serializers.CharField(required=False, help_text=_("terdaftar, atau prospek yang belum ber-NPP."))
    name = serializers.CharField()
    branch = serializers.CharField(help_text=_("Kode kantor cabang."))
    district = serializers.CharField(help_text=_("Kode kecamatan."))
    duplicates_seen = serializers.CharField(
        required=False, help_text=_("Tanda dari penolakan possible_duplicates: bukan pemberi kerja yang sama.")
    )


class EmployerChange(EmployerFacts):
    """The fields to change, with the version they replace."""

    version = serializers.CharField(required=False, help_text=_("Versi yang dibaca; boleh diganti kepala If-Match."))
    note = serializers.CharField(required=False, help_text=_("Mengapa diubah."))


CREATED, CHANGED = frozenset(EmployerSent().fields), frozenset(EmployerChange().fields)


def _error(name: str, example: Mapping[str, Any], **more: serializers.Field) -> type[serializers.Serializer]:
    """An error with more than code, message and parameter."""
    plain = {
        "code": serializers.CharField(),
        "message": serializers.CharField(),
        "parameter": serializers.CharField(allow_null=True),
    }
    detail = type(
        f"{name}Detail", (serializers.Serializer,), {**plain, **more, "__doc__": "What was wrong, and where."}
    )
    held = {"error": detail(), "example": example, "__doc__": "A refusal with what it is about."}
    return type(name, (serializers.Serializer,), held)


def _free(**options: Any) -> serializers.Field:
    return serializers.DictField(child=serializers.JSONField(), **options)


FieldErrors = _error(
    "FieldErrors",
    {"fields": {"nib": ["NIB harus 13 angka. Yang diisi 12 angka."]}},
    fields=serializers.DictField(child=serializers.ListField(child=serializers.CharField())),
)
Conflict = _error(
    "Conflict",
    {
        "version": "5f1c0e7a9b2d4c68",
        "differing": {"name": {"stored": "PT Contoh Boga", "sent": "PT Contoh Boga Jaya"}},
        "employer": None,
        "duplicates": [],
        "mark": "",
    },
    version=serializers.CharField(help_text=_("Versi yang tersimpan sekarang.")),
    differing=_free(help_text=_("Bidang yang berbeda: yang tersimpan dan yang dikirim.")),
    employer=serializers.CharField(allow_null=True, help_text=_("Kunci pemilik NPP itu, bila boleh Anda lihat.")),
    duplicates=serializers.ListField(child=_free(), help_text=_("Yang mungkin sama, dengan alasannya.")),
    mark=serializers.CharField(help_text=_("Kirim sebagai duplicates_seen bila bukan yang sama.")),
)


def conflict(code: str, message: str, parameter: str | None = None, **more: Any) -> Refused:
    """A refusal (409) of the shape Conflict."""
    nothing: dict[str, Any] = {"version": "", "differing": {}, "employer": None, "duplicates": [], "mark": ""}
    return Refused(409, code, message, parameter, **nothing | more)
