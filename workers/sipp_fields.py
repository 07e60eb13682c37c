"""The columns of SIPP's Data TK Baru by their names, and what is chosen once for the whole file."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.spellings import spelt
from coverage_portal.programmes.codes import PROGRAMMES, Segment
from employers.fields import NO_DAY, with_words
from employers.models import Employer, EmployerProgramme
from regions.place_words import branch_cities, district_words, regency_words
from workers.fields import SEX_WORDS
from workers.sipp import KTP, NAMES, is_stand_in

NOT_ISSUED = _("KPJ belum terbit")
IDENTITY_WORDS = dict.fromkeys(("E-KTP", "KTP Elektronik", "NIK"), KTP)
FIELDS = (
    Field("NAMA", required=True, synonyms=NAMES, joined=True),
    Field("NIK", Content.NIK, required=True, synonyms=("NOMOR_IDENTITAS",)),
    Field("JENIS_IDENTITAS", Content.CODE, required=True, words=spelt(IDENTITY_WORDS)),
    Field("JENIS_KELAMIN", Content.CODE, required=True, words=spelt(SEX_WORDS)),
    Field("TGL_LAHIR", Content.DATE, required=True, synonyms=("TANGGAL_LAHIR",), blanks=NO_DAY),
    Field("TGL_MULAI", Content.DATE, synonyms=("TANGGAL_KEPESERTAAN",), blanks=NO_DAY),
    Field("UPAH", Content.NUMBER, whole=True),
    Field("KODE_TEMPAT_KERJA", Content.CODE, required=True, synonyms=("LOKASI_PEKERJAAN",)),
    Field("KODE_KANTOR", Content.CODE, required=True),
    Field("NPP", Content.CODE, required=True),
    Field("DIVISI", Content.CODE),
    Field("SEGMEN", Content.CODE, required=True),
    Field("PROGRAM", Content.CODE, required=True),
)


class NotForThisFile(Exception):
    """The employer cannot be chosen for a file of new workers; `code` says why (imports.messages)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fields() -> tuple[Field, ...]:
    """FIELDS with the four digits that LOKASI_PEKERJAAN names a kabupaten or kota by (3671 -> 36.71)."""
    return with_words(FIELDS, {"KODE_TEMPAT_KERJA": {**district_words(branch_cities()), **regency_words()}})


def constants_for(employer: Employer, position: date) -> dict[str, str]:
    """What stands in every row of a file of this employer's new workers: field -> text.

    The programmes are those the employer has joined on the day the file stands at. Raises NotForThisFile when it has
    joined none, or has closed.
    """
    if employer.closed_on is not None and employer.closed_on <= position:
        raise NotForThisFile("sipp_employer_closed")
    held = set(EmployerProgramme.objects.on(position).filter(employer=employer).values_list("programme", flat=True))
    programmes = "+".join(str(one.name) for one in PROGRAMMES if one.value in held)
    if not programmes:
        raise NotForThisFile("sipp_no_programme")
    return {
        "KODE_KANTOR": employer.branch.code,
        "NPP": employer.npp,
        "DIVISI": employer.division,
        "SEGMEN": Segment.PU.name,
        "PROGRAM": programmes,
    }


def shown_kpj(kpj: str) -> str | Promise:
    """A KPJ as it is shown: in words where it is not issued yet."""
    return NOT_ISSUED if is_stand_in(kpj) else kpj
