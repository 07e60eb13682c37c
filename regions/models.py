"""Places, branches, the figures others publish about places, targets, and who holds which role."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self, TypeAlias

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import Spell
from regions.figure_kinds import (
    CEILING,
    FIRMS,
    HEAD_COUNTS,
    NEGATIVE,
    ON_THE_WEB,
    PEOPLE,
    TOO_LARGE,
    FigureBasis,
    FigureKind,
)

IN_RANGE = (MinValueValidator(0, NEGATIVE), MaxValueValidator(CEILING - Decimal("0.0001"), TOO_LARGE))


class Region(models.Model):
    """One place of any level, keyed by its Kemendagri code (Kepmendagri 300.2.2-2138/2025).

    `path` is "ID." for the country and the parent's path + the last part of the code + "." below it
    ("ID.36.71.07."), so a place with everything in it is one prefix.
    """

    class Level(models.IntegerChoices):
        COUNTRY = 0, _("Negara")
        PROVINCE = 1, _("Provinsi")
        REGENCY = 2, _("Kabupaten/kota")
        DISTRICT = 3, _("Kecamatan")
        VILLAGE = 4, _("Kelurahan/desa")

    code = models.CharField(_("kode"), max_length=13, unique=True)
    bps_code = models.CharField(_("kode BPS"), max_length=10, blank=True)
    level = models.PositiveSmallIntegerField(_("tingkat"), choices=Level.choices)
    name = models.CharField(_("nama"), max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=20, unique=True)

    class Meta:
        ordering: ClassVar = ["path"]
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A branch office (kantor cabang). An employer belongs to the branch that registered it."""

    code = models.CharField(_("kode"), max_length=10, unique=True)
    name = models.CharField(_("nama"), max_length=80)
    city = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="branches", verbose_name=_("kabupaten/kota")
    )

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("kantor cabang")
        verbose_name_plural = _("kantor cabang")

    def __str__(self) -> str:
        return self.name


class CitedQuerySet(models.QuerySet):
    """Querysets of figures and targets, which are never edited: a correction is a new row that replaces the old."""

    def current(self) -> Self:
        """Rows that no later row replaces."""
        return self.filter(replaced_by__isnull=True)


