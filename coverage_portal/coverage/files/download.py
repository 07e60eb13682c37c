"""Downloads of an answer: one block, or all of them, as a file that carries its working and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.files.about import about_sheet, title_of
from coverage_portal.coverage.files.sheets import Book, Made, Sheet, sheet_name
from coverage_portal.coverage.files.tables import blocks_of, data_sheet, flat_sheet
from coverage_portal.coverage.files.words import holds_illustrations, illustration_warning
from coverage_portal.coverage.files.working_sheets import sources_of, sources_sheet, workings_sheet
from coverage_portal.coverage.files.write_csv import write_csv
from coverage_portal.coverage.files.write_xlsx import write_xlsx
from coverage_portal.coverage.scope import Against, CountedAt
from coverage_portal.coverage.workings import Block

EVERYTHING = "semua"
CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class NoSuchFile(LookupError):
    """The answer has no such block, or a block cannot be had in that format."""


@dataclass(frozen=True)
class File:
    """A finished file: its bytes, its content type, and a name that says what is inside."""

    content: bytes
    content_type: str
    name: str


def file_of(found: Dashboard, block_key: str, format: str, made: Made) -> File:
    """The block as `format` (csv or xlsx), in the active language.

    Blocks: jawaban, kecamatan, segmen, sektor, program, tren, skala, laju; semua holds all, as XLSX only. Raises
    NoSuchFile.
    """
    blocks = tuple(block for block in blocks_of(found) if block_key in (block.key, EVERYTHING))
    if not blocks or format not in CONTENT_TYPES or (block_key, format) == (EVERYTHING, CSV):
        raise NoSuchFile(f"{block_key}.{format}")
    if format == CSV:
        content = write_csv(flat_sheet(found, blocks[0], made))
    else:
        everything = block_key == EVERYTHING
        content = write_xlsx(book_of(found, blocks, made, label=_("Semua tabel") if everything else blocks[0].label))
    return File(content, CONTENT_TYPES[format], file_name(found, block_key, format))


def book_of(found: Dashboard, blocks: tuple[Block, ...], made: Made, *, label: str) -> Book:
    """The blocks as sheets, then how their numbers came about, their sources, and what the file is."""
    title = title_of(found, label)
    warning = illustration_warning() if holds_illustrations(one for block in blocks for one in block.figures()) else ""
    inputs = sources_of(blocks)
    sources = sources_sheet(inputs)
    rest = (workings_sheet(blocks, sources, inputs), sources, about_sheet(found, title, blocks, made, warning))
    return Book(title, active_language(), made.at, warning, (*_data_sheets(blocks, rest), *rest))


def _data_sheets(blocks: tuple[Block, ...], rest: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    if len(blocks) == 1:
        return (data_sheet(blocks[0], _("Data")),)
    taken = {sheet.name.lower() for sheet in rest}
    return tuple(data_sheet(block, sheet_name(block.label, taken)) for block in blocks)


def file_name(found: Dashboard, block_key: str, format: str) -> str:
    """What is inside: cakupan-kecamatan-36.71-2023-12.xlsx; words are added for a question unlike the usual one."""
    scope = found.scope
    unusual = (
        Against.EMPLOYED.value if scope.against is Against.EMPLOYED else "",
        CountedAt.HOME.value if scope.counted_at is CountedAt.HOME else "",
        f"sejak-{scope.since:%Y-%m}" if scope.since else "",
        "" if scope.estimates else "tanpa-perkiraan",
    )
    parts = ("cakupan", block_key, found.region.code, f"{found.month:%Y-%m}", *unusual)
    return f"{'-'.join(part for part in parts if part)}.{format}"
