"""The memberships of a question as a CSV file: masked as on the page, every row that was found, in flat memory.

The rows go through a file without a name on the server's disk, so that the file's first lines can say how many there
are and nobody gets half a file.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import polars as pl
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.models import User
from coverage_portal.core.out_blocks import in_blocks
from coverage_portal.core.safe_cells import safe_cell, safe_cells
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import Segment
from coverage_portal.register.people.search import Search
from employers.models import Employer
from regions.models import Branch, Region
from workers.masked_columns import masked_kpjs, masked_names, programme_codes
from workers.models import Membership
from workers.sipp_fields import NOT_ISSUED

PIECE = 1 << 18
BYTE_ORDER_MARK = "\ufeff"
ROW = {
    "person__name": pl.String,
    "kpj": pl.String,
    "employer": pl.Int64,
    "programmes": pl.Int64,
    "segment": pl.Int64,
    "workplace": pl.Int64,
    "branch": pl.Int64,
    "started_on": pl.Date,
    "ended_on": pl.Date,
}


@dataclass(frozen=True)
class Exported:
    """A file ready to be sent, piece by piece: `head`, then what `body` holds. `rows` were found of `all_rows` that one
    may see. Whoever takes it closes it."""

    head: bytes
    body: IO[bytes]
    rows: int
    all_rows: int

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        while piece := self.body.read(PIECE):
            yield piece

    def close(self) -> None:
        """Give the room on the disk back."""
        self.body.close()


def exported(search: Search, *, by: User, at: datetime) -> Exported:
    """The file of a search."""
    body = tempfile.TemporaryFile()  # noqa: SIM115 - it is read when the answer is sent
    writer = _Writer(body, search.position)
    in_blocks(search.rows().values_list(*ROW), ROW, writer.take)
    body.seek(0)
    everything = Membership.objects.visible_to(search.user).count()
    return Exported(_head(writer.rows, everything, search.position, by, at), body, writer.rows, everything)


class _Writer:
    """Writes blocks of rows as they may be shown."""

    def __init__(self, body: IO[bytes], position: date) -> None:
        self.rows = 0
        self._body = body
        self._position = position
        self._segments = {segment.value: str(segment.label) for segment in Segment}
        employers = Employer.objects.values_list("pk", "npp", "name")
        self._employers = _texts(("employer", "npp", "employer_name"), employers)
        self._places = _texts(("workplace", "workplace_name"), Region.objects.values_list("pk", "name"))
        self._branches = _texts(("branch", "branch_name"), Branch.objects.values_list("pk", "name"))

    def take(self, block: pl.DataFrame) -> None:
        """One block, in the order of _columns()."""
        self.rows += block.height
        started, ended = pl.col("started_on"), pl.col("ended_on")
        active = (started <= self._position) & (ended.is_null() | (ended > self._position))
        kpj = masked_kpjs("kpj")
        block = block.join(self._employers, on="employer", how="left", maintain_order="left")
        block = block.join(self._places, on="workplace", how="left", maintain_order="left")
        block = block.join(self._branches, on="branch", how="left", maintain_order="left")
        block.select(
            name=safe_cells(masked_names("person__name")),
            kpj=pl.when(kpj == "").then(pl.lit(str(NOT_ISSUED))).otherwise(kpj),
            npp="npp",
            employer="employer_name",
            programmes=programme_codes("programmes"),
            segment=pl.col("segment").replace_strict(self._segments, return_dtype=pl.String),
            workplace="workplace_name",
            branch="branch_name",
            started_on="started_on",
            ended_on="ended_on",
            active=pl.when(active).then(pl.lit(_("Aktif"))).otherwise(pl.lit(_("Tidak aktif"))),
        ).write_csv(self._body, include_header=False, line_terminator="\r\n")


def _texts(names: tuple[str, ...], rows: Any) -> pl.DataFrame:
    """Number and texts of each row, safe in a spreadsheet."""
    number, *texts = names
    schema: Mapping[str, Any] = {number: pl.Int64, **dict.fromkeys(texts, pl.String)}
    safe = [(pk, *(safe_cell(text) for text in said)) for pk, *said in rows]
    return pl.DataFrame(safe, schema=dict(schema), orient="row")


def _head(rows: int, everything: int, position: date, by: User, at: datetime) -> bytes:
    """Whose file it is, how many rows it has of how many there are, and the headings."""
    language = active_language()
    numbers = {"n": formatting.number(rows, language), "all": formatting.number(everything, language)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    said = {"user": by.get_username(), "at": formatting.moment(at, language)}
    writer.writerow([safe_cell(_("Terbatas, %(user)s, %(at)s") % said)])
    day = formatting.long_date(position, language)
    writer.writerow([_("%(n)s dari %(all)s kepesertaan, posisi %(day)s") % {**numbers, "day": day}])
    writer.writerow(_columns())
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _columns() -> list[str]:
    return [
        _("Nama"),
        "KPJ",
        "NPP",
        _("Pemberi kerja"),
        _("Program"),
        _("Segmen"),
        _("Tempat kerja"),
        _("Kantor cabang"),
        _("Mulai"),
        _("Berakhir"),
        _("Status"),
    ]
