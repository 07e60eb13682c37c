"""What hangs on an import: its problems, its corrections, how its columns are read. The receipt: core.models."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch, User


class ImportIssue(models.Model):
    """One problem of one row. `row_number` is the row as the sheet shows it; `value` never holds a NIK."""

    class Severity(models.TextChoices):
        ERROR = "error", _("Perlu diperbaiki")
        WARNING = "warning", _("Peringatan")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="issues")
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    value = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["row_number", "id"]
        verbose_name = _("temuan impor")
        verbose_name_plural = _("temuan impor")

    def __str__(self) -> str:
        return f"{self.row_number}: {self.code}"


class Correction(models.Model):
    """A cell that somebody wants read otherwise than it is written: core.layouts.Correction, kept. Never of a NIK.

    Once the file is checked with it, `rows` is how many rows it changed, and `wrong` what stood in the cell.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=60)
    right = models.CharField(max_length=300)
    row_number = models.PositiveIntegerField(default=0)
    wrong = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("perbaikan sel")
        verbose_name_plural = _("perbaikan sel")

    def __str__(self) -> str:
        return f"{self.field} {self.row_number}"


class SavedLayout(models.Model):
    """How files with this header were read last time: offered again for the next file of that shape."""

    kind = models.CharField(max_length=20, choices=ImportBatch.Kind.choices)
    fingerprint = models.CharField(max_length=64)
    layout = models.JSONField()
    saved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("susunan kolom")
        verbose_name_plural = _("susunan kolom")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="saved_layout_once_a_shape")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint[:8]}"
