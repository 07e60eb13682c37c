"""The portal's addresses and a few that only tests visit: with and without rules, and with errors."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.generic import TemplateView

from coverage_portal.core.gate import PUBLIC, SIGNED_IN, access, refused_by
from coverage_portal.urls import urlpatterns as real
from employers.models import Employer
from regions.access import branches_of, permissions_of


def hello(request, **kwargs):
    return HttpResponse("halo")


@access(GET="view_employers", POST="edit_employers")
def employers(request):
    return HttpResponse("halo")


@access(GET="view_employers")
def employer(request, pk):
    return HttpResponse(get_object_or_404(Employer.objects.visible_to(request.user), pk=pk).name)


@access(GET="view_employers")
@refused_by(lambda request, status: HttpResponse(f"ditolak {status}", status=status))
def machine(request):
    return HttpResponse("halo")


@refused_by(lambda request, status: HttpResponse(f"ditolak {status}", status=status))
def machine_without_a_rule(request):
    return HttpResponse("halo")


@access(GET="view_coverage")
def asks_often(request):
    permissions_of(request.user)
    branches_of(request.user, "view_employers")
    return HttpResponse(Employer.objects.visible_to(request.user).count())


@access(GET=PUBLIC)
def broken(request):
    raise ZeroDivisionError


@access(GET=PUBLIC)
def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    *real,
    *i18n_patterns(
        path("tanpa-aturan/", hello, name="undeclared"),
        path("tanpa-nama/", hello),
        path("semua/", access(GET=PUBLIC)(TemplateView.as_view(template_name="400.html")), name="public"),
        path("uji/", employers, name="employers_probe"),
        path("uji/siapa-saja/", access(GET=SIGNED_IN)(lambda request: HttpResponse("halo")), name="signed_in"),
        path("uji/<int:pk>/", employer, name="employer_probe"),
        path("uji/mesin/", machine, name="machine_probe"),
        path("uji/sering/", asks_often, name="asks_often"),
        path("uji/kirim/", access(POST="edit_employers")(lambda request: HttpResponse("halo")), name="post_only"),
        path("uji/rusak/", broken, name="broken"),
        path("uji/curiga/", suspicious, name="suspicious"),
        prefix_default_language=False,
    ),
]
