"""What a published figure may count, on what basis, in which unit, and what its number may be.

A typing error here would reach everybody: the figures are the wholes that shares are taken of. Needs no settings, so
that the child process which reads a file of figures knows the rules too.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import URLValidator
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
PERCENT = "persen"
SHARES = (
    FigureKind.UNEMPLOYMENT_RATE,
    FigureKind.PARTICIPATION_RATE,
    FigureKind.FORMAL_SHARE,
    FigureKind.INFORMAL_SHARE,
)
"""Parts of a whole: never over a hundred percent. Coverage may be: people commute."""
USUAL_UNITS: dict[str, str] = {
    **UNITS,
    **dict.fromkeys((*SHARES, FigureKind.UCJ, FigureKind.COVERAGE_CLAIM), PERCENT),
    FigureKind.MINIMUM_WAGE: "rupiah/bulan",
}
FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2100, 12, 31)
"""Between them lies every day a figure may stand at."""
CEILING = 1_000_000_000_000
"""No figure reaches it. SQLite keeps 15 digits of a decimal: a longer number could be stored but not read again."""
TOO_LARGE = _("Angka harus di bawah 1.000.000.000.000 (satu triliun).")
NEGATIVE = _("Angka tidak boleh negatif.")
ON_THE_WEB = URLValidator(
    schemes=["http", "https"], message=_("Tautan harus alamat halaman web yang dimulai dengan http:// atau https://.")
)


def broken_rules(kind: str, value: Decimal | None, unit: str, half_step: Decimal | None) -> dict[str, str]:
    """Which rules a figure breaks: field -> code of the rule ({"unit": "unit_not_usual"}). Knows no language."""
    found = {}
    if kind == FigureKind.POPULATION and value == 0:
        found["value"] = "population_zero"
    if kind in UNITS and unit != UNITS[kind]:
        found["unit"] = "unit_not_usual"
    if kind in UNITS and value is not None and value != value.to_integral_value():
        found["value"] = "value_not_whole"
    if value and half_step is not None and half_step > value:
        found["half_step"] = "half_step_above_value"
    elif value is not None and not fits(value, half_step):
        found["half_step"] = "half_step_unfit"
    if kind in SHARES and unit == PERCENT and value is not None and value > 100:
        found["value"] = "share_above_hundred"
    return found


def fits(value: Decimal, half_step: Decimal | None) -> bool:
    """Whether a value can have been rounded so: 1,190,500 is no multiple of a thousand."""
    return not half_step or value % (2 * half_step) == 0


def trouble_with(kind: str, value: Decimal | None, unit: str, half_step: Decimal | None) -> dict[str, str]:
    """What is wrong with a typed figure, in words by field: {"unit": "Satuan untuk jenis ini “orang”. ..."}."""
    said = {
        "population_zero": gettext("Penduduk tidak dapat nol."),
        "unit_not_usual": gettext("Satuan untuk jenis ini “%(unit)s”. Tulis angkanya penuh: 1190000, bukan 1,19 juta.")
        % {"unit": UNITS.get(kind, "")},
        "value_not_whole": gettext("Jenis ini dihitung satu per satu: tulis bilangan bulat."),
        "half_step_above_value": gettext("Setengah langkah pembulatan tidak dapat melebihi angkanya."),
    }
    broken = broken_rules(kind, value, unit, half_step)
    return {field: said[code] for field, code in broken.items() if code in said}
