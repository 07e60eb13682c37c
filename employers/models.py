"""The register of employers (pemberi kerja / badan usaha)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import Spell
from coverage_portal.programmes.codes import Scale, ScaleBasis
from regions.access import BranchRowsQuerySet
from regions.models import Branch, Region


class EmployerQuerySet(BranchRowsQuerySet):
    """Employers, each a row of the branch that registered it."""

    permission = "view_employers"


class Employer(models.Model):
    """One registration: NPP and division. A firm may hold several.

    `declared_headcount` is what the firm reported to Disnaker (WLKP) on `declared_on`. A 16-digit NPWP that is a
    NIK is never stored. `row_hash` is the keyed hash of the last imported row, null after an edit by hand.
    """

    class LegalForm(models.TextChoices):
        PT = "PT", "PT"
        PT_SOLE = "PT Perorangan", "PT Perorangan"
        CV = "CV", "CV"
        FIRM = "Firma", "Firma"
        PARTNERSHIP = "Persekutuan Perdata", "Persekutuan Perdata"
        COOPERATIVE = "Koperasi", "Koperasi"
        FOUNDATION = "Yayasan", "Yayasan"
        ASSOCIATION = "Perkumpulan", "Perkumpulan"
        STATE_OWNED = "BUMN", "BUMN"
        REGION_OWNED = "BUMD", "BUMD"
        VILLAGE_OWNED = "BUMDes", "BUMDes"
        TRADING = "UD", "UD/PD"
        FOREIGN = "BUT", "BUT"
        AGENCY = "Instansi", _("Instansi/BLUD")
        SCHOOL = "Sekolah", _("Sekolah")
        INDIVIDUAL = "Perorangan", _("Perorangan")
        OTHER = "Lainnya", _("Lainnya")

    npp = models.CharField(max_length=20)
    division = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    legal_form = models.CharField(max_length=20, choices=LegalForm.choices, blank=True)
    nib = models.CharField(max_length=13, blank=True)
    npwp = models.CharField(max_length=22, blank=True)
    kbli_version = models.PositiveSmallIntegerField(null=True, blank=True)
    kbli_code = models.CharField(max_length=5, blank=True)
    kbli_section = models.CharField(max_length=1, blank=True)
    scale = models.PositiveSmallIntegerField(choices=Scale.choices, null=True, blank=True)
    scale_basis = models.CharField(max_length=10, choices=ScaleBasis.choices, blank=True)
    scale_as_of = models.DateField(null=True, blank=True)
    risk_group = models.PositiveSmallIntegerField(null=True, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="employers")
    district = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    registered_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    declared_headcount = models.PositiveIntegerField(null=True, blank=True)
    declared_on = models.DateField(null=True, blank=True)
    row_hash = models.BigIntegerField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("pemberi kerja")
        verbose_name_plural = _("pemberi kerja")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["npp", "division"], name="employer_npp_and_division"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("registered_on")),
                name="employer_closes_after_it_registers",
            ),
            models.CheckConstraint(
                condition=Q(risk_group__isnull=True) | Q(risk_group__range=(1, 5)), name="employer_risk_group_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmployerProgramme(Spell):
    """A programme an employer joined, from its first day. `programme` is one bit of programmes.codes.Programme."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="programmes")
    programme = models.PositiveSmallIntegerField()

    class Meta(Spell.Meta):
        verbose_name = _("program pemberi kerja")
        verbose_name_plural = _("program pemberi kerja")
        constraints: ClassVar = [
            *Spell.Meta.constraints,
            models.UniqueConstraint(fields=["employer", "programme", "started_on"], name="employer_programme_start"),
        ]

    def __str__(self) -> str:
        return f"{self.employer}: {self.programme}"
