"""What was seen in a file before it is checked: its sheets, its header, its columns and how they are written. Pure.

`Choices` is what a person fixes before the file is looked at, `Look` what was found. Looking itself is `looking`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from coverage_portal.core.layouts import Layout


@dataclass(frozen=True, slots=True)
class Choices:
    """What is fixed by hand; what is empty (or 0, or None) is found out.

    `columns`: field -> its columns, instead of those the header names. `header_row` is the header's last row.
    """

    sheet: str = ""
    header_row: int = 0
    encoding: str = ""
    separator: str = ""
    columns: Mapping[str, tuple[int, ...]] | None = None


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column of the sheet: `position` from 0, its header as found, and the `field` it was taken for ("": none).

    `style` is the proposed style of a date or number column, `sure` whether nobody has to confirm it. Of `filled`
    cells `misfits` are not of that style; `examples` are some of those, each text once. `stated` is the sum that the
    file's last row of totals gives for a number column. `read_as`: its cells of the previewed rows, each with what the
    style makes of it. Of a NIK column there are no texts.
    """

    position: int
    header: str
    field: str = ""
    style: str = ""
    sure: bool = True
    filled: int = 0
    misfits: int = 0
    examples: tuple[str, ...] = ()
    stated: str = ""
    read_as: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The column as JSON kept it."""
        pairs = tuple((raw, read) for raw, read in data["read_as"])
        return cls(**{**data, "examples": tuple(data["examples"]), "read_as": pairs})


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `layout` is the proposal, complete as far as it was found.

    `sheets`: names of the visible sheets; `hidden_sheets`, `hidden_rows`: how many are not visible. `preview`: the
    first data rows, every cell harmless, with their sheet rows in `preview_rows`. `missing`: required fields without a
    column. `unknown`: headers that are no field's. `repeated`: field -> columns that all go by its name: none was
    taken. `rows`: data rows (not blank, no totals), -1 where the look ended early because the file is one of the
    portal's own form (`canonical`). `needed`: fields without a column that rows need for what stands in another
    column. `encoding`: what a CSV turned out to be written in. `notes`: codes of what a person
    should know (see imports.messages).
    """

    layout: Layout
    columns: tuple[SeenColumn, ...]
    sheets: tuple[str, ...] = ()
    hidden_sheets: int = 0
    hidden_rows: int = 0
    preview: tuple[tuple[str, ...], ...] = ()
    preview_rows: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rows: int = -1
    canonical: bool = False
    encoding: str = ""
    notes: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """The fields whose style somebody has to confirm."""
        return tuple(column.field for column in self.columns if column.field and not column.sure)

    def as_json(self) -> dict[str, Any]:
        """As it is kept; the other end is `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The look that `as_json` gave."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        columns = tuple(map(SeenColumn.from_json, data["columns"]))
        repeated = {name: tuple(places) for name, places in data["repeated"].items()}
        preview = tuple(map(tuple, data["preview"]))
        layout = Layout.from_json(data["layout"])
        known |= {"layout": layout, "columns": columns, "repeated": repeated, "preview": preview}
        return cls(**known)


WITHOUT_ROWS = frozenset({"petunjuk", "petunjuk pengisian", "guide", "lokasi pekerjaan"})
"""Sheets that forms of ours and of SIPP have beside the one with the rows."""


def others_to_read(sheets: Sequence[str], chosen: str) -> bool:
    """True when a workbook has visible sheets beside the chosen one that may hold rows too."""
    return any(name != chosen and name.strip().lower() not in WITHOUT_ROWS for name in sheets)
