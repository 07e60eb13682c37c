"""Downloaded files: the figures' own numbers, each with its working and sources, and no text that calculates."""

import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils import translation

from coverage_portal.coverage.files.download import NoSuchFile, file_name, file_of
from coverage_portal.coverage.scope import Against, CountedAt
from coverage_portal.coverage.workings import FigureKind
from tests.coverage.files import samples
from tests.coverage.files.samples import MADE, csv_rows, xlsx

WARNING = "ILUSTRASI - data contoh, bukan data resmi"
HOSTILE = ['=HYPERLINK("http://x.example","lihat")', "＝cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "\t=1", "+x"]
AFTER = ["Cara hitung", "Sumber", "Tentang"]


def shown(figure):
    """The figure's number as a file holds it."""
    return None if figure.value is None else figure.value * (100 if figure.kind is FigureKind.POINTS else 1)


def same(cell, value):
    return cell == "" if value is None else abs(Fraction(cell) - value) <= abs(value) * Fraction(1, 10**14)


@pytest.mark.parametrize("key", ["jawaban", "kecamatan", "segmen", "laju"])
def test_numbers_are_the_figures_own_in_both_formats(key):
    found = samples.answer()
    block = found.block(key)
    rows = [*block.rows, block.total] if block else []
    figures = {
        "jawaban": [(figure,) for figure in (*found.head, *found.changes)],
        "laju": [(figure,) for figure in found.track],
    }.get(key) or [row.figures for row in rows if row]
    width = len(figures[0])
    sheet = xlsx(found, key).rows("Data")[1:]
    flat = [list(row.values()) for row in csv_rows(found, key)]
    assert len(sheet) == len(flat) == len(figures)
    for in_sheet, in_flat, expected in zip(sheet, flat, figures, strict=True):
        assert all(map(same, in_sheet[3 : 3 + width], map(shown, expected)))
        assert all(map(same, in_flat[3 : 3 + width], map(shown, expected)))


def test_the_total_stands_last_and_is_marked_and_counts_add_up_to_it():
    for table in (xlsx(samples.answer()).table("Data"), csv_rows(samples.answer())):
        assert [row["Baris"] for row in table] == ["rincian", "rincian", "rincian", "jumlah"]
        assert sum(float(row["Kepesertaan"]) for row in table[:-1]) == float(table[-1]["Kepesertaan"]) == 179_038


def test_a_missing_number_is_an_empty_cell_with_its_reason():
    row = xlsx(samples.answer()).table("Data")[2]
    assert (row["Cakupan"], row["Belum"]) == ("", "")
    assert row["Catatan"] == f"Kawasan industri. Cakupan, Belum, Perubahan: {samples.REASON}"
    flat = csv_rows(samples.answer())[2]
    assert (flat["Cakupan"], flat["Cakupan - tertulis"], flat["Cakupan - catatan"]) == ("", "–", samples.REASON)
    assert flat["Cakupan - jenis angka"] == ""


def test_marks_tell_estimates_from_the_rest():
    table = xlsx(samples.answer()).table("Data")
    marks = "Cakupan: Perkiraan; Belum: Ilustrasi, Perkiraan; lainnya: Ilustrasi"
    assert table[0]["Jenis angka"] == marks
    assert table[2]["Jenis angka"] == "Ilustrasi"


@pytest.mark.parametrize("key", ["jawaban", "kecamatan", "segmen", "laju", "semua"])
def test_every_live_formula_comes_to_the_number_beside_it(key):
    opened = xlsx(samples.answer(), key)
    formulas = opened.formulas("Cara hitung")
    for number, row in enumerate(opened.table("Cara hitung"), start=2):
        if row["Nilai"] == "":
            assert f"I{number}" not in formulas and row["Catatan"]
        else:
            assert same(row["Nilai"], opened.calculate(formulas[f"I{number}"]))
            assert same(row["Hitung ulang"], Fraction(row["Nilai"]))


def test_formulas_stand_nowhere_but_in_the_workings():
    opened = xlsx(samples.answer(), "semua")
    assert [name for name in opened.names if opened.formulas(name)] == ["Cara hitung"]


def test_a_number_its_inputs_do_not_come_to_says_so():
    found = samples.answer()
    odd = replace(found.track[0], value=Fraction(1))
    opened = xlsx(replace(found, track=(odd,)), "laju")
    assert opened.formulas("Cara hitung") == {}
    assert "Tidak dapat dihitung ulang" in opened.table("Cara hitung")[0]["Catatan"]


@pytest.mark.parametrize("key", ["jawaban", "kecamatan", "segmen", "laju"])
def test_every_number_has_its_working_and_a_source(key):
    found = samples.answer()
    opened = xlsx(found, key)
    known = {source["Masukan"] for source in opened.table("Sumber")}
    for row in opened.table("Cara hitung"):
        figure = found.figure(row["Kunci"])
        assert row["Rumus"] == figure.working.formula
        assert (row["Nilai"] == "") is (figure.value is None)
        assert {source.label for source in figure.working.inputs} <= known
        assert figure.working.inputs or figure.missing
    for row in csv_rows(found, key):
        for head in [head.removesuffix(" - tertulis") for head in row if head.endswith(" - tertulis")]:
            assert row[head] == "" or (row[f"{head} - cara hitung"] and "Posisi 31 Desember" in row[f"{head} - sumber"])


def test_a_working_reads_as_on_the_page():
    working = xlsx(samples.answer(), "jawaban").table("Cara hitung")[0]
    assert working["Tertulis"] == "61,8%"
    assert working["Dengan angka"] == "736.000 ÷ 1.190.000 = 61,8%"
    assert working["Paling rendah"] < working["Nilai"] < working["Paling tinggi"]
    assert working["Catatan"] == samples.CAVEAT
    flat = csv_rows(samples.answer(), "jawaban")[0]
    assert flat["Nilai"] == "0.618487394957983"
    assert flat["Nilai - kisaran"] == "61,5–62,2%"
    assert flat["Nilai - cara hitung"] == "Peserta aktif ÷ angkatan kerja (736.000 ÷ 1.190.000 = 61,8%)"


def test_points_stand_in_points():
    change = xlsx(samples.answer(), "jawaban").table("Data")[4]
    assert change["Nilai"] == pytest.approx(100 * (736_000 / 1_190_000 - 700_123 / 1_150_000), rel=1e-12)


def test_an_estimate_is_shown_as_roughly_as_on_the_page_and_kept_in_full():
    opened = xlsx(samples.answer())
    assert opened.table("Data")[0]["Belum"] == 61_093
    assert "&quot;±&quot;#,##0,&quot;\u00a0ribu&quot;;&quot;±\u00a0−&quot;#,##0,&quot;\u00a0ribu&quot;" in opened.part(
        "xl/styles.xml"
    )
    assert csv_rows(samples.answer())[0]["Belum - tertulis"] == "±61\u00a0ribu"


def test_what_a_finding_says_has_its_working_too():
    last = xlsx(samples.answer()).table("Cara hitung")[-1]
    assert (last["Baris"], last["Kolom"], last["Nilai"]) == ("Temuan", "Terbanyak", 61_093)


def test_a_source_is_listed_once_with_all_that_is_known_of_it():
    sources = xlsx(samples.answer(), "semua").table("Sumber")
    labels = [source["Masukan"] for source in sources]
    assert labels.count("Peserta aktif") == labels.count("Angkatan kerja") == 1
    members, labour_force = sources[0], sources[1]
    assert (members["Nilai"], members["Nomor impor"], members["Berkas impor"]) == (736_000, "2", "contoh_pekerja.csv")
    assert (members["Posisi berkas"], members["Disetujui oleh"]) == ("2023-12-31", "admin")
    assert members["Catatan"] == "Dan 3 impor lain."
    assert (labour_force["Setengah langkah pembulatan"], labour_force["Jenis angka"]) == (5_000, "Rilis resmi")
    assert (labour_force["Posisi data"], labour_force["Tautan"]) == (samples.YEAR_END, "https://a.example/1")
    old = sources[labels.index("Angkatan kerja 2022")]
    assert (old["Setengah langkah pembulatan"], old["Catatan"]) == ("", "Pembulatan tidak diketahui.")


def test_an_illustration_says_so_first_and_on_every_row_and_page():
    opened = xlsx(samples.answer())
    assert opened.rows("Tentang")[0] == ["Peringatan", WARNING]
    assert {row["Peringatan"] for row in opened.table("Data")} == {WARNING}
    assert all("<tabColor" in opened.xml(name) and WARNING in opened.xml(name) for name in opened.names)
    assert {row["Peringatan"] for row in csv_rows(samples.answer())} == {WARNING}


def test_published_figures_alone_carry_no_such_warning():
    opened = xlsx(samples.official(), "jawaban")
    assert "Peringatan" not in opened.rows("Data")[0]
    assert opened.rows("Tentang")[0][0] == "Isi berkas"
    assert "<tabColor" not in opened.xml("Data")
    assert "Peringatan" not in csv_rows(samples.official(), "jawaban")[0]


def test_a_row_of_published_figures_is_not_marked_for_its_neighbours():
    table = xlsx(samples.answer(), "jawaban").table("Data")
    assert [row["Peringatan"] for row in table if row["Kode"] == "penyebut"] == [""]


def test_a_published_number_compared_with_a_demo_count_is_marked_in_the_file_not_in_its_row():
    found = samples.official()
    beside = replace(found.whole.working, inputs=(samples.LABOUR_FORCE, samples.MEMBERS))
    whole = replace(found.whole, working=beside)
    opened = xlsx(replace(found, rate=whole, covered=whole, whole=whole, gap=whole), "jawaban")
    assert "Peringatan" not in opened.rows("Data")[0]
    assert opened.rows("Tentang")[0] == ["Peringatan", WARNING]


def test_what_the_file_is_stands_in_it():
    about = xlsx(samples.answer(), "semua").rows("Tentang")
    told = dict(about)
    assert told["Isi berkas"] == "Semua tabel, Kota Tangerang, Desember 2023"
    assert told["Dibuat"] == "20 Nov 2026, 10.05 WIB"
    assert (told["Alamat halaman"], told["Versi data"]) == (MADE.address, "7")
    assert (told["Pembanding"], told["Dihitung menurut"]) == ("Angkatan kerja", "Tempat kerja")
    assert (told["Perubahan sejak"], told["Penyebut perkiraan"]) == ("Desember 2022", "ditampilkan, bertanda")
    assert told["Cara memperkirakan"] == "Menurut wilayah: Dibagi rata."
    assert "tidak dapat dibandingkan" in told["Sasaran 2025"]
    assert ["Yang perlu diketahui", "Menurut wilayah: Tempat kerja, bukan domisili."] in about
    flat = csv_rows(samples.answer())[0]
    assert (flat["Kode wilayah"], flat["Posisi data"], flat["Alamat halaman"]) == ("36.71", "2023-12-31", MADE.address)
    assert "Dibagi rata." in flat["Yang perlu diketahui"]


def test_all_blocks_make_a_workbook_with_a_sheet_each():
    assert xlsx(samples.answer(), "semua").names == [
        "Jawaban", "Menurut wilayah", "Segmen", "Laju dan sasaran", *AFTER
    ]  # fmt: skip
    assert xlsx(samples.answer()).names == ["Data", *AFTER]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_is_only_text(text):
    found = samples.with_a_name(samples.answer(), text)
    for key in ("kecamatan", "semua"):
        opened = xlsx(found, key)
        assert opened.rows(opened.names[0 if key == "kecamatan" else 1])[1][1] == text
        assert [name for name in opened.names if opened.formulas(name)] == ["Cara hitung"]
        assert all("!" in formula for formula in opened.formulas("Cara hitung").values())
        with zipfile.ZipFile(io.BytesIO(opened.content)) as archive:
            assert not any(
                "externalLink" in name or "hyperlink" in archive.read(name).decode() for name in archive.namelist()
            )
    row = csv_rows(found)[0]
    assert row["Nama"] == f"'{text}"
    cells = [cell for row in csv_rows(found) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in "=+-@＝＋－＠\t\r\n" and cell and not _is_number(cell)]


def _is_number(cell):
    try:
        return float(cell) is not None
    except ValueError:
        return False


def test_csv_is_what_excel_and_machines_read():
    content = file_of(samples.answer(), "kecamatan", "csv", MADE).content
    assert content.startswith(b"\xef\xbb\xbfKode,Nama,Baris,Kepesertaan,Cakupan,Belum,Perubahan,")
    assert content.count(b"\r\n") == content.count(b"\n") == 5
    assert csv_rows(samples.answer())[1]["Perubahan"] == "-6"


def test_tables_can_be_read_printed_and_scrolled():
    sheet = xlsx(samples.answer()).xml("Data")
    assert 'state="frozen"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
    assert "mergeCell" not in sheet and "customWidth" in sheet
    assert "Print_Titles" in xlsx(samples.answer()).part("xl/workbook.xml")


def test_names_of_files_say_what_is_inside():
    found = replace(samples.answer(), scope=replace(samples.answer().scope, since=None))
    assert file_name(found, "kecamatan", "xlsx") == "cakupan-kecamatan-36.71-2023-12.xlsx"
    scope = replace(samples.answer().scope, against=Against.EMPLOYED, counted_at=CountedAt.HOME, estimates=False)
    other = file_name(replace(found, scope=scope), "tren", "csv")
    assert other == "cakupan-tren-36.71-2023-12-bekerja-domisili-sejak-2022-12-tanpa-perkiraan.csv"


@pytest.mark.parametrize(
    ("key", "format"), [("sektor", "csv"), ("semua", "csv"), ("kecamatan", "pdf"), ("", "xlsx"), ("../x", "csv")]
)
def test_what_the_answer_does_not_have_is_refused(key, format):
    with pytest.raises(NoSuchFile):
        file_of(samples.answer(), key, format, MADE)


def test_long_text_is_cut_where_a_cell_ends_not_dropped():
    found = samples.with_a_name(samples.answer(), "panjang " * 5_000)
    assert len(xlsx(found).table("Data")[0]["Nama"]) == 32_767


def test_an_english_file_writes_numbers_as_english_does():
    with translation.override("en"):
        working = next(iter(csv_rows(samples.answer(), "jawaban")))
        assert "61.8%" in working.values()
        part = xlsx(samples.answer(), "jawaban").part("xl/styles.xml")
    assert "pts" in part and "poin" not in part
