"""What a review shows of a file: its rows by sort, what is wrong in which cell, and what may stand there instead.

Rows come from `stage`, a page at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from coverage_portal.core.landing import CHANGED, NEW, SAME
from coverage_portal.core.layouts import Content, Field, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.checking import MISSING
from coverage_portal.imports.field_names import label_of
from coverage_portal.imports.kinds import absent_from, kind_of
from coverage_portal.imports.messages import problem, problem_told
from coverage_portal.imports.pages.review_rows import Cell, Fault, Line, Tab, names_in, where_to_go_on
from coverage_portal.imports.place_names import PLACES, with_names
from coverage_portal.imports.reading import REJECTED
from coverage_portal.imports.stage import Problem, Stage, StagedPage, StagedRow
from coverage_portal.imports.suggestions import Suggester, Suggestion
from employers.models import Employer

PAGE_SIZE = 25
SORTS = {"salah": REJECTED, "ubah": CHANGED, "baru": NEW, "sama": SAME, "hilang": MISSING}
"""`baris` of the address -> what lies on the desk under that name."""
SHOWN: dict[str, tuple[str, ...]] = {
    ImportBatch.Kind.EMPLOYERS: ("NAMA", "NPP", "KODE_KECAMATAN", "SKALA", "TGL_DAFTAR", "JML_TK_WLKP"),
    ImportBatch.Kind.WORKERS: ("NAMA", "KPJ", "NPP", "SEGMEN", "PROGRAM", "UPAH", "TGL_MULAI"),
    ImportBatch.Kind.HEADCOUNTS: ("NAMA", "NPP", "DIVISI", "JML_TK_WLKP", "TGL_WLKP"),
    ImportBatch.Kind.FIGURES: ("JENIS", "KODE_WILAYAH", "POSISI", "PERIODE", "NILAI", "PENERBIT", "DOKUMEN"),
}
"""The usual columns of a kind, those first that say who a row is about."""
WHO, MOST_SHOWN = 2, 7
MOST_TOLD = 4
"""How many columns with something wrong or changing in them fit beside those; what else is so stands in one more."""
ALL = "semua"


class Review:
    """The rows that an address asks for: `baris`, `cari`, `sebab` and `hal`; `kolom`: with all their columns.

    `lanjut`: the row in which somebody has just mended a cell. Raises Http404 for a page that is none; after a cell was
    mended there may be fewer than before, and then it is the last.
    """

    def __init__(self, batch: ImportBatch, query: QueryDict) -> None:
        self.batch = batch
        self._stage = Stage.of(batch)
        self.reason = query.get("sebab", "")
        self.warned = self.reason in batch.summary.get("warnings", {})
        self.tabs = self._tabs()
        asked = query.get("baris", "")
        self.sort = asked if asked in SORTS else self._first_wanted()
        if not self.warned and self.sort != "salah":
            self.reason = ""
        self.text = query.get("cari", "").replace("\0", "").strip()[:100]
        self.wide = query.get("kolom") == ALL
        after = _whole(query.get("lanjut", "")) or 0
        at = _whole(query.get("hal") or "1")
        if not at:
            raise Http404
        found = self._rows(at)
        self.page: Page = Paginator(range(found.total), PAGE_SIZE).get_page(at)
        if self.page.number != at:
            if not after:
                raise Http404
            found = self._rows(self.page.number)
        self.returned = bool(after)
        self._fields = {field.name: field for field in kind_of(batch).fields()}
        told = self._told(found.rows)
        self._columns = self._every_column(told) if self.wide else self._shown_columns(told)
        shown = {field.name for field in self._columns}
        self._left = [field for field in self._fields.values() if field.name in told and field.name not in shown]
        sender = batch.received_by
        employers = Employer.objects.visible_to(sender) if sender else None
        self._suggester = Suggester(ImportBatch.Kind(batch.kind), employers=employers)
        cells = [text for row in found.rows for each in (row.cells, row.old) for text in map(each.get, PLACES) if text]
        self._places = with_names(cells)
        self.lines = where_to_go_on([self._line(row) for row in found.rows], after)

    @property
    def narrowed(self) -> bool:
        """True when only some rows of the sort are asked for."""
        return bool(self.text or self.reason)

    @property
    def headers(self) -> list[tuple[str, bool]]:
        """The columns' names for people, and whether numbers stand in them."""
        return [(label_of(field), field.content == Content.NUMBER) for field in self._columns]

    @property
    def more(self) -> bool:
        """True when some rows have something to tell of columns that are not shown."""
        return bool(self._left)

    @property
    def kept(self) -> str:
        """What of the address goes on to another sort of rows."""
        return f"&sebab={self.reason}{self.kept_columns}" if self.warned else self.kept_columns

    @property
    def kept_columns(self) -> str:
        """What of the address stays when the rows are no longer narrowed."""
        return f"&kolom={ALL}" if self.wide else ""

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why rows were rejected, and what else is told of rows, to choose one."""
        summary = self.batch.summary
        counted: Mapping[str, int] = summary.get("reasons", {}) if self.sort == "salah" else {}
        told = [(code, problem(code)) for code in summary.get("warnings", {}) if code not in counted]
        return [
            ("", _("Semua sebab")),
            *((code, f"{problem(code)} ({count})") for code, count in counted.items()),
            *told,
        ]

    @property
    def warning(self) -> str:
        """The warning whose rows are shown, as a sentence; empty where none was asked for."""
        return problem(self.reason) if self.warned else ""

    def _tabs(self) -> list[Tab]:
        """The sorts of rows; where a warning is asked for, those that have rows with it, and how many."""
        tabs = tabs_of(self.batch)
        if not self.warned:
            return tabs
        found = [replace(tab, count=self._stage.page(SORTS[tab.key], 1, 0, code=self.reason).total) for tab in tabs]
        return [tab for tab in found if tab.count] or found

    def _first_wanted(self) -> str:
        """The first sort with rows; of those with a warning, the sort with most."""
        if self.warned:
            return max(self.tabs, key=lambda tab: tab.count).key
        return next((tab.key for tab in self.tabs if tab.count), "salah")

    def _rows(self, page: int) -> StagedPage:
        return self._stage.page(SORTS[self.sort], page, PAGE_SIZE, text=self.text, code=self.reason)

    def _told(self, rows: Sequence[StagedRow]) -> Counter[str]:
        """In how many rows of the page something is wrong with each column, or changes in it."""
        told = ({*(problem.column for problem in row.problems), *row.old} & set(self._fields) for row in rows)
        return Counter(name for names in told for name in names)

    def _usual(self) -> list[str]:
        return [name for name in SHOWN.get(self.batch.kind, tuple(self._fields)) if name in self._fields]

    def _shown_columns(self, told: Counter[str]) -> list[Field]:
        """Who it is, then what on this page is wrong or changes most often, then the usual columns as far as they
        fit."""
        usual = self._usual()
        who, rest = usual[:WHO], usual[WHO:]
        often = [name for name, _rows in told.most_common() if name not in who]
        if len(often) > MOST_TOLD:
            often, rest = often[: MOST_TOLD - 1], []
        found = [name for name in self._fields if name in often]
        shown = [*who, *found, *(name for name in rest if name not in found)]
        return [self._fields[name] for name in shown[: WHO + MOST_TOLD if found else MOST_SHOWN]]

    def _every_column(self, told: Collection[str]) -> list[Field]:
        """Who it is, then what on this page is wrong or changes, then all other columns of the file in their order; a
        NIK only where something is wrong with it."""
        layout = Layout.from_json(self.batch.layout) if self.batch.layout else None
        absent = absent_from(layout, kind_of(self.batch))
        who, found = self._usual()[:WHO], [name for name in self._fields if name in told]
        others = [name for name, field in self._fields.items() if name not in absent and field.content != Content.NIK]
        return [self._fields[name] for name in dict.fromkeys([*who, *found, *others])]

    def _line(self, row: StagedRow) -> Line:
        cells = tuple(self._cell(row, field) for field in self._columns)
        left = (self._cell(row, field) for field in self._left)
        others = tuple(cell for cell in left if cell.faults or cell.old is not None)
        return Line(row.row_number, cells, others, tuple(self._faults(row, "")))

    def _cell(self, row: StagedRow, field: Field) -> Cell:
        faults = tuple(self._faults(row, field.name))
        return Cell(
            column=field.name,
            label=label_of(field),
            text=row.cells.get(field.name, ""),
            old=row.old.get(field.name),
            number=field.content == Content.NUMBER,
            short=field.content != Content.TEXT and field.name not in PLACES,
            faults=faults,
            nik=field.content == Content.NIK,
            mendable=bool(faults) and field.content != Content.NIK and field.name in row.cells,
            names=names_in(field.name, self._places),
        )

    def _faults(self, row: StagedRow, column: str) -> Iterator[Fault]:
        for found in row.problems:
            if found.column == column or (not column and found.column not in self._fields):
                column_label = label_of(self._fields[column]) if column else ""
                said = problem_told(found.code, found.value, column_label)
                yield Fault(said, found.severity, self._suggestion(row, found))

    def _suggestion(self, row: StagedRow, found: Problem) -> Suggestion | None:
        text = row.cells.get(found.column, "")
        return self._suggester.suggest(found.column, found.code, text, row.cells) if text else None


def _whole(text: str) -> int | None:
    """A number of a page or a row; None for what is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else None


