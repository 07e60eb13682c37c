"""Reads the published figures and targets that ship with the portal out of their CSV files. Touches no database.

Every row of the files becomes exactly one figure or target (a row of ump_provinsi_2026 one for each year it gives).
Who published, in which document and on what basis stands in sumber.csv, one line for each `sumber` of the files.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from regions.models import ReferenceFigure
from regions.seeds.places import DATA, read_rows

Kind = ReferenceFigure.Kind

# What an indicator of the files counts, and its label when the kind alone would say more than was published.
# The half-year counts of Cikokol keep their words: the source calls their sum "all workers in the city".
INDICATORS: dict[str, tuple[Kind, str]] = {
    "TPT": (Kind.UNEMPLOYMENT_RATE, ""),
    "TPT laki-laki": (Kind.UNEMPLOYMENT_RATE, "TPT laki-laki"),
    "TPT perempuan": (Kind.UNEMPLOYMENT_RATE, "TPT perempuan"),
    "TPAK": (Kind.PARTICIPATION_RATE, ""),
    "angkatan kerja": (Kind.LABOUR_FORCE, ""),
    "bekerja": (Kind.EMPLOYED, ""),
    "penganggur": (Kind.UNEMPLOYED, ""),
    "usia kerja": (Kind.WORKING_AGE, ""),
    "pekerja formal": (Kind.FORMAL_SHARE, ""),
    "pekerja informal": (Kind.INFORMAL_SHARE, ""),
    "penduduk": (Kind.POPULATION, ""),
    "UMK": (Kind.MINIMUM_WAGE, ""),
    "UMP": (Kind.MINIMUM_WAGE, ""),
    "UCJ": (Kind.UCJ, ""),
    "peserta aktif": (Kind.MEMBERS, ""),
    "peserta nonaktif": (Kind.MEMBERS_INACTIVE, ""),
    "peserta PU+BPU+Jakon": (Kind.MEMBERS, "peserta PU+BPU+Jakon"),
    "pekerja terlindungi": (Kind.MEMBERS, "pekerja terlindungi"),
    "pekerja PU": (Kind.MEMBERS_PU, "pekerja PU"),
    "pekerja BPU": (Kind.MEMBERS_BPU, "pekerja BPU"),
    "pekerja Jakon": (Kind.MEMBERS_JAKON, "pekerja Jakon"),
    "total pekerja": (Kind.OTHER, "total pekerja"),
    "pemberi kerja terdaftar": (Kind.EMPLOYERS, ""),
    "perusahaan terdaftar": (Kind.EMPLOYERS, ""),
    "cakupan": (Kind.COVERAGE_CLAIM, ""),
    "cakupan pekerja": (Kind.COVERAGE_CLAIM, ""),
    "klaim JHT": (Kind.CLAIMS, "klaim JHT"),
    "klaim JKK": (Kind.CLAIMS, "klaim JKK"),
    "klaim JKM": (Kind.CLAIMS, "klaim JKM"),
    "klaim JP": (Kind.CLAIMS, "klaim JP"),
    "pekerja rentan": (Kind.VULNERABLE, ""),
    "pekerja rentan terdaftar": (Kind.VULNERABLE, "pekerja rentan terdaftar"),
    "pekerja rentan terpilih": (Kind.VULNERABLE, "pekerja rentan terpilih"),
    "non-ASN, RT/RW, kader terlindungi": (Kind.OTHER, "non-ASN, RT/RW, kader terlindungi"),
}
TARGET_MEASURES = {
    "target UCJ": "UCJ",
    "target indikator RPJMN": "Indikator RPJMN",
    "target indikator RKP": "Indikator RKP",
    "target indikator RPJPN": "Indikator RPJPN",
}
NO_DECREE_NAMED = "nomor keputusan tidak disebut"
QUOTED_FOR_COMPARISON = "angka 2025 sebagaimana disebut sumber UMP 2026"
WORDED = re.compile(r"(?<!sekitar )(?<![\d.,±])(\d+(?:,\d+)?) (juta|jt|ribu)\b")
SCALES = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000}


class SeedFileError(ValueError):
    """A shipped file says something the loader does not understand. Names the file's row, in Indonesian."""


@dataclass(frozen=True)
class Source:
    """One line of sumber.csv: who published, where, on what basis."""

    publisher: str
    document: str
    link: str
    basis: ReferenceFigure.Basis
    note: str


@dataclass(frozen=True)
class PublishedFigure:
    """One published figure. The fields are those of ReferenceFigure, with the place as its code."""

    seed_key: str
    region_code: str
    kind: Kind
    label: str
    as_at: date
    period: str
    value: Decimal
    unit: str
    half_step: Decimal | None
    basis: ReferenceFigure.Basis
    derived: bool
    publisher: str
    document: str
    link: str
    note: str


@dataclass(frozen=True)
class PublishedTarget:
    """One published target. The fields are those of Target, with the place as its code."""

    seed_key: str
    region_code: str
    year: int
    measure: str
    percent: Decimal
    decree: str
    link: str
    note: str


@dataclass(frozen=True)
class FileRow:
    """One number of any of the files, in words common to all."""

    file: str
    region_code: str
    place: str
    period: str
    indicator: str
    value: str
    unit: str
    source: str
    note: str

    @property
    def seed_key(self) -> str:
        """What the row is about: the same key with another value is a correction."""
        return f"{self.file}/{self.region_code}/{self.period}/{self.indicator}"


def published_figures(data: Path = DATA) -> list[PublishedFigure]:
    """Every figure of the shipped files. Raises SeedFileError."""
    sources = _sources(data)
    return [_figure(row, sources) for row in file_rows(data) if row.indicator not in TARGET_MEASURES]


