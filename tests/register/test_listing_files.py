"""The list as a file: the same rows in the same order, all of them, safe to open, and what it is said in it."""

import csv
import io
from datetime import date

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from coverage_portal.core.models import AuditEvent, ImportBatch
from tests import people
from tests.employers import made
from workers import compliance


@pytest.fixture
def firms(db):
    made.at_year_end()
    first = made.employer(
        "PT Besar", "00000012", declared_headcount=3, declared_on=date(2023, 6, 1), nib="0220112345678"
    )
    made.member(first)
    made.employer("=HYPERLINK(1)", "00000013", address="+62 jalan")
    made.employer("Toko Jauh", "00000014", people.cikokol(), declared_headcount=9)
    compliance.rebuild()


def rows_of(client, query=""):
    response = client.get(f"/pemberi-kerja/unduh/csv/{query}")
    assert response.streaming
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_holds_the_rows_of_the_page_and_says_how_many_of_how_many(firms, client, budi):
    client.force_login(budi)
    heads, *rows = rows_of(client)
    blank = rows.index([])
    lines, about = [dict(zip(heads, row, strict=True)) for row in rows[:blank]], dict(rows[blank + 1 :])
    assert [line["NPP"] for line in lines] == ["00000012", "00000013"]
    assert (lines[0]["Pekerja wajib"], lines[0]["Terdaftar"], lines[0]["Belum"]) == ("3", "1", "2")
    assert lines[0]["Cakupan"].startswith("0.3333") and lines[0]["Kepatuhan"] == "PDS tenaga kerja"
    assert (lines[0]["NIB"], lines[0]["Dilaporkan pada"]) == ("0220112345678", "2023-06-01")
    assert (lines[1]["Pemberi kerja"], lines[1]["Alamat"]) == ("'=HYPERLINK(1)", "'+62 jalan")
    assert (lines[1]["Pekerja wajib"], lines[1]["Belum"], lines[1]["Cakupan"]) == ("", "", "")
    assert about["Jumlah baris"] == "2 dari 2 pemberi kerja"
    assert (about["Posisi data"], about["Jumlah kekurangan pekerja"]) == ("31 Desember 2023", "2")
    assert "budi" in about["Dibuat"] and "Peringatan" not in about


def test_filters_and_order_are_the_pages_and_stand_in_the_file(firms, client, ratna):
    ImportBatch.objects.update(illustrative=True)
    client.force_login(ratna)
    heads, *rows = rows_of(client, "?q=toko&urut=nama&hal=9")
    about = dict(rows[rows.index([]) + 1 :])
    assert rows[0][heads.index("Pemberi kerja")] == "Toko Jauh" and rows[1] == []
    assert about["Jumlah baris"] == "1 dari 3 pemberi kerja"
    assert (about["Saringan"], about["Urutan"]) == ("Cari: toko", "Pemberi kerja, A ke Z")
    assert about["Peringatan"].startswith("ILUSTRASI")
    assert about["Alamat halaman"] == "http://testserver/pemberi-kerja/?q=toko&urut=nama"


def test_a_workbook_holds_numbers_as_numbers_and_text_as_text(firms, client, budi):
    client.force_login(budi)
    response = client.get("/pemberi-kerja/unduh/xlsx/")
    assert "pemberi-kerja-2023-12-31.xlsx" in response.headers["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    heads, first, second = book.get_sheet_by_index(0).to_python()
    line = dict(zip(heads, first, strict=True))
    assert (line["NPP"], line["Pekerja wajib"], line["Belum"]) == ("00000012", 3, 2)
    assert line["Dilaporkan pada"] == date(2023, 6, 1)
    assert dict(zip(heads, second, strict=True))["Pemberi kerja"] == "=HYPERLINK(1)"
    about = dict(book.get_sheet_by_index(1).to_python())
    assert about["Jumlah baris"] == "2 dari 2 pemberi kerja"


def test_more_rows_than_one_piece_are_all_there_in_order(db, client, budi, monkeypatch):
    from coverage_portal.register.listing import files  # noqa: PLC0415

    monkeypatch.setattr(files, "A_CHUNK", 3)
    made.at_year_end()
    for place in range(10):
        made.employer(f"PT {place}", f"{place:08}", declared_headcount=place)
    compliance.rebuild()
    client.force_login(budi)
    _heads, *rows = rows_of(client)
    assert [row[0] for row in rows[:10]] == [f"{place:08}" for place in range(9, -1, -1)]
    assert dict(rows[11:])["Jumlah baris"] == "10 dari 10 pemberi kerja"


def test_an_english_file_is_english_to_its_end(firms, client, budi):
    client.force_login(budi)
    response = client.get("/en/pemberi-kerja/unduh/csv/")
    translation.activate("id")
    text = b"".join(response.streaming_content).decode()
    assert "PDS-TK" in text and "2 of 2 employers" in text and "31 December 2023" in text
    assert "dari" not in text


def test_what_is_taken_along_stands_in_the_trail_and_never_a_nik(firms, client, budi):
    client.force_login(budi)
    rows_of(client, "?q=besar&skala=menengah")
    event = AuditEvent.objects.get(verb="export")
    assert event.detail == {"of": "employer_list", "format": "csv", "query": "q=besar&skala=menengah", "rows": 1}
    refused = client.get("/pemberi-kerja/unduh/csv/?q=3671054501900001")
    assert (refused.status_code, refused.headers["Location"]) == (302, "/pemberi-kerja/unduh/csv/?")
    assert AuditEvent.objects.filter(verb="export").count() == 1


def test_another_format_is_no_file(client, budi):
    client.force_login(budi)
    assert client.get("/pemberi-kerja/unduh/pdf/").status_code == 404
