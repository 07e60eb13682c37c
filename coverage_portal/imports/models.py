"""What was found wrong in an imported file. The receipt itself is core.models.ImportBatch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch


class ImportIssue(models.Model):
    """One problem of one row. `row_number` is the row as the sheet shows it; `value` never holds a NIK."""

    class Severity(models.TextChoices):
        ERROR = "error", _("Galat")
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