def published_targets(data: Path = DATA) -> list[PublishedTarget]:
    """Every target of the shipped files. Raises SeedFileError."""
    sources = _sources(data)
    return [_target(row, sources) for row in file_rows(data) if row.indicator in TARGET_MEASURES]


def file_rows(data: Path = DATA) -> Iterator[FileRow]:
    """Every number of the five files. Where two files give one wage, the one with the fuller source comes last."""
    for file in ("bpjstk_cakupan_publik", "ketenagakerjaan_banten"):
        for row in read_rows(data, file):
            yield _row(file, row, row["periode"], row["indikator"], row["nilai"], row["satuan"])
    for row in read_rows(data, "penduduk_kota_tangerang"):
        yield _row("penduduk_kota_tangerang", row, row["periode"], "penduduk", row["penduduk"], "orang")
    for row in read_rows(data, "ump_provinsi_2026"):
        for year, note in (("2025", QUOTED_FOR_COMPARISON), ("2026", "")):
            if row[f"ump_{year}"]:
                row["catatan"] = note
                yield _row("ump_provinsi_2026", row, year, "UMP", row[f"ump_{year}"], "rupiah/bulan")
    for row in read_rows(data, "upah_minimum_banten"):
        yield _row("upah_minimum_banten", row, row["tahun"], row["jenis"], row["rupiah_per_bulan"], "rupiah/bulan")


def day_of(period: str) -> date:
    """The day a period's figure stands at: its last day.

    "2023-12-31" that day; "2019-08" and "2024-12 (DKB Smt II)" the month's last; "2025 Semester I" 30 June;
    a year alone, also "2010 (SP2010)", 31 December: no census day is published with it. Words in brackets only qualify.
    """
    words = re.sub(r"\s*\(.*\)$", "", period)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return date.fromisoformat(words)
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])| Semester (I{1,2}))?", words)
    if match is None:
        raise SeedFileError(f"Periode “{period}” tidak dikenal.")
    year = int(match[1])
    last_month = int(match[2] or (6 if match[3] == "I" else 12))
    return date(year, last_month, monthrange(year, last_month)[1])


def half_step_of(value: str, note: str = "", *, derived: bool = False) -> Decimal | None:
    """Half the last published digit of `value` as the file writes it, or None when the precision is unknown.

    A derived value has no published digit. A note that says the value in words ("disebut 1,19 juta") gives the
    precision of the words (5,000); "sekitar" gives none. Else written decimals ("5.90": 0.005) and a whole number
    that does not end in 0 ("15702": 0.5) are published to their last digit; a round number may have been rounded.
    """
    number = Decimal(value)
    if derived:
        return None
    for words, scale in WORDED.findall(note):
        said = Decimal(words.replace(",", ".")) * SCALES[scale]
        if said == number:
            return Decimal(SCALES[scale]) * Decimal(5).scaleb(-len(words.partition(",")[2]) - 1)
    if "." in value or not value.endswith("0"):
        return Decimal(5).scaleb(-len(value.partition(".")[2]) - 1)
    return None


def _row(file: str, row: dict[str, str], period: str, indicator: str, value: str, unit: str) -> FileRow:
    return FileRow(
        file, row["kode"], row["nama"], period, indicator, value, unit, row["sumber"], row.get("catatan", "")
    )


def _sources(data: Path) -> dict[str, Source]:
    return {
        row["sumber"]: Source(
            row["penerbit"], row["dokumen"], row["tautan"], ReferenceFigure.Basis(row["dasar"]), row["catatan"]
        )
        for row in read_rows(data, "sumber")
    }


def _source_of(row: FileRow, sources: dict[str, Source]) -> Source:
    if row.source not in sources:
        raise SeedFileError(f"{row.seed_key}: sumber “{row.source}” belum ada di sumber.csv.")
    return sources[row.source]


def _figure(row: FileRow, sources: dict[str, Source]) -> PublishedFigure:
    if row.indicator not in INDICATORS:
        raise SeedFileError(f"{row.seed_key}: indikator “{row.indicator}” tidak dikenal.")
    kind, label = INDICATORS[row.indicator]
    source = _source_of(row, sources)
    note = "; ".join(text for text in (row.note, source.note) if text)
    derived = row.source.startswith("TURUNAN")
    return PublishedFigure(
        seed_key=row.seed_key,
        region_code=row.region_code,
        kind=kind,
        label=label + _branch_words(row.place),
        # A minimum wage stands from the first day of its year, a count at the end of its period.
        as_at=date(int(row.period), 1, 1) if kind == Kind.MINIMUM_WAGE else day_of(row.period),
        period=row.period,
        value=Decimal(row.value),
        unit=row.unit,
        half_step=half_step_of(row.value, note, derived=derived),
        basis=source.basis,
        derived=derived,
        publisher=source.publisher,
        document=source.document,
        link=source.link,
        note=note,
    )


def _branch_words(place: str) -> str:
    """ " (Cab. Cikokol)" of "Kota Tangerang (Cab. Cikokol)": a figure of one branch is not the city's."""
    match = re.search(r" \(Cab\. [^)]+\)$", place)
    return match[0] if match else ""


def _target(row: FileRow, sources: dict[str, Source]) -> PublishedTarget:
    source = _source_of(row, sources)
    return PublishedTarget(
        seed_key=row.seed_key,
        region_code=row.region_code,
        year=day_of(row.period).year,
        measure=TARGET_MEASURES[row.indicator],
        percent=Decimal(row.value),
        decree=f"{source.document}; {NO_DECREE_NAMED}",
        link=source.link,
        note=row.note,
    )
