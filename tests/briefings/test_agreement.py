"""The four files say the same: every number of the Document stands in each, and none that is not the Document's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from coverage_portal.briefings.blocks import Block, Chart, ChartKind, Table, TileMap, Waffle
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.briefings.in_blocks import figures_of
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.packing import FORMATS, pack
from coverage_portal.briefings.wanted import AskKind, AskWanted, Wanted
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.workings import Figure
from regions.models import Branch
from tests.briefings import sample
from tests.briefings.file_reading import Known, Told, exact, furniture_aside, printed, read, rounded
from tests.briefings.workbooks import Workbook
from tests.coverage import examples

A_NUMBER = re.compile(r"[-−+±]?(Rp)?[\d.,]*\d\s?%?")
WRITES = """
import sys
from hashlib import sha256
from pathlib import Path
from coverage_portal.briefings.frozen import thaw
from coverage_portal.briefings.packing import pack
document, stamp = thaw(Path(sys.argv[1]).read_text(encoding="utf-8"))
print(*(sha256(content).hexdigest() for content in pack(document, stamp).values()))
"""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(sample.document(), sample.STAMP, FORMATS)


def composed(language: str) -> Document:
    """A briefing of Kota Tangerang with requests, as the branch would order it."""
    regions = examples.city()
    examples.target(regions["36.71"], 70)
    wanted = Wanted(
        language=language,
        addressee="Wali Kota Tangerang",
        day=date(2024, 3, 22),
        place="Balai Kota",
        asks=(AskWanted(AskKind.VULNERABLE, workers=10_000, deadline=date(2024, 6, 30)), AskWanted(AskKind.SERTAKAN)),
    )
    return document_for(wanted, Scope(month=examples.DECEMBER), Branch.objects.get(code="CMN"))


def assert_agrees(document: Document, told: Told, format: str) -> None:
    """Both ways: what the Document holds stands in the file, and what the file says the Document holds. The workbook
    works every figure out, paper each way once; the charts on paper and slides hold the numbers that are printed."""
    known = Known(document)
    allowed = known.kept if format == "xlsx" else known.printed
    assert [odd for line in furniture_aside(told, document) for odd in known.strange(line)] == []
    assert [number for number in told.numbers if rounded(number) not in allowed] == []
    kept = {rounded(number) for number in told.numbers}
    for reference in document.references:
        figure = reference.figure
        as_number = figure.value is not None and rounded(as_a_number(figure, document, format)) in kept
        assert as_number or written(value_of(figure, document.language)) in told.words, figure.key
        if format == "xlsx" or not reference.like:
            assert written(reference.working) in told.words, figure.key
    for source in document.sources:
        assert written(source.text) in told.words, source.number


def as_a_number(figure: Figure, document: Document, format: str) -> float:
    """A figure as a number of a file: worked out in full in the workbook, as it is printed elsewhere."""
    return exact(figure) if format == "xlsx" else printed(figure, document.language)


def written(text: str) -> str:
    """Text as `Told.words` has it."""
    return "".join(text.split())


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_the_numbers_of_its_document_and_no_others(files, format):
    assert_agrees(sample.document(), read(files[format], format), format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_number_that_is_not_the_documents_is_found_out(files, format):
    """The witness itself: held against another Document, a file is full of numbers that are not its own."""
    other = replace(sample.document(), sections=sample.document().sections[3:], references=(), sources=())
    told = read(files[format], format)
    known = Known(other)
    odd = [one for line in furniture_aside(told, other) for one in known.strange(line)]
    assert len(odd) + sum(rounded(number) not in known.kept for number in told.numbers) > 20


def drawn_in(document: Document, format: str) -> list[Block]:
    """The charts of a file. A PDF draws the tile map too, and leaves out bars that its table shows row by row."""
    kinds = {"pdf": (Chart, Waffle, TileMap), "xlsx": (Chart, Waffle)}.get(format, (Chart,))
    found = []
    for section in document.sections:
        in_table = any(isinstance(block, Table) and block.bars for block in section.blocks)
        for block in section.blocks:
            bars = isinstance(block, Chart) and block.kind is ChartKind.STACKED
            if isinstance(block, kinds) and not (format == "pdf" and in_table and bars):
                found.append(block)
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_every_chart_stands_in_each_file(files, format):
    drawn = drawn_in(sample.document(), format)
    told = read(files[format], format)
    assert told.charts == len(drawn)
    for block in drawn:
        assert written(block.alt) in written("".join(told.pictures)), block.alt
    if format != "pdf":
        kept = {rounded(number) for number in told.numbers}
        figures = {figure for block in drawn for figure in figures_of(block) if figure.value is not None}
        document = sample.document()
        assert {rounded(as_a_number(figure, document, format)) for figure in figures} <= kept


@pytest.mark.parametrize("format", FORMATS)
def test_equal_documents_give_equal_bytes(files, format):
    again = thaw(freeze(sample.document()))
    assert pack(again, sample.STAMP, (format,))[format] == files[format]


def test_another_process_writes_the_same_bytes(files, tmp_path):
    """Whatever the seed of its hashes, its time zone or its language, and without Django."""
    kept = tmp_path / "document.json"
    kept.write_text(freeze((sample.document(), sample.STAMP)), encoding="utf-8")
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", WRITES, str(kept)]
    found = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=True).stdout.split()
    assert found == [sha256(files[format]).hexdigest() for format in FORMATS]


@pytest.mark.parametrize("format", FORMATS)
def test_text_that_would_do_harm_stands_as_text_in_each_file(format):
    content = pack(sample.hostile(), sample.STAMP, (format,))[format]
    told = read(content, format)
    for text in sample.HOSTILE:
        assert written(text) in told.words, text


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_composed_briefing_agrees_in_every_format(db, language):
    document = composed(language)
    made = pack(document, sample.STAMP, FORMATS)
    for format, content in made.items():
        assert_agrees(document, read(content, format), format)
    book = Workbook(made["xlsx"])
    assert len(book.formulas()) > 500
    for sheet, at, cell in book.formulas():
        assert book.worked_out(sheet, at) == pytest.approx(cell.value, rel=1e-12), f"{sheet}!{at}={cell.formula}"
    assert not [text for text in book.texts() if A_NUMBER.fullmatch(text)]
