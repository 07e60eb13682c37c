"""The bars of a breakdown as a native chart, where the briefing has none for its rows. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Block, Chart, ChartKind, ChartRole, Series, Table
from coverage_portal.briefings.document import Document

COVERED_COLUMN, GAP_COLUMN = "jumlah", "celah"


def with_bars(blocks: tuple[Block, ...], document: Document) -> list[Block]:
    """The blocks, with a chart before each table that has bars and whose rows no chart of the section draws."""
    drawn = {block.categories for block in blocks if isinstance(block, Chart)}
    found: list[Block] = []
    for block in blocks:
        bars = bars_of(block, document) if isinstance(block, Table) else None
        if bars and bars.categories not in drawn:
            found.append(bars)
        found.append(block)
    return found


def bars_of(block: Table, document: Document) -> Chart | None:
    """The bars of a table with bars as a chart: covered and gap end to end; None when it has none."""
    kept = block.breakdown
    if not (block.bars and kept.has(COVERED_COLUMN) and kept.has(GAP_COLUMN) and kept.rows):
        return None
    categories = tuple(row.label for row in kept.rows)
    series = (
        Series(ChartRole.COVERED, document.word("covered"), kept.column(COVERED_COLUMN)),
        Series(ChartRole.GAP, document.word("gap"), kept.column(GAP_COLUMN)),
    )
    alt = f"{block.caption}. {document.word('bars')}."
    return Chart(f"batang-{kept.key}", ChartKind.STACKED, document.word("bars"), categories, series, alt)
