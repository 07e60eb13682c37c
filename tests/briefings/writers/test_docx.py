"""The letter: reopened by python-docx, its numbers beside the Document's."""

import base64
import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest

from coverage_portal.briefings.blocks import Asks, Chart, Listing
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.in_blocks import figures_of
from coverage_portal.briefings.writers.docx import write
from coverage_portal.briefings.writers.docx.contents import written
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.coverage import shown
from tests.briefings import sample
from tests.briefings.writers import parts
from tests.house import tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CHARTS = 3
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def document():
    return sample.document()


@pytest.fixture(scope="module")
def data(document):
    return write(document, sample.STAMP)


@pytest.fixture(scope="module")
def letter(data):
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def hostile():
    return write(sample.hostile(), None)


def texts(data):
    """All words of body, heads and feet, a paragraph a line."""
    found = []
    for name, part in parts.trees(data).items():
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            found += ["".join(run.text or "" for run in line.iter(f"{W}t")) for line in part.iter(f"{W}p")]
    return "\n".join(found)


def with_blocks(*blocks):
    """A briefing of one section with these blocks."""
    section = Section("satu", "Satu?", sample.said("judul", "Satu bagian"), (), blocks)
    return replace(sample.document(), sections=(section,))


def test_its_outline_is_the_titles_of_the_sections(letter):
    assert [line.text for line in letter.paragraphs if line.style.name == "Title"] == [
        "61,8% \nangkatan kerja terlindungi, 454 ribu belum"
    ]
    assert [line.text for line in letter.paragraphs if line.style.name == "Heading 1"] == [
        "Separuh celah ada di empat kecamatan",
        "Dengan laju sekarang, target 2025 meleset 2 poin",
        "Yang dapat dilakukan bersama tahun ini",
        "Sumber dan cara hitung",
    ]
    assert [line.text for line in letter.paragraphs if line.style.name == "Heading 2"][-2:] == ["Cara hitung", "Sumber"]


def test_the_answer_is_set_large_also_where_it_is_not_first(document):
    answer, *others = document.sections
    data = write(replace(document, sections=(others[0], answer)), sample.STAMP)
    (large,) = [run for line in docx.Document(io.BytesIO(data)).paragraphs for run in line.runs if run.text == "61,8% "]
    assert large.font.size.pt == 54


def test_workings_and_sources_stand_in_two_columns_under_the_same_heads(letter):
    first, columns, last = letter.sections
    assert columns._sectPr.xpath("./w:cols/@w:num") == ["2"]
    assert not first._sectPr.xpath("./w:cols/@w:num") and not last._sectPr.xpath("./w:cols/@w:num")
    for section in (columns, last):
        assert (section.page_width, section.left_margin) == (first.page_width, first.left_margin)
        assert section.header.is_linked_to_previous and not section.different_first_page_header_footer
    small = [line.text for line in letter.paragraphs if line.style.name == "Small Print"]
    assert any(line.startswith("[1] ") for line in small)


def test_what_a_request_does_not_say_is_a_dash(document):
    full = [block for section in document.sections for block in section.blocks if isinstance(block, Asks)][-1]
    bare = replace(full.asks[0], owner="", deadline=None, workers=None, cost=None)
    section = replace(document.sections[3], blocks=(replace(full, asks=(bare,)),))
    made = docx.Document(io.BytesIO(write(replace(document, sections=(section,)), None)))
    row = next(row for table in made.tables for row in table.rows if row.cells[0].text.startswith("1. "))
    assert [cell.text for cell in row.cells[1:]] == ["–", bare.output, "–", "–", "–"]


def test_place_and_day_stand_over_the_signature(document, letter):
    def said(letter):
        return "\n".join(cell.text for table in letter.tables for row in table.rows for cell in row.cells)

    assert "Tangerang, 20 Maret 2024\nPps. Kepala Kantor Cabang" in said(letter)
    draft = docx.Document(io.BytesIO(write(document, None)))
    assert "Tangerang, ………………………\nPps. Kepala Kantor Cabang" in said(draft)


