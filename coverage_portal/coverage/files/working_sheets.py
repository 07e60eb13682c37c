"""How every number of a downloaded file came about: a sheet of workings with live formulas over a sheet of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.files.recounts import recount
from coverage_portal.coverage.files.sheets import Cell, Head, Line, Number, Sheet, band_of, number_of, quoted
from coverage_portal.coverage.files.tables import rows_of
from coverage_portal.coverage.files.words import further_imports, mark_of, sentences
from coverage_portal.coverage.templatetags.workings import basis
from coverage_portal.coverage.workings import Block, Figure, FigureKind, Source

VALUE_COLUMN = "C"  # of the sources
FIRST_ROW = 2  # below the heads


def sources_of(blocks: Iterable[Block]) -> tuple[Source, ...]:
    """Every input of the blocks' figures once, in the order they are first used."""
    figures = (figure for block in blocks for figure in block.figures())
    return tuple(dict.fromkeys(source for figure in figures for source in figure.working.inputs))


def sources_sheet(sources: tuple[Source, ...]) -> Sheet:
    """One input a row: its value and basis, who published or imported it, and where."""
    heads = (
        *(Head(_("Nomor"), 12), Head(_("Masukan"), 30), Head(_("Nilai"), 13), Head(_("Satuan dan basis"), 26)),
        *(Head(_("Setengah langkah pembulatan"), 13), Head(_("Posisi data"), 13), Head(_("Periode"), 11)),
        *(Head(_("Jenis angka"), 18), Head(_("Penerbit"), 26), Head(_("Dokumen"), 30), Head(_("Tautan"), 24)),
        *(Head(_("Catatan"), 26), Head(_("Nomor impor"), 9), Head(_("Berkas impor"), 26)),
        *(Head(_("Posisi berkas"), 13), Head(_("Disetujui oleh"), 16)),
    )
    lines = tuple(Line(_source_cells(number, source)) for number, source in enumerate(sources, start=1))
    return Sheet(_("Sumber"), heads, lines, kept=2)


def _source_cells(number: int, source: Source) -> tuple[Cell, ...]:
    quantity = source.quantity
    kind = FigureKind.SHARE if quantity.basis.unit is Unit.SHARE else None
    value = Number(quantity.value, kind, about=source.estimated)
    step = None if quantity.half_step is None else Number(quantity.half_step, kind)
    unknown = _("Pembulatan tidak diketahui.") if step is None else ""
    return (
        *(Number(Fraction(number)), source.label, value, basis(quantity)),
        *(step, source.as_at, source.period),
        *(mark_of(source), source.publisher, source.document, source.link),
        sentences((source.note, unknown, *further_imports(source))),
        *("; ".join(texts) for texts in _imports(source)),
    )


def _imports(source: Source) -> tuple[tuple[str, ...], ...]:
    """Number, file, position and approver of the imports behind a count."""
    rows = ((str(one.number), one.file_name, f"{one.position:%Y-%m-%d}", one.approved_by) for one in source.batches)
    return tuple(zip(*rows, strict=True)) or ((), (), (), ())


def workings_sheet(blocks: tuple[Block, ...], sources: Sheet, inputs: tuple[Source, ...]) -> Sheet:
    """One number a row: how it was worked out in words, with digits, and as a formula over the cells of `sources`."""
    heads = (
        *(Head(_("Kunci"), 32), Head(_("Tabel"), 18), Head(_("Baris"), 20), Head(_("Kolom"), 20)),
        *(Head(_("Nilai"), 13), Head(_("Tertulis"), 12), Head(_("Rumus"), 34), Head(_("Dengan angka"), 30)),
        *(Head(_("Hitung ulang"), 16), Head(_("Paling rendah"), 12), Head(_("Paling tinggi"), 12)),
        *(Head(_("Jenis angka"), 18), Head(_("Catatan"), 44)),
    )
    cells = places_of(sources, inputs)
    lines = (Line(_working_cells(block, *named, cells)) for block in blocks for named in _named(block))
    return Sheet(_("Cara hitung"), heads, tuple(lines))


def places_of(sources: Sheet, inputs: tuple[Source, ...]) -> dict[Source, str]:
    """The cell of each input's value: {angkatan kerja: "'Sumber'!$C$3"}."""
    name = quoted(sources.name)
    return {source: f"{name}!${VALUE_COLUMN}${row}" for row, source in enumerate(inputs, start=FIRST_ROW)}


def _named(block: Block) -> Iterator[tuple[str, str, Figure]]:
    """Every figure with the names of its row and column; then those that a finding of the block gives."""
    for row, _total in rows_of(block):
        for column, figure in zip(block.columns, row.figures, strict=True):
            yield row.label, column.label, figure
    for figure in block.highlights:
        yield _("Temuan"), figure.label, figure


def _working_cells(
    block: Block, row: str, column: str, figure: Figure, cells: Mapping[Source, str]
) -> tuple[Cell, ...]:
    working, missing = figure.working, figure.value is None
    language = active_language()
    again = recount(figure, cells)
    closed = "" if missing or again else _("Tidak dapat dihitung ulang dari masukan di berkas ini.")
    return (
        *(figure.key, block.label, row, column),
        *(number_of(figure), shown.value_of(figure, language), working.formula),
        *(shown.digits_of(figure, language), again, *band_of(figure)),
        *("" if missing else mark_of(figure), sentences((figure.missing, *working.caveats, closed))),
    )
