"""Files as they come and files made to harm, of employers and workers, with what has to become of each."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.core.test_corpus_xlsx import blank_rows
from tests.imports.books import SHEET, table, with_part, with_rows, workbook
from tests.imports.extracts import csv_text, employer, worker
from workers.extract import COLUMNS as WORKER_COLUMNS

COMMANDS = ('=HYPERLINK("http://contoh.invalid","x")', "+62 812", "-1+1", "@SUM(A1)", "<script>alert(1)</script>")
NIK = worker(1)["NIK"]
NIKS = {
    f"'{NIK}": True,
    f"{NIK[:6]} {NIK[6:12]}\u00a0{NIK[12:]}": True,
    f"\u200b{NIK[:8]}\u2060{NIK[8:]}\u200e": True,
    "".join(chr(0xFF10 + int(digit)) for digit in NIK): True,
    NIK.replace("0", "O", 1): False,
    "3,67107E+15": False,
    NIK[:-1]: False,
    f"{NIK[:6]}310299{NIK[12:]}": False,
}
"""How a NIK may be written, and whether its row is good."""


@dataclass
class Odd:
    """A file, made when it is needed. `refused`: the code it is refused with; else it has `good` and `bad` rows, whose
    problems are `codes`."""

    made: Callable[[], bytes]
    kind: str
    refused: str = ""
    good: int = 0
    bad: int = 0
    codes: frozenset[str] = frozenset()
    file_name: str = ""

    @cached_property
    def data(self) -> bytes:
        """What the file holds."""
        return self.made()

    @property
    def sent_as(self) -> str:
        """The name it is sent under."""
        return self.file_name or ("a.xlsx" if self.data.startswith(b"PK") else "a.csv")


READ: list[Odd] = []
REFUSED: list[Odd] = []


def read(kind: str, good: int, bad: int = 0, *codes: str, file_name: str = "") -> Callable[[Callable[[], bytes]], None]:
    """What is made here is read, and so many rows are good."""
    return lambda made: READ.append(Odd(made, kind, "", good, bad, frozenset(codes), file_name))


def refused(kind: str, code: str, file_name: str = "") -> Callable[[Callable[[], bytes]], None]:
    """What is made here is refused as a whole."""
    return lambda made: REFUSED.append(Odd(made, kind, code, file_name=file_name))


def text(*rows: dict[str, str]) -> bytes:
    return csv_text(list(rows)).encode()


@read("workers", 2)
def bom_and_crlf():
    return b"\xef\xbb\xbf" + text(worker(1), worker(2))


@read("workers", 1)
def cp1252_with_commas():
    return csv_text([worker(1, NAMA="René")], ",").replace("\r\n", "\n").encode("cp1252")


@read("workers", 2)
def utf16_with_tabs_and_old_mac_line_ends():
    return csv_text([worker(1), worker(2)], "\t").replace("\r\n", "\r").encode("utf-16")


@read("workers", 3)
def wages_as_people_write_them():
    return text(worker(1, UPAH="1.234.567"), worker(2, UPAH="Rp 5.067.381,-"), worker(3, UPAH="4.600.000,00"))


@read("workers", 2, 2, "cell_count")
def quotes_blank_and_ragged_rows():
    lines = csv_text([worker(1, NAMA='"RANGGA\nKUSUMA"'), worker(2), worker(3)]).split("\r\n")
    return "\r\n".join([*lines[:3], ";" * 14, f"{lines[3]};lebih", "pendek", ""]).encode()


@read("workers", 4, 4, "nik_form", "nik_letters", "nik_damaged", "nik_date")
def niks_of_all_sorts():
    return text(*(worker(at, NIK=nik, TGL_LAHIR=worker(1)["TGL_LAHIR"]) for at, nik in enumerate(NIKS, 1)))


@read("workers", 1)
def a_woman():
    return text(worker(NIK=f"{NIK[:6]}{int(NIK[6:8]) + 40}{NIK[8:]}", JENIS_KELAMIN="P"))


@read("workers", 3, 2, "date_form")
def months_by_name():
    days = ("12 Mei 2021", "1 Agt 2021", "31 Februari 2021", "tidak tahu", "2 Desember 2022")
    return text(*(worker(at, TGL_MULAI=day) for at, day in enumerate(days, 1)))


@read("workers", 2, 3, "kpj_repeated", "employer_unknown")
def the_same_twice_and_an_employer_nobody_knows():
    other = worker(5, NAMA="Nama Lain", NIK=worker(4)["NIK"], TGL_LAHIR=worker(4)["TGL_LAHIR"])
    return text(worker(1), worker(1), worker(3, NPP="99999999"), worker(4), other)


@read("workers", 7, 7, "too_long", "segment_unknown", "nik_misplaced")
def texts_made_to_harm():
    names = [*COMMANDS, "A" * 200_000, "RANGGA\u202eAMUSUK\u200b", "\ud83dRANGGA"]
    rows = [worker(at, NAMA=name) for at, name in enumerate(names, 1)]
    rows += [worker(20 + at, SEGMEN=name) for at, name in enumerate(COMMANDS)]
    return csv_text([*rows, worker(30, NAMA=NIK)]).encode("utf-16", "surrogatepass")


@read("workers", 1, file_name=f"budi {NIK}.csv")
def niks_in_the_names_of_file_and_column():
    return text(worker(1) | {f"TK {NIK}": NIK})


@read("employers", 5, 1, "scale_unknown")
def firms_made_to_harm():
    firms = [employer(NPP=f"0000567{at}", NAMA=name) for at, name in enumerate(COMMANDS)]
    return workbook(table([*firms, employer(NPP="00005679", NAMA="PT \u200eLima\u00a0", SKALA="=1+1", NPWP=NIK)]))


@read("workers", 2)
def a_form_with_titles_totals_and_hidden_rows():
    head = [{"NAMA": "Nama", "TGL_LAHIR": "Tanggal Lahir"}.get(name, name) for name in WORKER_COLUMNS]
    total = ["", "JUMLAH", *[""] * 9, "9200000", *[""] * 3]
    signed = [["", "", "", "Tangerang, 31 Desember 2023"], ["", "", "", "Kepala Bidang"]]
    rows = [["DAFTAR PESERTA"], [], [""], head, [f"({at})" for at in range(1, 16)]]
    rows += [list(worker(1).values()), list(worker(2).values()), total, [], *signed]

    def hide(book, sheet):
        sheet.merge_range("A3:O3", "Data Peserta")
        sheet.set_row(6, None, None, {"hidden": True})
        book.add_worksheet(f"TK {NIK}").hide()

    return workbook(rows, hide)


@read("workers", 3)
def formatted_rows_that_hold_nothing():
    book = workbook(table([worker(1), worker(2), worker(3)]))
    blank = blank_rows(5, 50_000) + b"</sheetData>"
    return with_part(book, SHEET, lambda xml: xml.replace(b"</sheetData>", blank))


@read("workers", 1, 1, "nik_damaged")
def a_nik_that_is_a_number():
    return workbook(table([worker(1) | {"NIK": int(NIK)}, worker(2)]))


@read("employers", 2, 2, "cell_error", "date_form")
def errors_and_formulas():
    def calculate(_book, sheet):
        sheet.write_formula(1, 3, '="PT "&"Hitung"', None, "PT Hitung")
        sheet.write_formula(2, 16, "=NA()", None, "#N/A")
        sheet.write_formula(3, 16, "=A1", None, "tidak dihitung")

    book = workbook(table([employer(NPP=f"0000567{at}") for at in range(4)]), calculate)
    return with_part(book, SHEET, lambda xml: xml.replace(b"<v>tidak dihitung</v>", b""))


@read("workers", 2)
def days_of_the_old_mac_calendar():
    return workbook(table([worker(at) | {"TGL_MULAI": date(2021, 3, at)} for at in (1, 2)]), date_1904=True)


@read("workers", 3)
def a_dimension_that_lies_and_a_name_that_leads_out():
    book = workbook(table([worker(1), worker(2), worker(3)]))
    lying = with_part(book, SHEET, lambda xml: re.sub(b'ref="A1:[A-Z]+4"', b'ref="A1:B2"', xml))
    return with_part(lying, "../../../../tmp/evil.xml", lambda _none: b"<x/>")


@refused("workers", "unclosed_quote")
def an_unclosed_quote():
    return text(worker(NAMA='"RANGGA'))


@refused("workers", "nul")
def a_nul():
    return text(worker(NAMA="A\0I"))


@refused("workers", "encoding")
def no_encoding_at_all():
    return text(worker(1, NAMA="é")) + b"\x81\xe9"


@refused("employers", "columns_too_many")
def a_hundred_thousand_columns():
    return (";".join(map(str, range(100_000))) + "\n").encode() * 2


@refused("employers", "not_a_table", "a.xlsx")
def a_document():
    return b"%PDF-1.7 ..."


@refused("workers", "old_excel", "a.xlsx")
def a_workbook_that_is_old_or_locked():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@refused("employers", "xlsx_broken")
def a_workbook_that_ends_early():
    return workbook(table([employer()]))[:2_000]


@refused("employers", "xlsx_locked")
def a_locked_part():
    data = bytearray(workbook([["x"]]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        struct.pack_into("<H", data, start + at, struct.unpack_from("<H", data, start + at)[0] | 1)
    return bytes(data)


@refused("employers", "xlsx_bomb")
def a_bomb():
    return with_part(workbook([["x"]]), "xl/bomb.xml", lambda _none: b" " * (40 << 20))


@refused("workers", "xlsx_dtd")
def a_dtd():
    return with_part(workbook([["x"]]), SHEET, lambda _xml: b'<!DOCTYPE l [<!ENTITY a "aaaa">]><l>&a;</l>')


@refused("workers", "xlsx_too_large")
def two_cells_at_the_ends_of_the_sheet():
    cell = '<row r="{1}"><c r="{0}{1}"><v>1</v></c></row>'
    return with_rows(cell.format("A", 1) + cell.format("XFD", 1 << 20))


@refused("employers", "xlsx_too_large")
def sixty_thousand_parts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(60_000):
            archive.writestr(f"{at}", b"")
    return out.getvalue()


@refused("employers", "xlsx_row_order")
def a_row_number_twice():
    return with_rows('<row r="5"><c r="A5"><v>1</v></c></row>' * 2)


@refused("workers", "xlsx_cell_repeated")
def a_cell_twice():
    return with_rows('<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>')
