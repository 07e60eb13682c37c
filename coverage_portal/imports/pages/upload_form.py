"""The form that a file comes with: what it is, the day it stands at, and what may be missing from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import NO_BREAK, as_given, long_date, number
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.imports.day_in_name import day_in_name
from coverage_portal.imports.flow import LARGEST_UPLOAD
from coverage_portal.imports.kinds import KINDS
from employers.models import Employer

Kind = ImportBatch.Kind
ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")
OLD_ENDINGS = (".xls", ".xlsb", ".ods")
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
EARLIEST = date(1980, 1, 1)
EXTRACTS = tuple(kind.value for kind, parts in KINDS.items() if parts.full)
"""The kinds whose files are the whole of a branch, or a part of it."""
DATED = tuple(kind.value for kind, parts in KINDS.items() if parts.dated_rows)
"""The kinds whose rows each have a day of their own."""
WHOLE, PART = "lengkap", "sebagian"
REQUIRED = {"required": gettext_lazy("Isian ini wajib.")}
SAID_OF_KINDS: dict[str, Any] = {
    Kind.EMPLOYERS: gettext_lazy("Daftar pemberi kerja kantor cabang, satu baris per NPP dan divisi."),
    Kind.WORKERS: gettext_lazy("Daftar kepesertaan, satu baris per orang dan pemberi kerja; juga berkas SIPP."),
    Kind.HEADCOUNTS: gettext_lazy("Jumlah tenaga kerja per perusahaan menurut laporan WLKP."),
    Kind.FIGURES: gettext_lazy("Angka terbitan pihak lain, misalnya angkatan kerja menurut BPS."),
}


class UploadForm(forms.Form):
    """What somebody says of a file. It comes with the form, or in pieces afterwards: then only its name and size do."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Isi berkas"), widget=forms.RadioSelect, error_messages=REQUIRED, choices=()
    )
    file = forms.FileField(label=gettext_lazy("Berkas"), required=False, allow_empty_file=True)
    position = forms.DateField(
        label=gettext_lazy("Posisi data"),
        help_text=gettext_lazy(
            "Hari yang digambarkan isinya, misalnya 31-12-2023, bukan hari berkas dibuat. Untuk laporan WLKP dan angka"
            " acuan boleh dikosongkan: setiap barisnya menyebut tanggalnya sendiri."
        ),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={**REQUIRED, "invalid": gettext_lazy("Tulis tanggal di kalender, misalnya 31-12-2023.")},
    )
    extent = forms.ChoiceField(
        label=gettext_lazy("Kelengkapan"),
        help_text=gettext_lazy("Hanya untuk berkas pemberi kerja dan pekerja; untuk jenis lain jawabannya diabaikan."),
        required=False,
        choices=[
            (
                WHOLE,
                gettext_lazy("Lengkap: memuat seluruh data kantor cabang; yang tidak ada di dalamnya akan ditunjukkan"),
            ),
            (PART, gettext_lazy("Sebagian: yang tidak ada di berkas ini bukan berarti berakhir")),
        ],
        widget=forms.RadioSelect,
    )
    npp = forms.CharField(
        label=gettext_lazy("NPP pemberi kerja"),
        help_text=gettext_lazy(
            "Isi hanya untuk berkas SIPP (Data TK Baru), yang tidak memuat NPP: seluruh baris menjadi milik pemberi"
            " kerja ini. Bila ada divisinya, tulis sesudah spasi."
        ),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    illustrative = forms.BooleanField(label=gettext_lazy("Berkas ini data contoh (Ilustrasi)"), required=False)
    file_name = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    file_size = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    modified = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS]  # type: ignore[attr-defined]
        self.fields["extent"].initial = WHOLE
        self.fields["file"].widget.attrs |= {"accept": ",".join(ENDINGS)}
        for name in ("file", "position", "npp"):
            self.fields[name].widget.attrs["class"] = "in"
        if not may_be_illustrative():
            del self.fields["illustrative"]
        else:
            self.fields["illustrative"].initial = holds_a_demo()

    @property
    def cards(self) -> Sequence[tuple[Any, Any]]:
        """The kinds to choose from, each with what such a file holds."""
        return [(choice, SAID_OF_KINDS[choice.data["value"]]) for choice in self["kind"]]

    def clean_position(self) -> date | None:
        """A day that has been; none where nobody typed one."""
        day: date | None = self.cleaned_data["position"]
        if day is None:
            return None
        if day > today():
            raise ValidationError(_("Posisi data sesudah hari ini."))
        if day < EARLIEST:
            raise ValidationError(_("Posisi data harus sesudah 1979."))
        return day

    def clean_npp(self) -> str:
        """The NPP as it is kept, a division behind a space; one of the employers that the user may see."""
        npp = " ".join(self.cleaned_data["npp"].upper().split())
        if not npp or self.cleaned_data.get("kind") != Kind.WORKERS:
            return ""
        typed, _space, division = npp.partition(" ")
        found = Employer.objects.visible_to(self.user).filter(npp=typed)
        if not (found.filter(division=division) if division else found).exists():
            raise ValidationError(_("Tidak ada pemberi kerja dengan NPP ini di cabang Anda. Impor dahulu berkasnya."))
        return npp

    def clean(self) -> dict[str, Any]:
        """The file is one that can be read, and what its kind needs was said."""
        values = super().clean() or {}
        upload = values.get("file")
        name = upload.name if upload else values.get("file_name", "")
        size = upload.size if upload else values.get("file_size") or 0
        if trouble := trouble_with(name, size):
            self.add_error("file", trouble)
        if values.get("kind") in EXTRACTS and not values.get("extent"):
            self.add_error("extent", REQUIRED["required"])
        if not self.data.get("position"):
            values["position"] = self._day_untyped(values.get("kind", ""), name)
        if values.get("kind") != Kind.FIGURES and not values.get("illustrative", True) and holds_a_demo():
            self.add_error(
                "illustrative", _("Portal ini berisi data contoh: centang ini bila berkas Anda juga contoh.")
            )
        return {**values, "file_name": name, "file_size": size}

    def _day_untyped(self, kind: str, name: str) -> date | None:
        """The day a file stands at whose rows have days of their own; of other files it has to be typed."""
        told = day_in_name(name)
        told = told if told and told <= today() else None
        if kind in DATED:
            return told or today()
        self.add_error("position", REQUIRED["required"])
        if told:
            said = _("Nama berkas menyebut %(day)s: tulis hari itu bila isinya memang posisi hari itu.")
            self.add_error("position", said % {"day": long_date(told, active_language())})
        return None

    def asked(self) -> dict[str, Any]:
        """What `flow.begin_upload` is told. Only after is_valid()."""
        given, kind = self.cleaned_data, KINDS[Kind(self.cleaned_data["kind"])]
        options: dict[str, Any] = {"modified": given.get("modified") or 0}
        if given["npp"]:
            options["npp"] = given["npp"]
        return {
            "kind": Kind(given["kind"]),
            "file_name": given["file_name"],
            "size": given["file_size"],
            "position": given["position"],
            "illustrative": given.get("illustrative", False) and kind.may_be_illustrative,
            "partial": given["extent"] == PART and kind.full,
            "options": options,
            "by": self.user,
        }


