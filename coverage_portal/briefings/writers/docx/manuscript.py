"""The letter while it is written: markup gathered in order, charts and lists as they come."""

from __future__ import annotations

import io
from copy import deepcopy

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from coverage_portal.briefings.blocks import Chart
from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.docx.base import NUMBERS, base
from coverage_portal.briefings.writers.docx.markup import NAMESPACES
from coverage_portal.briefings.writers.office.native_charts import WORKBOOK_ID, chart_xml
from coverage_portal.briefings.writers.office.packages import describe, still
from coverage_portal.briefings.writers.office.wording import LANGUAGES
from coverage_portal.briefings.writers.office.workbooks import workbook

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPE_SIZE = 10
TURN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""The paragraph at which columns begin takes no room."""


class Manuscript:
    """Parts are added to the end; `save` makes the file."""

    def __init__(self, document: Document, stamp: Stamp | None) -> None:
        self.document = document
        self.stamp = stamp
        self.language = LANGUAGES[document.language]
        self.file = docx.Document(io.BytesIO(base(self.language)))
        self._markup: list[str] = []
        self._drawings = 0
        self._charts = 0
        self._lists = NUMBERS
        self._columns_at: int | None = None
        self._columns_end: int | None = None

    def add(self, *markup: str) -> None:
        """Paragraphs and tables at the end."""
        self._markup += markup

    def in_columns(self) -> None:
        """What is added from here on stands in two columns."""
        self._columns_at = len(self._markup)

    def in_one_column(self) -> None:
        """What is added from here on stands below the columns, which end at one height."""
        self._columns_end = len(self._markup)

    def drawing_number(self) -> int:
        """The next drawing's number, once in the file."""
        self._drawings += 1
        return self._drawings

    def numbered_list(self) -> int:
        """A new numbered list that begins at 1."""
        self._lists += 1
        numbering = self.file.part.numbering_part.element
        numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{self._lists}"><w:abstractNumId w:val="{NUMBERS}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return self._lists

    def chart(self, chart: Chart, width: float) -> str:
        """A native chart `width` inches wide with its workbook in parts of their own; returns its relation."""
        self._charts += 1
        language, package = self.document.language, self.file.part.package
        sheet = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"),
            SHEET_TYPE,
            workbook(chart, language, self.document.word("category")),
            package,
        )
        part = Part(
            PackURI(f"/word/charts/chart{self._charts}.xml"),
            CHART_TYPE,
            chart_xml(chart, language, TYPE_SIZE, width),
            package,
        )
        if part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE) != WORKBOOK_ID:
            raise ValueError("a chart's first relation must be its workbook")
        return self.file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)

    def save(self) -> bytes:
        """The file."""
        page = self.file.element.body.sectPr
        _put_before(page, self._markup[: self._columns_at])
        if self._columns_at is not None:
            _turn(page)
            _go_on(page)
            _into_columns(page)
            _put_before(page, self._markup[self._columns_at : self._columns_end])
        if self._columns_end is not None:
            _turn(page)
            page.remove(page.find(qn("w:cols")))
            _put_before(page, self._markup[self._columns_end :])
        describe(self.file.core_properties, self.document, self.stamp)
        kept = io.BytesIO()
        self.file.save(kept)
        return still(kept.getvalue())


def _put_before(page: BaseOxmlElement, markup: list[str]) -> None:
    for element in list(parse_xml(f"<w:body {NAMESPACES}>{''.join(markup)}</w:body>")):
        page.addprevious(element)


def _turn(page: BaseOxmlElement) -> None:
    """What was put before `page` until now is laid out as it is set up at this moment."""
    turn = parse_xml(f"<w:p {NAMESPACES}><w:pPr>{TURN}</w:pPr></w:p>")
    page.addprevious(turn)
    turn.pPr.append(deepcopy(page))


def _go_on(page: BaseOxmlElement) -> None:
    """What follows goes on where the part before it ended, with its heads and feet."""
    for name in ("headerReference", "footerReference", "titlePg"):
        for element in page.findall(qn(f"w:{name}")):
            page.remove(element)
    page.insert(0, parse_xml(f'<w:type {NAMESPACES} w:val="continuous"/>'))


def _into_columns(page: BaseOxmlElement) -> None:
    page.append(parse_xml(f'<w:cols {NAMESPACES} w:num="2" w:space="400"/>'))
