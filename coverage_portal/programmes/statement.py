"""A contribution as a table: a line a programme, a column a payer, and under each line how it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage_portal.programmes.codes import PROGRAMME_NAMES, Programme
from coverage_portal.programmes.rules import Source
from coverage_portal.programmes.shares import Contribution, Line, Share
from coverage_portal.programmes.tables import Cell
from coverage_portal.programmes.terms import Doubt, Payer
from coverage_portal.programmes.wording import percent, rupiah


@dataclass(frozen=True)
class Working:
    """How a line came about: steps, the rules it rests on, and why it is in doubt."""

    steps: tuple[str, ...]
    sources: tuple[Source, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class StatementLine:
    """A programme's line. `moved` says what it gets from other lines of the table without anybody paying it."""

    code: str
    name: str
    rate: str
    cells: tuple[Cell, ...]
    moved: str
    working: Working


@dataclass(frozen=True)
class Statement:
    """The table: its columns, its lines, the totals under them, and the whole amount that is due."""

    columns: tuple[str, ...]
    lines: tuple[StatementLine, ...]
    totals: tuple[Cell, ...]
    amount: str


def statement(contribution: Contribution, steps: Callable[[Line], Iterable[str]]) -> Statement:
    """The table of a contribution; `steps` tells how a line came about."""
    payers = [payer for payer in Payer if any(payer in line.shares for line in contribution.lines)]
    by_payer = {payer: contribution.share(payer) for payer in payers}
    held = {line.programme for line in contribution.lines}
    relieved = bool(contribution.total.reduced or contribution.total.deferred)
    lines = tuple(
        StatementLine(
            code=line.programme.name or "",
            name=str(PROGRAMME_NAMES[line.programme]),
            rate="" if line.rate is None or line.rate.flat else percent(line.rate.total),
            cells=(_base(line), *_cells({payer: line.shares.get(payer) for payer in payers}, line.total, relieved)),
            moved=", ".join(_moved(giver, amount) for giver, amount in line.moved.items() if giver in held),
            working=Working(tuple(steps(line)), line.sources, doubts(line.doubts)),
        )
        for line in contribution.lines
    )
    totals = _cells(by_payer, contribution.total, relieved)
    columns = (_("Dasar"), *(cell.column for cell in totals))
    return Statement(columns, lines, totals, rupiah(contribution.total.due))


def doubts(found: Iterable[Doubt]) -> tuple[str, ...]:
    """Doubts in words, in the order of the law's vocabulary."""
    held = set(found)
    return tuple(str(doubt.label) for doubt in Doubt if doubt in held)


def _base(line: Line) -> Cell:
    return Cell(_("Dasar"), rupiah(line.base) if line.base else "")


def _cells(shares: Mapping[Payer, Share | None], total: Share, relieved: bool) -> tuple[Cell, ...]:
    """What each payer pays now, what was taken off or put off, and the sum that is due."""
    paid = tuple(Cell(str(payer.label), "" if share is None else rupiah(share.due)) for payer, share in shares.items())
    off = (Cell(_("Keringanan"), taken_off(total)),) if relieved else ()
    return (*paid, *off, Cell(_("Dibayar"), rupiah(total.due), firm=True))


def taken_off(total: Share) -> str:
    """What a relief forgave and what it put off, each with its word."""
    parts = []
    if total.reduced:
        parts.append(_("dipotong %(amount)s") % {"amount": rupiah(total.reduced)})
    if total.deferred:
        parts.append(_("ditunda %(amount)s") % {"amount": rupiah(total.deferred)})
    return ", ".join(parts)


def _moved(giver: Programme, amount: int) -> str:
    return _("ditambah %(amount)s dari iuran %(programme)s") % {"amount": rupiah(amount), "programme": giver.name}
