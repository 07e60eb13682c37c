"""Which programmes are held: by those whom the law lets hold them, as columns and as a table."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Sentence, Series, Table
from coverage_portal.briefings.composing.matter import Matter, full
from coverage_portal.briefings.composing.tables import by, complete, filled, told, trimmed
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage import findings
from coverage_portal.coverage.denominators import inner
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.coverage.templatetags.workings import listed
from coverage_portal.coverage.workings import Block

COLUMNS = ("pemegang", "berhak", "dari_berhak", "belum", "cakupan")


def programmes(matter: Matter) -> Section | None:
    """The five programmes; None where the answer does not break down by them."""
    block = matter.found.block("program")
    if block is None:
        return None
    labels = {"cakupan": _("Terhadap %(whole)s") % {"whole": inner(matter.found.whole.label)}}
    caption = _("Menurut program, %(when)s") % {"when": matter.when}
    named = replace(block, rows=tuple(replace(row, label=f"{row.label} ({row.code})") for row in block.rows))
    table = Table(caption, _("Program"), complete(filled(trimmed(named, COLUMNS, labels))))
    blocks = (_columns(matter, block), table, _over_years(matter))
    kicker = _("Program apa yang dimiliki?")
    return matter.section(Part.PROGRAMMES, kicker, _title(matter, block), (_how(matter),), blocks)


def _at_home(matter: Matter) -> bool:
    return matter.found.scope.counted_at is CountedAt.HOME


def _share(matter: Matter) -> str:
    """The column of shares that can be told: of those entitled, at home of the denominator."""
    return "cakupan" if _at_home(matter) else "dari_berhak"


def _title(matter: Matter, block: Block) -> Sentence:
    """ "Semua yang berhak memegang JKK dan JKM, tetapi hanya 58,9% memegang JHT", or what is shown."""
    spread, key = findings.spread(block.parts(_share(matter))), "program-judul"
    if spread is None or _at_home(matter):
        return matter.said(key, _("Kepesertaan menurut program, %(when)s") % {"when": matter.when})
    row = next(row for row in block.rows if row.code == spread.least)
    share = by(block, row)["dari_berhak"]
    text = _("Semua yang berhak memegang %(full)s, %(share)s memegang %(least)s")
    return matter.said(key, text % {"full": listed(spread.full), "least": spread.least, "share": full(share)}, share)


def _how(matter: Matter) -> Sentence:
    if _at_home(matter):
        text = _(
            "Menurut domisili hanya ada rasio terhadap penyebut: segmen, jadi juga siapa yang berhak, dihitung menurut "
            "tempat kerja."
        )
    else:
        text = _("Kolom menunjukkan bagian dari peserta yang menurut hukum boleh memegang program itu.")
    return matter.said("program-cara", text)


def _over_years(matter: Matter) -> Table | None:
    """The same shares in the same month of each year."""
    years = matter.found.block("program-tren")
    caption = _("Bagian dari yang berhak, tiap tahun")
    return Table(caption, _("Posisi data"), complete(filled(years))) if years else None


def _columns(matter: Matter, block: Block) -> Chart | None:
    """A column a programme; a gap where there is nothing to tell. None when there is nothing at all."""
    shares = told(block.column(_share(matter)))
    if not any(shares):
        return None
    names = tuple(row.code for row in block.rows)
    caption = _("Bagian yang memegang tiap program")
    parts = tuple(
        f"{name} {full(share)}" if share else _("%(name)s belum ada") % {"name": name}
        for name, share in zip(names, shares, strict=True)
    )
    alt = f"{caption}: {listed(parts)}."
    return Chart("program", ChartKind.COLUMNS, caption, names, (Series(ChartRole.COVERED, caption, shares),), alt)
