"""What the four files say, read back without their writers: their words, and the numbers kept as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from xml.etree import ElementTree

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.numbers import Claim, numbers_in
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.workings import Figure, FigureKind
from tests.briefings.workbooks import Workbook
from tests.briefings.writers.pdf_reading import Read

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FURNITURE = re.compile(r"SHA-256|\b\d+ / \d+\b|(?<=\s)(?:\d?[05]% ){4,}|\[\d+\]")
LINES = {"pptx": (f"{DRAWING}p", f"{DRAWING}t"), "docx": (f"{WORDS}p", f"{WORDS}t")}


@dataclass(frozen=True)
class Told:
    """The lines of a file's text, the numbers it keeps as numbers, what stands for its pictures, its charts."""

    lines: tuple[str, ...]
    numbers: tuple[float, ...]
    pictures: tuple[str, ...]
    charts: int

    @property
    def words(self) -> str:
        """All text without any space, so that neither a line's end nor the kind of a space matters."""
        return "".join("".join(self.lines).split())


def read(content: bytes, format: str) -> Told:
    """A file of any of the four formats."""
    if format == "pdf":
        kept = Read(content)
        pictures = kept.drawings()
        logo = 1  # or the name that stands for it
        return Told((kept.text, *pictures), (), tuple(pictures), len(pictures) - logo)
    archive = zipfile.ZipFile(io.BytesIO(content))
    charts = sum(name.split("/")[-2:-1] == ["charts"] and name.endswith(".xml") for name in archive.namelist())
    pictures = tuple(_pictures(archive))
    if format == "xlsx":
        book = Workbook(content)
        return Told((*book.texts(), *pictures), tuple(book.numbers()), pictures, charts)
    return Told((*_lines(archive, *LINES[format]), *pictures), tuple(_plotted(archive)), pictures, charts)


def _parts(archive: zipfile.ZipFile) -> Iterator[ElementTree.Element]:
    """The parts that hold content."""
    for name in archive.namelist():
        if name.endswith(".xml") and "/charts/" not in name and "Master" not in name and "Layout" not in name:
            yield ElementTree.fromstring(archive.read(name))


def _lines(archive: zipfile.ZipFile, line: str, run: str) -> Iterator[str]:
    """The paragraphs of every part."""
    for part in _parts(archive):
        for paragraph in part.iter(line):
            pieces = (piece for piece in paragraph.iter() if piece.tag == run or piece.tag.endswith(("}br", "}tab")))
            yield "".join(piece.text or "" if piece.tag == run else " " for piece in pieces)


def _pictures(archive: zipfile.ZipFile) -> Iterator[str]:
    """What stands for each picture and chart."""
    for part in _parts(archive):
        yield from (element.attrib["descr"] for element in part.iter() if "descr" in element.attrib)


def _plotted(archive: zipfile.ZipFile) -> Iterator[float]:
    """The numbers of every chart and of the workbook behind it."""
    for name in archive.namelist():
        if "/charts/" in name and name.endswith(".xml"):
            values = ElementTree.fromstring(archive.read(name)).iter(f"{CHART}numCache")
            yield from (float(value.text) for cache in values for value in cache.iter(f"{CHART}v"))
        elif name.endswith(".xlsx"):
            yield from Workbook(archive.read(name)).numbers()


def furniture_aside(told: Told, document: Document) -> list[str]:
    """The lines without what is there to find one's way: page numbers, places in a list, an axis, the hash's name, how
    many other figures came about alike."""
    ordinals = [(one.number, one.figure.label) for one in document.references]
    ordinals += [(one.number, one.text) for one in document.sources]
    repeats = {document.word("alike") % {"n": alike} for _one, alike in document.printed_references}
    lines = []
    for line in told.lines:
        for number, words in ordinals:
            line = line.replace(f" {number} {' '.join(words.split())}", f" {words}")
        for words in repeats:
            line = line.replace(words, " ")
        lines.append(FURNITURE.sub(" ", line))
    return [line for line in lines if not re.fullmatch(r"[\d, ]+", line)]


def texts_of(value: object) -> Iterator[str]:
    """Every text of a Document, whatever it stands in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))


class Known:
    """Every number that a Document holds: its figures with band and inputs, and what its texts claim. `kept` is what a
    workbook of live formulas may hold, `printed` what a chart may: its numbers are plain and read by themselves."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        figures = {*document.figures(), *(one.figure for one in document.references)}
        figures |= {figure for annex in document.annexes for figure in annex.figures()}
        self.values = {value for figure in figures for value in _values(figure)}
        self.values |= {value for one in document.sources for value in _input(one.source)}
        self.kept = {rounded(float(value * scale)) for value in self.values for scale in (1, 100)}
        self.printed = {rounded(printed(one, self.language)) for one in figures if one.value is not None}
        texts = set(texts_of(document))
        self.claimed = {(claim.value, claim.unit) for text in texts for claim in numbers_in(text, self.language)}

    def strange(self, line: str) -> list[str]:
        """The numbers of a text that the Document does not hold, each in its surroundings."""
        odd = (claim for claim in numbers_in(line, self.language) if not self.holds(claim))
        return [line[max(0, claim.start - 30) : claim.start + 30] for claim in odd]

    def holds(self, claim: Claim) -> bool:
        """Whether the Document says so, or one of its numbers is written so."""
        return (claim.value, claim.unit) in self.claimed or any(claim.holds(value) for value in self.values)


def rounded(number: float) -> str:
    """A number to the digits that every spreadsheet keeps."""
    return f"{number:.13g}"


def _values(figure: Figure) -> Iterator[Fraction]:
    if figure.value is not None:
        yield figure.value
    yield from figure.working.band or ()
    for source in figure.working.inputs:
        yield from _input(source)


def _input(source) -> Iterator[Fraction]:
    yield source.quantity.value
    yield from (source.quantity.half_step,) if source.quantity.half_step is not None else ()


def exact(figure: Figure) -> float:
    """A figure as a spreadsheet keeps it: a difference of shares in points."""
    return float(figure.value * (100 if figure.kind is FigureKind.POINTS else 1))


def printed(figure: Figure, language: str) -> float:
    """The number that a reader takes from a figure as it is written: 114,000 of "±114 ribu", 0.618 of "61,8%"."""
    (claim,) = numbers_in(value_of(figure, language), language)
    return float(claim.value)
