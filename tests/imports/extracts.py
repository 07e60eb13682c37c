"""Small extract files and the small world they are checked against."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.receipt import Receipt, Request
from coverage_portal.imports.steps import import_extract
from employers.extract import COLUMNS as EMPLOYER_COLUMNS
from regions.models import Branch, Region
from workers.extract import COLUMNS as WORKER_COLUMNS

POSITION = date(2023, 12, 31)
EMPLOYER = {
    "KODE_KANTOR": "CMN",
    "NPP": "00001234",
    "NAMA": "PT Maju Jaya",
    "BENTUK": "PT",
    "KBLI_VERSI": "2020",
    "KBLI": "47111",
    "SKALA": "Kecil",
    "DASAR_SKALA": "pekerja",
    "SKALA_PER": "31-12-2022",
    "KELOMPOK_RISIKO": "2",
    "KODE_KECAMATAN": "36.71.07",
    "ALAMAT": "Jalan Contoh 1",
    "TGL_DAFTAR": "01-02-2020",
    "JML_TK_WLKP": "12",
    "TGL_WLKP": "15-01-2023",
    "JKK_SEJAK": "01-02-2020",
    "JKM_SEJAK": "01-02-2020",
}
WORKER = {
    "KODE_KANTOR": "CMN",
    "KPJ": "16000000001",
    "NIK": "3671071805829074",
    "NAMA": "Rangga Kusuma",
    "JENIS_KELAMIN": "L",
    "TGL_LAHIR": "18-05-1982",
    "KODE_DOMISILI": "36.71.07",
    "NPP": "00001234",
    "SEGMEN": "PU",
    "PROGRAM": "JKK+JKM",
    "UPAH": "4600000",
    "KODE_TEMPAT_KERJA": "36.71.07",
    "TGL_MULAI": "01-03-2021",
}


def world() -> None:
    """Kota Tangerang with two kecamatan and a kelurahan, and two branches."""
    parent = None
    for level, code, name, path in (
        (0, "00", "Indonesia", "ID."),
        (1, "36", "Banten", "ID.36."),
        (2, "36.71", "Kota Tangerang", "ID.36.71."),
        (3, "36.71.07", "Karawaci", "ID.36.71.07."),
    ):
        parent = Region.objects.create(code=code, level=level, name=name, path=path, parent=parent)
        city = parent if level == 2 else parent.parent
    Region.objects.create(code="36.71.08", level=3, name="Periuk", path="ID.36.71.08.", parent=city)
    Branch.objects.create(code="CMN", name="Tangerang Cimone", city=city)
    Branch.objects.create(code="CKK", name="Tangerang Cikokol", city=city)


def employer(**changes: str) -> dict[str, str]:
    """One row of the employers' extract."""
    return dict.fromkeys(EMPLOYER_COLUMNS, "") | EMPLOYER | changes


def worker(number: int = 1, **changes: str) -> dict[str, str]:
    """One row of the workers' extract; another number is another membership of another demo person."""
    own = {"KPJ": f"160000{number:05}", "NIK": f"367107{1 + number % 28:02}0582{9000 + number % 1000}"}
    own["TGL_LAHIR"] = f"{1 + number % 28:02}-05-1982"
    return dict.fromkeys(WORKER_COLUMNS, "") | WORKER | own | changes


def csv_text(rows: list[dict[str, str]], separator: str = ";") -> str:
    """The rows as a core system exports them; no cell may need quotes."""
    lines = [separator.join(rows[0])] + [separator.join(row.values()) for row in rows]
    return "".join(f"{line}\r\n" for line in lines)


def write_workers(folder: Path, rows: list[dict[str, str]], name: str = "pekerja_2023-12-31.csv") -> Path:
    """A workers' extract."""
    path = folder / name
    path.write_bytes(csv_text(rows).encode())
    return path


def write_employers(
    folder: Path, rows: list[dict[str, object]], name: str = "pk_2023-12-31.xlsx", sheet: str = "Data Pemberi Kerja"
) -> Path:
    """An employers' extract; texts are written as texts, numbers as numbers."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate([dict(zip(rows[0], rows[0], strict=True)), *rows]):
            for column, cell in enumerate(row.values()):
                write = page.write_string if isinstance(cell, str) else page.write_number
                write(at, column, cell)
    return path


def load(path: Path, kind: str = "workers", **options: object) -> Receipt:
    """Import one file, as a demo unless told otherwise."""
    settings = {"position": POSITION, "illustrative": True} | options
    return import_extract(Request(kind=ImportBatch.Kind(kind), path=path, **settings))


def issues(receipt: Receipt) -> list[tuple[int, str, str]]:
    """The problems as (row, column, code)."""
    return [tuple(row) for row in receipt.issues.select("row_number", "column", "code").rows()]
