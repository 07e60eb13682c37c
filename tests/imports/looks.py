"""What could have been seen in a file of employers, for the pages that show it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.sheet_look import Look, SeenColumn
from coverage_portal.imports.desk import Desk

HEADER = ("Kode Kantor", "No NPP", "Nama Perusahaan", "Kecamatan", "Tgl Kepesertaan", "Jml TK WLKP", "Piutang")
TAKEN = ("KODE_KANTOR", "NPP", "NAMA", "KODE_KECAMATAN", "TGL_DAFTAR", "JML_TK_WLKP")
CELLS = ("CMN", "TC101530", "CV Contoh Laju", "Cipondoh", "03/04/2023", "1.234", "0")
STYLES = {"TGL_DAFTAR": "dmy", "JML_TK_WLKP": "id"}
READ_AS = {"TGL_DAFTAR": (("03/04/2023", "03-04-2023"),), "JML_TK_WLKP": (("1.234", "1234"),)}


def layout(**changes: Any) -> Layout:
    given: dict[str, Any] = {
        "columns": {name: (at,) for at, name in enumerate(TAKEN)},
        "header": HEADER,
        "header_row": 3,
        "sheet": "Data",
        "dates": {"TGL_DAFTAR": "dmy"},
        "numbers": {"JML_TK_WLKP": "id"},
    }
    return Layout(**given | changes)


def look(*, doubtful: tuple[str, ...] = (), **changes: Any) -> Look:
    names = [*TAKEN, ""]
    columns = tuple(
        SeenColumn(
            at,
            header,
            name,
            style=STYLES.get(name, ""),
            sure=name not in doubtful,
            filled=248,
            read_as=READ_AS.get(name, ()),
        )
        for at, (header, name) in enumerate(zip(HEADER, names, strict=True))
    )
    given: dict[str, Any] = {
        "layout": layout(),
        "columns": columns,
        "sheets": ("Data", "Petunjuk"),
        "preview": (CELLS,),
        "preview_rows": (4,),
        "unknown": ("Piutang",),
        "rows": 248,
        "notes": ("sheets_several",),
    }
    return Look(**given | changes)


def at_columns(by: User, seen: Look | None = None, **fields: Any) -> ImportBatch:
    """A file of employers whose columns wait for somebody."""
    seen = seen or look()
    given: dict[str, Any] = {
        "kind": "employers",
        "state": "columns",
        "file_name": "pemberi-kerja-cipondoh.xlsx",
        "file_size": 4,
        "position": date(2023, 12, 31),
        "received_by": by,
        "looked": seen.as_json(),
        "layout": seen.layout.as_json(),
    }
    batch = ImportBatch.objects.create(**given | fields)
    batch.refresh_from_db()  # as JSON gives it back
    desk = Desk.of(batch.pk)
    desk.open()
    desk.upload.write_bytes(b"baru")
    return batch


def flat(answer):
    """An answer's HTML without line ends between words; it has to be a page."""
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())
