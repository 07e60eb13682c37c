"""What a request asks: a Scope out of the query string, an address of a kecamatan, and the visitor's own default."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from coverage_portal.core.own_address import repeated
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import DefaultScope
from coverage_portal.coverage.scope import PARAMETERS, BadScope, Scope, parse_scope
from coverage_portal.coverage.standing import Standing, standing_at
from coverage_portal.coverage.withholding import withhold
from regions.access import BranchSet, Rights, rights_of


def question_of(request: HttpRequest, region: str = "") -> Scope:
    """The question of an address; without any parameter the visitor's own default, else the portal's.

    `region` comes from the address itself and stands above the query. Raises BadScope, also when a parameter is given
    twice.
    """
    for name in PARAMETERS:
        if len(values := request.GET.getlist(name)) > 1:
            raise BadScope(name, ", ".join(values))
    default = None if region else parsed(default_query(request))
    scope = parse_scope(request.GET, default)
    return replace(scope, region=region) if region else scope


def answer_to(request: HttpRequest, scope: Scope) -> Dashboard:
    """The answer from what stands at the request's data version, small counts withheld from who may not see every row
    behind them; raises NoSuchRegion or NoSuchMonth."""
    rights = rights_of(request.user)
    standing = standing_at(rights.data_version)
    found = answer(scope, standing)
    return found if sees_every_row(rights, standing) else withhold(found)


def sees_every_row(rights: Rights, standing: Standing) -> bool:
    """Whether somebody may see the rows of workers of every branch that has brought any. A count of a place adds up
    rows of all of them, so one branch's staff are told no more of a small one than an official is."""
    branches = rights.branches.get("view_workers", BranchSet())
    return branches.everywhere or (bool(standing.branches) and standing.branches <= branches.codes)


def default_query(request: HttpRequest) -> str:
    """The query string the visitor wants to start with; empty when the request itself asks, or none was kept.

    Asked of the database once a request, and only when the address asks nothing.
    """
    if any(request.GET.get(name) for name in PARAMETERS):
        return ""
    kept: str | None = getattr(request, "default_query", None)
    if kept is None:
        kept = DefaultScope.objects.filter(user_id=request.user.pk or 0).values_list("query", flat=True).first() or ""
        request.default_query = kept  # type: ignore[attr-defined]
    return kept


def parsed(query: str) -> Scope | None:
    """A kept question; None when there is none or it can no longer be read."""
    try:
        return parse_scope(QueryDict(query).dict()) if query else None
    except BadScope:
        return None


def sentence_for(error: BadScope) -> str:
    """What is wrong with a parameter, and how to write it."""
    rules = {
        "wilayah": _("Kode wilayah “%s” tidak dikenal. Tulis kode Kemendagri, misalnya 36.71 atau 36.71.07."),
        "posisi": _("Posisi data “%s” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2023-12."),
        "banding": _("Pembanding “%s” tidak dikenal. Pilih angkatan-kerja atau bekerja."),
        "dasar": _("Cara hitung “%s” tidak dikenal. Pilih tempat-kerja atau domisili."),
        "sejak": _("Bulan pembanding “%s” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2022-12."),
        "perkiraan": _("Pilihan perkiraan “%s” tidak dikenal. Pilih ya atau tidak."),
    }
    return rules[error.parameter] % repeated(error.value)
