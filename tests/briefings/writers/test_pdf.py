"""The PDF of the sample: everything it should say, in a file that screen readers and the years to come can read."""

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils.translation import override
from PIL import Image

from coverage_portal.briefings.blocks import Chart, ChartKind, TileMap, Waffle
from coverage_portal.briefings.words import words_now
from coverage_portal.briefings.writers.pdf import write
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure, Source
from tests.briefings import sample
from tests.briefings.writers.pdf_reading import Read, squeezed

GOLDEN = Path(__file__).parent / "golden_pdf.txt"
NOT_SHOWN = {"key", "code", "alt", "generated", "language", "words", "points", "questions", "link", "note", "marked"}
"""Fields that are no text on paper: keys, what screen readers hear, and what only the speaker says."""


@pytest.fixture(scope="module")
def content():
    return write(sample.document(), sample.STAMP)


@pytest.fixture(scope="module")
def read(content):
    return Read(content)


def texts(value):
    """Every text of a value that is to be read on paper, figures and sources aside."""
    if isinstance(value, Figure | Source):
        return
    if isinstance(value, str) and type(value) is str and value:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_SHOWN:
                yield from texts(getattr(value, field.name))


def test_every_text_of_the_document_stands_in_it(read):
    document = sample.document()
    drawn_once = next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart) and block.kind is ChartKind.STACKED
    )
    wanted = {squeezed(text) for text in texts(document)} - set(texts(drawn_once)) - {"Menurut kecamatan"}
    without_spaces = read.text.replace(" ", "")
    assert {text for text in wanted if text.replace(" ", "") not in without_spaces} == set()


def test_every_number_of_the_document_stands_in_it(read):
    document = sample.document()
    missing = [
        figure.key
        for figure in document.figures()
        if not {squeezed(write(figure, "id")) for write in (shown.value_of, shown.short_value_of)} & set(numbers(read))
    ]
    assert missing == []


def numbers(read):
    """Words and pairs of words: 61,8% and 736 ribu."""
    words = [word.strip("().;") for word in read.text.split()]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def test_screen_readers_find_title_language_structure_and_bookmarks(read):
    assert read.root["/MarkInfo"]["/Marked"]
    assert read.root["/Lang"] == "id"
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.reader.metadata.title == "Bahan audiensi, Kota Tangerang"
    tags = [tag for tag, _alt in read.elements()]
    assert tags.count("/H1") == 5
    assert tags.count("/Table") == tags.count("/THead") == 5
    titles = [squeezed(section.title.text) for section in sample.document().sections]
    assert [title for title in map(squeezed, read.bookmarks()) if title in titles] == titles


def test_it_says_which_standard_it_keeps(content):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_every_drawing_says_in_a_sentence_what_it_shows(read):
    blocks = [block for section in sample.document().sections for block in section.blocks]
    drawn = [block for block in blocks if isinstance(block, Chart | TileMap | Waffle)]
    beside_rows = [block for block in drawn if isinstance(block, Chart) and block.kind is ChartKind.STACKED]
    assert read.drawings() == ["BPJS Ketenagakerjaan", *(block.alt for block in drawn if block not in beside_rows)]


def test_bars_that_no_table_shows_are_drawn(read):
    document = sample.document()
    alone = replace(document.sections[1], blocks=(sample.bars(),))
    found = Read(write(replace(document, sections=(alone,)), None))
    assert sample.bars().alt in found.drawings()
    assert "75.000" in found.text


def test_the_logo_that_somebody_uploaded_is_drawn():
    picture = BytesIO()
    Image.effect_noise((80, 40), 90).save(picture, "PNG")
    document = sample.document()
    letterhead = replace(document.letterhead, logo=picture.getvalue())
    found = Read(write(replace(document, letterhead=letterhead), None))
    drawn = found.reader.pages[0].images
    assert [image.image.size for image in drawn] == [(80, 40)]


