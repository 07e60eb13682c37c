"""What is kept of briefings: letterheads, signatories, legal bases, drafts, issued papers and files, commitments.

An issued briefing is never changed: its content, its hash and its four files stay as they were, and a correction is a
new briefing that names the old one.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import Spell
from regions.access import BranchRowsQuerySet
from regions.models import Branch, Region


class Letterhead(models.Model):
    """The head of a branch's papers, filled in once. `logo` is a PNG, empty when none was uploaded."""

    branch = models.OneToOneField(Branch, on_delete=models.PROTECT, related_name="letterhead", verbose_name=_("cabang"))
    institution = models.CharField(_("lembaga"), max_length=100, default="BPJS Ketenagakerjaan")
    office = models.CharField(_("kantor"), max_length=120)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    contact = models.CharField(_("kontak"), max_length=200, blank=True)
    logo = models.BinaryField(_("logo"), default=b"", blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kop surat")
        verbose_name_plural = _("kop surat")

    def __str__(self) -> str:
        return self.office


class Signatory(Spell):
    """Who signs for a branch, from a day until another does. `prefix` stands before the title of one who acts for
    another."""

    class Prefix(models.TextChoices):
        NONE = "", _("tanpa awalan")
        PPS = "Pps.", _("Pps. (pengganti sementara)")
        PLT = "Plt.", _("Plt. (pelaksana tugas)")
        PLH = "Plh.", _("Plh. (pelaksana harian)")
        PJ = "Pj.", _("Pj. (penjabat)")

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="signatories", verbose_name=_("cabang"))
    name = models.CharField(_("nama"), max_length=120)
    title = models.CharField(_("jabatan"), max_length=120)
    prefix = models.CharField(_("awalan"), max_length=5, choices=Prefix.choices, blank=True, default="")

    class Meta(Spell.Meta):
        ordering: ClassVar = ["branch", "-started_on", "pk"]
        verbose_name = _("penanda tangan")
        verbose_name_plural = _("penanda tangan")

    def __str__(self) -> str:
        return f"{self.name}, {self.prefix} {self.title}" if self.prefix else f"{self.name}, {self.title}"


class Basis(models.Model):
    """A legal basis that a briefing may cite. `verified_on` is the day somebody checked its text against JDIH."""

    code = models.SlugField(max_length=60, unique=True)
    citation = models.CharField(_("dasar hukum"), max_length=300)
    about = models.CharField(_("tentang"), max_length=300, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    verified_on = models.DateField(_("diverifikasi pada"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["position", "code"]
        verbose_name = _("dasar hukum")
        verbose_name_plural = _("dasar hukum")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | Q(verified_by__isnull=False),
                name="legal_basis_verified_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.citation


class BriefingQuerySet(BranchRowsQuerySet):
    """Briefings of the branches for which one may see them."""

    permission = "view_briefings"

    def issued(self) -> BriefingQuerySet:
        """Those that went out."""
        return self.filter(issued_at__isnull=False)

    def drafts(self) -> BriefingQuerySet:
        """Those still being written."""
        return self.filter(issued_at__isnull=True)


class Briefing(models.Model):
    """A paper of a branch about a place: a draft until it is issued.

    `query` is the Scope's query string and `wanted` the choices (briefings.wanted.Wanted), frozen text as
    briefings.frozen writes it. Title, addressee, meeting day and number stand in columns of their own for lists;
    `wanted` holds them too. `version` counts the saves of a draft. When issued, `content` is the frozen Document,
    `sha256` its digest, `code` its short public name, `data_version` and `layout` what it was made from and by,
    `issued_as` the issuer's name as the files print it.
    `accepted` are the warnings taken upon oneself: [{"key", "warning", "by", "reason", "at"}].
    """

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="briefings", verbose_name=_("cabang"))
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="briefings", verbose_name=_("wilayah"))
    month = models.DateField(_("posisi data"))
    query = models.CharField(max_length=300)
    language = models.CharField(_("bahasa"), max_length=2, default="id")
    title = models.CharField(_("judul"), max_length=200)
    addressee = models.CharField(_("kepada"), max_length=200)
    meeting_on = models.DateField(_("tanggal rapat"), null=True, blank=True)
    number = models.CharField(_("nomor"), max_length=60, blank=True)
    wanted = models.TextField()
    accepted = models.JSONField(default=list, blank=True)
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name=_("memperbaiki"),
    )
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    code = models.CharField(_("kode"), max_length=12, null=True, blank=True, unique=True)
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    data_version = models.PositiveBigIntegerField(null=True, blank=True)
    layout = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_as = models.CharField(max_length=320, blank=True)
    issued_at = models.DateTimeField(_("disampaikan pada"), null=True, blank=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]
        verbose_name = _("bahan audiensi")
        verbose_name_plural = _("bahan audiensi")
        indexes: ClassVar = [models.Index(fields=["region", "issued_at"], name="briefing_by_place")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, code__isnull=True, sha256="", content="")
                | (Q(issued_at__isnull=False, code__isnull=False, issued_by__isnull=False) & ~Q(sha256="")),
                name="briefing_issued_whole_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.region})"


class BriefingFile(models.Model):
    """One of the four files of an issued briefing, kept so that it comes out byte for byte as it went out."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        PPTX = "pptx", "PPTX"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format.choices)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["briefing", "format"], name="briefing_one_file_a_format"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id}.{self.format}"


class Commitment(models.Model):
    """What somebody promised at the meeting: who, what, for how many workers, by when."""

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="commitments")
    who = models.CharField(_("siapa"), max_length=120)
    what = models.CharField(_("apa"), max_length=300)
    workers = models.PositiveIntegerField(_("jumlah pekerja"), null=True, blank=True)
    due = models.DateField(_("tenggat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        verbose_name = _("komitmen")
        verbose_name_plural = _("komitmen")

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"


class Progress(models.Model):
    """How far a commitment had come on a day: workers reached so far, whether it is kept, and a note.

    Lines of both tables are only ever added (briefings.meeting.protection). A commitment whose latest line is MISTAKEN
    was written down wrongly; the note says why, and no briefing prints it.
    """

    class State(models.TextChoices):
        GOING = "going", _("berjalan")
        KEPT = "kept", _("terpenuhi")
        DROPPED = "dropped", _("tidak dilanjutkan")
        MISTAKEN = "mistaken", _("salah catat")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField(_("tanggal"))
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.GOING)
    workers = models.PositiveIntegerField(_("pekerja terdaftar sejauh ini"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        verbose_name = _("kemajuan komitmen")
        verbose_name_plural = _("kemajuan komitmen")

    def __str__(self) -> str:
        return f"{self.commitment_id}, {self.on}"
