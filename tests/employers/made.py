"""Employers and memberships of small worlds, made in one line each."""

from __future__ import annotations

from datetime import date
from itertools import count

from coverage_portal.core.models import ImportBatch
from coverage_portal.programmes.codes import Scale, Segment
from employers.models import Employer, EmployerProgramme
from employers.names import search_text
from regions.models import ReferenceFigure, Region
from tests import people
from workers.models import Membership, Person

POSITION = date(2023, 12, 31)
_numbers = count(1)


def district(code="36.71.05", name="Cipondoh") -> Region:
    parent = people.city()
    fields = {"name": name, "level": 3, "parent": parent, "path": f"{parent.path}{code[-2:]}."}
    made, _ = Region.objects.get_or_create(code=code, defaults=fields)
    return made


def at_year_end() -> ImportBatch:
    """A workers' file of 31 December 2023 was applied."""
    return ImportBatch.objects.create(
        kind="workers", state="applied", file_name="pekerja.csv", file_sha256="0", position=POSITION
    )


def employer(name="PT Contoh Boga", npp="TC100214", branch=None, **fields) -> Employer:
    given = {"registered_on": date(2020, 1, 1) if npp else None, "scale": Scale.MEDIUM, "district": None}
    given |= {"kbli_version": 2020, "kbli_section": "I", "kbli_code": "56101"} | fields
    given["district"] = given["district"] or district()
    made = Employer(name=name, npp=npp, branch=branch or people.cimone(), **given)
    made.search_text = search_text(made.name, made.npp, made.nib, made.npwp)
    made.save()
    return made


def member(at: Employer | None, *, started=date(2021, 1, 1), ended=None, wage=6_000_000, programmes=31, **fields):
    number = next(_numbers)
    person = fields.pop("person", None) or Person.objects.create(
        nik_hash=f"{number:032x}", key_version=1, name=fields.pop("name", "Orang"), sex=1, birth_date=date(1990, 1, 1)
    )
    given = {"branch": at.branch if at else people.cimone(), "workplace": at.district if at else district()}
    given |= {"segment": Segment.PU, "kpj": f"{number:011d}"} | fields
    return Membership.objects.create(
        person=person, employer=at, programmes=programmes, wage=wage, started_on=started, ended_on=ended, **given
    )


def joins(at: Employer, *programmes: int, since=date(2020, 1, 1)) -> None:
    for programme in programmes:
        EmployerProgramme.objects.create(employer=at, programme=programme, started_on=since)


def minimum_wage(rupiah="4584519.08", year=2023) -> ReferenceFigure:
    return ReferenceFigure.objects.create(
        kind="minimum_wage", region=people.city(), as_at=date(year, 1, 1), period=str(year), value=rupiah,
        unit="rupiah/bulan", basis="decree", publisher="Gubernur Banten", document="Kepgub",
    )  # fmt: skip
