"""Kota Tangerang in numbers: the totals and published figures its pages read, without one membership behind them.

A shape of the real thing: 13 kecamatan, what nobody placed, five months of four years, sectors of two KBLI versions,
employers of every scale and of none, figures published, derived and missing. Tests change what they speak of.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache

import polars as pl

from coverage_portal.core.bulk import insert_frame
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.models import BuiltMonth, CoverageTotal, Dimension, Place
from coverage_portal.coverage.workings import Provenance, Source
from coverage_portal.programmes.codes import PROGRAMMES, Scale, Segment
from coverage_portal.programmes.models import Obligation
from coverage_portal.programmes.seed import read_law
from regions.models import Branch, ReferenceFigure, Region, Target
from tests import people

Kind, FigureBasis = ReferenceFigure.Kind, ReferenceFigure.Basis
YEAR_END = date(2023, 12, 31)
DECEMBER, NOVEMBER = date(2023, 12, 1), date(2023, 11, 1)
MONTHS = {date(2020, 12, 1): 850, date(2021, 12, 1): 900, date(2022, 12, 1): 951, NOVEMBER: 996, DECEMBER: 1000}
JKP_KNOWN_FROM = date(2021, 2, 1)
AUDIENSI = "BPJS Ketenagakerjaan Kantor Cabang Tangerang Cimone (pernyataan kepala cabang)"
NEWSPAPER = "Republika, “BPJS Ketenagakerjaan Cimone Audiensi dengan Pj Wali Kota Tangerang”, 22 Maret 2024"
LINK = "https://republika.co.id/berita/sars7n451"
NOT_PLACED = ("36.71", "", 1_200, 900, 0)
DISTRICTS = (  # code, name, memberships at work, persons at home, kelurahan
    ("36.71.01", "Tangerang", 87_120, 71_204, 8),
    ("36.71.02", "Jatiuwung", 102_417, 54_310, 6),
    ("36.71.03", "Batuceper", 58_142, 45_021, 7),
    ("36.71.04", "Benda", 49_871, 38_220, 5),
    ("36.71.05", "Cipondoh", 61_093, 82_114, 10),
    ("36.71.06", "Ciledug", 38_201, 55_702, 8),
    ("36.71.07", "Karawaci", 79_744, 74_982, 16),
    ("36.71.08", "Periuk", 66_918, 60_107, 5),
    ("36.71.09", "Cibodas", 58_806, 63_555, 6),
    ("36.71.10", "Neglasari", 36_420, 39_874, 7),
    ("36.71.11", "Pinang", 43_655, 60_011, 11),
    ("36.71.12", "Karang Tengah", 28_311, 42_190, 7),
    ("36.71.13", "Larangan", 24_102, 50_846, 8),
)
KINDS = (  # segment, sector, scale, of a thousand memberships, programmes held as bits; BPU takes what is left
    (Segment.PU, "2020C", Scale.LARGE, 420, 31),
    (Segment.PU, "2025C", Scale.LARGE, 30, 31),
    (Segment.PU, "2020H", Scale.LARGE, 40, 31),
    (Segment.PU, "2020G", Scale.MEDIUM, 60, 31),
    (Segment.PU, "2020K", Scale.MEDIUM, 20, 31),
    (Segment.PU, "2020F", Scale.MEDIUM, 10, 15),
    (Segment.PU, "2020I", Scale.SMALL, 25, 7),
    (Segment.PU, "2020J", Scale.SMALL, 10, 7),
    (Segment.PU, "2020Q", Scale.SMALL, 15, 7),
    (Segment.PU, "2025N", Scale.SMALL, 10, 31),
    (Segment.PU, "2020S", Scale.MICRO, 20, 3),
    (Segment.PU, "", 0, 10, 3),
    (Segment.JAKON, "2020F", Scale.SMALL, 20, 3),
    (Segment.PMI, None, None, 1, 3),
    (Segment.BPU, None, None, 309, 3),
)
FIRMS = {Scale.LARGE: (3000, 900), Scale.MEDIUM: (1000, 60), Scale.SMALL: (200, 12), Scale.MICRO: (80, 3), 0: (4000, 5)}
_COLUMNS = ("memberships", "persons", *(p.name.lower() for p in PROGRAMMES), "employers", "declared_employers")
_NAMES = (*_COLUMNS, "declared")

LABOUR_FORCE = Source(
    label="Angkatan kerja",
    quantity=Quantity(Fraction(1_190_000), Basis(Unit.PERSONS, Laid.HOME), Fraction(5_000)),
    as_at=YEAR_END,
    period="2023",
    provenance=Provenance.OFFICIAL,
    publisher=AUDIENSI,
    document=NEWSPAPER,
    link=LINK,
)


def city(*, illustrative: bool = True, some: tuple[str, ...] = ()) -> dict[str, Region]:
    """The city with everything it has; 736,000 of 1,190,000 in December 2023. Answers its regions by code.

    `some`: only these kecamatan, for a smaller city.
    """
    regions = places(some)
    counts(regions)
    published_figures(regions)
    imports(illustrative)
    law()
    return regions


def law() -> None:
    """The obligations of the shipped law."""
    Obligation.objects.bulk_create(map(copy, _obligations()))


@lru_cache
def _obligations() -> list[Obligation]:
    return read_law()[Obligation]


def places(some: tuple[str, ...] = ()) -> dict[str, Region]:
    """The country, Banten, its two cities, 13 kecamatan with their kelurahan, and the branches."""
    country = Region.objects.create(code="00", path="ID.", level=0, name="Indonesia")
    banten = Region.objects.create(code="36", path="ID.36.", level=1, name="Banten", parent=country)
    own = people.city()
    Region.objects.filter(pk=own.pk).update(parent=banten)
    other = Region(code="36.74", path="ID.36.74.", level=2, name="Kota Tangerang Selatan", parent=banten)
    other.save()
    found = {one.code: one for one in (country, banten, own, other)}
    wanted = [district for district in DISTRICTS if not some or district[0] in some]
    made = [Region(code=code, path=f"ID.{code}.", level=3, name=name, parent=own) for code, name, *_rest in wanted]
    found |= {one.code: one for one in Region.objects.bulk_create(made)}
    Region.objects.bulk_create(
        Region(code=f"{code}.{1001 + n}", path=f"ID.{code}.{1001 + n}.", level=4, name=f"{n}", parent=found[code])
        for code, *_counts, villages in wanted
        for n in range(villages)
    )
    people.cimone()
    Branch.objects.get_or_create(code="CKK", defaults={"name": "Tangerang Cikokol", "city": own})
    return found


def counts(regions: dict[str, Region], months: tuple[date, ...] = tuple(MONTHS)) -> None:
    """The totals of `months`, as rollups would have written them."""
    codes = tuple(regions)
    rows = [(month, place, regions[code].pk, *rest) for month in months for place, code, *rest in _totals(month, codes)]
    schema = ["month", "place", "region_id", "dimension", "code", *_NAMES]
    insert_frame(CoverageTotal._meta.db_table, pl.DataFrame(rows, schema=schema, orient="row"))
    BuiltMonth.objects.bulk_create(BuiltMonth(month=month) for month in months)


@lru_cache
def _totals(month: date, codes: tuple[str, ...]) -> tuple[tuple, ...]:
    """Every total of a month by the code of its region: the leaves among `codes` added up into all they lie in."""
    found: dict[tuple, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_NAMES, 0))
    for code, _name, work, home, _villages in (leaf for leaf in (*DISTRICTS, NOT_PLACED) if leaf[0] in codes):
        above = {code, "36.71", "36", "00"}
        work, home = work * MONTHS[month] // 1000, home * MONTHS[month] // 1000
        for dimension, key, added in (*_at_work(work, month), *_employers(work), *_at_home(home, month)):
            place = Place.HOME if added.get("persons") else Place.WORKPLACE
            for region in above:
                total = found[place, region, dimension, key]
                for name, count in added.items():
                    total[name] += count
    return tuple((*key, *total.values()) for key, total in found.items())


def _held(count: int, programmes: int, month: date) -> dict[str, int]:
    known = [p for p in PROGRAMMES if p.name != "JKP" or month >= JKP_KNOWN_FROM]
    return {p.name.lower(): count for p in known if programmes & p}


def _at_work(count: int, month: date):
    left = count
    for segment, sector, scale, share, programmes in KINDS:
        part = left if segment == Segment.BPU else count * share // 1000
        left -= part
        added = {"memberships": part} | _held(part, programmes, month)
        yield Dimension.ALL, "", added
        yield Dimension.SEGMENT, str(segment.value), added
        if sector is not None:
            yield Dimension.SECTOR, sector, added
            yield Dimension.SCALE, str(int(scale)), added


def _employers(count: int):
    for scale, (members, headcount) in FIRMS.items():
        firms = count // members
        added = {"employers": firms, "declared_employers": firms // 2, "declared": firms // 2 * headcount}
        yield Dimension.ALL, "", added
        yield Dimension.SCALE, str(int(scale)), added


def _at_home(count: int, month: date):
    part = count * 2 // 3
    yield Dimension.ALL, "", {"persons": part} | _held(part, 31, month)
    yield Dimension.ALL, "", {"persons": count - part} | _held(count - part, 3, month)


def published(region: Region, kind: Kind, value: int, half_step: int | None = 0, **more: object) -> ReferenceFigure:
    """A figure of the audiensi, unless `more` says otherwise."""
    fields = {
        "as_at": YEAR_END,
        "period": "2023",
        "unit": "perusahaan" if kind == Kind.EMPLOYERS else "orang",
        "basis": FigureBasis.STATEMENT,
        "publisher": AUDIENSI,
        "document": NEWSPAPER,
        "link": LINK,
    }
    return ReferenceFigure.objects.create(
        region=region, kind=kind, value=value, half_step=half_step, **{**fields, **more}
    )


def published_figures(regions: dict[str, Region]) -> None:
    """The four of the audiensi, labour forces derived for three years before, and populations of the census of 2020."""
    own = regions["36.71"]
    published(own, Kind.POPULATION, 1_930_000, 5_000)
    published(own, Kind.LABOUR_FORCE, 1_190_000, 5_000)
    published(own, Kind.MEMBERS, 736_000, 500)
    published(own, Kind.EMPLOYERS, 15_702)
    sakernas = {
        "publisher": "BPS",
        "document": "Penganggur ÷ TPT",
        "link": "",
        "derived": True,
        "basis": FigureBasis.SAKERNAS,
    }
    for year, value in ((2020, 1_128_000), (2021, 1_141_500), (2022, 1_191_700)):
        published(own, Kind.LABOUR_FORCE, value, None, as_at=date(year, 8, 31), period=f"{year}-08", **sakernas)
    for code, value in (("36.71", 1_895_486), ("36.71.04", 83_530), ("36.71.05", 248_210)):
        if code in regions:
            census(regions[code], value)


def census(region: Region, value: int) -> ReferenceFigure:
    """A population of the census of 2020."""
    more = {"as_at": date(2020, 9, 1), "period": "2020", "basis": FigureBasis.CENSUS}
    return published(region, Kind.POPULATION, value, publisher="BPS", document="SP2020", link="", **more)


def imports(illustrative: bool = True, position: date = YEAR_END) -> list[ImportBatch]:
    """An applied import of employers and one of workers."""
    names = ((ImportBatch.Kind.EMPLOYERS, "pemberi_kerja.xlsx"), (ImportBatch.Kind.WORKERS, "pekerja.csv"))
    applied = {"applied_at": datetime(2024, 1, 8, 3, 5, tzinfo=UTC), "state": ImportBatch.State.APPLIED}
    return [
        ImportBatch.objects.create(
            kind=kind,
            file_name=name,
            file_sha256="0" * 64,
            position=position,
            illustrative=illustrative,
            approved_by=None,
            branch_codes=["CKK", "CMN"],
            **applied,
        )
        for kind, name in names
    ]


def target(region: Region, percent: object, year: int = 2025, measure: str = "M1", **more: object) -> Target:
    """A target of the place."""
    fields = {"decree": "Perwal 12/2024", "link": "https://jdih.example/12"}
    return Target.objects.create(region=region, year=year, measure=measure, percent=percent, **{**fields, **more})
