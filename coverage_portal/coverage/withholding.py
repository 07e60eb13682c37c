"""Withholds small counts, and what would give them away, from an answer. The one place where that is done. Pure.

What is kept back was decided for a place and its parts together (`kept_back`), so a kecamatan's own page, its city's
table, the API and every file withhold the same. Here each figure that rests on a count kept back loses its value, its
band and the inputs of its working; rows lose the place in their order that would tell their size; findings that rest
on them fall silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coverage_portal.coverage.behind import Behind, Told
from coverage_portal.coverage.dashboard import Dashboard, KeptBack
from coverage_portal.coverage.workings import Block, Figure, Provenance, Row

ORDERED_BY = {"kecamatan": ("celah", "jumlah"), "segmen": ("jumlah",), "sektor": ("jumlah",)}


def withhold(found: Dashboard) -> Dashboard:
    """The answer without what is kept back from it; the same answer when that is nothing. It can be given twice."""
    if not found.kept_back.cells:
        return replace(found, kept_back=KeptBack())
    kept, behind = found.kept_back, Behind(found)
    rate, covered, whole, gap = _alone(found.head, kept, behind)
    told = replace(
        found,
        rate=rate,
        covered=covered,
        whole=whole,
        gap=gap,
        facts=_alone(found.facts, kept, behind),
        changes=_alone(found.changes, kept, behind),
        track=_alone(found.track, kept, behind),
        blocks=tuple(_block(block, kept, behind) for block in found.blocks),
        kept_back=KeptBack(),
    )
    if not any(figure.withheld for figure in told.figures()):
        return told
    return replace(told, cautions=(*told.cautions, kept.sentence))


def _alone(figures: Iterable[Figure], kept: KeptBack, behind: Behind) -> tuple[Figure, ...]:
    return tuple(_figure(figure, behind.alone(figure.key), kept) for figure in figures)


def _figure(figure: Figure, told: frozenset[Told], kept: KeptBack) -> Figure:
    """The figure, withheld when a count behind it is kept back. A published figure stands, without the registry's count
    beside it."""
    if figure.value is None or not told & kept.cells:
        return figure
    if figure.provenance is Provenance.OFFICIAL:
        published = tuple(source for source in figure.working.inputs if source.provenance is Provenance.OFFICIAL)
        return replace(figure, working=replace(figure.working, inputs=published))
    working = replace(figure.working, inputs=(), band=None, caveats=())
    return replace(figure, value=None, half_step=None, working=working, missing=kept.why, withheld=True)


def _block(block: Block, kept: KeptBack, behind: Behind) -> Block:
    """The block with its figures withheld, those rows last whose count is, and no finding that rests on one."""
    rows = tuple(_row(block, row, kept, behind) for row in block.rows)
    total = _row(block, block.total, kept, behind) if block.total else None
    if not any(figure.withheld for row in (*rows, *((total,) if total else ())) for figure in row.figures):
        return block
    withheld = replace(block, rows=rows, total=total, caveats=(*block.caveats, kept.sentence))
    ordering = [withheld.index(column) for column in ORDERED_BY.get(block.key, ()) if block.has(column)]
    if not ordering:
        return withheld
    known = [row for row in rows if not _hidden(row, ordering)]
    hidden = sorted((row for row in rows if _hidden(row, ordering)), key=lambda row: (not row.code, row.code))
    if not hidden:
        return withheld
    rest = [row for row in known if not row.code]
    known = [row for row in known if row.code]
    return replace(withheld, rows=(*known, *hidden, *rest), marked=(), highlights=())


def _row(block: Block, row: Row, kept: KeptBack, behind: Behind) -> Row:
    told = behind.of_row(block, row)
    figures = tuple(_figure(figure, one, kept) for figure, one in zip(row.figures, told, strict=True))
    if not any(figure.withheld for figure in figures):
        return row
    return replace(row, figures=figures, note="" if block.key == "kecamatan" and row.code else row.note)


def _hidden(row: Row, ordering: list[int]) -> bool:
    return any(row.figures[place].withheld for place in ordering)
