"""A hand-made answer, small enough to be the example of the schema: the city, one breakdown, one target."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Ratio, Unit
from coverage_portal.coverage.dashboard import Dashboard, Place, TargetNote
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import (
    BatchNote,
    Block,
    Column,
    Figure,
    FigureKind,
    Provenance,
    Row,
    Source,
    Working,
)

MONTH, YEAR_END = date(2023, 12, 1), date(2023, 12, 31)
MEMBERSHIPS = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE)
PERSONS = Basis(Unit.PERSONS, Laid.HOME)
IMPORT = BatchNote(
    number=2,
    file_name="contoh_pekerja_2023-12-31.csv",
    position=YEAR_END,
    applied_at=datetime(2026, 11, 20, 3, 5, tzinfo=UTC),
    approved_by="admin",
    illustrative=True,
)
MEMBERS = Source(
    label="Peserta aktif",
    quantity=Quantity(Fraction(736_000), MEMBERSHIPS, Fraction(500)),
    as_at=YEAR_END,
    period="2023-12",
    provenance=Provenance.ILLUSTRATIVE,
    publisher="Registri portal ini",
    document="Hitungan baris yang diimpor",
    batches=(IMPORT,),
)
LABOUR_FORCE = Source(
    label="Angkatan kerja",
    quantity=Quantity(Fraction(1_190_000), PERSONS, Fraction(5_000)),
    as_at=YEAR_END,
    period="2023",
    provenance=Provenance.OFFICIAL,
    publisher="BPJS Ketenagakerjaan Kantor Cabang Tangerang Cimone (pernyataan kepala cabang)",
    document="Republika, 22 Maret 2024",
    link="https://republika.co.id/berita/sars7n451",
)


def single(key: str, source: Source, code: str = "") -> Figure:
    """A figure that is just its source."""
    quantity = source.quantity
    working = Working("", source.label, (source,), quantity.band)
    name = f"{key}-{code}" if code else key
    return Figure(
        name, source.label, quantity.value, FigureKind.COUNT, source.provenance, working, half_step=quantity.half_step
    )


def rate() -> Figure:
    """736,000 of 1,190,000."""
    ratio = Ratio(MEMBERS.quantity, LABOUR_FORCE.quantity)
    caveats = ("Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri.",)
    working = Working("M1", "Peserta aktif ÷ angkatan kerja", (MEMBERS, LABOUR_FORCE), ratio.band, caveats)
    label = "Rasio peserta aktif terhadap angkatan kerja"
    return Figure("cakupan", label, ratio.value, FigureKind.SHARE, Provenance.ILLUSTRATIVE, working)


def gap() -> Figure:
    """1,190,000 − 736,000, give or take 5,500."""
    ratio, step = Ratio(MEMBERS.quantity, LABOUR_FORCE.quantity), Fraction(5_500)
    band = (ratio.gap - step, ratio.gap + step)
    working = Working("M8", "Angkatan kerja − peserta aktif", (LABOUR_FORCE, MEMBERS), band)
    provenance = Provenance.ILLUSTRATIVE
    return Figure("kesenjangan", "Kesenjangan", ratio.gap, FigureKind.COUNT, provenance, working, half_step=step)


def missing() -> Figure:
    """A number that nobody published."""
    working = Working("", "", ())
    why = "Belum dimasukkan ke portal ini untuk wilayah dan tahun ini."
    return Figure("penduduk", "Penduduk", None, FigureKind.COUNT, Provenance.COMPUTED, working, missing=why)


def target() -> TargetNote:
    """The national UCJ target that the portal ships with."""
    decree = "Ayo Nusa (ayonusa.com), 15 Mei 2025; nomor keputusan tidak disebut"
    return TargetNote(
        2025, Fraction(5215, 10_000), "UCJ", decree, "javascript:alert(1)", "", comparable=False, months_left=24
    )


def city() -> Dashboard:
    """Kota Tangerang, December 2023."""
    column = Column("kepesertaan", "Kepesertaan", FigureKind.COUNT, additive=True)
    here = replace(MEMBERS, label="Kepesertaan di Cipondoh", quantity=Quantity(Fraction(61_093), MEMBERSHIPS))
    row = Row("36.71.05", "Cipondoh", "", (single("kecamatan", here, "36.71.05-kepesertaan"),))
    total = Row("", "Kota Tangerang", "", (single("kecamatan", MEMBERS, "total-kepesertaan"),))
    return Dashboard(
        scope=Scope(month=MONTH, since=date(2022, 12, 1)),
        region=Place("36.71", "Kota Tangerang", 2),
        month=MONTH,
        as_at=YEAR_END,
        rate=rate(),
        covered=single("tercakup", MEMBERS),
        whole=single("penyebut", LABOUR_FORCE),
        gap=gap(),
        facts=(missing(),),
        changes=(),
        track=(),
        targets=(),
        blocks=(Block("kecamatan", "Kecamatan", (column,), (row,), total),),
        places=(Place("36.71", "Kota Tangerang", 2), Place("36.71.05", "Cipondoh", 3)),
        months=(MONTH, date(2022, 12, 1)),
        batches=(IMPORT,),
        illustrative=True,
        registry=True,
        cautions=("Satu orang dapat memiliki lebih dari satu kepesertaan; keduanya dihitung.",),
    )
