"""Users, the audit trail, the receipts of imported files, and the data's version. Nothing here knows the domain."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. What they may do is decided by regions.access from today's assignments."""

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")


class AuditEvent(models.Model):
    """One line of the audit trail. Only `core.audit.record` writes it; triggers refuse UPDATE and DELETE."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("jejak audit")
        verbose_name_plural = _("jejak audit")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_type} {self.object_id}"


class ImportBatch(models.Model):
    """The receipt of one imported file: what it was, who sent and approved it, and what became of its rows.

    `position` is the day the file's facts stand at; `branch_code` the one branch its rows belong to, blank when they
    belong to several. rows_read = new + changed + same + rejected + blank, always. `rows_missing` are stored rows of
    the file's branches that it no longer has; they are told, not ended.
    """

    class Kind(models.TextChoices):
        EMPLOYERS = "employers", _("Pemberi kerja")
        WORKERS = "workers", _("Pekerja")

    class State(models.TextChoices):
        RECEIVED = "received", _("Diterima")
        REFUSED = "refused", _("Ditolak")
        APPLIED = "applied", _("Diterapkan")
        REMOVED = "removed", _("Dihapus")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    position = models.DateField()
    branch_code = models.CharField(max_length=10, blank=True)
    illustrative = models.BooleanField(default=False)
    rows_read = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    rows_same = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    rows_blank = models.PositiveIntegerField(default=0)
    rows_missing = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    rows_read=models.F("rows_new")
                    + models.F("rows_changed")
                    + models.F("rows_same")
                    + models.F("rows_rejected")
                    + models.F("rows_blank")
                ),
                name="import_batch_rows_add_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"


class DataVersion(models.Model):
    """How often what pages of totals can show has changed: one row, raised by `core.data_version.bump`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("versi data")
        verbose_name_plural = _("versi data")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="data_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
