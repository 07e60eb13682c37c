"""One slide being drawn: its shapes gathered as text and put in at once, its charts as parts of their own."""

from __future__ import annotations

import io

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.slide import Slide

from coverage_portal.briefings.blocks import Chart
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.office.native_charts import WORKBOOK_ID, chart_xml
from coverage_portal.briefings.writers.office.wording import LANGUAGES
from coverage_portal.briefings.writers.office.workbooks import workbook
from coverage_portal.briefings.writers.pptx import drawing
from coverage_portal.briefings.writers.pptx.drawing import Box, Paragraph

FIRST = 10
TYPE_SIZE, LARGER, WIDE = 12, 14, 8


class Canvas:
    """Draws on one slide. `counted` is how many charts the presentation has so far, shared by all its slides."""

    def __init__(self, slide: Slide, document: Document, counted: list[int]) -> None:
        self.slide = slide
        self.document = document
        self.language = LANGUAGES[document.language]
        self._counted = counted
        self._shapes: list[str] = []
        self._last = FIRST

    def number(self) -> int:
        """The next shape's number, once on this slide."""
        self._last += 1
        return self._last

    def add(self, shape: str) -> None:
        """A shape on top of those before."""
        self._shapes.append(shape)

    def text(self, name: str, box: Box, *paragraphs: Paragraph, anchor: str = "t") -> None:
        """A box of text."""
        self.add(drawing.text_box(self.number(), name, box, paragraphs, self.language, anchor))

    def rule(self, box: Box, colour: str) -> None:
        """A line that only decorates."""
        self.add(drawing.block(self.number(), "Garis", box, colour, decorative=True))

    def picture(self, png: bytes, name: str, box: Box) -> None:
        """A picture that fills the box."""
        _part, relation = self.slide.part.get_or_add_image_part(io.BytesIO(png))
        self.add(drawing.picture(self.number(), name, box, relation))

    def chart(self, chart: Chart, box: Box) -> None:
        """A native chart with its workbook, in its own part."""
        self._counted[0] += 1
        count, package = self._counted[0], self.slide.part.package
        language = self.document.language
        part = ChartPart.load(
            PackURI(f"/ppt/charts/chart{count}.xml"),
            CONTENT_TYPE.DML_CHART,
            package,
            chart_xml(chart, language, TYPE_SIZE if box.width < WIDE else LARGER, box.width),
        )
        sheet = EmbeddedXlsxPart(
            PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{count}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            package,
            workbook(chart, language, self.document.word("category")),
        )
        if part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE) != WORKBOOK_ID:
            raise ValueError("a chart's first relation must be its workbook")
        relation = self.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        self.add(drawing.chart_frame(self.number(), chart.caption, box, chart.alt or chart.caption, relation))

    def finish(self) -> None:
        """Put everything on the slide."""
        tree = self.slide.shapes._spTree
        for element in list(parse_xml(f"<p:spTree {drawing.NAMESPACES}>{''.join(self._shapes)}</p:spTree>")):
            tree.append(element)