def test_its_fonts_lie_in_it_cut_to_the_letters_used(read):
    assert all(read.fonts().values())
    assert {name[7] + name[8:].partition("-")[0] for name in read.fonts()} == {"+PlusJakartaSans"}


def test_pages_carry_their_number_and_how_to_check_them(read):
    assert len(read.pages) == 5
    for number, page in enumerate(read.pages, 1):
        assert f"{number} / 5" in page
        assert "Kode K7QM2TXR" in page
        assert "5f2d1c0b9a88" in page
        assert sample.STAMP.address in page
        assert "Terbatas" in page
        assert "Konsep" not in page


def test_pages_of_sample_data_say_so(read):
    marked = ["Ilustrasi, bukan data resmi" in page for page in read.pages]
    assert marked == [False, True, True, False, True]


def test_without_a_stamp_every_page_is_a_draft():
    draft = Read(write(sample.document(), None))
    assert all("Konsep, belum disampaikan" in page for page in draft.pages)
    assert sample.STAMP.code not in draft.text


def test_the_stamp_accepted_warnings_and_edited_sentences_stand_at_the_end(read):
    assert sample.STAMP.sha256 in read.pages[-1].replace(" ", "")
    assert "Penyebut berbeda terbitan. Alasan: Sudah dijelaskan kepada Sekda. (Ratna Dewi)" in read.pages[-1]
    assert "Kalimat ini diubah dengan tangan oleh Ratna Dewi" in read.pages[-1]


def test_its_text_is_the_one_somebody_read_and_found_good(read):
    """`GOLDEN=write` writes the text down anew: read it before it is committed."""
    text = "\n\n".join(f"[{number}] {page}" for number, page in enumerate(read.pages, 1)) + "\n"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_place_of_signing_is_a_city_or_not_said(read):
    assert "Tangerang, 20 Maret 2024 Pps. Kepala Kantor Cabang Budi Santoso" in read.text
    document = sample.document()
    district = replace(document, region=replace(document.region, name="Cipondoh"))
    assert "Wilayah Banten 20 Maret 2024 Pps." in Read(write(district, sample.STAMP)).text


def test_hostile_text_is_only_text():
    read = Read(write(sample.hostile(), sample.STAMP))
    for text in sample.HOSTILE:
        assert text in read.text
    assert "root:" not in read.text
    assert read.reader.metadata.title == "{{7*7}}, Kota Tangerang"


def test_letters_of_other_scripts_do_not_stop_it():
    document = sample.document()
    named = replace(document.signatory, name="Łódé Ωμέγα 漢\u202e \U0001f600\x07")
    assert "Łódé Ωμέγα □ □" in Read(write(replace(document, signatory=named), None)).text


def test_withheld_and_missing_numbers_are_said_to_be():
    document = sample.document()
    summary = document.sections[0]
    first, second, third = summary.blocks[1].figures
    figures = (replace(first, value=None, withheld=True), replace(second, value=None, missing="Belum terbit."), third)
    blocks = (replace(summary.blocks[1], figures=figures),)
    read = Read(write(replace(document, sections=(replace(summary, blocks=blocks),)), None))
    assert "dirahasiakan" in read.text
    assert "– Belum terbit." in read.text


def test_in_english_the_words_and_numbers_are_english():
    with override("en"):
        english = replace(sample.document(), language="en", words=words_now())
    read = Read(write(english, None))
    assert read.root["/Lang"] == "en"
    assert "1.93 million" in read.text
    assert "Rp2,016,000,000" in read.text
    assert "Data as at 31 December 2023" in read.text


def test_equal_documents_give_equal_bytes_in_this_process_and_in_another(content):
    assert write(sample.document(), sample.STAMP) == content
    program = (
        "import sys, django; django.setup()\n"
        "from coverage_portal.briefings.writers.pdf import write\n"
        "from tests.briefings import sample\n"
        "sys.stdout.buffer.write(write(sample.document(), sample.STAMP))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    other = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert other.stdout == content
