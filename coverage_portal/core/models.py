"""Users, the audit trail, the receipts of imported files, and the data's version. Nothing here knows the domain."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox has no types
    """A person who signs in. What they may do is decided by regions.access from today's assignments."""

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")

    @property
    def called(self) -> str:
        """How pages and files name the person: by name, else by user name."""
        return self.get_full_name() or self.get_username()


class ApiToken(AbstractAuthToken):
    """What another program shows instead of a password: stored as a hash, until a day. `name` is its owner's word for
    it. It gives its owner's rights of the day it is shown on."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="auth_token_set")
    name = models.CharField(_("nama"), max_length=60)

    class Meta:
        ordering: ClassVar = ["-created"]
        verbose_name = _("token")
        verbose_name_plural = _("token")

    def __str__(self) -> str:
        return self.name


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
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"], name="audit_event_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_type} {self.object_id}"


class ImportBatch(models.Model):
    """One file somebody sent, from its first byte to its receipt: what it is, where it stands, what became of its rows.

    `position` is the day the file's facts stand at; `branch_codes` the branches its rows belong to, `branch_code` the
    one of them, blank when there are several or they are not known yet. `partial`: the file is a part of the extract,
    so nobody is missing from it. rows_read = new + changed + same + rejected + blank, always. `rows_missing`:
    memberships active (employers registered) on `position` that this extract of their branch no longer has;
    `rows_ended`: those of them that were ended, all or none, because somebody said so.

    `looked` is what was found in the file, `layout` how it is read, `summary` what saving it would do (all without a
    NIK). `acknowledged`: code of a warning -> who took note of it. `asked_at`: when work on it was last asked for.
    `inserted`: table -> first and last id of the rows it made; `touched_from`: the first day whose figures it changed.
    """

    class Kind(models.TextChoices):
        EMPLOYERS = "employers", _("Pemberi kerja")
        WORKERS = "workers", _("Pekerja")
        HEADCOUNTS = "headcounts", _("Jumlah tenaga kerja WLKP")
        FIGURES = "figures", _("Angka acuan")

    class State(models.TextChoices):
        UPLOADING = "uploading", _("Sedang diunggah")
        RECEIVED = "received", _("Sedang dibaca")
        COLUMNS = "columns", _("Menunggu kolom")
        CHECKING = "checking", _("Sedang diperiksa")
        REVIEW = "review", _("Menunggu tinjauan")
        SAVING = "saving", _("Sedang disimpan")
        APPLIED = "applied", _("Tersimpan")
        UNDOING = "undoing", _("Sedang dikembalikan")
        UNDONE = "undone", _("Dikembalikan")
        CANCELLED = "cancelled", _("Dibatalkan")
        REFUSED = "refused", _("Tidak dapat dibaca")
        REMOVED = "removed", _("Dihapus")

    WORKING = (State.RECEIVED, State.CHECKING, State.SAVING, State.UNDOING)
    """States in which the portal is at work on the file, not a person."""
    OPEN = (State.UPLOADING, State.RECEIVED, State.COLUMNS, State.CHECKING, State.REVIEW, State.SAVING)
    """States of a file that is on its way and nothing of it saved yet."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    file_name = models.CharField(max_length=200)
    file_size = models.PositiveBigIntegerField(default=0)
    file_sha256 = models.CharField(max_length=64, blank=True)
    position = models.DateField()
    branch_code = models.CharField(max_length=10, blank=True)
    branch_codes = models.JSONField(default=list)
    illustrative = models.BooleanField(default=False)
    partial = models.BooleanField(default=False)
    options = models.JSONField(default=dict)
    looked = models.JSONField(null=True, blank=True)
    layout = models.JSONField(null=True, blank=True)
    summary = models.JSONField(default=dict)
    refusal = models.JSONField(null=True, blank=True)
    acknowledged = models.JSONField(default=dict)
    rows_read = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    rows_same = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    rows_blank = models.PositiveIntegerField(default=0)
    rows_missing = models.PositiveIntegerField(default=0)
    rows_ended = models.PositiveIntegerField(default=0)
    inserted = models.JSONField(default=dict)
    touched_from = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

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


class BeforeImage(models.Model):
    """A row as it stood before an import wrote over it or took it away: column -> value, to put it back with.

    `facts` holds every column of the row, a keyed hash included, and never a NIK.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="before_images")
    table = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    facts = models.JSONField()

    class Meta:
        verbose_name = _("keadaan sebelum impor")
        verbose_name_plural = _("keadaan sebelum impor")
        indexes: ClassVar = [models.Index(fields=["table", "row_id"], name="before_image_by_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


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
