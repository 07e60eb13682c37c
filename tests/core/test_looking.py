"""Looking at a file: where its header stands, which column is which field, and in what style each is written."""

import json

import pytest

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.look_header import find_header, match
from coverage_portal.core.sheet_look import Look
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.tabular_checks import HIDDEN
from tests.core.members_checker import COLUMNS, FIELDS
from tests.core.reading import HEADER, NIK, csv, look, one

ROW = f"K1;{NIK};ANI;12 Mei 1990;1.234.567"
FORM = f"""DAFTAR PESERTA;;;;;;
Posisi 31 Mei 2024;;;;;;
;;;;;;
No;Kode Peserta;No. KTP;Nama;;Tanggal Lahir;Upah;
;;;Depan;Belakang;;Gaji Pokok;Tunjangan Tetap
(1);(2);(3);(4);(5);(6);(7);(8)
1;K1;{NIK};ANI;SARI;31/01/1990;Rp 5.000.000,-;100.000
2;K2;{NIK};BUDI;;01/02/1991;5.000.000;
;JUMLAH;;;;;10.000.000;100.000
;;;;;Tangerang, 12 Mei 2024;;
;;;;;Kepala Dinas,;;
;;;;;BUDI SANTOSO;;
"""


def test_a_form_with_titles_two_header_levels_numbers_totals_and_signatures(tmp_path):
    seen = look(csv(tmp_path, FORM))
    layout = seen.layout
    assert layout.header_row == 5
    assert layout.header[3:] == ("Nama Depan", "Nama Belakang", "Tanggal Lahir", "Gaji Pokok", "Tunjangan Tetap")
    assert layout.columns == {"KODE": (1,), "NIK": (2,), "NAMA": (3, 4), "TGL_LAHIR": (5,), "UPAH": (6, 7)}
    assert layout.totals == (6, 9, 10, 11, 12)
    assert seen.encoding == "utf-8"
    assert (layout.dates, layout.numbers, layout.separator) == ({"TGL_LAHIR": "dmy"}, {"UPAH": "id"}, ";")
    assert (seen.rows, seen.missing, seen.unknown, seen.ambiguous) == (2, (), ("No",), ("UPAH",))
    assert set(seen.notes) == {"header_two_levels", "numbering_left_out", "totals_left_out"}
    assert [column.stated for column in seen.columns][6:] == ["10.000.000", "100.000"]
    assert seen.preview_rows == (7, 8)
    assert seen.columns[5].read_as == (("31/01/1990", "31-01-1990"), ("01/02/1991", "01-02-1991"))


def test_nothing_of_a_nik_is_in_a_look(tmp_path):
    letters = NIK.replace("0", "O")
    lines = [f"K0;{NIK};{letters};1;2;", f"K1;{NIK};{NIK};bukan {NIK};{NIK};", f"K2;{NIK[:9]}O;ANI;x;1;"]
    seen = look(one(tmp_path, *lines, header=f"{HEADER};NIK {NIK}"))
    text = json.dumps(seen.as_json())
    assert NIK not in text
    assert NIK[:9] not in text
    assert letters not in text
    assert seen.preview[1] == ("K1", HIDDEN, HIDDEN, HIDDEN, HIDDEN, "")
    assert seen.preview[2][1] == HIDDEN


def test_a_look_survives_being_kept(tmp_path):
    seen = look(csv(tmp_path, FORM))
    assert Look.from_json(json.loads(json.dumps(seen.as_json()))) == seen


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_that_finds_most_columns_is_taken(tmp_path, separator):
    text = f"{HEADER}\nK1;{NIK};ANI;31-01-1990;1".replace(";", separator)
    seen = look(csv(tmp_path, text))
    assert (seen.layout.separator, seen.missing) == (separator, ())


