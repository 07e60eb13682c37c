"""The register of employers (pemberi kerja / badan usaha)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.spells import Spell
from coverage_portal.programmes.codes import Scale, ScaleBasis
from regions.access import BranchRowsQuerySet
from regions.models import Branch, Region


class EmployerQuerySet(BranchRowsQuerySet):
    """Employers, each a row of the branch that registered or found it."""

    permission = "view_employers"

    def standing(self) -> EmployerQuerySet:
        """Those that stand for themselves: not the ones merged into another."""
        return self.filter(merged_into__isnull=True)


class Employer(models.Model):
    """One registration: NPP and division. A firm may hold several. Without NPP and day of registration it is a
    prospect: found, obliged, not registered (PWBD).

    `found_on` is the day a prospect was found and `found_in` where. `closed_on` is the first day it no longer counts as
    registered, `closed_as` what it became then (blank: as the extract had it). `declared_headcount` and
    `declared_wages` (rupiah a month, all its workers together) are what the firm reported to Disnaker (WLKP) or on the
    registration form on `declared_on`; `registered_headcount` how many it says it registered, until the registry holds
    their memberships. `risk_code` names the kind of business of PP 82/2019 Lampiran I that was picked ("3-45": the 45th
    of group III), on `risk_as_of`. A 16-digit NPWP that is a NIK is never stored. `merged_into` is the employer this
    duplicate was merged into. `row_hash` is the keyed hash of the last imported row, null after an edit by hand;
    `changed_on` the day of the last change by either. `search_text`: see `employers.names.search_text`.
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

    class Status(models.TextChoices):
        PROSPECT = "prospek", _("Wajib belum daftar (PWBD)")
        REGISTERED = "terdaftar", _("Terdaftar")
        INACTIVE = "nonaktif", _("Nonaktif")
        CLOSED = "tutup", _("Tutup")

    class FoundIn(models.TextChoices):
        WLKP = "wlkp", _("WLKP (Disnaker)")
        OSS = "oss", _("OSS (DPMPTSP)")
        VISIT = "kunjungan", _("Kunjungan lapangan")
        PROCUREMENT = "pengadaan", _("SIRUP/LPSE")
        OTHER = "lain", _("Sumber lain")

    npp = models.CharField("NPP", max_length=20, blank=True)
    division = models.CharField(_("divisi"), max_length=10, blank=True)
    name = models.CharField(_("nama"), max_length=200)
    legal_form = models.CharField(_("bentuk"), max_length=20, choices=LegalForm.choices, blank=True)
    nib = models.CharField("NIB", max_length=13, blank=True)
    npwp = models.CharField("NPWP", max_length=22, blank=True)
    kbli_version = models.PositiveSmallIntegerField(_("versi KBLI"), null=True, blank=True)
    kbli_code = models.CharField("KBLI", max_length=5, blank=True)
    kbli_section = models.CharField(_("kategori KBLI"), max_length=1, blank=True)
    scale = models.PositiveSmallIntegerField(_("skala"), choices=Scale.choices, null=True, blank=True)
    scale_basis = models.CharField(_("dasar skala"), max_length=10, choices=ScaleBasis.choices, blank=True)
    scale_as_of = models.DateField(_("skala per"), null=True, blank=True)
    risk_group = models.PositiveSmallIntegerField(_("kelompok risiko JKK"), null=True, blank=True)
    risk_code = models.CharField(_("jenis usaha Lampiran I"), max_length=8, blank=True, db_default="")
    risk_as_of = models.DateField(_("kelompok risiko per"), null=True, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="employers", verbose_name=_("kantor"))
    district = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("kecamatan"))
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    contact_name = models.CharField(_("narahubung"), max_length=100, blank=True, db_default="")
    contact_phone = models.CharField(_("telepon"), max_length=30, blank=True, db_default="")
    contact_email = models.EmailField(_("surel"), max_length=200, blank=True, db_default="")
    officer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("pembina")
    )
    found_on = models.DateField(_("ditemukan pada"), null=True, blank=True)
    found_in = models.CharField(_("ditemukan dari"), max_length=10, choices=FoundIn.choices, blank=True, db_default="")
    registered_on = models.DateField(_("terdaftar sejak"), null=True, blank=True)
    closed_on = models.DateField(_("tidak terdaftar sejak"), null=True, blank=True)
    closed_as = models.CharField(_("menjadi"), max_length=10, choices=Status.choices, blank=True, db_default="")
    declared_headcount = models.PositiveIntegerField(_("pekerja dilaporkan"), null=True, blank=True)
    declared_wages = models.PositiveBigIntegerField(_("jumlah upah dilaporkan"), null=True, blank=True)
    declared_on = models.DateField(_("dilaporkan pada"), null=True, blank=True)
    registered_headcount = models.PositiveIntegerField(_("pekerja didaftarkan"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
        verbose_name=_("digabung ke"),
    )
    changed_on = models.DateField(_("diperbarui"), null=True, blank=True)
    search_text = models.CharField(max_length=600, blank=True, db_default="", editable=False)
    row_hash = models.BigIntegerField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("pemberi kerja")
        verbose_name_plural = _("pemberi kerja")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["npp", "division"], condition=~Q(npp=""), name="employer_npp_and_division"),
            models.CheckConstraint(
                condition=Q(npp="", registered_on__isnull=True) | (~Q(npp="") & Q(registered_on__isnull=False)),
                name="employer_registers_with_an_npp",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("registered_on")) | Q(npp=""),
                name="employer_closes_after_it_registers",
            ),
            models.CheckConstraint(
                condition=Q(risk_group__isnull=True) | Q(risk_group__range=(1, 5)), name="employer_risk_group_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def status_on(self, day: date) -> Employer.Status:
        """What it is on `day`."""
        if self.closed_on is not None and self.closed_on <= day:
            return Employer.Status(self.closed_as or Employer.Status.CLOSED)
        return Employer.Status.REGISTERED if self.registered_on is not None else Employer.Status.PROSPECT


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


class Compliance(models.Model):
    """What an employer looks like at the position of the data. Only `workers.compliance` writes it; employers that were
    merged have none.

    `active` counts its memberships active on `position`, `missing` how many of `declared_headcount` those leave out
    (null: no headcount declared, or registered after the position; 0 once it is closed, also later). Of its active
    wage earners (PU) `waged` have a wage in the registry, `wages` is their sum in rupiah a month and `below_minimum`
    how many earn less than the minimum wage of their employer's city in that year (null: none is known). `programmes`
    are those it or its workers hold, `owed` those the law of that day wants and it lacks (null: its scale or programmes
    are not known), `findings` bits of `employers.compliance.Finding`.
    """

    employer = models.OneToOneField(
        Employer, primary_key=True, on_delete=models.CASCADE, related_name="compliance", db_constraint=False
    )
    position = models.DateField()
    active = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(null=True)
    waged = models.PositiveIntegerField(default=0)
    wages = models.PositiveBigIntegerField(default=0)
    below_minimum = models.PositiveIntegerField(null=True)
    programmes = models.PositiveSmallIntegerField(default=0)
    owed = models.PositiveSmallIntegerField(null=True)
    findings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("kepatuhan")
        verbose_name_plural = _("kepatuhan")
        indexes: ClassVar = [models.Index(fields=["-missing", "employer"], name="compliance_by_missing")]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.missing}"


