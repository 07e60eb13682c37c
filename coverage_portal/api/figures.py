"""A figure as JSON: its value, its text as on the page, and its full working."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from coverage_portal.api import exact
from coverage_portal.api.fields import Amount, AmountOrShare, Exact, Written, one_of
from coverage_portal.core.templatetags.portal import web_address
from coverage_portal.coverage import workings
from coverage_portal.coverage.arithmetic import Laid, Unit
from coverage_portal.coverage.templatetags.workings import (
    band_of,
    basis,
    input_value,
    short_value_of,
    value_of,
    with_digits,
)
from coverage_portal.coverage.workings import FigureKind, Provenance

SHARES = (FigureKind.SHARE, FigureKind.POINTS)
KIND, PROVENANCE = one_of(*FigureKind), one_of(*Provenance)


def in_unit_of(figure: workings.Figure, value: Fraction) -> int | str:
    """A value of the figure's own kind: "0.618487394958" of a share, 454000 of a count."""
    return exact.decimal(value) if figure.kind in SHARES else exact.count_or_decimal(value)


class Import(serializers.Serializer):
    """The import that brought the rows of a count."""

    number = serializers.IntegerField()
    file_name = serializers.CharField()
    position = serializers.DateField(help_text=_("Posisi data menurut berkas."))
    applied_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.CharField()
    illustrative = serializers.BooleanField(help_text=_("Apakah berkas ini data contoh."))


class Input(serializers.Serializer):
    """One input of a working, as exact as it is known."""

    label = serializers.CharField()
    value = serializers.SerializerMethodField()
    exact = Exact(source="quantity.value")
    text = Written(input_value, help_text=_("Seperti tertulis di halaman."))
    unit = one_of(*Unit)(source="quantity.basis.unit", help_text=_("Yang dihitung."))
    laid = one_of(*Laid)(source="quantity.basis.laid", help_text=_("Di mana dihitung."))
    basis = Written(lambda source: basis(source.quantity), help_text=_("Satuan dan tempat dalam kata-kata."))
    half_step = Amount(
        source="quantity.half_step",
        allow_null=True,
        help_text=_("Nilai sebenarnya paling jauh sekian dari nilai ini; 0 berarti tepat, null tidak diketahui."),
    )
    as_at = serializers.DateField(help_text=_("Tanggal posisi."))
    period = serializers.CharField(help_text=_("Periode dalam kata-kata penerbit."))
    provenance = PROVENANCE()
    publisher = serializers.CharField()
    document = serializers.CharField()
    link = Written(lambda source: web_address(source.link))
    note = serializers.CharField()
    imports = Import(source="batches", many=True, help_text=_("Impor terbaru yang membawa barisnya."))
    estimated = serializers.BooleanField(help_text=_("Perkiraan, bukan angka terbit atau hitungan."))
    more_imports = serializers.IntegerField(source="extra_batches", help_text=_("Berapa impor lain lagi."))

    @extend_schema_field(AmountOrShare())
    def get_value(self, source: workings.Source) -> int | str:
        """1190000, or "0.439200000000" of a share."""
        quantity = source.quantity
        write = exact.decimal if quantity.basis.unit is Unit.SHARE else exact.count_or_decimal
        return write(quantity.value)


class Working(serializers.Serializer):
    """How a figure came about."""

    metric = serializers.CharField(help_text=_("Kode metrik, misalnya M1; kosong bila bukan metrik."))
    formula = serializers.CharField(help_text=_("Rumus dalam kata-kata."))
    terms = serializers.SerializerMethodField(
        help_text=_("Rumus dengan nilai tepat di tempat katanya, untuk dihitung ulang; kosong bila tidak dihitung.")
    )
    inputs = Input(many=True, help_text=_("Masukan menurut urutan dalam rumus."))
    caveats = serializers.ListField(child=serializers.CharField(), help_text=_("Yang harus dibaca bersamanya."))

    def get_terms(self, working: workings.Working) -> list[str]:
        """["736000", "÷", "1190000"]"""
        return [term.strip() if isinstance(term, str) else exact.fraction(term) for term in working.tokens]


class Band(serializers.Serializer):
    """The least and the most a figure can be, given the rounding of its inputs."""

    low = AmountOrShare()
    high = AmountOrShare()
    text = serializers.CharField()


class Figure(serializers.Serializer):
    """A number of the page. `value` null means missing or withheld, and `missing` says why."""

    key = serializers.CharField()
    label = serializers.CharField()
    kind = KIND()
    provenance = PROVENANCE()
    estimated = serializers.BooleanField(help_text=_("Apakah sebuah perkiraan ada di antara masukannya."))
    value = serializers.SerializerMethodField(
        help_text=_("Cacah bulat: bilangan. Bagian dan poin: desimal 12 angka sebagai teks. null: tidak ada.")
    )
    exact = Exact(source="value", allow_null=True, help_text=_("Pecahan tepatnya, misalnya 368/595."))
    text = Written(value_of, help_text=_("Seperti tertulis di halaman."))
    short_text = Written(short_value_of, help_text=_("Bentuk pendek di halaman, misalnya 736 ribu."))
    missing = serializers.CharField(help_text=_("Mengapa nilainya tidak ada; kosong bila ada."))
    withheld = serializers.BooleanField(
        help_text=_("Apakah nilainya dirahasiakan: jumlah kecil, atau dapat membuka jumlah kecil. Nilainya null.")
    )
    half_step = Amount(allow_null=True, help_text=_("Setengah langkah pembulatan; null tidak diketahui."))
    band = serializers.SerializerMethodField(help_text=_("Kisaran karena pembulatan masukan."))
    expression = Written(with_digits, help_text=_("Rumus dengan angka seperti di halaman."))
    working = Working()

    @extend_schema_field(AmountOrShare(allow_null=True))
    def get_value(self, figure: workings.Figure) -> int | str | None:
        """454000, or "0.618487394958" of a share."""
        return None if figure.value is None else in_unit_of(figure, figure.value)

    @extend_schema_field(Band(allow_null=True))
    def get_band(self, figure: workings.Figure) -> dict[str, Any] | None:
        """None when it has none."""
        if figure.working.band is None:
            return None
        low, high = (in_unit_of(figure, value) for value in figure.working.band)
        return {"low": low, "high": high, "text": band_of(figure)}
