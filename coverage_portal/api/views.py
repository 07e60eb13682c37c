"""The endpoints of /api/v1/, its schema, and the page that explains both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api import filters, law, published
from coverage_portal.api.answers import Answer
from coverage_portal.api.docs import explained
from coverage_portal.api.endpoint import About, endpoint
from coverage_portal.api.errors import Refused
from coverage_portal.api.figures import Figure
from coverage_portal.api.language import LANGUAGES, speak
from coverage_portal.api.paging import page_of_rows
from coverage_portal.api.parameters import DAY, PAGE, REGION, SCOPE, Parameter, wrong
from coverage_portal.api.schema import CONVENTIONS, schema_in
from coverage_portal.core.gate import SIGNED_IN, access
from coverage_portal.core.spells import today
from coverage_portal.coverage.asking import answer_to
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.ground import NoSuchMonth
from coverage_portal.coverage.scope import Scope, parse_scope
from coverage_portal.programmes.law import law_on
from regions.models import CitedQuerySet, ReferenceFigure, Region, Target
from regions.places import UnknownRegion, region_by_code

Query = Mapping[str, str]
KEY = Parameter("key", _("Kunci angka, seperti dalam jawaban utuh."), "cakupan", in_path=True)
CODE = Parameter("code", _("Kode wilayah Kemendagri."), "36.71", pattern=REGION, in_path=True)
NUMBER = Parameter("id", _("Nomor baris."), "1", pattern="[0-9]+", in_path=True)
DATE = Parameter("date", _("Hari yang ditanyakan; tanpa ini hari ini."), "2023-12-31", pattern=DAY)
FORMAT = Parameter("format", _("Bentuk skema."), "json", ("json", "yaml"), default="json")


@endpoint(
    "view_coverage",
    About(
        _("Jawaban satu pertanyaan"),
        _("Semua angka halaman Ringkasan untuk pertanyaan yang sama, masing-masing dengan cara hitungnya."),
        Answer,
        example="coverage",
        asks="wilayah=36.71&banding=angkatan-kerja",
        parameters=SCOPE,
        errors=(404,),
    ),
)
def coverage(request: Request, query: Query) -> Response:
    """The dashboard of a question."""
    return Response(Answer(answered(request, query)).data)


@endpoint(
    "view_coverage",
    About(
        _("Satu angka"),
        _("Satu angka dari jawaban sebuah pertanyaan, menurut kuncinya."),
        Figure,
        example="coverage_figure",
        asks="wilayah=36.71",
        parameters=SCOPE,
        path=(KEY,),
        errors=(404,),
    ),
)
def coverage_figure(request: Request, query: Query, key: str) -> Response:
    """One figure of a question's dashboard."""
    figure = answered(request, query).figure(key)
    if figure is None:
        raise Refused(404, "unknown_figure", told("Jawaban ini tidak memuat angka dengan kunci itu."), "key")
    return Response(Figure(figure).data)


def answered(request: Request, query: Query) -> Dashboard:
    """The answer to the question; Refused (404) names the month without data, that of the answer or the earlier one."""
    scope = parse_scope(query)
    try:
        return answer_to(request, scope)
    except NoSuchMonth as error:
        at_fault = "sejak" if scope.since and _has_answer(request, replace(scope, since=None)) else "posisi"
        raise Refused(404, "unknown_month", error.sentence, at_fault) from None


def _has_answer(request: Request, scope: Scope) -> bool:
    try:
        return bool(answer_to(request, scope))
    except NoSuchMonth:
        return False


@endpoint(
    "view_coverage",
    About(
        _("Daftar wilayah"),
        _("Wilayah semua tingkat menurut kode Kemendagri."),
        published.RegionPage,
        example="regions",
        asks="level=3&parent=36.71",
        parameters=(*filters.REGION_FILTERS, PAGE),
        errors=(404,),
    ),
)
def regions(request: Request, query: Query) -> Response:
    """Regions, from the country down."""
    rows = Region.objects.select_related("parent")
    found = filters.narrowed(rows, filters.RegionFilter, filters.REGION_FILTERS, query)
    return page_of_rows(request, found, published.Region)


