"""Places, and what others publish about them, as JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from coverage_portal.api.answers import Place
from coverage_portal.api.fields import Amount, Percent, Written, one_of
from coverage_portal.core.templatetags.portal import web_address
from regions.models import ReferenceFigure as StoredFigure


class Parent(serializers.Serializer):
    """The place a region lies in."""

    code = serializers.CharField()
    name = serializers.CharField()


class Region(Place):
    """A region with its other code and its parent."""

    level_label = Written(lambda region: region.get_level_display())
    bps_code = serializers.CharField(help_text=_("Kode BPS; kosong bila tidak diketahui."))
    parent = Parent(allow_null=True)


class Cited(serializers.Serializer):
    """What figures and targets have in common: a place, and who entered them when, instead of which."""

    id = serializers.IntegerField()
    region = Place()
    link = Written(lambda row: web_address(row.link))
    note = serializers.CharField()
    entered_by = Written(lambda row: row.entered_by.get_username() if row.entered_by else "")
    entered_at = serializers.DateTimeField()
    replaces = serializers.IntegerField(
        source="replaces_id", allow_null=True, help_text=_("Baris yang digantikan oleh baris ini.")
    )
    replaced_by = serializers.IntegerField(
        source="newer_id", allow_null=True, help_text=_("Baris yang menggantikan baris ini; null bila masih berlaku.")
    )


class ReferenceFigure(Cited):
    """A figure somebody published about a place, or one derived from such figures."""

    kind = one_of(*StoredFigure.Kind.values)()
    kind_label = Written(lambda figure: figure.get_kind_display())
    label = serializers.CharField(
        help_text=_("Yang lebih sempit dari jenisnya, misalnya satu cabang; kosong bila utuh.")
    )
    value = Amount()
    unit = serializers.CharField()
    half_step = Amount(allow_null=True, help_text=_("Setengah langkah pembulatan; null tidak diketahui."))
    basis = one_of(*StoredFigure.Basis.values)()
    basis_label = Written(lambda figure: figure.get_basis_display())
    derived = serializers.BooleanField(help_text=_("Turunan dari angka terbit, bukan angka terbit."))
    as_at = serializers.DateField()
    period = serializers.CharField()
    publisher = serializers.CharField()
    document = serializers.CharField()


class Target(Cited):
    """A target set by a decree for a place and a year."""

    year = serializers.IntegerField()
    programme = serializers.CharField(help_text=_("Kosong untuk semua program bersama-sama."))
    measure = serializers.CharField(help_text=_("Ukuran menurut keputusannya; ukuran berbeda tidak sebanding."))
    percent = Percent()
    decree = serializers.CharField()


def page_of(row: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The serializer of one page of a list of `row`s."""
    fields: dict[str, Any] = {
        "count": serializers.IntegerField(help_text=_("Jumlah baris di semua halaman.")),
        "next": serializers.CharField(allow_null=True, help_text=_("Alamat halaman berikutnya.")),
        "previous": serializers.CharField(allow_null=True, help_text=_("Alamat halaman sebelumnya.")),
        "results": row(many=True),
    }
    return type(f"{row.__name__}Page", (serializers.Serializer,), fields)


RegionPage, ReferenceFigurePage, TargetPage = (page_of(row) for row in (Region, ReferenceFigure, Target))
