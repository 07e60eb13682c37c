"""Reading a file the way the portal does, in a real child process: look at it, then check it by what was seen."""

from dataclasses import dataclass, field, replace

import polars as pl

from coverage_portal.core import looking
from coverage_portal.core.sheet_look import Choices
from coverage_portal.core.tabular import ROW, HashedFile
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.core.tabular_sheet import Sheet
from tests.core.members_checker import COLUMNS, FIELDS, MembersChecker

CHECKER = "tests.core.members_checker:MembersChecker"
KEY = b"k" * 32
NIK = "3671070101909001"
HEADER = "Kode Peserta;No. KTP;Nama;Tanggal Lahir;Gaji Pokok"


@dataclass
class Found:
    """What a check gave: counts, rows by their sheet row, issues as (row, column, code), the sheet rows of the same."""

    read: int = 0
    blank: int = 0
    rejected: int = 0
    rows: dict[int, tuple] = field(default_factory=dict)
    issues: list[tuple] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    hashes: list[int] = field(default_factory=list)
    same_rows: list[int] = field(default_factory=list)
    rejected_text: list[tuple] = field(default_factory=list)


def look(path, fields=FIELDS, **choices):
    with SheetReader() as child:
        job = Job(str(path), "", {}, 4 << 30, 30, mode="look", fields=fields)
        child.start(replace(job, choices=replace(job.choices, **choices)))
        return child.look()


def look_here(path):
    """The same in this process, which starts sooner."""
    with path.open("rb") as file:
        return looking.look(path, HashedFile(file), FIELDS, Choices())


def check(path, layout=None, known=None, **more):
    found = Found()
    job = Job(str(path), CHECKER, {"known": known}, 4 << 30, 30, fields=FIELDS, layout=layout, nik_key=KEY, **more)
    with SheetReader() as child:
        child.start(job)
        for part in child.parts():
            if part.counts:
                found.read += part.counts["read"]
                found.blank += part.counts["blank"]
                found.rejected += part.counts["rejected"]
            if part.rows is not None:
                found.rows |= {row: tuple(cells) for row, *cells in part.rows.select(ROW, *COLUMNS).rows()}
                found.hashes += part.rows["row_hash"].to_list()
            if part.issues is not None:
                found.issues += part.issues.select(ROW, "column", "code").rows()
                found.values += part.issues["value"].to_list()
            if part.same_rows is not None:
                found.same_rows += part.same_rows.tolist()
            if part.rejected is not None:
                found.rejected_text += part.rejected.rows()
    return found


def used(path, layout, corrections):
    """What the corrections did, as the reader tells it at the end."""
    job = Job(str(path), CHECKER, {"known": None}, 4 << 30, 30, fields=FIELDS, layout=layout, nik_key=KEY)
    with SheetReader() as child:
        child.start(replace(job, corrections=corrections))
        list(child.parts())
        return child.corrected


def check_here(path, layout):
    """The same in this process, which starts sooner; without what concerns the whole file."""
    found, checker = Found(), MembersChecker()
    with path.open("rb") as file:
        sheet = Sheet(Job(str(path), CHECKER, {}, 0, 0, fields=FIELDS, layout=layout), HashedFile(file), checker)
        for piece in sheet.blocks():
            checked = checker.check(sheet.sift(piece))
            found.read += checked.read
            found.blank += checked.blank
            found.rejected += checked.rejected
            found.rows |= {row: tuple(cells) for row, *cells in checked.rows.select(ROW, *COLUMNS).rows()}
            found.hashes += checked.rows["row_hash"].to_list()
            found.issues += checked.issues.select(ROW, "column", "code").rows()
    return found


def looked_at(path, **choices):
    """The check of a file by the layout its look proposes."""
    return check(path, look(path, **choices).layout)


def raw_rows(path, layout, *wanted, key=KEY):
    """The header's lines and the wanted rows, each with its row number."""
    job = Job(str(path), "", {}, 4 << 30, 30, mode="rows", fields=FIELDS, layout=layout, nik_key=key)
    with SheetReader() as child:
        child.start(replace(job, wanted_rows=wanted))
        return [frame.rows() for frame in child.cells()]


def csv(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "a.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def one(tmp_path, *rows, header=HEADER, encoding="utf-8"):
    """A file of these rows under an everyday header."""
    return csv(tmp_path, "\n".join([header, *rows]) + "\n", encoding)


def frame_of(cells):
    return pl.Series(cells, dtype=pl.String)
