"""Files on their way for the browser to look at: one in every state that an import can stand in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import xlsxwriter

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports import flow
from coverage_portal.imports.desk import Desk, Progress
from coverage_portal.imports.work import work_on

POSITION = date(2023, 12, 31)
HEADER = ("No", "Kode Kantor", "No NPP", "Nama Perusahaan", "Kecamatan", "Alamat", "Tgl Kepesertaan", "Jml TK WLKP")
RAISED = 33
ONE_IN = 200
"""Of so many of the demo's people one is gone."""
NAME = "pekerja-cipondoh_2023-12-31.csv"


def make(by: User, folder: Path) -> dict[str, int]:
    """The imports by the names that pages.py gives them; `folder` has the demo registry's files."""
    with mock.patch.object(flow, "ask_for_work"):  # nobody but this works on them
        workers = changed(folder / "contoh_pekerja_2023-12-31.csv")
        made = {
            "uploading": sent(by, workers, parts=1 / 3),
            "columns": worked_on(sent(by, employers(), kind="employers", name="Daftar Pemberi Kerja 2023.xlsx")),
            "review": worked_on(sent(by, workers)),
            "refused": worked_on(sent(by, b"\x00\x01" * 2000)),
            "checking": sent(by, workers),
        }
        flow.cancel(cancelled := sent(by, workers, parts=1 / 3), by=by)
    # Never asked for, so that no page takes the work up, however long the browser takes to come to it.
    ImportBatch.objects.filter(pk=made["checking"].pk).update(state=ImportBatch.State.CHECKING, asked_at=None)
    Desk.of(made["checking"].pk).report(Progress(12_000, 48_000))
    return {name: batch.pk for name, batch in {**made, "cancelled": cancelled}.items()}


def sent(by: User, data: bytes, *, kind: str = "workers", name: str = NAME, parts: float = 1) -> ImportBatch:
    """A file of which a part has arrived, or all of it."""
    batch = flow.begin_upload(
        kind=ImportBatch.Kind(kind), file_name=name, size=len(data), position=POSITION, by=by, illustrative=True
    )
    flow.add_bytes(batch, 0, data[: int(len(data) * parts)])
    if parts == 1:
        flow.finish_upload(batch)
    return batch


def worked_on(batch: ImportBatch) -> ImportBatch:
    """The batch once a person has to do something."""
    work_on.call(batch.pk)
    return batch


def changed(path: Path) -> bytes:
    """The demo's workers with other wages, some people gone, a new one, and cells that are wrong."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    wrong: list[tuple[str, Callable[[str], str]]] = [
        ("KODE_TEMPAT_KERJA", lambda text: "Cipondo"),
        ("UPAH", lambda text: "enam juta"),
        ("JENIS_KELAMIN", lambda text: "Wanitaa"),
        ("TGL_MULAI", lambda text: "31-02-2021"),
        ("NIK", lambda text: text[:12]),
    ]
    for at, row in enumerate(rows[:35]):
        column, spoil = wrong[at % len(wrong)]
        row[column] = spoil(row[column])
    for row in rows[35 : 35 + RAISED]:
        row["UPAH"] = str(int(row["UPAH"] or 4_000_000) + 250_000)
    new = {**rows[80], "KPJ": "2311999", "NIK": rows[80]["NIK"][:15] + "7", "TGL_MULAI": "01-12-2023"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*(row for at, row in enumerate(rows, 1) if at % ONE_IN), new])
    return text.getvalue().encode()


def employers() -> bytes:
    """A sheet as staff keep it: a title, headers of their own, dates that could be read in two ways, a sum."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet("Data")
        book.add_worksheet("Petunjuk")
        sheet.write_string(0, 0, "DAFTAR PEMBERI KERJA KANTOR CABANG")
        sheet.write_row(2, 0, HEADER)
        for at in range(24):
            told = (f"TC{101500 + at}", f"PT Contoh Niaga {at}", "Cipondoh", f"Jl. Contoh {at}")
            sheet.write_row(3 + at, 0, (str(at + 1), "CMN", *told, f"0{1 + at % 9}/0{1 + at % 7}/2023", "1.234"))
        sheet.write_row(27, 0, ("", "", "", "JUMLAH", "", "", "", "29.616"))
    return written.getvalue()
