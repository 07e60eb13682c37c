"""Employers as JSON: the list of the register's page, and one by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api.endpoint import About, Operation
from coverage_portal.api.errors import Refused
from coverage_portal.api.fields import Written, one_of
from coverage_portal.api.paging import page_of_rows
from coverage_portal.api.parameters import PAGE, Parameter, wrong
from coverage_portal.core.nik_like import may_hold_nik_beside_npwp
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.listing.question import Question, question_of
from coverage_portal.register.writing import version_of
from employers.addresses import EmployerKey, employer_at, key_of
from employers.compliance import Finding
from employers.models import Employer as Stored
from employers.models import EmployerProgramme, EmployerQuerySet
from workers.compliance import latest_position

Query = Mapping[str, str]
KEY = Parameter(
    "key",
    _("NPP, dengan ~divisi bila ada; yang belum ber-NPP no-123."),
    "TC100214",
    pattern=r"no-[0-9]{1,18}|[A-Za-z0-9]{1,20}(~[A-Za-z0-9]{1,10})?",
    in_path=True,
)
QUERIES = (
    Parameter("q", _("Cari nama, NPP, NIB, atau NPWP."), "boga"),
    Parameter("kecamatan", _("Kode kecamatan tempat usaha."), "36.71.05"),
    Parameter("sektor", _("Versi dan huruf kategori KBLI."), "2020-I"),
    Parameter("skala", _("Skala usaha."), "menengah"),
    Parameter("kepatuhan", _("Temuan kepatuhan."), "pds-tk"),
    Parameter("status", _("Keadaan pada posisi data; tanpa ini yang tutup tidak ikut."), "terdaftar"),
    Parameter("cabang", _("Kode kantor cabang."), "CMN"),
    Parameter("ikut", _("Kode program yang diikuti."), "JP"),
    Parameter("kurang", _("Kode program wajib yang belum diikuti."), "JKP"),
    Parameter("pembina", _("Nama pengguna pembina, “saya”, atau “tanpa”."), "saya"),
    Parameter("impor", _("Nomor impor yang menyentuhnya."), "1", pattern="[0-9]{1,9}"),
    Parameter("urut", _("Urutan, dengan tanda kurang bila menurun."), "-belum"),
)


class CodeAndName(serializers.Serializer):
    """A branch or a kecamatan."""

    code = serializers.CharField()
    name = serializers.CharField()


class ProgrammeJoined(serializers.Serializer):
    """A programme it has joined and not left, and since when."""

    programme = one_of(*(str(one.name) for one in PROGRAMMES))()
    started_on = serializers.DateField()


class Standing(serializers.Serializer):
    """What it looks like at the position of the data."""

    position = serializers.DateField()
    active = serializers.IntegerField(help_text=_("Kepesertaan aktif."))
    missing = serializers.IntegerField(allow_null=True, help_text=_("Yang belum terdaftar; null bila tidak diketahui."))
    below_minimum = serializers.IntegerField(
        allow_null=True, help_text=_("Upah di bawah upah minimum; null bila tidak diketahui.")
    )
    owed = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text=_("Program wajib yang belum diikuti.")
    )
    findings = serializers.ListField(child=one_of(*(one.code for one in Finding))())


class Employer(serializers.Serializer):
    """An employer, registered or found. `version` changes as soon as any of its facts does."""

    key = serializers.CharField(help_text=KEY.says)
    version = serializers.CharField(help_text=_("Kirim kembali saat mengubah."))
    status = one_of(*Stored.Status.values)()
    npp = serializers.CharField()
    division = serializers.CharField()
    name = serializers.CharField()
    legal_form = serializers.CharField()
    nib = serializers.CharField()
    npwp = serializers.CharField()
    kbli_version = serializers.IntegerField(allow_null=True)
    kbli_code = serializers.CharField()
    kbli_section = serializers.CharField()
    scale = serializers.IntegerField(allow_null=True, help_text=_("1 mikro, 2 kecil, 3 menengah, 4 besar."))
    scale_basis = serializers.CharField()
    scale_as_of = serializers.DateField(allow_null=True)
    risk_group = serializers.IntegerField(allow_null=True)
    risk_code = serializers.CharField()
    risk_as_of = serializers.DateField(allow_null=True)
    branch = CodeAndName()
    district = CodeAndName()
    address = serializers.CharField()
    contact_name = serializers.CharField()
    contact_phone = serializers.CharField()
    contact_email = serializers.CharField()
    officer = Written(lambda row: row["officer"].officer.get_username() if row["officer"].officer else "")
    found_on = serializers.DateField(allow_null=True)
    found_in = serializers.CharField()
    registered_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    declared_headcount = serializers.IntegerField(allow_null=True)
    declared_wages = serializers.IntegerField(allow_null=True, help_text=_("Rupiah sebulan, semua pekerja bersama."))
    declared_on = serializers.DateField(allow_null=True)
    registered_headcount = serializers.IntegerField(allow_null=True)
    changed_on = serializers.DateField(allow_null=True)
    programmes = ProgrammeJoined(many=True)
    compliance = Standing(allow_null=True)
    warnings = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("Yang perlu dilihat lagi pada isian yang baru dikirim; kosong saat dibaca."),
    )


class EmployerPage(serializers.Serializer):
    """A page of a list."""

    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = Employer(many=True)


class Row(serializers.Serializer):
    """A stored employer, of a queryset of `shown`, as Employer says."""

    def to_representation(self, stored: Stored) -> dict[str, Any]:
        """Its facts beside its key, version, status, programmes and standing."""
        position = self.context["position"]
        joined = [
            {"programme": str(one.name), "started_on": spell.started_on}
            for spell in stored.joined  # type: ignore[attr-defined]
            for one in PROGRAMMES
            if spell.programme == one
        ]
        facts = {name: getattr(stored, name) for name in Employer().fields if hasattr(stored, name)}
        more = {"programmes": joined, "compliance": _standing(stored), "officer": stored, "warnings": []}
        told = {"key": key_of(stored), "version": version_of(stored), "status": stored.status_on(position)}
        answer: dict[str, Any] = dict(Employer({**facts, **more, **told}).data)
        return answer


def shown(rows: QuerySet[Stored]) -> EmployerQuerySet:
    """The rows with everything that Row reads."""
    spells = EmployerProgramme.objects.filter(ended_on__isnull=True).order_by("programme", "started_on")
    joined = Prefetch("programmes", spells, to_attr="joined")
    found = rows.select_related("branch", "district", "officer", "compliance").prefetch_related(joined)
    assert isinstance(found, EmployerQuerySet)
    return found


def nik_in_address() -> Refused:
    """The refusal of a search that may be for a NIK; it is not shown again."""
    said = told("NIK tidak boleh ada di alamat. Cari pekerja dengan NIK lewat POST /api/v1/workers/search/.")
    return Refused(400, "nik_in_address", said, "q")


def one(request: Request, key: str, permission: str = "") -> Stored:
    """The employer of a key, with everything that Row reads; Refused (404) where it is another branch's or none."""
    if not KEY.takes(key):
        raise Http404
    return employer_at(EmployerKey().to_python(key), request.user, permission, among=shown(Stored.objects.all()))


