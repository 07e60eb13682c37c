"""A small hand-made answer to download, and its files opened again without the code that wrote them."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Ratio, Unit
from coverage_portal.coverage.dashboard import Dashboard, Place, TargetNote
from coverage_portal.coverage.files.download import file_of
from coverage_portal.coverage.files.sheets import Made
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import (
    BatchNote,
    Block,
    Column,
    Figure,
    FigureKind,
    Provenance,
    Row,
    Source,
    Working,
    evaluate,
)

YEAR_END = date(2023, 12, 31)
MADE = Made(datetime(2026, 11, 20, 3, 5, tzinfo=UTC), "https://portal.example/?wilayah=36.71&posisi=2023-12", "7")
BATCH = BatchNote(2, "contoh_pekerja.csv", YEAR_END, datetime(2026, 11, 20, 3, 5, tzinfo=UTC), "admin", True)
MEMBERSHIPS, PERSONS = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE), Basis(Unit.PERSONS, Laid.HOME)
REASON = "Belum ada penyebut untuk Karawaci."
CAVEAT = "Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri."
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def counted(label, value, *, illustrative=True):
    mark = Provenance.ILLUSTRATIVE if illustrative else Provenance.COMPUTED
    quantity = Quantity(Fraction(value), MEMBERSHIPS)
    batch = replace(BATCH, illustrative=illustrative)
    return Source(
        label, quantity, YEAR_END, "2023-12", mark, "Registri portal ini", "Hitungan baris", "", "", (batch,), 3
    )


def published(label, value, half_step=5_000, **more):
    quantity = Quantity(Fraction(value), PERSONS, None if half_step is None else Fraction(half_step))
    official = Provenance.OFFICIAL
    source = Source(
        label, quantity, YEAR_END, "2023", official, "Badan X", "Berita, 22 Maret 2024", "https://a.example/1"
    )
    return replace(source, **more)


def figure(key, label, kind, formula, *inputs, missing="", band=None, caveats=(), mark=None, about=False):
    """A figure that is what its formula comes to; one input without a sign is the value itself."""
    working = Working("", formula, inputs, band, caveats)
    value = None if missing else evaluate(working.tokens) if working.tokens else inputs[0].quantity.value
    marks = [source.provenance for source in inputs]
    demo = Provenance.ILLUSTRATIVE if Provenance.ILLUSTRATIVE in marks else Provenance.COMPUTED
    return Figure(key, label, value, kind, mark or demo, working, missing, estimated=about)


MEMBERS = counted("Peserta aktif", 736_000)
EARLIER = counted("Peserta aktif Desember 2022", 700_123)
LABOUR_FORCE = published("Angkatan kerja", 1_190_000)
OLD_LABOUR_FORCE = published("Angkatan kerja 2022", 1_150_000, None)
COUNT, SHARE = FigureKind.COUNT, FigureKind.SHARE
COLUMNS = (
    Column("jumlah", "Kepesertaan", COUNT, additive=True),
    Column("cakupan", "Cakupan", SHARE),
    Column("celah", "Belum", COUNT, additive=True),
    Column("perubahan", "Perubahan", FigureKind.CHANGE, additive=True),
)
DISTRICTS = (("36.71.05", "Cipondoh", 61_093, 60_000), ("36.71.06", "Ciledug", 38_201, 38_207))


def row(code, name, value, then, whole=None):
    here, past = counted(f"Kepesertaan di {name}", value), counted(f"Kepesertaan di {name}, Desember 2022", then)
    whole = whole or published(f"Angkatan kerja {name}", 2 * value)
    estimated = Provenance.ESTIMATED
    return Row(
        code,
        name,
        "",
        (
            figure(f"kecamatan-{code}-jumlah", "Kepesertaan", COUNT, "Jumlah kepesertaan", here),
            figure(
                f"kecamatan-{code}-cakupan", "Cakupan", SHARE, "kepesertaan ÷ perkiraan", here, whole, mark=estimated
            ),
            figure(f"kecamatan-{code}-celah", "Belum", COUNT, "perkiraan − kepesertaan", whole, here, about=True),
            figure(f"kecamatan-{code}-perubahan", "Perubahan", FigureKind.CHANGE, "kini − dulu", here, past),
        ),
    )


def without_denominator(code, name, value):
    here = counted(f"Kepesertaan di {name}", value)
    missing = [
        figure(f"kecamatan-{code}-{column.key}", column.label, column.kind, "", missing=REASON)
        for column in COLUMNS[1:]
    ]
    first = figure(f"kecamatan-{code}-jumlah", "Kepesertaan", COUNT, "Jumlah kepesertaan", here)
    return Row(code, name, "Kawasan industri.", (first, *missing))


def districts():
    rows = (*(row(*one) for one in DISTRICTS), without_denominator("36.71.07", "Karawaci", 79_744))
    total = row("", "Jumlah", 179_038, 176_000, LABOUR_FORCE)
    most = figure("kecamatan-temuan", "Terbanyak", COUNT, "Jumlah kepesertaan", counted("Cipondoh", 61_093))
    caveats = ("Tempat kerja, bukan domisili.",)
    return Block("kecamatan", "Menurut wilayah", COLUMNS, rows, total, caveats, "Dibagi rata.", highlights=(most,))


def segments():
    one = figure("segmen-PU-jumlah", "Kepesertaan", COUNT, "Jumlah", counted("Kepesertaan PU", 492_976))
    return Block("segmen", "Segmen", COLUMNS[:1], (Row("PU", "Penerima Upah", "", (one,)),))


def answer():
    """The city in December 2023 beside December 2022."""
    ratio = Ratio(MEMBERS.quantity, LABOUR_FORCE.quantity)
    points = "(kini ÷ angkatan kerja) − (dulu ÷ angkatan kerja 2022)"
    changes = (MEMBERS, LABOUR_FORCE, EARLIER, OLD_LABOUR_FORCE)
    head = ("Peserta aktif ÷ angkatan kerja", MEMBERS, LABOUR_FORCE)
    target = TargetNote(
        2025, Fraction(1, 2), "UCJ", "Perwal 1/2025", "https://a.example/2", "", comparable=False, months_left=24
    )
    return Dashboard(
        scope=Scope(month=date(2023, 12, 1), since=date(2022, 12, 1)),
        region=Place("36.71", "Kota Tangerang", 2),
        month=date(2023, 12, 1),
        as_at=YEAR_END,
        rate=figure("cakupan", "Cakupan", SHARE, *head, band=ratio.band, caveats=(CAVEAT,)),
        covered=figure("tercakup", "Peserta aktif", COUNT, "Jumlah", MEMBERS),
        whole=figure("penyebut", "Angkatan kerja", COUNT, "Apa adanya", LABOUR_FORCE, mark=Provenance.OFFICIAL),
        gap=figure("celah", "Belum", COUNT, "angkatan kerja − peserta aktif", LABOUR_FORCE, MEMBERS),
        facts=(),
        changes=(figure("perubahan-cakupan", "Perubahan cakupan", FigureKind.POINTS, points, *changes),),
        track=(figure("laju", "Laju setahun", FigureKind.CHANGE, "kini − dulu", MEMBERS, EARLIER),),
        targets=(target,),
        blocks=(districts(), segments()),
        places=(),
        months=(date(2023, 12, 1),),
        batches=(BATCH,),
        illustrative=True,
        registry=True,
        cautions=("Satu orang dapat memiliki lebih dari satu kepesertaan.",),
    )


def official():
    """An answer of published figures only."""
    plain = figure("penyebut", "Angkatan kerja", COUNT, "Apa adanya", LABOUR_FORCE, mark=Provenance.OFFICIAL)
    found = answer()
    return replace(
        found, rate=plain, covered=plain, gap=plain, changes=(), track=(), blocks=(), batches=(), illustrative=False
    )


def with_a_name(found, name):
    """The answer with a hostile hand in a row's name, a publisher, a note and a block's label."""
    block = found.blocks[0]
    first = block.rows[0]
    bad = replace(LABOUR_FORCE, publisher=name, note=name)
    figures = (*first.figures[:2], figure("celah-x", name, COUNT, "a − b", bad, MEMBERS), *first.figures[3:])
    block = replace(block, rows=(replace(first, label=name, note=name, figures=figures), *block.rows[1:]))
    return replace(found, blocks=(block,))


@dataclass
class Opened:
    """An XLSX file, read by another program's reader and, for formulas, from its own XML."""

    content: bytes

    def __post_init__(self):
        self.book = CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        self.names = self.book.sheet_names

    def rows(self, name):
        return self.book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def table(self, name):
        """The sheet's rows as dicts by their heads."""
        heads, *rows = self.rows(name)
        return [dict(zip(heads, row, strict=True)) for row in rows]

    def part(self, name):
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name).decode()

    def xml(self, sheet):
        return self.part(f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml")

    def formulas(self, sheet):
        """What stands in the cells that calculate: {"I2": "'Sumber'!$C$2/'Sumber'!$C$3"}."""
        cells = ElementTree.fromstring(self.xml(sheet)).iter(f"{MAIN}c")
        return {cell.get("r"): cell.find(f"{MAIN}f").text for cell in cells if cell.find(f"{MAIN}f") is not None}

    def calculate(self, formula):
        """The formula's value as a spreadsheet would work it out; only cells, signs and digits may be in it."""

        def look_up(match):
            sheet, column, number = match.groups()
            value = self.rows(sheet)[int(number) - 1][ord(column) - ord("A")]
            return f"Fraction({value!r})"

        text = re.sub(r"'([^']+)'!\$([A-Z])\$(\d+)", look_up, formula)
        assert re.fullmatch(r"(Fraction\([\d.]+\)|[-+*/()]|100)+", text), formula
        return eval(text, {"Fraction": Fraction})


def xlsx(found, key="kecamatan"):
    return Opened(file_of(found, key, "xlsx", MADE).content)


def csv_rows(found, key="kecamatan"):
    text = file_of(found, key, "csv", MADE).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