class FollowUp(models.Model):
    """One line of an employer's follow-up log: what was done, by whom, and what comes next. A line is never edited; a
    later one settles what an earlier one left to do (`settled_by`)."""

    class Kind(models.TextChoices):
        VISIT = "kunjungan", _("Kunjungan")
        LETTER = "surat", _("Surat")
        CALL = "telepon", _("Telepon atau pesan")
        MEETING = "pertemuan", _("Pertemuan di kantor")
        OTHER = "lain", _("Lainnya")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    done_on = models.DateField(_("tanggal"))
    letter = models.CharField(_("nomor surat"), max_length=60, blank=True)
    note = models.CharField(_("catatan"), max_length=1000)
    next_action = models.CharField(_("tindakan berikutnya"), max_length=200, blank=True)
    next_on = models.DateField(_("tanggal tindakan berikutnya"), null=True, blank=True)
    settled_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settles",
        verbose_name=_("diselesaikan oleh"),
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-done_on", "-id"]
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        indexes: ClassVar = [
            models.Index("next_on", condition=Q(settled_by__isnull=True), name="follow_up_due"),
        ]

    def __str__(self) -> str:
        return f"{self.done_on} {self.kind}"


class Merge(models.Model):
    """One duplicate merged into the employer that is kept. To undo it: `moved`, [membership id, its row_hash,
    its branch] of each membership that changed hands, and `facts`, column -> [before, after] of what the kept one took
    over."""

    kept = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("alasan"), max_length=500)
    moved = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("penggabungan")
        verbose_name_plural = _("penggabungan")

    def __str__(self) -> str:
        return f"{self.merged_id} -> {self.kept_id}"
