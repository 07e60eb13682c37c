"""Workers as JSON: masked, only read. A NIK comes in the body of a POST and is never part of an address."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api.employers import Query, nik_in_address
from coverage_portal.api.endpoint import About, Operation
from coverage_portal.api.errors import Refused
from coverage_portal.api.fields import one_of
from coverage_portal.api.parameters import Parameter, wrong
from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.people.lines import Line, lines_of
from coverage_portal.register.people.nik import NoNik, hash_of
from coverage_portal.register.people.question import SEGMENTS, Status, like_a_nik, read
from coverage_portal.register.people.search import Search, of_person
from employers.addresses import key_of
from workers.compliance import latest_position

QUERIES = (
    Parameter("q", _("Awal nama, atau KPJ seutuhnya. NIK ditolak."), "siti"),
    Parameter("pemberi_kerja", _("Kunci pemberi kerja."), "TC100214"),
    Parameter("kecamatan", _("Kode kecamatan tempat kerja."), "36.71.05"),
    Parameter("segmen", _("Segmen kepesertaan."), "pu", tuple(SEGMENTS)),
    Parameter("program", _("Program yang diikuti."), "JHT", tuple(str(one.name) for one in PROGRAMMES)),
    Parameter("status", _("Aktif pada posisi data, atau berakhir."), "aktif", tuple(Status.values)),
    Parameter("cabang", _("Kode kantor cabang, bila Anda memegang beberapa."), "CMN"),
    Parameter("impor", _("Nomor impor yang menyentuhnya."), "1", pattern="[0-9]{1,9}"),
)
AFTER = Parameter(
    "setelah", _("Lanjut sesudah kepesertaan bernomor ini: next berisi alamatnya."), "1", pattern="[0-9]{1,18}"
)


class WorkersEmployer(serializers.Serializer):
    """The employer of a membership; `key` is null where its page is not yours to see."""

    key = serializers.CharField(allow_null=True)
    name = serializers.CharField()


class Worker(serializers.Serializer):
    """One membership, masked as in the list of workers."""

    id = serializers.IntegerField(help_text=_("Nomor orangnya di portal ini."))
    name = serializers.CharField()
    kpj = serializers.CharField(allow_null=True, help_text=_("Empat tanda terakhir; null bila belum terbit."))
    programmes = serializers.ListField(child=one_of(*(str(one.name) for one in PROGRAMMES))())
    segment = serializers.CharField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True, help_text=_("Hari pertama yang tidak terhitung lagi."))
    active = serializers.BooleanField()
    employer = WorkersEmployer(allow_null=True)
    workplace = serializers.CharField()
    branch = serializers.CharField()


class WorkerPage(serializers.Serializer):
    """Memberships found; of very many only that there are more than `count` is said (`more`)."""

    count = serializers.IntegerField()
    more = serializers.BooleanField()
    next = serializers.CharField(allow_null=True)
    results = Worker(many=True)


class NikSent(serializers.Serializer):
    """The NIK to search for."""

    nik = serializers.CharField()


def workers(request: Request, query: Query) -> Response:
    """Memberships as the list of workers shows them, fifty at a time."""
    if like_a_nik(query.get("q", "")):
        raise nik_in_address()
    asked = QueryDict(mutable=True)
    asked.update(dict(query))
    question, unheard = read(asked, request.user)
    for parameter in QUERIES:
        if parameter.name in unheard:
            raise wrong(parameter, query[parameter.name])
    search = Search(question, request.user, latest_position())
    page = search.page(after=int(query.get("setelah", 0)))
    count = len(page.rows) if page.alone else min(search.count, search.most)
    record(by=_user(request), verb="worker_searched", found=count, via="api", **question.told())
    onward = asked.copy()
    onward["setelah"] = str(page.after)
    address = request.build_absolute_uri(f"{reverse('api_workers')}?{onward.urlencode()}") if page.after else None
    more = not page.alone and search.count > search.most
    return _answer(lines_of(page.rows, request.user, search.position), count, more=more, onward=address)


@sensitive_variables("sent")
def worker_search(request: Request, query: Query) -> Response:
    """The memberships of the one person with a NIK."""
    sent = request.data.get("nik", "")
    try:
        rows = of_person(hash_of(str(sent)), request.user)
    except NoNik as error:
        raise Refused(400, "invalid_parameter", error.sentence, "nik") from None
    record(by=_user(request), verb="worker_searched", found=len(rows), via="api", searched="nik")
    return _answer(lines_of(rows, request.user, latest_position()), len(rows))


def _answer(lines: list[Line], count: int, *, more: bool = False, onward: str | None = None) -> Response:
    told_rows = {"count": count, "more": more, "next": onward, "results": [_row(line) for line in lines]}
    return Response(WorkerPage(told_rows).data)


def _row(line: Line) -> dict[str, Any]:
    employer = line.employer
    return {
        "id": line.person_id,
        "name": line.name,
        "kpj": line.kpj or None,
        "programmes": [letter.code for letter in line.letters if letter.held],
        "segment": line.segment,
        "started_on": line.started_on,
        "ended_on": line.ended_on,
        "active": line.active,
        "employer": {"key": key_of(employer) if line.opens else None, "name": employer.name} if employer else None,
        "workplace": line.workplace,
        "branch": line.branch,
    }


def _user(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


LISTED = Operation(
    "view_workers",
    About(
        _("Daftar pekerja"),
        _("Kepesertaan di cabang Anda, disamarkan. Setiap pencarian dicatat."),
        WorkerPage,
        example="workers",
        asks="q=siti&status=aktif",
        parameters=(*QUERIES, AFTER),
        errors=(404,),
    ),
    workers,
)
SEARCHED = Operation(
    "view_workers",
    About(
        _("Cari pekerja dengan NIK"),
        _("NIK dikirim di isi permintaan, tidak disimpan, dan tidak pernah ditampilkan."),
        WorkerPage,
        example="workers",
        body=NikSent,
        body_example="nik_sent",
    ),
    worker_search,
)