def test_nobody_signs_alone_on_a_page(document, letter):
    last = document.sections[-1].blocks[-1].sentence.text
    (words,) = (line for line in letter.paragraphs if line.text == last)
    after = [line for line in letter.paragraphs if line._p.getprevious() is words._p]
    assert words.paragraph_format.keep_with_next
    assert all(line.paragraph_format.keep_with_next for line in after)


def test_a_section_with_a_picture_begins_a_page_after_another_one(letter):
    kickers = [line for line in letter.paragraphs if line.style.name == "Kicker"]
    assert [bool(line.paragraph_format.page_break_before) for line in kickers] == [False, True, True, False]


def test_charts_and_workbooks_hold_the_figures_of_the_document(document, data):
    blocks = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    assert len(parts.charts(data)) == len(blocks) == CHARTS
    for block, chart, book in zip(blocks, parts.charts(data), parts.workbooks(data), strict=True):
        for found in (parts.drawn(chart), parts.held(book)):
            assert parts.written(block, found, "id") == parts.told(block, "id")


def test_every_figure_of_the_document_is_told(document, data):
    said = texts(data)
    blocks = [block for section in document.sections for block in section.blocks if not isinstance(block, Chart)]
    for figure in {figure for block in blocks for figure in figures_of(block)}:
        assert shown.value_of(figure, "id") in said or shown.short_value_of(figure, "id") in said, figure.label


def test_every_sentence_of_the_document_is_told_but_the_speakers(document, data):
    said = texts(data)
    points = {sentence for section in document.sections for sentence in section.points}
    for sentence in document.sentences():
        assert sentence in points or sentence.text.removeprefix("61,8% ") in said


def test_header_rows_repeat_and_no_row_is_torn(letter):
    tables = [table for table in letter.tables if table.style.name == "Briefing Table"]
    assert len(tables) == 4
    for table in tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for table in letter.tables for row in table.rows)


def test_tables_and_drawings_are_described(data):
    body = parts.trees(data)["word/document.xml"]
    captions = [one.get(f"{W}val") for one in body.iter(f"{W}tblCaption")]
    described = [one.get(f"{W}val") for one in body.iter(f"{W}tblDescription")]
    assert len(captions) == len(described) == len(list(body.iter(f"{W}tbl")))
    assert "Peta ubin enam kecamatan." in described
    drawings = [one.get("descr") for one in body.iter(f"{WP}docPr")]
    assert len(drawings) == CHARTS + 1
    assert all(drawings)
    assert drawings[0] == "119 kotak: 73,6 terisi, 45,4 kosong."


def test_drawings_are_numbered_once(data):
    numbers = [one.get("id") for part in parts.trees(data).values() for one in part.iter(f"{WP}docPr")]
    assert len(numbers) == len(set(numbers))


def test_the_first_page_says_what_the_meeting_is(letter):
    assert [[cell.text for cell in row.cells] for row in letter.tables[0].rows] == [
        ["Nomor", "B/12/032024"],
        ["Sifat", "Terbatas"],
        ["Lampiran", "Cara hitung; Sumber"],
        ["Perihal", "Bahan audiensi"],
        ["Yth.", "Wali Kota Tangerang"],
        ["Waktu dan tempat", "22 Maret 2024, Balai Kota"],
    ]


def test_the_letterhead_stands_on_the_first_page_only(letter):
    section = letter.sections[0]
    assert section.different_first_page_header_footer
    head = "\n".join(line.text for line in section.first_page_header.tables[0].rows[0].cells[0].paragraphs)
    assert head == "BPJS Ketenagakerjaan\nKantor Cabang Contoh\nJalan Contoh 1. (021) 000"
    assert section.header.paragraphs[0].text == "BPJS Ketenagakerjaan. Bahan audiensi dengan Wali Kota Tangerang"


def test_the_logo_stands_beside_the_letterhead_and_is_described(document):
    head = replace(document.letterhead, logo=LOGO)
    data = write(replace(document, letterhead=head), sample.STAMP)
    assert [name for name in parts.parts(data) if name.endswith(".png")] == ["word/media/image1.png"]
    described = [
        one.get("descr") for name, part in parts.trees(data).items() if "header" in name for one in part.iter()
    ]
    assert "BPJS Ketenagakerjaan" in described


