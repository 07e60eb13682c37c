"""The figures of the sample briefing: round inventions around the published 736 ribu of 1,19 juta."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.workings import Block, Column, Figure, FigureKind, Provenance, Row, Source, Working

COUNT, SHARE = FigureKind.COUNT, FigureKind.SHARE
YEAR_END = date(2023, 12, 31)
AT_WORK, AT_HOME = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE), Basis(Unit.PERSONS, Laid.HOME)
KECAMATAN = (
    ("36.71.05", "Cipondoh", 83_300, 75_000, 2, 4, 3),
    ("36.71.06", "Ciledug", 49_400, 53_500, 3, 4, 3),
    ("36.71.11", "Pinang", 63_300, 52_900, 2, 3, 3),
    ("36.71.13", "Larangan", 44_200, 46_600, 3, 5, 3),
    ("36.71.07", "Karawaci", 77_200, 39_600, 1, 1, 2),
    ("36.71.02", "Jatiuwung", 54_000, 10_900, 2, 1, 0),
)
YEARS = ((2019, 496), (2020, 509), (2021, 538), (2022, 581), (2023, 618))


def source(label: str, value: int | Fraction, basis: Basis = AT_WORK, half_step: int = 0, **more: object) -> Source:
    """An input of a figure; published unless `more` says otherwise."""
    kept = {"provenance": Provenance.OFFICIAL, "publisher": "Republika", "document": "Berita 22 Mar 2024", **more}
    return Source(label, Quantity(Fraction(value), basis, Fraction(half_step)), YEAR_END, "2023", **kept)


COVERED = source("Peserta aktif", 736_000, half_step=500)
LABOUR_FORCE = source("Angkatan kerja", 1_190_000, AT_HOME, half_step=5_000)


def count(key: str, label: str, value: int | None, *inputs: Source, mark: Provenance = Provenance.OFFICIAL) -> Figure:
    """A count as its source gives it."""
    inputs = inputs or (source(label, value or 0, provenance=mark),)
    return Figure(
        key, label, None if value is None else Fraction(value), COUNT, mark, Working("", "Apa adanya", inputs)
    )


def share(key: str, label: str, part: Source, whole: Source, mark: Provenance = Provenance.COMPUTED) -> Figure:
    """Part over whole, with its working."""
    working = Working("M1", f"{part.label} ÷ {whole.label}", (part, whole))
    return Figure(key, label, part.quantity.value / whole.quantity.value, SHARE, mark, working)


RATE = share("cakupan", "Rasio peserta aktif terhadap angkatan kerja", COVERED, LABOUR_FORCE)
ACTIVE = count("tercakup", "Peserta aktif", 736_000, COVERED)
WHOLE = count("penyebut", "Angkatan kerja", 1_190_000, LABOUR_FORCE)
GAP = Figure(
    "kesenjangan",
    "Kesenjangan",
    Fraction(454_000),
    COUNT,
    Provenance.COMPUTED,
    Working("M8", "Angkatan kerja − peserta aktif", (LABOUR_FORCE, COVERED), (Fraction(448_500), Fraction(459_500))),
    half_step=Fraction(5_500),
)
FACTS = (
    count("penduduk", "Penduduk", 1_930_000, source("Penduduk", 1_930_000, AT_HOME, half_step=5_000)),
    WHOLE,
    count("pemberi-kerja", "Pemberi kerja terdaftar", 15_702),
)


def _row(code: str, name: str, covered: int, gap: int) -> Row:
    mark, stem = Provenance.ILLUSTRATIVE, f"kecamatan-{code}"
    part = source(f"Kepesertaan di {name}", covered, provenance=mark)
    whole = source(f"angkatan kerja {name}", covered + gap, AT_HOME, provenance=mark)
    difference = Working("M8", f"Angkatan kerja {name} − kepesertaan", (whole, part))
    figures = (
        count(f"{stem}-jumlah", "Terlindungi", covered, part, mark=mark),
        share(f"{stem}-cakupan", "Cakupan", part, whole, mark),
        Figure(f"{stem}-celah", "Belum", Fraction(gap), COUNT, mark, difference),
    )
    return Row(code, name, "", figures)


def districts() -> Block:
    """Six of the kecamatan, with their sum."""
    columns = (
        Column("jumlah", "Terlindungi", COUNT, additive=True),
        Column("cakupan", "Cakupan", SHARE),
        Column("celah", "Belum", COUNT, additive=True),
    )
    rows = tuple(_row(code, name, covered, gap) for code, name, covered, gap, *_place in KECAMATAN)
    total = _row("", "Jumlah", sum(one[2] for one in KECAMATAN), sum(one[3] for one in KECAMATAN))
    marked = tuple(one[0] for one in KECAMATAN[:4])
    return Block("kecamatan", "Menurut kecamatan", columns, rows, total, ("Data contoh.",), marked=marked)
