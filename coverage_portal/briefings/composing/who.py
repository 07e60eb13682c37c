"""Who the members are: by segment, by sector, and at employers of which size. Counts and shares of the known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Block, Chart, ChartRole, Paragraph, Sentence, Table
from coverage_portal.briefings.composing.changes import segment_name
from coverage_portal.briefings.composing.matter import Matter, full, known
from coverage_portal.briefings.composing.tables import by, stacked, trimmed
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage import findings
from coverage_portal.coverage.denominators import inner
from coverage_portal.coverage.workings import Block as Breakdown
from coverage_portal.coverage.workings import Row

COUNTS = ("jumlah", "bagian", "perubahan")
SCALES = ("pemberi_kerja", "bagian_pemberi_kerja", "pekerja", "bagian_pekerja", "dilaporkan")
CHARTED_SECTORS = 8


def who(matter: Matter) -> Section | None:
    """The members by segment, sector and scale; None where the answer has none of these."""
    segments, sectors = matter.found.block("segmen"), matter.found.block("sektor")
    if segments is None:
        return None
    leads = (_biggest_sector(matter, sectors), _uncompared(matter))
    blocks = (*_segments(matter, segments), *_sectors(matter, sectors), *_scales(matter))
    return matter.section(Part.WHO, _("Siapa pesertanya?"), _title(matter, segments), leads, blocks)


def _title(matter: Matter, block: Breakdown) -> Sentence:
    """ "Lebih dari separuh kepesertaan adalah Penerima Upah", or what is shown, when no segment has half."""
    top, key = findings.majority(block.parts("jumlah")), "siapa-judul"
    if top is None:
        return matter.said(key, _("Kepesertaan menurut segmen, %(when)s") % {"when": matter.when})
    said = {
        "half": _("Sekitar separuh kepesertaan adalah %(name)s"),
        "two_thirds": _("Sekitar dua pertiga kepesertaan adalah %(name)s"),
        "three_quarters": _("Sekitar tiga perempat kepesertaan adalah %(name)s"),
        "nine_in_ten": _("Sekitar sembilan dari sepuluh kepesertaan adalah %(name)s"),
    }
    text = said.get(top.near, _("Lebih dari separuh kepesertaan adalah %(name)s"))
    row = next(row for row in block.rows if row.code == top.code)
    return matter.said(key, text % {"name": segment_name(row)}, by(block, row)["bagian"])


def _biggest_sector(matter: Matter, block: Breakdown | None) -> Sentence | None:
    """The sector clearly larger than every other; silent when more have no known sector than it has."""
    if block is None:
        return None
    largest = findings.leading(block.parts("jumlah"))
    unknown = sum((row.figures[0].value or Fraction(0) for row in block.rows if not row.code), Fraction(0))
    if largest is None or unknown >= (largest[2] or 0):
        return None
    row = next(row for row in block.rows if row.code == largest[0])
    figures = by(block, row)
    words = {"name": row.label, "count": full(figures["jumlah"]), "share": full(figures["bagian"])}
    text = _("Sektor terbesar: %(name)s dengan %(count)s kepesertaan, %(share)s dari yang bekerja pada pemberi kerja.")
    return matter.said("siapa-sektor", text % words, figures["jumlah"], figures["bagian"])


def _uncompared(matter: Matter) -> Sentence:
    text = _(
        "Satu baris adalah satu kepesertaan, bukan satu orang. Jumlah pekerja per segmen dan sektor tidak diterbitkan, "
        "jadi di sini jumlah dan bagiannya, tanpa rasio cakupan."
    )
    return matter.said("siapa-catatan", text)


def _segments(matter: Matter, block: Breakdown) -> tuple[Block, ...]:
    named = replace(block, rows=tuple(replace(row, label=segment_name(row)) for row in block.rows))
    table = Table(_("Menurut segmen, %(when)s") % {"when": matter.when}, _("Segmen"), trimmed(named, COUNTS))
    return (_bars(block, "batang-segmen", _("Kepesertaan menurut segmen")), table)


def _sectors(matter: Matter, block: Breakdown | None) -> tuple[Block, ...]:
    """The largest sectors drawn, all of them in the table."""
    if block is None:
        return (Paragraph(matter.said("siapa-tanpa-sektor", _("Rincian menurut sektor usaha belum ada."))),)
    caption = _("Kepesertaan menurut sektor usaha")
    if len(block.rows) > CHARTED_SECTORS:
        caption = _("Delapan sektor usaha dengan kepesertaan terbanyak")
    rows = [replace(row, label=_short_name(row)) for row in block.rows if row.code]
    drawn = replace(block, rows=tuple(rows[:CHARTED_SECTORS]))
    table = Table(_("Menurut sektor usaha, %(when)s") % {"when": matter.when}, _("Sektor"), trimmed(block, COUNTS))
    return (_bars(drawn, "batang-sektor", caption), table)


def _short_name(row: Row) -> str:
    """A sector beside its bar: without what its name adds after a semicolon, with the version of the KBLI if it is
    said."""
    name = row.label.partition(";")[0]
    return f"{name} ({row.note})" if row.note else name


def _bars(block: Breakdown, key: str, caption: str) -> Chart:
    first = block.rows[0]
    words = {"n": len(block.rows), "what": caption, "name": first.label, "most": full(by(block, first)["jumlah"])}
    alt = _("%(what)s: %(n)s batang, terbanyak %(name)s, %(most)s.") % words
    return stacked(block, key, caption, {ChartRole.COVERED: ("jumlah", _("Kepesertaan"))}, alt)


def _scales(matter: Matter) -> tuple[Block, ...]:
    """Employers by scale, with what the few large ones hold."""
    block = matter.found.block("skala")
    if block is None:
        text = _("Rincian menurut skala usaha belum ada: daftar pemberi kerja belum dimuat.")
        return (Paragraph(matter.said("siapa-tanpa-skala", text)),)
    table = Table(_("Menurut skala usaha, %(when)s") % {"when": matter.when}, _("Skala usaha"), trimmed(block, SCALES))
    finding = _few_hold_most(matter, block)
    return (finding, table) if finding else (table,)


def _few_hold_most(matter: Matter, block: Breakdown) -> Paragraph | None:
    """ "Pemberi kerja besar (3,5%) menaungi 78% kepesertaan", when few employers do."""
    lines = [(row, by(block, row)) for row in block.rows]
    shares = [(row.code, own["bagian_pemberi_kerja"].value, own["bagian_pekerja"].value) for row, own in lines]
    few = findings.few_hold_most(shares)
    found = next(((row, own) for row, own in lines if row.code == few), None)
    if found is None or not known(found[1]["bagian_pemberi_kerja"], found[1]["bagian_pekerja"]):
        return None
    row, own = found
    firms, workers = own["bagian_pemberi_kerja"], own["bagian_pekerja"]
    text = _("Pemberi kerja %(name)s (%(firms)s) menaungi %(workers)s kepesertaan")
    words = {"name": inner(row.label), "firms": full(firms), "workers": full(workers)}
    return Paragraph(matter.said("siapa-skala", f"{text % words}.", firms, workers))