def test_what_a_person_chose_is_not_found_out_again(tmp_path):
    path = csv(tmp_path, f"x\n{HEADER}\n{ROW}\nK2,{NIK},b;c;d;e\n")
    assert look(path).layout.header_row == 2
    forced = look(path, header_row=1, separator=",")
    assert (forced.layout.header_row, forced.layout.separator) == (1, ",")
    assert forced.missing == ("KODE", "NIK", "NAMA", "TGL_LAHIR")
    assert "header_unsure" in forced.notes
    swapped = look(path, columns={"UPAH": (4,), "NAMA": (0, 99)})
    assert swapped.layout.columns == {"UPAH": (4,), "NAMA": (0,)}
    assert swapped.missing == ("KODE", "NIK", "TGL_LAHIR")


def test_an_encoding_may_be_chosen(tmp_path):
    mixed = f"{HEADER}\nK1;{NIK};é;31-01-1990;1\n".encode("cp1252") + "é".encode()
    with pytest.raises(Unreadable, match="encoding"):
        look(csv(tmp_path, mixed))
    seen = look(csv(tmp_path, mixed), encoding="cp1252")
    assert (seen.layout.encoding, seen.encoding) == ("cp1252", "cp1252")
    assert seen.preview[0][2] == "é"
    with pytest.raises(Unreadable, match="encoding"):
        look(csv(tmp_path, mixed), encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_what_a_file_is_written_in_is_found_out_each_time_it_is_read(tmp_path, encoding):
    seen = look(one(tmp_path, ROW.replace("ANI", "RENÉ"), encoding=encoding))
    assert (seen.layout.encoding, seen.encoding, seen.preview[0][2]) == ("", encoding, "RENÉ")


def test_a_file_of_the_portals_own_form_is_only_looked_into(tmp_path):
    rows = [f"K{at};{NIK};ORANG {at};01-02-1990;5000000" for at in range(90_000)]
    path = one(tmp_path, *rows, header=";".join(COLUMNS))
    seen = look(path)
    assert (seen.canonical, seen.rows, seen.ambiguous) == (True, -1, ())
    rows[5] = rows[5].replace("01-02-1990", "1 Feb 1990")
    seen = look(one(tmp_path, *rows, header=";".join(COLUMNS)))
    assert (seen.canonical, seen.rows, seen.ambiguous) == (False, 90_000, ())


def test_days_and_months_that_could_change_places_have_to_be_confirmed(tmp_path):
    seen = look(one(tmp_path, f"K1;{NIK};ANI;05/03/1990;1.234", f"K2;{NIK};ANI;05/03/1990;1"))
    assert seen.ambiguous == ("TGL_LAHIR", "UPAH")
    seen = look(one(tmp_path, f"K1;{NIK};ANI;05/13/1990;1"))
    assert (seen.layout.dates["TGL_LAHIR"], seen.ambiguous) == ("mdy", ("TGL_LAHIR",))


def test_cells_that_do_not_fit_are_counted_with_examples(tmp_path):
    rows = [f"K{at};{NIK};ANI;31-01-1990;{at}" for at in range(9)]
    seen = look(one(tmp_path, *rows, f"K;{NIK};ANI;31-02-1990;lima", f"K;{NIK};ANI;belum ada;-"))
    found = {column.field: column for column in seen.columns}
    assert (found["TGL_LAHIR"].filled, found["TGL_LAHIR"].misfits) == (10, 1)
    assert found["TGL_LAHIR"].examples == ("31-02-1990",)
    assert (found["UPAH"].filled, found["UPAH"].examples) == (10, ("lima",))


def test_rows_are_shown_also_where_the_wrong_columns_were_taken(tmp_path):
    seen = look(one(tmp_path, f"{ROW};;;", header=f"{HEADER};X;Y;Z"), columns={"KODE": (5,), "NIK": (6,), "NAMA": (7,)})
    assert seen.preview[0][2] == "ANI"


def test_a_subtotal_between_rows_is_left_out_but_a_firm_called_total_is_not(tmp_path):
    rows = [ROW, ";;JUMLAH CIMONE;;1.234.567", f"K2;{NIK};TOTAL BANGUN;12 Mei 1990;5", "K3;;TANPA NIK;;"]
    seen = look(one(tmp_path, *rows))
    assert (seen.layout.totals, seen.rows) == ((3,), 3)


FEW = (
    Field("NIK", Content.NIK, required=True, synonyms=("No. KTP",)),
    Field("NAMA", synonyms=("Nama Depan", "Nama Belakang"), joined=True),
    Field("KPJ", synonyms=("Nomor", "No Kartu")),
    Field("NPP", synonyms=("Nomor",)),
)


@pytest.mark.parametrize(
    ("texts", "columns", "repeated", "unknown"),
    [
        (("nik", "N.A-M_A"), {"NIK": (0,), "NAMA": (1,)}, {}, ()),
        (("NO KTP", "Nama Belakang", "Nama Depan"), {"NIK": (0,), "NAMA": (1, 2)}, {}, ()),
        (("NAMA", "Nama Depan"), {"NAMA": (0,)}, {}, (1,)),
        (("NIK", "NIK", "X"), {}, {"NIK": (0, 1)}, (2,)),
        (("NIK", "No KTP"), {"NIK": (0,)}, {}, (1,)),
        (("No KTP", "no.ktp"), {}, {"NIK": (0, 1)}, ()),
        (("Nama Depan", "NAMA DEPAN"), {}, {"NAMA": (0, 1)}, ()),
        (("Nomor", "", "NPP"), {"NPP": (2,)}, {}, (0,)),
        (("NIK (Dukcapil)", "NPP [8 angka]"), {"NIK": (0,), "NPP": (1,)}, {}, ()),
        (("No KTP", "No KTP (lama)"), {"NIK": (0,)}, {}, (1,)),
        (("NIK (NPP)", "(NIK)", "Nama Depan (1) (2)"), {"NIK": (1,)}, {}, (0, 2)),
    ],
)
def test_a_column_is_a_field_by_a_name_that_is_nobody_elses(texts, columns, repeated, unknown):
    found = match(texts, FEW)
    assert (dict(found.columns), dict(found.repeated), found.unknown) == (columns, repeated, unknown)


def test_a_title_over_a_header_is_no_level_of_it():
    head = [["DATA PESERTA", "", ""], ["NIK", "NAMA", "KPJ"], ["1", "2", "3"], ["x", "", ""]]
    found = find_header(head, FEW)
    assert (found.row, found.levels, found.texts, found.numbering) == (2, 1, ("NIK", "NAMA", "KPJ"), 3)


def test_a_group_over_names_that_are_known_alone_is_left_out_of_them():
    head = [["Identitas", "", "Nama", ""], ["NIK", "KPJ", "Depan", "Belakang"]]
    assert find_header(head, FEW).texts == ("NIK", "KPJ", "Nama Depan", "Nama Belakang")


def test_without_a_known_name_the_widest_row_looks_like_the_header(tmp_path):
    found = find_header([["Judul"], [], ["a", "b", "c"], ["1", "2", "3"]], FEW)
    assert (found.row, found.sure, find_header([["a"], ["b"]], FEW, row=2).row) == (3, False, 2)
    seen = look(csv(tmp_path, "Judul\na;b;c\n1;2;3\n"))
    assert (seen.layout.header_row, seen.unknown) == (2, ("a", "b", "c"))
    assert seen.missing == tuple(each.name for each in FIELDS if each.required)


def test_rows_of_another_width_are_no_data_to_look_at(tmp_path):
    seen = look(one(tmp_path, ROW, f"{ROW};lebih", "K3"))
    assert (seen.rows, seen.preview_rows, seen.notes) == (1, (2,), ("rows_of_other_width",))


def test_too_many_columns_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="columns_too_many"):
        look(csv(tmp_path, HEADER + ";x" * 400))
