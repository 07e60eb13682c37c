"""Counted cells, and the totals of places that pages read. Only `rollups` writes them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coverage_portal.programmes.codes import Scale, Segment, Sex
from regions.models import Branch, Region


class Place(models.IntegerChoices):
    """Where a count is laid: memberships at the place of work, persons at home. The two are never added."""

    WORKPLACE = 1, _("Tempat kerja")
    HOME = 2, _("Domisili")


class Dimension(models.IntegerChoices):
    """What a total is broken down by: by nothing, or by one of these."""

    ALL = 0, _("Keseluruhan")
    SEGMENT = 1, _("Segmen")
    SECTOR = 2, _("Sektor usaha")
    SCALE = 3, _("Skala")


class BuiltMonth(models.Model):
    """A month whose cells and totals are built: the counts stand at its last day (WIB)."""

    month = models.DateField(unique=True)
    built_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["month"]
        verbose_name = _("bulan terhitung")
        verbose_name_plural = _("bulan terhitung")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class CoverageCell(models.Model):
    """Counts for one crossing of the dimensions on the last day of `month`.

    Workplace cells count memberships and carry every dimension. Home cells count distinct persons and carry only
    region, sex and age band: a person with two jobs is one person, so finer persons would not add up. The programme
    columns count memberships (workplace) or persons (home) that hold the programme. Zero in a dimension: not given.
    """

    month = models.DateField()
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    branch = models.ForeignKey(
        Branch, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    segment = models.PositiveSmallIntegerField(choices=Segment.choices, default=0)
    sector = models.CharField(max_length=5, blank=True)
    scale = models.PositiveSmallIntegerField(choices=Scale.choices, default=0)
    sex = models.PositiveSmallIntegerField(choices=Sex.choices, default=0)
    age_band = models.PositiveSmallIntegerField(default=0)
    memberships = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    jkk = models.PositiveIntegerField(default=0)
    jkm = models.PositiveIntegerField(default=0)
    jht = models.PositiveIntegerField(default=0)
    jp = models.PositiveIntegerField(default=0)
    jkp = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("sel cakupan")
        verbose_name_plural = _("sel cakupan")
        indexes: ClassVar = [models.Index(fields=["month", "place", "region"], name="coverage_cell_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.region_id} {self.memberships or self.persons}"


class CoverageTotal(models.Model):
    """The sum of a place's cells, and of everything in it, on the last day of `month`: one code of one dimension.

    There is a row for every place from the kecamatan up to the country in which anything is counted, so a page reads a
    few rows however large the registry is. `code` is empty for ALL, else "1".."4" (segment), "2020G" (sector: version
    and section; empty: not known) or "0".."4" (scale; 0: not known). SECTOR and SCALE count memberships at an employer
    only (segments PU and JAKON). HOME has only ALL and counts persons.

    `employers` are those registered in the place on that day, `declared_employers` those of them whose headcount was
    declared by that day, `declared` the sum of these headcounts; on WORKPLACE rows of ALL and SCALE, else 0.
    """

    month = models.DateField()
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    dimension = models.PositiveSmallIntegerField(choices=Dimension.choices)
    code = models.CharField(max_length=5, blank=True)
    memberships = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    jkk = models.PositiveIntegerField(default=0)
    jkm = models.PositiveIntegerField(default=0)
    jht = models.PositiveIntegerField(default=0)
    jp = models.PositiveIntegerField(default=0)
    jkp = models.PositiveIntegerField(default=0)
    employers = models.PositiveIntegerField(default=0)
    declared_employers = models.PositiveIntegerField(default=0)
    declared = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("jumlah cakupan")
        verbose_name_plural = _("jumlah cakupan")
        indexes: ClassVar = [models.Index(fields=["month"], name="coverage_total_by_month")]
        constraints: ClassVar = [
            # Its index also serves every page: a place and its children, a dimension, a month.
            models.UniqueConstraint(
                fields=["region", "dimension", "month", "place", "code"], name="coverage_total_once_a_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.region_id} {self.dimension} {self.code}"


class DefaultScope(models.Model):
    """The question a person wants the dashboard to start with, as its query string without a month."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    query = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("tampilan awal")
        verbose_name_plural = _("tampilan awal")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.query}"
