"""The last pages: every figure once with its working, and every source once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Chart, Table, TileMap
from coverage_portal.briefings.document import CitedSource, Reference, Section, figures_in
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.files.words import imports_of, mark_of, source_of, working_of
from coverage_portal.coverage.templatetags.workings import basis
from coverage_portal.coverage.workings import Figure, Row, Source


@dataclass(frozen=True)
class Cited:
    """References and sources of one briefing."""

    references: tuple[Reference, ...]
    sources: tuple[CitedSource, ...]


def cited(sections: Iterable[Section]) -> Cited:
    """Every figure of the sections once, in reading order, numbered; its sources by their numbers.

    A source that others published stands alone. The counts of one basis that rest on the same imports are one source,
    and so are the villages of one list: each number itself stands in the working of its figure. A calendar is none,
    unless a figure has no other.
    """
    sections = tuple(sections)
    placed = list(_placed(sections))
    groups: dict[object, list[Source]] = {}
    for _where, figure in placed:
        for source in _inputs(figure):
            groups.setdefault(_alike(source), []).append(source)
    numbers = {alike: number for number, alike in enumerate(groups, start=1)}
    references = tuple(
        Reference(
            number,
            where,
            figure,
            working_of(figure) if figure.value is not None else figure.missing,
            tuple(dict.fromkeys(numbers[_alike(source)] for source in _inputs(figure))),
        )
        for number, (where, figure) in enumerate(placed, start=1)
    )
    references = _with_likes(references, _columns(sections))
    sources = tuple(CitedSource(numbers[alike], found[0], _text(found)) for alike, found in groups.items())
    return Cited(references, sources)


def _with_likes(references: tuple[Reference, ...], columns: dict[str, object]) -> tuple[Reference, ...]:
    """The references, each with the first one of its column that came about by the same signs from the same kinds."""
    first: dict[object, int] = {}
    return tuple(
        replace(one, like=found if (found := first.setdefault(_way(one, columns), one.number)) != one.number else 0)
        for one in references
    )


def _way(one: Reference, columns: dict[str, object]) -> object:
    """How a figure came about, places aside; one that stands in no table stands alone."""
    figure, column = one.figure, columns.get(one.figure.key)
    if column is None or figure.value is None:
        return one.number
    signs = tuple(token for token in figure.working.tokens if isinstance(token, str))
    return column, signs, figure.provenance, figure.estimated, len(figure.working.inputs)


def _columns(sections: Iterable[Section]) -> dict[str, object]:
    """The table and the column in which each figure of a breakdown stands, by its key."""
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    return {
        figure.key: (table.breakdown.key, column.key)
        for table in tables
        for row in _rows_of(table)
        for column, figure in zip(table.breakdown.columns, row.figures, strict=True)
    }


def _placed(sections: Iterable[Section]) -> Iterator[tuple[str, Figure]]:
    """Each figure once, with where it is first met: the kicker of its section and its row in any table. What is drawn
    comes after the tables, so that rows stay together."""
    told, sections = set(), tuple(sections)
    rows = {figure.key: row.label for section in sections for row in _rows(section) for figure in row.figures}
    for section in sections:
        blocks = tuple(sorted(section.blocks, key=lambda block: isinstance(block, Chart | TileMap)))
        for figure in figures_in(replace(section, blocks=blocks)):
            if figure.key not in told:
                told.add(figure.key)
                yield _joined(section.kicker, rows.get(figure.key, "")), figure


def _joined(kicker: str, row: str) -> str:
    """ "Di mana celahnya? Cipondoh"; "Kota Tangerang, Desember 2023, Cipondoh"; the kicker alone without a row."""
    return f"{kicker}{'' if kicker.endswith('?') or not row else ','} {row}".rstrip()


def _rows(section: Section) -> Iterator[Row]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _rows_of(block)


def _rows_of(table: Table) -> Iterator[Row]:
    yield from table.breakdown.rows
    if table.breakdown.total:
        yield table.breakdown.total


def _inputs(figure: Figure) -> tuple[Source, ...]:
    inputs = figure.working.inputs
    told = tuple(source for source in inputs if source.quantity.basis.unit is not Unit.MONTHS)
    return told or inputs


def _alike(source: Source) -> object:
    """What makes two inputs one source."""
    if source.of_this_page:
        return "here"
    if source.batches:
        return (source.quantity.basis, source.provenance, source.publisher, source.document, source.batches)
    if source.quantity.basis.unit is Unit.VILLAGES:
        return (source.publisher, source.document)
    return (source.quantity, source.as_at, source.publisher, source.document)


def _text(found: list[Source]) -> str:
    """The sentence that cites one source, or the counts that are one."""
    first = found[0]
    if first.of_this_page:
        return _("Angka lain dalam bahan ini: cara hitungnya berdiri pada angka itu sendiri.")
    if len(set(found)) == 1 or not (first.batches or first.quantity.basis.unit is Unit.VILLAGES):
        return source_of(first)
    days = sorted({source.as_at for source in found})
    parts = (first.document, _position(days), mark_of(first), *imports_of(first))
    what = _("%(publisher)s, %(basis)s") % {"publisher": first.publisher, "basis": basis(first.quantity)}
    return f"{what}: {'; '.join(part for part in parts if part)}"


def _position(days: list[date]) -> str:
    first, last = (formatting.long_date(day, active_language()) for day in (days[0], days[-1]))
    if first == last:
        return _("Posisi %(day)s") % {"day": last}
    return _("Posisi %(first)s sampai %(last)s") % {"first": first, "last": last}
