"""The fields of a registration: their words, their hints, and what each takes by itself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Scale, ScaleBasis
from coverage_portal.register.entering.typed import (
    CountField,
    MailField,
    MoneyField,
    OneOfField,
    PastDayField,
    WordsField,
)
from employers.extract_checks import (
    KBLI_VERSIONS,
    LARGEST_HEADCOUNT,
    LONGEST_ADDRESS,
    LONGEST_DIVISION,
    LONGEST_NAME,
    LONGEST_NPP,
)
from employers.models import Employer
from regions.models import Branch, Region

REGISTERED, PROSPECT = "terdaftar", "prospek"
LARGEST_WAGES = 9_999_999_999_999
ASKED = gettext_lazy("Pilih")
NOT_KNOWN = gettext_lazy("Belum diketahui")


class RegistrationFields(forms.Form):
    """What a registration says, field by field."""

    kind = OneOfField(
        label=gettext_lazy("Keadaan"),
        choices=[
            (REGISTERED, gettext_lazy("Terdaftar, sudah punya NPP")),
            (PROSPECT, gettext_lazy("Belum ber-NPP (wajib belum daftar)")),
        ],
        widget=forms.RadioSelect,
    )
    name = WordsField(label=gettext_lazy("Nama pemberi kerja"), longest=LONGEST_NAME)
    legal_form = OneOfField(
        label=gettext_lazy("Bentuk"), required=False, choices=[("", NOT_KNOWN), *Employer.LegalForm.choices]
    )
    npp = WordsField(
        label="NPP", longest=LONGEST_NPP, required=False, help_text=gettext_lazy("8 karakter, misalnya TC100214")
    )
    division = WordsField(
        label=gettext_lazy("Divisi"),
        longest=LONGEST_DIVISION,
        required=False,
        help_text=gettext_lazy("Bila satu NPP dibagi"),
    )
    registered_on = PastDayField(label=gettext_lazy("Terdaftar sejak"), required=False)
    found_on = PastDayField(label=gettext_lazy("Ditemukan pada"), required=False)
    found_in = OneOfField(
        label=gettext_lazy("Ditemukan dari"), required=False, choices=[("", ASKED), *Employer.FoundIn.choices]
    )
    nib = WordsField(label="NIB", longest=40, required=False, help_text=gettext_lazy("13 angka dari OSS"))
    npwp = WordsField(
        label="NPWP",
        longest=40,
        required=False,
        help_text=gettext_lazy("15 angka, atau 16 yang diawali 0; bukan NIK"),
    )
    branch: forms.ModelChoiceField[Branch] = forms.ModelChoiceField(
        queryset=None, to_field_name="code", label=gettext_lazy("Kantor cabang"), empty_label=ASKED
    )
    district: forms.ModelChoiceField[Region] = forms.ModelChoiceField(
        queryset=None, to_field_name="code", label=gettext_lazy("Kecamatan"), empty_label=ASKED
    )
    address = WordsField(label=gettext_lazy("Alamat"), longest=LONGEST_ADDRESS, required=False)
    kbli_version = OneOfField(
        label=gettext_lazy("Versi KBLI"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", NOT_KNOWN), *((str(version), f"KBLI {version}") for version in KBLI_VERSIONS)],
        widget=forms.RadioSelect,
    )
    kbli = WordsField(label=gettext_lazy("Sektor usaha (KBLI)"), longest=5, required=False)
    kbli_words = WordsField(
        label=gettext_lazy("Cari sektor usaha (KBLI)"),
        longest=80,
        required=False,
        help_text=gettext_lazy("Kata dari nama kategori, misalnya makan, atau kode 5 angka"),
    )
    scale = OneOfField(
        label=gettext_lazy("Skala usaha"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", NOT_KNOWN), *Scale.choices],
        widget=forms.RadioSelect,
    )
    scale_basis = OneOfField(
        label=gettext_lazy("Dasar skala"), required=False, choices=[("", ASKED), *ScaleBasis.choices]
    )
    scale_as_of = PastDayField(label=gettext_lazy("Skala per tanggal"), required=False)
    risk_code = WordsField(label=gettext_lazy("Kelompok risiko JKK"), longest=8, required=False)
    risk_words = WordsField(
        label=gettext_lazy("Cari jenis usaha untuk kelompok risiko JKK"),
        longest=80,
        required=False,
        help_text=gettext_lazy("Kata dari daftar Lampiran I, misalnya roti atau hotel"),
    )
    risk_as_of = PastDayField(label=gettext_lazy("Ditetapkan per tanggal"), required=False)
    declared_headcount = CountField(
        label=gettext_lazy("Pekerja wajib didaftarkan"),
        help_text=gettext_lazy("Semua pekerja penerima upah saat ini"),
        required=False,
        most=LARGEST_HEADCOUNT,
        example=240,
    )
    registered_headcount = CountField(
        label=gettext_lazy("Pekerja terdaftar aktif"),
        help_text=gettext_lazy("Tidak boleh melebihi pekerja wajib"),
        required=False,
        most=LARGEST_HEADCOUNT,
        example=96,
    )
    declared_wages = MoneyField(
        label=gettext_lazy("Jumlah upah sebulan"),
        help_text=gettext_lazy("Semua pekerja itu bersama"),
        required=False,
        most=LARGEST_WAGES,
        example=1_190_000_000,
    )
    declared_on = PastDayField(label=gettext_lazy("Dilaporkan pada"), required=False)
    programmes_joined = forms.MultipleChoiceField(
        label=gettext_lazy("Program yang diikuti"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(programme.name, PROGRAMME_NAMES[programme]) for programme in PROGRAMMES],
        error_messages={"invalid_choice": gettext_lazy("Program “%(value)s” tidak dikenal.")},
    )
    contact_name = WordsField(label=gettext_lazy("Nama narahubung"), longest=100, required=False)
    contact_phone = WordsField(label=gettext_lazy("Nomor telepon"), longest=30, required=False)
    contact_email = MailField(label=gettext_lazy("Surel"), longest=200, required=False)
    note = WordsField(
        label=gettext_lazy("Catatan perubahan"),
        longest=500,
        required=False,
        help_text=gettext_lazy("Mengapa diubah, dan dari surat atau kunjungan mana"),
    )
