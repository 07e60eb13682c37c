"""The form of a figure: what it counts, how much, when, and who says so. It checks; `entering` saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.reference import precision
from coverage_portal.reference.places import described, place_typed
from coverage_portal.reference.typed_numbers import amount_from, as_typed, count_from, share_from
from regions.figure_kinds import (
    FIRST_DAY,
    LAST_DAY,
    ON_THE_WEB,
    PERCENT,
    UNITS,
    USUAL_UNITS,
    FigureBasis,
    FigureKind,
    broken_rules,
    trouble_with,
)
from regions.models import ReferenceFigure, Region, Target

Cited = TypeVar("Cited", ReferenceFigure, Target)
Section = tuple[Any, tuple[str, ...]]

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
COUNTED_UNITS = frozenset({"orang", "perusahaan", "kasus"})
REQUIRED = {"required": gettext_lazy("Isian ini wajib.")}


class CitedForm(forms.Form, Generic[Cited]):
    """What a figure and a target share: a place, the source, and the row that is corrected (`old`)."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()
    FIXED: ClassVar[tuple[str, ...]] = ()
    """Fields a correction cannot change: another place or kind is another figure."""

    region = forms.CharField(
        label=gettext_lazy("Wilayah"),
        help_text=gettext_lazy("Kode Kemendagri atau nama, misalnya 36.71 atau Kota Tangerang."),
        max_length=100,
        error_messages=REQUIRED,
    )
    link = forms.CharField(
        label=gettext_lazy("Tautan"),
        help_text=gettext_lazy("Alamat halaman web, bila ada."),
        required=False,
        max_length=300,
        validators=[ON_THE_WEB],
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Kata-kata penerbit yang perlu dibaca bersama angkanya, bila ada."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, old: Cited | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old: Cited | None = old
        self.order_fields([name for _title, names in self.SECTIONS for name in names])
        if old is not None:
            for name in self.FIXED:
                del self.fields[name]
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs["class"] = "in"

    @property
    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings; a heading whose fields are all fixed is left out."""
        for title, names in self.SECTIONS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield title, fields

    def clean_region(self) -> Region:
        """The place that was typed."""
        return place_typed(self.cleaned_data["region"])


class FigureForm(CitedForm[ReferenceFigure]):
    """A published figure with its source."""

    SECTIONS = (
        (gettext_lazy("Angka apa"), ("region", "kind", "label")),
        (gettext_lazy("Berapa"), ("value", "unit", "precision")),
        (gettext_lazy("Kapan"), ("as_at", "period")),
        (gettext_lazy("Dari mana"), ("derived", "basis", "publisher", "document", "link", "note")),
    )
    FIXED = ("region", "kind")

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[("", gettext_lazy("Pilih jenis")), *FigureKind.choices],
        error_messages=REQUIRED,
    )
    label = forms.CharField(
        label=gettext_lazy("Keterangan jenis"),
        help_text=gettext_lazy(
            "Kosongkan bila angkanya untuk seluruh wilayah. Isi bila lebih sempit, misalnya “TPT perempuan”."
        ),
        required=False,
        max_length=120,
    )
    value = forms.CharField(
        label=gettext_lazy("Nilai"),
        help_text=gettext_lazy("Tulis penuh seperti diterbitkan: 1.190.000, 47,76, atau 5.399.405,69."),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=REQUIRED,
    )
    unit = forms.CharField(
        label=gettext_lazy("Satuan"),
        help_text=gettext_lazy("Kosongkan untuk satuan lazim jenisnya (orang, perusahaan, persen, rupiah/bulan)."),
        required=False,
        max_length=20,
    )
    precision = forms.ChoiceField(
        label=gettext_lazy("Ketelitian"),
        help_text=gettext_lazy("Sampai angka mana penerbit menyebutnya. “1,19 juta” dibulatkan ke puluhan ribu."),
        error_messages=REQUIRED,
    )
    as_at = forms.DateField(
        label=gettext_lazy("Posisi per tanggal"),
        help_text=gettext_lazy("Hari yang digambarkan angkanya, bukan hari terbitnya."),
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[
            MinValueValidator(FIRST_DAY, gettext_lazy("Tanggal harus antara 1945 dan 2100.")),
            MaxValueValidator(LAST_DAY, gettext_lazy("Tanggal harus antara 1945 dan 2100.")),
        ],
        error_messages={**REQUIRED, "invalid": gettext_lazy("Tulis tanggal di kalender, misalnya 31-12-2023.")},
    )
    period = forms.CharField(
        label=gettext_lazy("Periode menurut penerbit"),
        help_text=gettext_lazy("Seperti disebut penerbit, misalnya 2023, 2025-08, atau 2025 Semester I."),
        max_length=60,
        error_messages=REQUIRED,
    )
    derived = forms.ChoiceField(
        label=gettext_lazy("Asal"),
        choices=[
            ("rilis", gettext_lazy("Rilis resmi: diterbitkan apa adanya")),
            ("hitungan", gettext_lazy("Hitungan: diturunkan dari angka terbit")),
        ],
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Basis"),
        help_text=gettext_lazy("Menurut konsep apa angkanya dihitung."),
        choices=[("", gettext_lazy("Pilih basis")), *FigureBasis.choices],
        error_messages=REQUIRED,
    )
    publisher = forms.CharField(label=gettext_lazy("Penerbit"), max_length=200, error_messages=REQUIRED)
    document = forms.CharField(
        label=gettext_lazy("Dokumen"),
        help_text=gettext_lazy("Judul, nomor, dan tanggalnya."),
        max_length=300,
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, old: ReferenceFigure | None = None, **kwargs: Any) -> None:
        if old is not None:
            kwargs["initial"] = as_fields(old)
        super().__init__(*args, old=old, **kwargs)
        offered = [("", gettext_lazy("Pilih ketelitian")), *precision.choices(old.half_step if old else None)]
        self.fields["precision"].choices = offered  # type: ignore[attr-defined]

    def clean_precision(self) -> Decimal | None:
        """The half step that was chosen in words."""
        return precision.half_step_of(self.cleaned_data["precision"])

    def clean(self) -> dict[str, Any]:
        """The number is read by what it counts; unit, number and precision go together."""
        values = super().clean() or {}
        kind = self.old.kind if self.old else values.get("kind", "")
        if kind and "value" in values and "unit" in values:
            values["unit"] = values["unit"].replace("%", PERCENT) or USUAL_UNITS.get(kind, "")
            self._read_value(kind, values)
        return values

    def _read_value(self, kind: str, values: dict[str, Any]) -> None:
        """Turn the typed value into a number, and say what is wrong with it, its unit or its precision."""
        if not values["unit"]:
            self.add_error(
                "unit", _("Jenis ini tidak punya satuan lazim: tulis satuannya, misalnya kasus atau rupiah.")
            )
            return
        try:
            values["value"] = reader_of(kind, values["unit"])(values["value"])
        except ValidationError as error:
            self.add_error("value", error)
            return
        value, half_step = values["value"], values.get("precision")
        broken = broken_rules(kind, value, values["unit"], half_step).values()
        found = trouble_with(kind, value, values["unit"], half_step)
        if "half_step" in found:
            found["precision"] = found.pop("half_step")
        if "half_step_unfit" in broken:
            said = _("%(value)s tidak mungkin hasil pembulatan ini. Pilih ketelitian yang lebih halus.")
            found["precision"] = said % {"value": as_typed(value)}
        if "share_above_hundred" in broken:
            found["value"] = _("Bagian dari keseluruhan tidak dapat lebih dari 100 persen.")
        for field, words in found.items():
            self.add_error(field, words)

    def row(self) -> ReferenceFigure:
        """The figure as it would be entered; not saved. Only after is_valid()."""
        facts = dict(self.cleaned_data)
        half_step = facts.pop("precision")
        facts["derived"] = facts["derived"] == "hitungan"
        if self.old is not None:
            facts |= {"region": self.old.region, "kind": self.old.kind, "replaces": self.old}
        return ReferenceFigure(half_step=half_step, **facts)


def reader_of(kind: str, unit: str) -> Any:
    """What reads a value of this kind and unit from text."""
    if kind in UNITS or unit in COUNTED_UNITS:
        return count_from
    return share_from if unit == PERCENT else amount_from


def as_fields(figure: ReferenceFigure) -> Mapping[str, Any]:
    """A stored figure as a correction starts from it; document, link and note are the new figure's own to say."""
    names = ("label", "unit", "as_at", "period", "basis", "publisher")
    return {
        **{name: getattr(figure, name) for name in names},
        "region": f"{figure.region.code} {described(figure.region)}",
        "kind": figure.kind,
        "value": as_typed(figure.value),
        "precision": precision.chosen(figure.half_step),
        "derived": "hitungan" if figure.derived else "rilis",
    }
