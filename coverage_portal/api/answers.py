"""The dashboard of one question as JSON: what the page shows, in its order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from coverage_portal.api.fields import Month, Share, Written, one_of
from coverage_portal.api.figures import KIND, Figure, Import
from coverage_portal.core.templatetags.portal import percent, web_address
from coverage_portal.coverage.scope import Against, CountedAt


class Scope(serializers.Serializer):
    """The question as it was understood."""

    region = serializers.CharField()
    month = Month(allow_null=True)
    against = one_of(*Against)()
    counted_at = one_of(*CountedAt)()
    since = Month(allow_null=True)
    estimates = serializers.BooleanField()
    query = serializers.CharField(
        source="to_query", help_text=_("Pertanyaan yang sama sebagai alamat; berlaku juga di halaman.")
    )


class Place(serializers.Serializer):
    """A region as shown."""

    code = serializers.CharField(help_text=_("Kode Kemendagri."))
    name = serializers.CharField()
    level = serializers.IntegerField(
        min_value=0,
        max_value=4,
        help_text=_("0 negara, 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 kelurahan/desa."),
    )


class TargetNote(serializers.Serializer):
    """A target set for the place."""

    year = serializers.IntegerField()
    share = Share()
    text = Written(lambda target: percent(target.share))
    measure = serializers.CharField(help_text=_("Ukuran menurut keputusannya."))
    decree = serializers.CharField()
    link = Written(lambda target: web_address(target.link))
    note = serializers.CharField()
    comparable = serializers.BooleanField(help_text=_("Apakah dapat dibandingkan dengan rasio jawaban ini."))


class Column(serializers.Serializer):
    """What the figures of one column are."""

    key = serializers.CharField()
    label = serializers.CharField()
    kind = KIND()
    additive = serializers.BooleanField(help_text=_("Apakah baris-barisnya berjumlah sama dengan total."))


class Row(serializers.Serializer):
    """One line of a block."""

    code = serializers.CharField()
    label = serializers.CharField()
    note = serializers.CharField()
    figures = Figure(many=True, help_text=_("Satu angka per kolom, menurut urutan kolom."))


class Block(serializers.Serializer):
    """One breakdown of the answer."""

    key = serializers.CharField()
    label = serializers.CharField()
    columns = Column(many=True)
    rows = Row(many=True)
    total = Row(allow_null=True)
    highlights = Figure(many=True, help_text=_("Angka yang disebut kalimat di atas rincian ini."))
    marked = serializers.ListField(
        child=serializers.CharField(), help_text=_("Kode baris yang dimaksud kalimat di atas rincian ini.")
    )
    caveats = serializers.ListField(child=serializers.CharField())
    method = serializers.CharField(help_text=_("Cara perkiraan dibuat; kosong bila tidak ada perkiraan."))


class Answer(serializers.Serializer):
    """The answer to one question."""

    scope = Scope()
    region = Place()
    month = Month()
    as_at = serializers.DateField(help_text=_("Hari terakhir bulan posisi data."))
    illustrative = serializers.BooleanField(help_text=_("Apakah ada angka dari data contoh."))
    illustrative_data = serializers.BooleanField(help_text=_("Apakah portal ini memuat data contoh."))
    registry = serializers.BooleanField(help_text=_("Apakah registri memuat sesuatu untuk bulan ini."))
    partial = serializers.CharField(help_text=_("Mengapa registri tidak berbicara untuk wilayah ini; kosong bila ya."))
    estimable = serializers.BooleanField(help_text=_("Apakah penyebutnya dapat diperkirakan."))
    rate = Figure()
    covered = Figure()
    whole = Figure()
    gap = Figure()
    facts = Figure(many=True)
    changes = Figure(many=True, help_text=_("Dibandingkan dengan bulan “sejak”."))
    track = Figure(many=True, help_text=_("Laju dan target."))
    targets = TargetNote(many=True)
    blocks = Block(many=True)
    cautions = serializers.ListField(child=serializers.CharField())
    places = Place(many=True, help_text=_("Wilayah yang dapat dipilih dari sini."))
    months = serializers.ListField(child=Month(), help_text=_("Bulan yang memiliki data, terbaru dahulu."))
    imports = Import(source="batches", many=True)
