"""The briefing as a spreadsheet: exact numbers, live formulas, native charts, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.briefings.blocks import Chart, Table, TileMap, Waffle
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers import xlsx
from coverage_portal.coverage.workings import Block
from tests.briefings import sample
from tests.briefings.sample_figures import GAP, RATE, districts
from tests.briefings.workbooks import Workbook


@pytest.fixture(scope="module")
def issued() -> Workbook:
    return Workbook(xlsx.write(sample.document(), sample.STAMP))


def with_breakdown(block: Block) -> Document:
    """The sample with another table of kecamatan, and no chart beside it."""
    kept = sample.document()
    where = kept.sections[1]
    table = next(one for one in where.blocks if isinstance(one, Table))
    return replace(kept, sections=(replace(where, blocks=(replace(table, breakdown=block),)),), references=())


def test_the_summary_sheet_gives_the_answer_also_where_another_section_comes_first():
    kept = sample.document()
    turned = Workbook(xlsx.write(replace(kept, sections=(*kept.sections[1:], kept.sections[0])), sample.STAMP))
    usual = Workbook(xlsx.write(kept, sample.STAMP))
    assert turned.column("Ringkasan", "A", 1)[0] == kept.sections[0].title.text
    assert turned.column("Ringkasan", "A")[:4] == usual.column("Ringkasan", "A")[:4]


def test_sheets_stand_in_reading_order(issued):
    assert issued.names == [
        *("Ringkasan", "Kecamatan", "Peta ubin", "Cakupan dan target", "Cakupan menurut program"),
        *("Kemajuan komitmen", "Usulan", "Tanya jawab", "Dasar hukum", "Kalimat"),
        *("Data", "Cara hitung", "Sumber", "Tentang"),
    ]


def test_every_formula_comes_to_its_stored_result(issued):
    formulas = issued.formulas()
    assert len(formulas) > 60
    for sheet, at, cell in formulas:
        assert issued.worked_out(sheet, at) == pytest.approx(cell.value, rel=1e-12), f"{sheet}!{at}={cell.formula}"


def test_stored_results_are_the_exact_figures(issued):
    values = dict(zip(issued.column("Cara hitung", "D"), issued.column("Cara hitung", "E"), strict=True))
    for figure in sample.document().figures():
        assert values[figure.key] == float(figure.value), figure.key


def test_a_rate_is_divided_where_its_neighbours_stand(issued):
    table = issued.sheets["Kecamatan"]
    assert table["A6"].value == "Cipondoh"
    assert table["B6"].formula.startswith("'Data'!$C$")
    assert table["C6"].formula.startswith("B6/'Data'!$C$")
    assert table["D6"].formula.endswith("-B6")
    assert table["B12"].formula == "SUM(B6:B11)"
    assert table["D12"].formula == "SUM(D6:D11)"
    assert table["C12"].formula.startswith("B12/")


def test_an_input_stands_once_and_as_a_number(issued):
    numbers = issued.column("Data", "C")
    labels = issued.column("Data", "B")
    assert labels.count("Peserta aktif") == 1
    assert numbers[labels.index("Peserta aktif")] == 736_000
    assert all(isinstance(number, float) for number in numbers)


def test_a_request_costs_workers_times_price_times_months(issued):
    asks = issued.sheets["Usulan"]
    assert asks["I6"].formula == "F6*G6*H6"
    assert (asks["I6"].value, asks["I6"].pattern) == (2_016_000_000, '"Rp"#,##0')
    assert [asks[at].value for at in ("F6", "G6", "H6")] == [10_000, 16_800, 12]


def test_numbers_are_shown_by_their_kind(issued):
    rows = dict(zip(issued.column("Ringkasan", "A"), range(6, 99), strict=False))
    shown = {label: issued.sheets["Ringkasan"][f"B{row}"].pattern for label, row in rows.items()}
    assert shown[RATE.label] == "0.0%"
    assert shown[GAP.label] == "#,##0"


def test_days_are_days(issued):
    days = {issued.sheets["Usulan"]["E6"].value, issued.sheets["Dasar hukum"]["C6"].value}
    assert days == {float((day - date(1899, 12, 30)).days) for day in (date(2024, 6, 30), date(2026, 2, 1))}
    assert issued.sheets["Dasar hukum"]["C7"].value == "belum diverifikasi"


def test_no_number_stands_as_text(issued):
    for text in issued.texts():
        assert not re.fullmatch(r"[-−+±]?(Rp)?[\d.,]+\s?%?", text), text


def test_a_chart_stands_for_each_of_the_briefing(issued):
    blocks = [block for section in sample.document().sections for block in section.blocks]
    wanted = sum(isinstance(block, Chart | Waffle) for block in blocks)
    charts = [name for name in issued.archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == wanted == 4
    drawings = "".join(
        issued.archive.read(name).decode()
        for name in issued.archive.namelist()
        if name.startswith("xl/drawings/drawing")
    )
    for block in blocks:
        if isinstance(block, Chart | Waffle):
            assert f'descr="{block.alt}' in drawings


def test_a_chart_speaks_of_the_cells_of_the_table_beside_it(issued):
    charts = [issued.archive.read(name).decode() for name in issued.archive.namelist() if "charts/chart" in name]
    assert any("Kecamatan!$D$6:$D$11" in chart and "Kecamatan!$A$6:$A$11" in chart for chart in charts)


def test_every_sheet_is_ready_for_paper(issued):
    for name in issued.names:
        xml = issued.sheet_xml(name)
        assert 'orientation="landscape"' in xml and "fitToPage" in xml and "<autoFilter" in xml, name
        assert ('fitToHeight="0"' in xml) == (name != "Ringkasan"), "as many pages as it takes; the summary one"
        assert "K7QM2TXR" in xml and sample.STAMP.sha256 in xml and "&amp;P / &amp;N" in xml, name
        assert "mergeCell" not in xml and 'topLeftCell="B6"' in xml, name


def test_illustrations_are_marked_sheet_by_sheet(issued):
    noted = {name: issued.sheets[name].get("A3") for name in issued.names}
    assert noted["Kecamatan"].value == noted["Data"].value == "Ilustrasi, bukan data resmi"
    assert noted["Usulan"] is None


def test_a_draft_says_so_on_every_sheet():
    draft = Workbook(xlsx.write(sample.document(), None))
    for name in draft.names:
        assert draft.sheets[name]["A3"].value.startswith("Konsep, belum disampaikan"), name
        assert "SHA-256" not in draft.sheet_xml(name)


def test_warnings_taken_upon_oneself_are_named_with_their_reason(issued):
    told = "Penyebut berbeda terbitan. Alasan: Sudah dijelaskan kepada Sekda. (Ratna Dewi)"
    assert told in issued.column("Tentang", "B")


def test_text_that_would_do_harm_stands_as_text():
    book = Workbook(xlsx.write(sample.hostile(), sample.STAMP))
    texts = book.texts()
    for text in sample.HOSTILE:
        assert text in texts
    assert not [cell for _sheet, _at, cell in book.formulas() if "HYPERLINK" in cell.formula]
    assert not any("<hyperlink" in book.sheet_xml(name) for name in book.names)


def test_equal_documents_give_equal_bytes():
    once, again = (xlsx.write(sample.document(), sample.STAMP) for _ in range(2))
    assert once == again


def test_withheld_and_missing_figures_are_words_with_their_reason():
    block = districts()
    first, second = block.rows[0], block.rows[1]
    hidden = replace(first.figures[0], value=None, withheld=True, working=replace(first.figures[0].working, inputs=()))
    absent = replace(second.figures[1], value=None, missing="Belum ada angka angkatan kerja.")
    rows = (
        replace(first, figures=(hidden, *first.figures[1:])),
        replace(second, figures=(second.figures[0], absent, second.figures[2])),
        *block.rows[2:],
    )
    book = Workbook(xlsx.write(with_breakdown(replace(block, rows=rows)), sample.STAMP))
    table = book.sheets["Kecamatan"]
    assert (table["B6"].value, table["C7"].value) == ("dirahasiakan", "–")
    assert table["E7"].value == "Cakupan: Belum ada angka angkatan kerja."
    assert not table["B12"].formula.startswith("SUM")


def test_a_withheld_tile_tells_no_class():
    kept = sample.document()
    where = kept.sections[1]
    tiles = next(block for block in where.blocks if isinstance(block, TileMap))
    first = tiles.tiles[0]
    nothing = replace(first.figure, value=None, withheld=True, working=replace(first.figure.working, inputs=()))
    map = replace(tiles, tiles=(replace(first, figure=nothing, level=0, text=""), *tiles.tiles[1:]))
    book = Workbook(xlsx.write(replace(kept, sections=(replace(where, blocks=(map,)),), references=()), None))
    cells = book.sheets["Peta ubin"]
    assert (cells["B6"].value, cells.get("C6"), cells["C7"].value) == ("dirahasiakan", None, "45 ke atas")


def test_an_estimate_stands_on_its_tile_with_its_mark_also_below_nothing():
    kept = sample.document()
    where = kept.sections[1]
    tiles = next(block for block in where.blocks if isinstance(block, TileMap))
    gap = replace(tiles.tiles[0].figure, value=Fraction(-10_712), estimated=True)
    map = replace(tiles, tiles=(replace(tiles.tiles[0], figure=gap), *tiles.tiles[1:]))
    book = Workbook(xlsx.write(replace(kept, sections=(replace(where, blocks=(map,)),), references=()), None))
    patterns = {cell.pattern for cell in book.sheets["Peta ubin"].values()}
    assert {"#,##0,", '"±"#,##0,;"±\N{NO-BREAK SPACE}−"#,##0,'} <= patterns


def test_a_column_that_does_not_add_up_is_not_summed():
    block = districts()
    odd = replace(block.total.figures[0], value=Fraction(1), working=replace(block.total.figures[0].working, inputs=()))
    total = replace(block.total, figures=(odd, *block.total.figures[1:]))
    book = Workbook(xlsx.write(with_breakdown(replace(block, total=total)), sample.STAMP))
    assert (book.sheets["Kecamatan"]["B12"].formula, book.sheets["Kecamatan"]["B12"].value) == ("", 1)


def test_names_of_sheets_differ_though_tables_share_theirs():
    kept = sample.document()
    where = kept.sections[1]
    twice = replace(kept, sections=(kept.sections[0], where, replace(where, key="lagi")))
    assert {"Kecamatan", "Kecamatan 2"} <= set(Workbook(xlsx.write(twice, None)).names)


def test_the_ground_of_a_sheets_note_goes_as_far_as_its_words():
    draft = Workbook(xlsx.write(sample.document(), None))
    written = draft.archive.read("xl/worksheets/sheet2.xml").decode()
    looks = re.findall(r'<c r="[A-Z]+3" s="(\d+)"', written)
    assert len(looks) > 1 and len(set(looks)) == 1