def test_the_foot_of_every_page_numbers_it_and_gives_code_and_hash(letter):
    section = letter.sections[0]
    for foot in (section.first_page_footer, section.footer):
        fields = [one.get(f"{W}instr").strip() for one in foot._element.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        words = "".join(one.text for one in foot._element.iter(f"{W}t"))
        assert "Posisi data 31 Desember 2023. Kode K7QM2TXR." in words
        assert sample.STAMP.sha256 in words


def test_a_draft_says_so_at_the_head_of_every_page(hostile):
    section = docx.Document(io.BytesIO(hostile)).sections[0]
    for head in (section.first_page_header, section.header):
        assert head.paragraphs[0].text.strip() == "Konsep, belum disampaikan"


def test_illustrative_sections_say_so(letter):
    marks = [line.text.strip() for line in letter.paragraphs if line.style.name == "Mark"]
    assert marks == ["Ilustrasi, bukan data resmi"] * 2


def test_what_must_be_known_stands_at_the_end(data):
    said = texts(data)
    assert "Penyebut berbeda terbitan. Ratna Dewi: Sudah dijelaskan kepada Sekda." in said
    assert "“Demikian disampaikan.” Kalimat ini diubah dengan tangan oleh Ratna Dewi." in said
    assert "Angkatan kerja − peserta aktif (1.190.000 − 736.000 = 454.000). Kisaran 448.500–459.500." in said


@pytest.mark.parametrize(("language", "proofed"), [("id", "id-ID"), ("en", "en-GB")])
def test_it_is_proofed_in_its_language(document, language, proofed):
    styles = parts.trees(write(replace(document, language=language), None))["word/styles.xml"]
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == proofed


def test_hostile_text_stands_as_text(hostile):
    said = texts(hostile)
    assert all(text in said for text in sample.HOSTILE)
    instructions = {
        one.get(f"{W}instr").strip() for part in parts.trees(hostile).values() for one in part.iter(f"{W}fldSimple")
    }
    assert instructions == {"PAGE", "NUMPAGES"}
    assert not [one for part in parts.trees(hostile).values() for one in part.iter(f"{W}instrText")]
    assert parts.relations_out(hostile) == []


def test_characters_that_xml_forbids_are_left_out():
    assert "ab" in texts(write(with_blocks(Listing("a\x00b\x0b\ufffe", ())), None))


def test_a_withheld_figure_is_neither_drawn_nor_told():
    chart = sample.bars()
    secret = replace(chart.series[1].figures[0], withheld=True)
    gap = replace(chart.series[1], figures=(secret, *chart.series[1].figures[1:]))
    data = write(with_blocks(replace(chart, series=(chart.series[0], gap))), sample.STAMP)
    assert 0 not in parts.drawn(parts.charts(data)[0])[1]
    assert 0 not in parts.held(parts.workbooks(data)[0])[1]


def test_equal_documents_give_equal_bytes(data):
    assert write(sample.document(), sample.STAMP) == data


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(data, tmp_path):
    code = (
        "import django; django.setup()\nfrom pathlib import Path\nfrom tests.briefings import sample\n"
        "from coverage_portal.briefings.writers.docx import write\n"
        f"Path({str(tmp_path / 'a')!r}).write_bytes(write(sample.document(), sample.STAMP))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tree.ROOT, check=True)
    assert (tmp_path / "a").read_bytes() == data


def test_the_file_is_dated_by_its_issue_and_names_the_office(letter):
    properties = letter.core_properties
    assert properties.created.replace(tzinfo=UTC) == datetime(2024, 3, 20, 2, 5, tzinfo=UTC)
    assert (properties.author, properties.language) == ("Kantor Cabang Contoh", "id-ID")


def test_a_block_that_nobody_taught_it_is_refused(document):
    with pytest.raises(TypeError, match="str"):
        written("not a block", Manuscript(document, None))
