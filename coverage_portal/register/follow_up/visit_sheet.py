"""The list as a sheet for visits: what is known of each employer, and room to write by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.illustration import holds_demo
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.files.sheets import Book, Cell, Head, Number, Sheet
from coverage_portal.coverage.files.sheets import Line as SheetLine
from coverage_portal.coverage.files.words import illustration_warning
from coverage_portal.coverage.files.write_xlsx import write_xlsx
from coverage_portal.coverage.workings import FigureKind
from coverage_portal.register.follow_up.asking import Asked
from coverage_portal.register.follow_up.rows import Line
from workers.compliance import latest_position


def visit_sheet(asked: Asked, lines: Sequence[Line], *, by: User, address: str) -> tuple[bytes, str]:
    """The XLSX file and its name: one sheet with a row an employer, one that says what it is."""
    title = _("Lembar kunjungan: %(list)s, %(place)s") % {"list": asked.listing.name, "place": asked.found.region.name}
    demo = holds_demo()
    warning = illustration_warning() if demo else ""
    about = _about(asked, lines, title, warning, by, address)
    rows = tuple(SheetLine(_cells(number, line)) for number, line in enumerate(lines, 1))
    table = Sheet(_("Kunjungan"), _heads(), rows, 3, least_lines=4)
    book = Book(title, active_language(), timezone.now(), warning, (table, about))
    name = f"kunjungan-{asked.listing.code}-{asked.found.region.code}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return write_xlsx(book), name


def _heads() -> tuple[Head, ...]:
    return (
        Head(_("No."), 6),
        Head("NPP", 11),
        Head(_("Pemberi kerja"), 26),
        Head(_("Alamat"), 28),
        Head(_("Narahubung"), 16),
        Head(_("Pekerja dilaporkan"), 13),
        Head(_("Kepesertaan aktif"), 15),
        Head(_("Belum terdaftar"), 12),
        Head(_("Temuan"), 22),
        Head(_("Tindakan berikutnya"), 18),
        Head(_("Tanggal kunjungan"), 13),
        Head(_("Ditemui"), 15),
        Head(_("Hasil"), 26),
    )


def _cells(number: int, line: Line) -> tuple[Cell, ...]:
    employer, standing = line.employer, line.employer.compliance
    owed = _(" (belum: %(programmes)s)") % {"programmes": line.owed} if line.owed else ""
    todo = " ".join(filter(None, (_day(line), line.next.next_action if line.next else "")))
    return (
        Number(Fraction(number)),
        employer.npp + (f" / {employer.division}" if employer.division else ""),
        employer.name,
        ", ".join(filter(None, (employer.address, employer.district.name))),
        ", ".join(filter(None, (employer.contact_name, employer.contact_phone))),
        _count(employer.declared_headcount),
        _count(standing.active),
        _count(standing.missing),
        "; ".join(map(str, line.findings)) + owed,
        todo,
        None,
        None,
        None,
    )


def _day(line: Line) -> str:
    return formatting.short_date(line.next_on, active_language()) + ":" if line.next_on else ""


def _count(value: int | None) -> Number | None:
    return None if value is None else Number(Fraction(value), FigureKind.COUNT)


def _about(asked: Asked, lines: Sequence[Line], title: str, warning: str, by: User, address: str) -> Sheet:
    language = active_language()
    said = [
        (_("Isi"), title),
        *([(_("Peringatan"), warning)] if warning else []),
        (
            _("Baris"),
            _("%(n)s dari %(n)s pemberi kerja pada daftar ini yang boleh Anda lihat")
            % {"n": formatting.number(len(lines), language)},
        ),
        (_("Kepesertaan per"), formatting.long_date(latest_position(), language)),
        (_("Dibuat"), formatting.moment(timezone.now(), language)),
        (_("Sifat"), _("Terbatas. Diambil oleh %(who)s.") % {"who": by.called}),
        (_("Alamat"), address),
    ]
    pairs = tuple(SheetLine(pair) for pair in said)
    return Sheet(_("Tentang"), (Head("", 24), Head("", 90)), pairs, headed=False)