def tabs_of(batch: ImportBatch) -> list[Tab]:
    """The sorts of rows, those first that want somebody; without what the file does not have."""
    tabs = [
        Tab("salah", _("Perlu diperbaiki"), batch.rows_rejected),
        Tab("ubah", _("Pembaruan"), batch.rows_changed),
        Tab("baru", _("Baru"), batch.rows_new),
        Tab("sama", _("Sama persis"), batch.rows_same),
    ]
    missing = batch.rows_missing
    return [*tabs, Tab("hilang", _("Tidak ada lagi"), missing)] if missing else tabs


@dataclass(frozen=True)
class Lacking:
    """A column that the file lacks, for which `rows` rows were rejected; `field` names it on the columns page.

    `one_text`: one text may stand for all rows instead.
    """

    field: str
    label: str
    sentence: str
    rows: int
    one_text: bool


def lacking_of(batch: ImportBatch) -> Lacking | None:
    """The column for which nearly all rejected rows were rejected; None where there is none."""
    found = batch.summary.get("lacking", {})
    field = next((each for each in kind_of(batch).fields() if each.name == found["column"]), None) if found else None
    if field is None:
        return None
    one_text = field.content in (Content.TEXT, Content.CODE)
    sentence = problem(found["code"], label_of(field))
    return Lacking(field.name, label_of(field), sentence, found["rows"], one_text)


def may_be_mended(batch: ImportBatch, column: str) -> bool:
    """Whether somebody may say what a cell of this column means: it is a column of the kind, and never of a NIK."""
    fields = {field.name: field for field in kind_of(batch).fields()}
    return column in fields and fields[column].content != Content.NIK