@endpoint(
    "view_coverage",
    About(
        _("Satu wilayah"),
        _("Satu wilayah menurut kodenya."),
        published.Region,
        example="region",
        path=(CODE,),
        errors=(404,),
    ),
)
def region(request: Request, query: Query, code: str) -> Response:
    """One region."""
    try:
        place = region_by_code(code)
    except UnknownRegion as unknown:
        raise Refused(404, "unknown_region", str(unknown), "code") from None
    return Response(published.Region(place).data)


@endpoint(
    "view_sources",
    About(
        _("Daftar angka acuan"),
        _(
            "Angka yang diterbitkan pihak lain, dengan penerbit dan dokumennya. Angka tidak pernah ditimpa: koreksi "
            "adalah baris baru yang menggantikan baris lama."
        ),
        published.ReferenceFigurePage,
        example="reference_figures",
        asks="region=36.71&kind=labour_force",
        parameters=(*filters.FIGURE_FILTERS, PAGE),
        errors=(404,),
    ),
)
def reference_figures(request: Request, query: Query) -> Response:
    """Reference figures by place, kind and day."""
    rows = with_history(ReferenceFigure.objects.all())
    found = filters.narrowed(rows, filters.FigureFilter, filters.FIGURE_FILTERS, query)
    return page_of_rows(request, found, published.ReferenceFigure)


@endpoint(
    "view_sources",
    About(
        _("Satu angka acuan"),
        _("Satu angka acuan menurut nomornya, juga yang sudah digantikan."),
        published.ReferenceFigure,
        example="reference_figure",
        path=(NUMBER,),
        errors=(404,),
    ),
)
def reference_figure(request: Request, query: Query, pk: int) -> Response:
    """One reference figure, replaced or not."""
    row = get_object_or_404(with_history(ReferenceFigure.objects.all()), pk=pk)
    return Response(published.ReferenceFigure(row).data)


@endpoint(
    "view_sources",
    About(
        _("Daftar target"),
        _("Target kepesertaan menurut keputusannya. Ukuran yang berbeda tidak sebanding."),
        published.TargetPage,
        example="targets",
        asks="region=00",
        parameters=(*filters.TARGET_FILTERS, PAGE),
        errors=(404,),
    ),
)
def targets(request: Request, query: Query) -> Response:
    """Targets by place and year."""
    rows = with_history(Target.objects.all())
    found = filters.narrowed(rows, filters.TargetFilter, filters.TARGET_FILTERS, query)
    return page_of_rows(request, found, published.Target)


def with_history(rows: CitedQuerySet) -> QuerySet:
    """Cited rows with their place, who entered them, and the row that replaces each, in one query."""
    return rows.select_related("region", "entered_by").annotate(newer_id=F("replaced_by__id"))


@endpoint(
    "view_coverage",
    About(
        _("Hukum satu hari"),
        _("Tarif, plafon, kewajiban, dan keringanan yang berlaku pada satu hari, masing-masing dengan dasar hukumnya."),
        law.Law,
        example="programmes",
        asks="date=2026-02-01",
        parameters=(DATE,),
    ),
)
def programmes(request: Request, query: Query) -> Response:
    """The law in force on a day, today's by default."""
    try:
        day = date.fromisoformat(query["date"]) if "date" in query else today()
    except ValueError:
        raise wrong(DATE, query["date"]) from None
    return Response(law.Law(law.in_order(law_on(day))).data)


@endpoint(
    SIGNED_IN,
    About(
        _("Skema OpenAPI"),
        _("Dokumen ini sendiri, sebagai JSON atau YAML."),
        OpenApiTypes.OBJECT,
        parameters=(FORMAT,),
        renderers=(JSONRenderer, OpenApiYamlRenderer),
    ),
)
def schema(request: Request, query: Query) -> Response:
    """The OpenAPI document; `format` counts before the Accept header."""
    if "format" in query:
        request.accepted_renderer = {"json": JSONRenderer, "yaml": OpenApiYamlRenderer}[query["format"]]()
        request.accepted_media_type = request.accepted_renderer.media_type
    return Response(schema_in(speak(request)))


@access(GET=SIGNED_IN)
def docs(request: HttpRequest) -> HttpResponse:
    """What the API answers, written from its schema."""
    language = speak(request, as_pages=True)
    addresses = {code: f"{request.path}?lang={code}" for code in LANGUAGES}
    context = {
        "api": explained(schema_in(language)),
        "conventions": CONVENTIONS,
        "address_by_language": addresses,
        "lang": language,
    }
    return render(request, "api/docs.html", context)
