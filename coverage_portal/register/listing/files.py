"""The list as a file: every row that answers, in the list's order, then what the file is. Nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.illustration import holds_demo
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.files.words import illustration_warning
from coverage_portal.register.listing.columns import Cell, cells_of
from coverage_portal.register.listing.question import Counted, Question
from coverage_portal.register.listing.rows import line_of
from employers.models import Employer

A_CHUNK = 1_000
FEW = ("district", "branch", "batch", "officer")
"""What many employers share: read once for a chunk."""
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Listing:
    """What a file holds: the question, its counts, who asks, and the address of the page."""

    question: Question
    counted: Counted
    by: str
    address: str
    at: datetime
    language: str

    @classmethod
    def of(cls, question: Question, counted: Counted, by: str, address: str) -> Listing:
        """Now, in the language of the page."""
        return cls(question, counted, by, address, timezone.now(), active_language())

    def rows(self) -> Iterator[list[Row]]:
        """The cells of every employer that answers, some rows at a time: memory stays flat however many there are."""
        wanted = self.question.sorted.select_related("compliance").prefetch_related(*FEW)
        some: list[Employer] = []
        for employer in wanted.iterator(chunk_size=A_CHUNK):
            some.append(employer)
            if len(some) == A_CHUNK:
                yield self._cells(some)
                some = []
        yield self._cells(some)

    def _cells(self, employers: list[Employer]) -> list[Row]:
        with translation.override(self.language):
            return [cells_of(line_of(employer)) for employer in employers]

    def about(self, written: int) -> list[tuple[str, str]]:
        """Pairs of a name and a text; a warning stands first."""
        language, number = self.language, formatting.number
        found = _("%(n)s dari %(all)s pemberi kerja") % {
            "n": number(written, language),
            "all": number(self.counted.of, language),
        }
        return [
            *([(_("Peringatan"), self.warning)] if self.warning else []),
            (_("Isi berkas"), _("Pemberi kerja yang cocok dengan saringan, semuanya")),
            (_("Jumlah baris"), found),
            (_("Jumlah kekurangan pekerja"), number(self.counted.missing, language)),
            (_("Tanpa jumlah pekerja wajib"), number(self.counted.undeclared, language)),
            (_("Saringan"), "; ".join(chip.label for chip in self.question.chips) or _("tanpa saringan")),
            (_("Urutan"), self.question.filter.shown("urut")),
            (_("Posisi data"), formatting.long_date(self.question.position, language)),
            (_("Dibuat"), f"{formatting.moment(self.at, language)}, {self.by}"),
            (_("Alamat halaman"), self.address),
        ]

    @cached_property
    def warning(self) -> str:
        """What must be said while demo data are in."""
        demo = holds_demo()
        return illustration_warning() if demo else ""

    @property
    def name(self) -> str:
        """The file's name, without its ending."""
        return f"pemberi-kerja-{self.question.position:%Y-%m-%d}"
