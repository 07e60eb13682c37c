"""The columns of the list as a file, and an employer as its cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.listing.rows import Line
from employers.models import Employer

Cell = str | int | Fraction | date | None
"""A Fraction is a share of one."""


@dataclass(frozen=True)
class FileColumn:
    """The head of a column, its width in characters, and whether it holds numbers."""

    head: str | Promise
    width: int
    number: bool = False


COLUMNS = (
    FileColumn("NPP", 11),
    FileColumn(_("Divisi"), 7),
    FileColumn(_("Pemberi kerja"), 34),
    FileColumn(_("Status"), 13),
    FileColumn(_("Kantor cabang"), 20),
    FileColumn(_("Kecamatan"), 16),
    FileColumn(_("Alamat"), 34),
    FileColumn("NIB", 15),
    FileColumn("NPWP", 18),
    FileColumn(_("Versi KBLI"), 8),
    FileColumn("KBLI", 8),
    FileColumn(_("Sektor"), 34),
    FileColumn(_("Skala usaha"), 10),
    FileColumn(_("Pekerja wajib"), 10, number=True),
    FileColumn(_("Dilaporkan pada"), 12),
    FileColumn(_("Terdaftar"), 10, number=True),
    FileColumn(_("Cakupan"), 10, number=True),
    FileColumn(_("Belum"), 10, number=True),
    FileColumn(_("Kepatuhan"), 34),
    FileColumn(_("Ikut program"), 20),
    FileColumn(_("Belum ikut program wajib"), 20),
    FileColumn(_("Pembina"), 20),
    FileColumn(_("Terdaftar sejak"), 12),
    FileColumn(_("Diperbarui"), 12),
)


def cells_of(line: Line) -> tuple[Cell, ...]:
    """What the columns hold of one employer, as the page shows it."""
    employer = line.employer
    seen = getattr(employer, "compliance", None)
    return (
        employer.npp,
        employer.division,
        employer.name,
        str(employer.status_on(today()).label),
        employer.branch.name,
        employer.district.name,
        employer.address,
        employer.nib,
        employer.npwp,
        str(employer.kbli_version or ""),
        employer.kbli_code,
        line.sector,
        str(employer.get_scale_display() or ""),
        employer.declared_headcount,
        employer.declared_on,
        line.active,
        line.share,
        line.missing,
        ", ".join(str(tag.label) for tag in line.tags),
        programmes_in(seen.programmes if seen else None),
        programmes_in(seen.owed if seen else None),
        officer_of(employer),
        employer.registered_on,
        line.updated,
    )


@cache
def programmes_in(bits: int | None) -> str:
    """ "JKK, JKM" of the bits of programmes; nothing where they are not known."""
    return ", ".join(str(programme.name) for programme in PROGRAMMES if (bits or 0) & programme)


def officer_of(employer: Employer) -> str:
    """The name of who looks after the employer; nothing where nobody does."""
    officer = employer.officer
    return officer.called if officer else ""