class ReferenceFigure(models.Model):
    """A figure somebody published (or derived, when `derived`) about a place: entered with its source, never computed.

    `value` is in `unit`; `half_step` is half the last published digit, in the same unit (1.19 million: 5,000),
    null when unknown. `as_at` is the day the figure stands at and `period` the words it was published with.
    `label` is empty when the figure is the plain kind for the whole place; else it names the narrower thing counted
    ("TPT perempuan", "klaim JHT (Cab. Cikokol)"). `seed_key` names the row of regions/data it came from, if any.
    """

    Kind: TypeAlias = FigureKind
    Basis: TypeAlias = FigureBasis

    kind = models.CharField(_("jenis"), max_length=30, choices=Kind.choices)
    label = models.CharField(_("keterangan jenis"), max_length=120, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="figures", verbose_name=_("wilayah"))
    as_at = models.DateField(_("posisi per tanggal"))
    period = models.CharField(_("periode menurut penerbit"), max_length=60)
    value = models.DecimalField(_("nilai"), max_digits=20, decimal_places=4, validators=IN_RANGE)
    unit = models.CharField(_("satuan"), max_length=20)
    half_step = models.DecimalField(
        _("setengah langkah pembulatan"), max_digits=20, decimal_places=4, null=True, blank=True, validators=IN_RANGE
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices)
    derived = models.BooleanField(_("hitungan, bukan rilis"), default=False)
    publisher = models.CharField(_("penerbit"), max_length=200)
    document = models.CharField(_("dokumen"), max_length=300)
    link = models.CharField(_("tautan"), max_length=300, blank=True, validators=[ON_THE_WEB])
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    seed_key = models.CharField(max_length=120, blank=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dimasukkan oleh"),
    )
    entered_at = models.DateTimeField(_("dimasukkan pada"), auto_now_add=True)
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("menggantikan"),
    )

    objects = CitedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["region__path", "kind", "-as_at", "id"]
        verbose_name = _("angka acuan")
        verbose_name_plural = _("angka acuan")
        indexes: ClassVar = [models.Index(fields=["region", "kind", "as_at"], name="reference_figure_by_place")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(publisher="") & ~Q(document=""),
                name="reference_figure_names_publisher_and_document",
                violation_error_message=_("Sebutkan penerbit dan dokumennya."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lt=CEILING),
                name="reference_figure_value_in_range",
                violation_error_message=_("Angka harus nol atau lebih dan di bawah satu triliun."),
            ),
            models.CheckConstraint(
                condition=Q(half_step__isnull=True) | Q(half_step__gte=0, half_step__lt=CEILING),
                name="reference_figure_half_step_in_range",
                violation_error_message=_(
                    "Setengah langkah pembulatan harus nol atau lebih dan di bawah satu triliun."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=HEAD_COUNTS) | Q(unit=PEOPLE),
                name="reference_figure_counts_heads_one_by_one",
                violation_error_message=_("Satuan untuk jenis ini “orang”."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=FigureKind.EMPLOYERS) | Q(unit=FIRMS),
                name="reference_figure_counts_firms_one_by_one",
                violation_error_message=_("Satuan untuk jenis ini “perusahaan”."),
            ),
            models.UniqueConstraint(
                fields=["seed_key"],
                condition=~Q(seed_key="") & Q(replaces__isnull=True),
                name="reference_figure_seeded_once",
                violation_error_message=_("Baris ini sudah dimuat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.region} {self.period}"


class Target(models.Model):
    """A coverage target set by a decree for a place and a year; `programme` is empty for all programmes together.

    `measure` names what the target is a target of ("UCJ", "Indikator RPJMN"): the two are defined differently, so
    targets of different measures never stand in one series. `seed_key` as in ReferenceFigure.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="targets", verbose_name=_("wilayah"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    programme = models.CharField(_("program"), max_length=3, blank=True)
    measure = models.CharField(_("ukuran"), max_length=60)
    percent = models.DecimalField(_("persen"), max_digits=6, decimal_places=2)
    decree = models.CharField(_("dasar hukum"), max_length=300)
    link = models.CharField(_("tautan"), max_length=300, blank=True, validators=[ON_THE_WEB])
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    seed_key = models.CharField(max_length=120, blank=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dimasukkan oleh"),
    )
    entered_at = models.DateTimeField(_("dimasukkan pada"), auto_now_add=True)
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("menggantikan"),
    )

    objects = CitedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["region__path", "year", "id"]
        verbose_name = _("target")
        verbose_name_plural = _("target")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(decree=""),
                name="target_names_its_measure_and_decree",
                violation_error_message=_("Sebutkan ukuran dan dasar hukumnya."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="target_is_a_share_of_a_hundred",
                violation_error_message=_("Target harus antara 0 dan 100 persen."),
            ),
            models.UniqueConstraint(
                fields=["seed_key"],
                condition=~Q(seed_key="") & Q(replaces__isnull=True),
                name="target_seeded_once",
                violation_error_message=_("Baris ini sudah dimuat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year}: {self.percent}%"


class Assignment(Spell):
    """A role held by a user for a branch, or for all branches when `branch` is null. See regions.access.

    A steward is one for all branches: one who manages a single branch's accounts could make themselves more.
    """

    class Role(models.TextChoices):
        STAFF = "staff", _("Staf cabang")
        OFFICIAL = "official", _("Pejabat")
        ADMIN = "admin", _("Admin data")
        STEWARD = "steward", _("Pengelola")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("pengguna")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    branch = models.ForeignKey(
        Branch,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("kantor cabang"),
    )

    class Meta(Spell.Meta):
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        constraints: ClassVar = [
            *Spell.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "role", "branch"],
                condition=Q(ended_on__isnull=True, branch__isnull=False),
                name="one_open_assignment_per_role_and_branch",
                violation_error_message=_("Orang ini sudah memegang peran itu di kantor cabang itu."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_on__isnull=True, branch__isnull=True),
                name="one_open_assignment_per_role_for_all_branches",
                violation_error_message=_("Orang ini sudah memegang peran itu untuk semua cabang."),
            ),
            models.CheckConstraint(
                condition=~Q(role="steward") | Q(branch__isnull=True),
                name="steward_is_for_all_branches",
                violation_error_message=_("Pengelola selalu untuk semua cabang: kosongkan kantor cabangnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.branch or _('semua cabang')})"
