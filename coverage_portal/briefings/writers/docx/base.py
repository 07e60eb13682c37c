"""The empty letter that every briefing starts from: our styles, theme, lists, an A4 page."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files

from coverage_portal.briefings.writers.docx.markup import NAMESPACES, XML
from coverage_portal.briefings.writers.docx.styles import styles
from coverage_portal.briefings.writers.office.themes import repainted

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" '
    'w:header="567" w:footer="510" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
PARTS = {
    "word/document.xml": "document.main",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
}
APPLICATION = f'<Properties xmlns="{OFFICE}/extended-properties"><Application>Portal Cakupan</Application></Properties>'
BULLETS, NUMBERS = 1, 2
"""The two kinds of lists; a numbered list is a number of its own."""


@cache
def base(language: str) -> bytes:
    """The letter without words, proofed in that language ("id-ID")."""
    theme = files("pptx") / "templates" / "default.pptx"
    with zipfile.ZipFile(io.BytesIO(theme.read_bytes())) as slides:
        painted = repainted(slides.read("ppt/theme/theme1.xml"))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": APPLICATION,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{PAGE}</w:body></w:document>",
        "word/styles.xml": styles(language),
        "word/numbering.xml": _lists(),
        "word/settings.xml": _settings(language),
        "word/_rels/document.xml.rels": _relations(
            *((f"{OFFICE}/relationships/{kind}", f"{kind}.xml") for kind in ("styles", "numbering", "settings")),
            (f"{OFFICE}/relationships/theme", "theme/theme1.xml"),
        ),
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name, text in parts.items():
            package.writestr(name, XML + text)
        package.writestr("word/theme/theme1.xml", painted)
    return kept.getvalue()


def _types() -> str:
    kinds = {
        **{name: f"{WORD}.{kind}+xml" for name, kind in PARTS.items()},
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _lists() -> str:
    bullet = _level("bullet", "•", '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr>')
    number = _level("decimal", "%1.", "<w:rPr><w:b/></w:rPr>")
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="singleLevel"/>'
        f'{bullet}</w:abstractNum><w:abstractNum w:abstractNumId="{NUMBERS}">'
        f'<w:multiLevelType w:val="singleLevel"/>{number}</w:abstractNum>'
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num></w:numbering>'
    )


def _level(kind: str, text: str, look: str) -> str:
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>{look}</w:lvl>'
    )


def _settings(language: str) -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )
