"""The slides: reopened by python-pptx, their numbers beside the Document's."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from coverage_portal.briefings.blocks import Asks, Chart, KeyFigures, Listing, Table
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.in_blocks import figures_of
from coverage_portal.briefings.writers.pptx import write
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, Span, said
from coverage_portal.briefings.writers.pptx.pairs import pair
from coverage_portal.briefings.writers.pptx.pieces import Words, paged
from coverage_portal.briefings.writers.pptx.planning import alone, pieces_of
from coverage_portal.briefings.writers.pptx.tightening import fewest_slides
from coverage_portal.coverage import shown
from tests.briefings import sample
from tests.briefings.writers import parts
from tests.house import tree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
CHARTS = 3
LONG = "Uraian panjang tentang pekerja yang belum terlindungi di kota ini. " * 60


@pytest.fixture(scope="module")
def document():
    return sample.document()


@pytest.fixture(scope="module")
def data(document):
    return write(document, sample.STAMP)


@pytest.fixture(scope="module")
def slides(data):
    return Presentation(io.BytesIO(data)).slides


@pytest.fixture(scope="module")
def hostile():
    return write(sample.hostile(), None)


def texts(data):
    """All words of all slides: text, table cells, chart captions, notes."""
    found = []
    for name, part in parts.trees(data).items():
        if name.startswith(("ppt/slides/", "ppt/notesSlides/")) and name.endswith(".xml"):
            found += ["".join(run.text or "" for run in line.iter(f"{A}t")) for line in part.iter(f"{A}p")]
    return "\n".join(found)


def test_every_slide_has_its_title_in_the_placeholder(slides):
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "61,8%\nangkatan kerja terlindungi, 454 ribu belum 1/2"
    assert titles[2:4] == ["Separuh celah ada di empat kecamatan 1/2", "Separuh celah ada di empat kecamatan 2/2"]
    assert titles[-3:] == ["Yang perlu diketahui", "Cara hitung", "Sumber"]
    assert len(set(titles)) == len(titles)


def test_the_share_stands_large_beside_a_title_that_somebody_wrote_without_it(hostile):
    first = Presentation(io.BytesIO(hostile)).slides[0]
    assert first.shapes.title.text_frame.text == "<script>alert(1)</script> 1/2"
    large = next(shape for shape in first.shapes if shape.has_text_frame and shape.text_frame.text == "61,8%")
    assert large.text_frame.paragraphs[0].runs[0].font.size.pt > 100


def test_charts_are_native_and_can_be_edited(slides):
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == CHARTS
    assert [str(chart.chart_type) for chart in charts] == [
        "BAR_STACKED (58)",
        "LINE_MARKERS (65)",
        "COLUMN_CLUSTERED (51)",
    ]
    assert all(chart.part.chart_workbook.xlsx_part.blob for chart in charts)


def test_charts_and_workbooks_hold_the_figures_of_the_document(document, data):
    blocks = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    assert len(blocks) == CHARTS
    for block, chart, book in zip(blocks, parts.charts(data), parts.workbooks(data), strict=True):
        for found in (parts.drawn(chart), parts.held(book)):
            assert parts.written(block, found, "id") == parts.told(block, "id")


def test_workbooks_hold_numbers_in_their_format(data):
    numbers = [cell for book in parts.workbooks(data) for cell in book if cell.column != "A" and cell.row > 1]
    assert {type(cell.value) for cell in numbers} == {float}
    assert {cell.number_format for cell in numbers} == {"#,##0", "0.0%"}


def test_every_figure_of_the_document_is_told(document, data):
    said = texts(data)
    blocks = [block for section in document.sections for block in section.blocks if not isinstance(block, Chart)]
    for figure in {figure for block in blocks for figure in figures_of(block)}:
        assert shown.value_of(figure, "id") in said or shown.short_value_of(figure, "id") in said, figure.label


def test_every_sentence_of_the_document_is_told(document, data):
    said = texts(data)
    for sentence in document.sentences():
        assert sentence.text.removeprefix("61,8% ") in said


def test_notes_hold_talking_points_and_questions_with_sourced_answers(slides):
    assert slides[0].notes_slide.notes_text_frame.text == (
        "Pokok bicara\n• Mulai dari yang sudah dicapai bersama.\n\nPertanyaan yang mungkin muncul\n"
        "Mengapa belum semua?\nSebagian besar yang belum adalah BPU. Sumber: BPS"
    )


def test_everything_drawn_has_alt_text_or_says_that_it_decorates(slides):
    for slide in slides:
        for shape in slide.shapes:
            properties = shape._element.xpath(".//p:cNvPr")[0]
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                assert properties.get("descr"), shape.name
            elif not shape.has_text_frame or not shape.text_frame.text:
                assert "decorative" in "".join(child.tag for child in properties.iter()), shape.name


def test_the_waffle_is_a_group_of_native_squares(slides):
    group = next(shape for shape in slides[0].shapes if shape.shape_type == 6)
    assert len(group.shapes) == 119 + 1
    assert "119 kotak" in group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")


def test_tables_say_that_their_first_row_is_a_header(slides):
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert len(tables) == 4
    assert all(table.first_row for table in tables)
    assert [cell.text for cell in tables[0].rows[0].cells] == ["Kecamatan", "Terlindungi", "Cakupan", "Belum"]
    assert [cell.text for cell in tables[0].rows[7].cells] == ["Jumlah", "371.400", "57,1%", "278.500"]


def test_illustrative_slides_say_so(slides):
    marked = [number for number, slide in enumerate(slides, 1) if holds(slide, "Ilustrasi, bukan data resmi")]
    assert marked == [3, 4, 5, 6]


def test_a_draft_says_so_on_every_slide(hostile):
    slides = Presentation(io.BytesIO(hostile)).slides
    assert all(holds(slide, "Konsep, belum disampaikan") for slide in slides)


def test_an_issued_file_gives_office_position_and_code_on_every_slide(slides):
    for slide in slides:
        foot = [shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
        assert foot[0].text_frame.text == "Kantor Cabang Contoh. Posisi data 31 Desember 2023. Kode K7QM2TXR."


def holds(slide, text):
    return any(shape.has_text_frame and shape.text_frame.text == text for shape in slide.shapes)


def test_no_type_is_smaller_than_12_points_but_workings_and_sources(slides):
    small = {
        slide.shapes.title.text_frame.text.split(" 1/")[0]
        for slide in slides
        for run in slide.shapes._spTree.iter(f"{A}rPr")
        if int(run.get("sz")) < 1200
    }
    assert small == {"Cara hitung", "Sumber"}


def test_the_logo_stands_on_the_first_slide_beside_what_it_names():
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(picture, "PNG")
    document = sample.document()
    data = write(replace(document, letterhead=replace(document.letterhead, logo=picture.getvalue())), sample.STAMP)
    first, *others = Presentation(io.BytesIO(data)).slides
    (logo,) = [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert logo.width == pytest.approx(2 * logo.height, rel=0.01)
    assert logo._element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr") == document.letterhead.institution
    assert not [shape for slide in others for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    words = [shape for shape in first.shapes if shape.name in ("Tempat", "Pertemuan")]
    assert all(shape.left > logo.left + logo.width for shape in words)


def test_a_lead_never_stands_alone_on_a_slide():
    lead = (sample.said("pengantar", LONG[:300]),)
    key = KeyFigures(tuple(sample.bars().series[0].figures[:2]))
    for blocks in ((sample.trend(), key), (Asks("Usulan", sample.asks()),), (sample.trend(),)):
        document = with_blocks(*blocks)
        section = replace(document.sections[0], leads=lead)
        pieces = pieces_of(section.blocks, section.leads, document, 5.3)
        assert all(len(page) > 1 or not isinstance(page[0], Words) for page in fewest_slides(pieces, 5.3))


def test_type_is_smaller_where_that_saves_a_slide():
    words = [Words("Teks", (Paragraph((Span("Kata " * 300),), 18),), 10), Words("Teks", (said("Akhir", 18),), 10)]
    room = words[0].least + 0.1
    assert len(paged(words, room)) == 2
    assert [[one.paragraphs[0].size for one in page] for page in fewest_slides(words, room)] == [[15, 15]]
    assert [one.paragraphs[0].size for page in fewest_slides(words, 20) for one in page] == [18, 18]


def test_hostile_text_stands_as_text(hostile):
    said = texts(hostile)
    assert all(text in said for text in sample.HOSTILE)
    fields = {field.get("type") for part in parts.trees(hostile).values() for field in part.iter(f"{A}fld")}
    assert fields <= {"slidenum", "datetimeFigureOut"}
    assert parts.relations_out(hostile) == []


def test_a_category_that_looks_like_a_formula_stays_text():
    chart = sample.bars()
    names = (*sample.HOSTILE, "https://contoh.go.id", "\x1b=1+1")
    series = tuple(replace(one, name=sample.HOSTILE[3]) for one in chart.series)
    data = write(with_blocks(replace(chart, categories=names, series=series)), sample.STAMP)
    words = [cell.value for cell in parts.workbooks(data)[0] if isinstance(cell.value, str)]
    assert set(words) >= {*sample.HOSTILE, "https://contoh.go.id", "=1+1"}


def with_blocks(*blocks):
    """A briefing of one section with these blocks."""
    section = Section("satu", "Satu?", sample.said("judul", "Satu bagian"), (), blocks)
    return replace(sample.document(), sections=(section,))


def test_characters_that_xml_forbids_are_left_out():
    data = write(with_blocks(Listing("a\x00b\x0b\ufffe", ())), None)
    assert "ab" in texts(data)


def test_a_withheld_figure_is_never_drawn_nor_held():
    chart = sample.bars()
    secret = replace(chart.series[1].figures[0], withheld=True)
    gap = replace(chart.series[1], figures=(secret, *chart.series[1].figures[1:]))
    data = write(with_blocks(replace(chart, series=(chart.series[0], gap))), sample.STAMP)
    assert 0 not in parts.drawn(parts.charts(data)[0])[1]
    assert 0 not in parts.held(parts.workbooks(data)[0])[1]
    assert "Cipondoh (dirahasiakan)" in {cell.value for cell in parts.workbooks(data)[0]}


def test_long_content_flows_over_slides_and_stays_on_them():
    items = tuple(replace(sample.asks()[1].reason, key=f"panjang-{i}", text=LONG) for i in range(3))
    listing = Listing("Panjang", tuple(sample.Item("", item) for item in items))
    rows = tuple(
        replace(row, code=f"{row.code}{i}", note=LONG[:90]) for i in range(9) for row in sample.districts().rows
    )
    table = Table("Panjang", "Kecamatan", replace(sample.districts(), rows=rows), bars=True)
    asks = Asks("Panjang", tuple(replace(sample.asks()[0], key=item.key, reason=item) for item in items))
    data = write(with_blocks(listing, table, asks), None)
    assert texts(data).count("Uraian panjang") >= 2 * 3 * 60
    for slide in Presentation(io.BytesIO(data)).slides:
        standing = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert max((shape.top + shape.height) / 914_400 for shape in standing) <= 6.9
        assert max((shape.left + shape.width) / 914_400 for shape in standing) <= 12.65


def test_equal_documents_give_equal_bytes(data):
    assert write(sample.document(), sample.STAMP) == data


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(data, tmp_path):
    code = (
        "import django; django.setup()\nfrom pathlib import Path\nfrom tests.briefings import sample\n"
        "from coverage_portal.briefings.writers.pptx import write\n"
        f"Path({str(tmp_path / 'a')!r}).write_bytes(write(sample.document(), sample.STAMP))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tree.ROOT, check=True)
    assert (tmp_path / "a").read_bytes() == data


def test_the_file_is_dated_by_its_issue_and_names_the_office(data):
    properties = Presentation(io.BytesIO(data)).core_properties
    assert properties.created.replace(tzinfo=UTC) == datetime(2024, 3, 20, 2, 5, tzinfo=UTC)
    assert (properties.author, properties.language) == ("Kantor Cabang Contoh", "id-ID")
    assert properties.title == "Bahan audiensi dengan Wali Kota Tangerang"


def test_a_block_that_nobody_taught_it_is_refused(document):
    with pytest.raises(TypeError, match="str"):
        alone("not a block", document, 5)


def test_beside_columns_stands_the_first_table_that_is_narrow_enough():
    document = sample.document()
    narrow = next(block for section in document.sections for block in section.blocks if isinstance(block, Table))
    kept = narrow.breakdown
    rows = tuple(replace(row, figures=row.figures * 4) for row in kept.rows)
    wide = replace(narrow, breakdown=replace(kept, columns=kept.columns * 4, rows=rows, total=None))
    _piece, left = pair([sample.programmes(), wide, narrow], document, 5.0)
    assert left == [wide]
    assert pair([sample.programmes(), wide], document, 5.0) is None
