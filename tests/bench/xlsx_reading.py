"""How long a sheet of 200,000 rows x 12 columns takes to be read as text, against unzipping it.

    python -m tests.bench.xlsx_reading [--rows 200000] [--rounds 7]

Reading is done as in an import, in this process: every row found, errors and formulas without a result looked for,
numbers and days as text. The floor unzips the sheet's part and forgets it. Memory is this process's own peak.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import xlsxwriter

from coverage_portal.core.tabular import Header
from coverage_portal.core.tabular_xlsx import XlsxText

NAMES = ("Rangga", "Ayu", "Siti", "Budi", "Kusuma", "Permana", "Setiawan", "Wulan", "Putri", "Santoso", "Dewi", "Agus")
COLUMNS, GOAL, MOST_MEGABYTES = 12, 5.0, 700


def main() -> int:
    """Print the ratio; 0 when it was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        path = write(Path(folder) / "sheet.xlsx", options.rows)
        pairs = [(unzip(path), read(path, options.rows)) for _round in range(options.rounds)]
    floor, reading = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(taken / least for least, taken in pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"membuka zip {floor:.3f} s, membaca {reading:.3f} s: {ratio:.1f} x (target <= {GOAL:g} x)", end="; ")
    print(f"memori puncak {peak:.0f} MB (target <= {MOST_MEGABYTES} MB)")
    return 0


def write(path: Path, rows: int) -> Path:
    """A sheet as a core system writes it: names, codes and days as texts in cells of their own, and two numbers."""
    draw = random.Random(4)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at in range(rows + 1):
            for column in range(COLUMNS):
                if not at or column < COLUMNS - 2:
                    text = f"{draw.getrandbits(52)}" if column % 2 else f"{draw.choice(NAMES)} {draw.choice(NAMES)}"
                    sheet.write_string(at, column, text if at else f"K{column}")
                else:
                    sheet.write_number(at, column, draw.randrange(10_000_000))
    return path


def unzip(path: Path) -> float:
    """Seconds to unzip the sheet."""
    began = time.perf_counter()
    with zipfile.ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as part:
        while part.read(1 << 20):
            pass
    return time.perf_counter() - began


def read(path: Path, rows: int) -> float:
    """Seconds to read every row as text."""
    began = time.perf_counter()
    sheet = XlsxText(path)
    header = Header({name: at for at, name in enumerate(sheet.head()[0])}, COLUMNS)
    found = sum(block.frame.height for block in sheet.blocks(header, above=1))
    assert found == rows, found
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