def holds_a_demo() -> bool:
    """Whether the registry is a demo, which real rows never meet."""
    return ImportBatch.objects.filter(state=ImportBatch.State.APPLIED, illustrative=True).exists()


def may_be_illustrative() -> bool:
    """Whether sample data may come in: data of the two sorts do not mix."""
    return not ImportBatch.objects.filter(state=ImportBatch.State.APPLIED, illustrative=False).exists()


def trouble_with(name: str, size: int) -> str:
    """Why a file of this name and size is not taken; empty when it is."""
    if not name:
        return _("Pilih berkas yang akan diunggah.")
    ending = PurePath(name).suffix.lower()
    if ending in OLD_ENDINGS:
        said = _("Berkas %(ending)s tidak dapat dibaca. Buka di Excel, lalu simpan sebagai .xlsx atau CSV.")
        return said % {"ending": ending}
    if ending not in ENDINGS:
        return _("Berkas harus .xlsx atau .csv.")
    if not size:
        return _("Berkas ini kosong.")
    if size > LARGEST_UPLOAD:
        return _("Berkas ini %(size)s MB; paling besar %(limit)s MB. Kirim sebagai CSV atau bagi per bulan.") % {
            "size": megabytes(size),
            "limit": megabytes(LARGEST_UPLOAD),
        }
    return ""


def size_words(size: int) -> str:
    """48,3 MB"""
    return f"{as_given(Decimal(size * 10 // (1 << 20)) / 10, active_language())}{NO_BREAK}MB"


def megabytes(size: int) -> str:
    """A size in whole megabytes, one at least."""
    return number(max(1, round(size / (1 << 20))), active_language())