def answer(stored: Stored, status: int = 200, warnings: Iterable[str] = ()) -> Response:
    """One employer, with its version as the mark of the answer and what is to be looked at again in what was sent."""
    told = {**Row(stored, context={"position": latest_position()}).data, "warnings": list(warnings)}
    return Response(told, status, headers={"ETag": f'"{told["version"]}"'})


def employers(request: Request, query: Query) -> Response:
    """Employers as the register's page lists them."""
    if may_hold_nik_beside_npwp(query.get("q", "")):
        raise nik_in_address()
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in query.items() if name not in ("page", "lang")})
    question = question_of(asked, request.user)
    for parameter in QUERIES:
        if parameter.name in question.filter.form.errors or (parameter.name == "impor" and _unknown_import(question)):
            raise wrong(parameter, query[parameter.name])
    rows = shown(question.sorted)
    return page_of_rows(request, rows, Row, context={"position": question.position})


def employer(request: Request, query: Query, key: str) -> Response:
    """One employer, closed and merged ones too."""
    return answer(one(request, key))


def _unknown_import(question: Question) -> bool:
    return question.asked_import and question.batch is None


def _standing(stored: Stored) -> dict[str, Any] | None:
    """Its compliance in words; None for one that is not judged."""
    found = getattr(stored, "compliance", None)
    if found is None:
        return None
    owed = None if found.owed is None else [str(one.name) for one in PROGRAMMES if found.owed & one]
    findings = [one.code for one in Finding if one in Finding(found.findings)]
    names = ("position", "active", "missing", "below_minimum")
    return {**{name: getattr(found, name) for name in names}, "owed": owed, "findings": findings}


LISTED = Operation(
    "view_employers",
    About(
        _("Daftar pemberi kerja"),
        _("Pemberi kerja di cabang Anda, disaring dan diurutkan seperti halaman Pemberi kerja."),
        EmployerPage,
        example="employers",
        asks="kecamatan=36.71.05&urut=nama",
        parameters=(*QUERIES, PAGE),
        errors=(404,),
    ),
    employers,
)
SHOWN = Operation(
    "view_employers",
    About(
        _("Satu pemberi kerja"),
        _("Satu pemberi kerja menurut kuncinya; kepala ETag adalah versinya."),
        Employer,
        example="employer",
        path=(KEY,),
        errors=(404,),
    ),
    employer,
)
