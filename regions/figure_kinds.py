"""What a published figure may count, on what basis, in which unit, and what its number may be.

A typing error here would reach everybody: the figures are the wholes that shares are taken of.
"""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class FigureKind(models.TextChoices):
    """What is counted or measured."""

    POPULATION = "population", _("Penduduk")
    WORKING_AGE = "working_age", _("Penduduk usia kerja")
    LABOUR_FORCE = "labour_force", _("Angkatan kerja")
    EMPLOYED = "employed", _("Penduduk bekerja")
    UNEMPLOYED = "unemployed", _("Penganggur")
    UNEMPLOYMENT_RATE = "unemployment_rate", _("Tingkat pengangguran terbuka (TPT)")
    PARTICIPATION_RATE = "participation_rate", _("Tingkat partisipasi angkatan kerja (TPAK)")
    FORMAL_SHARE = "formal_share", _("Bagian pekerja formal")
    INFORMAL_SHARE = "informal_share", _("Bagian pekerja informal")
    MINIMUM_WAGE = "minimum_wage", _("Upah minimum")
    MEMBERS = "members", _("Peserta aktif")
    MEMBERS_PU = "members_pu", _("Peserta PU")
    MEMBERS_BPU = "members_bpu", _("Peserta BPU")
    MEMBERS_JAKON = "members_jakon", _("Peserta Jakon")
    MEMBERS_INACTIVE = "members_inactive", _("Peserta nonaktif")
    EMPLOYERS = "employers", _("Pemberi kerja terdaftar")
    UCJ = "ucj", _("Universal Coverage Jamsostek (UCJ)")
    COVERAGE_CLAIM = "coverage_claim", _("Cakupan menurut pernyataan")
    CLAIMS = "claims", _("Klaim dibayar")
    VULNERABLE = "vulnerable", _("Pekerja rentan")
    OTHER = "other", _("Lainnya")


class FigureBasis(models.TextChoices):
    """By which concept, and laid to which place."""

    CENSUS = "bps_census", _("Sensus Penduduk BPS")
    SAKERNAS = "bps_sakernas", _("Sakernas BPS")
    CIVIL_REGISTER = "dukcapil", _("Penduduk terdaftar Dukcapil")
    REGISTRATION = "registration", _("Tempat pendaftaran")
    DECREE = "decree", _("Keputusan pejabat")
    STATEMENT = "statement", _("Pernyataan; basis tidak dijelaskan")


PEOPLE, FIRMS = "orang", "perusahaan"
HEAD_COUNTS = (
    FigureKind.POPULATION,
    FigureKind.WORKING_AGE,
    FigureKind.LABOUR_FORCE,
    FigureKind.EMPLOYED,
    FigureKind.UNEMPLOYED,
    FigureKind.MEMBERS,
    FigureKind.MEMBERS_PU,
    FigureKind.MEMBERS_BPU,
    FigureKind.MEMBERS_JAKON,
    FigureKind.MEMBERS_INACTIVE,
    FigureKind.VULNERABLE,
)
UNITS: dict[str, str] = {**dict.fromkeys(HEAD_COUNTS, PEOPLE), FigureKind.EMPLOYERS: FIRMS}
"""The unit of the kinds that are counted one by one; the portal divides by them, so 1.19 (million) may not stand."""
CEILING = 1_000_000_000_000
"""No figure reaches it. SQLite keeps 15 digits of a decimal: a longer number could be stored but not read again."""
TOO_LARGE = _("Angka harus di bawah 1.000.000.000.000 (satu triliun).")
NEGATIVE = _("Angka tidak boleh negatif.")
IN_RANGE = (MinValueValidator(0, NEGATIVE), MaxValueValidator(CEILING - Decimal("0.0001"), TOO_LARGE))
ON_THE_WEB = URLValidator(
    schemes=["http", "https"], message=_("Tautan harus alamat halaman web yang dimulai dengan http:// atau https://.")
)


def trouble_with(kind: str, value: Decimal | None, unit: str, half_step: Decimal | None) -> dict[str, str]:
    """What is wrong with a typed figure, in words by field: {"unit": "Satuan untuk jenis ini “orang”. ..."}."""
    found = {}
    if kind == FigureKind.POPULATION and value == 0:
        found["value"] = gettext("Penduduk tidak dapat nol.")
    if kind in UNITS and unit != UNITS[kind]:
        found["unit"] = gettext(
            "Satuan untuk jenis ini “%(unit)s”. Tulis angkanya penuh: 1190000, bukan 1,19 juta."
        ) % {"unit": UNITS[kind]}
    if kind in UNITS and value is not None and value != value.to_integral_value():
        found["value"] = gettext("Jenis ini dihitung satu per satu: tulis bilangan bulat.")
    if value and half_step is not None and half_step > value:
        found["half_step"] = gettext("Setengah langkah pembulatan tidak dapat melebihi angkanya.")
    return found
