"""Where the gap lies: a tile map, bars, and every part of the place in a table."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Chart, ChartRole, Sentence, Table, Tile, TileMap
from coverage_portal.briefings.composing.matter import Matter, full, known, short
from coverage_portal.briefings.composing.tables import stacked, trimmed
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import drawings
from coverage_portal.coverage.districts import half_of
from coverage_portal.coverage.findings import Concentration
from coverage_portal.coverage.page import district_word
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.coverage.templatetags.workings import listed
from coverage_portal.coverage.workings import Block

WITH_GAP = ("penyebut", "jumlah", "cakupan", "celah")
WITHOUT_GAP = ("jumlah", "bagian", "perubahan")


def where(matter: Matter) -> Section | None:
    """The parts of the place; None where the answer has no breakdown by place."""
    block = matter.found.block("kecamatan")
    if block is None:
        return None
    gap = block.has("celah")
    kicker = _("Di mana celahnya?") if gap else _("Di mana pesertanya?")
    leads = (_few(matter, block), _method(matter, block))
    blocks = (_tiles(matter, block), _bars(matter, block), _table(matter, block))
    return matter.section(Part.WHERE, kicker, _title(matter, block), leads, blocks)


def _at_home(matter: Matter) -> bool:
    return matter.found.scope.counted_at is CountedAt.HOME


def _word(matter: Matter) -> str:
    return district_word(matter.found.region.level)


def _title(matter: Matter, block: Block) -> Sentence:
    """ "Separuh celah ada di empat kecamatan", or what is shown, when no few hold half of it."""
    top, key = half_of(block), "wilayah-judul"
    words = {"word": _word(matter), "when": matter.when}
    if top is None:
        return matter.said(key, _neutral(matter, block) % words)
    words["n"] = formatting.count_word(len(top.codes), active_language())
    return matter.said(key, _finding(matter, block, top) % words, *block.highlights[1:])


def _neutral(matter: Matter, block: Block) -> str:
    if block.has("celah"):
        return _("Celah menurut %(word)s, %(when)s")
    if _at_home(matter):
        return _("Orang terlindungi menurut %(word)s, %(when)s")
    return _("Kepesertaan menurut %(word)s, %(when)s")


def _finding(matter: Matter, block: Block, top: Concentration) -> str:
    much = top.much_more_than_half
    if block.has("celah") and block.method:
        more = _("Perkiraan: lebih dari separuh celah ada di %(n)s %(word)s")
        return more if much else _("Perkiraan: separuh celah ada di %(n)s %(word)s")
    if block.has("celah"):
        return _("Lebih dari separuh celah ada di %(n)s %(word)s") if much else _("Separuh celah ada di %(n)s %(word)s")
    if _at_home(matter):
        more = _("Lebih dari separuh orang terlindungi tinggal di %(n)s %(word)s")
        return more if much else _("Separuh orang terlindungi tinggal di %(n)s %(word)s")
    more = _("Lebih dari separuh kepesertaan ada di %(n)s %(word)s")
    return more if much else _("Separuh kepesertaan ada di %(n)s %(word)s")


def _few(matter: Matter, block: Block) -> Sentence | None:
    """Who they are that hold half, how many together, and how much of all that is."""
    top = half_of(block)
    if top is None or not known(*block.highlights[:2]):
        return None
    together, share = block.highlights[:2]
    words = {"names": listed(top.names), "total": short(together), "share": full(share)}
    if block.has("celah"):
        text = _("%(names)s: potensi %(total)s yang belum terlindungi, %(share)s dari seluruh celah.")
    elif _at_home(matter):
        text = _("%(names)s: %(total)s orang terlindungi, %(share)s dari semuanya.")
    else:
        text = _("%(names)s: %(total)s kepesertaan, %(share)s dari semuanya.")
    return matter.said("wilayah-separuh", text % words, together, share)


def _method(matter: Matter, block: Block) -> Sentence | None:
    """That the denominators are estimates, or that there are none."""
    if block.method:
        text = _("Penyebut per wilayah ini tidak diterbitkan; rasio dan celahnya perkiraan dan ditandai ±.")
        return matter.said("wilayah-perkiraan", text)
    if not block.has("celah"):
        return matter.said("wilayah-tanpa-penyebut", " ".join(block.caveats))
    return None


def _what(matter: Matter, block: Block) -> str:
    """What tile and bar count."""
    if block.has("celah"):
        return _("Ribu orang belum terlindungi")
    return _("Ribu orang terlindungi") if _at_home(matter) else _("Ribu kepesertaan")


def _tiles(matter: Matter, block: Block) -> TileMap | None:
    """The tile map of the dashboard with the figure of each tile; None for a place without one."""
    drawn = drawings.tile_map(matter.found, block)
    if drawn is None:
        return None
    column = "celah" if block.has("celah") else "jumlah"
    figures = {row.code: figure for row, figure in zip(block.rows, block.column(column), strict=True)}
    tiles = tuple(
        Tile(tile.code, tile.row, tile.column, tile.level, tile.name, tile.text, figures[tile.code])
        for tile in drawn.tiles
    )
    most = max(tiles, key=lambda tile: tile.figure.value or 0)
    alt = _("Peta ubin %(n)s %(word)s. %(what)s; terbanyak %(place)s, %(most)s.") % {
        "n": len(tiles),
        "word": _word(matter),
        "what": _what(matter, block),
        "place": most.name,
        "most": full(most.figure),
    }
    note = _("Letak ubin mendekati letak sebenarnya; ukurannya tidak menunjukkan luas.")
    return TileMap(_what(matter, block), tiles, drawn.keys, alt, note)


def _bars(matter: Matter, block: Block) -> Chart | None:
    """Those covered and those not yet, end to end, a bar for each part."""
    parts = {ChartRole.COVERED: ("jumlah", _("Terlindungi"))}
    rows = tuple(row for row in block.rows if row.code)
    if not rows:
        return None
    words: dict[str, object] = {"word": _word(matter), "n": len(rows), "place": rows[0].label}
    gaps = block.has("celah")
    if gaps:
        parts[ChartRole.GAP] = ("celah", _("Belum"))
        caption = _("Terlindungi dan belum menurut %(word)s")
        alt = _("Batang bertumpuk %(n)s %(word)s, celah terbesar di atas: %(place)s, %(most)s.")
        words["most"] = full(rows[0].figures[block.index("celah")])
    else:
        caption = _("Kepesertaan menurut %(word)s") if not _at_home(matter) else _("Orang terlindungi menurut %(word)s")
        alt = _("Batang %(n)s %(word)s, terbanyak di atas: %(place)s, %(most)s.")
        words["most"] = full(rows[0].figures[block.index("jumlah")])
    placed = replace(block, rows=rows)
    over = gaps and any((figure.value or 0) < 0 for figure in placed.column("celah"))
    note = _("Di bawah nol: peserta melebihi pembandingnya.") if over else ""
    return stacked(placed, "batang-wilayah", caption % words, parts, alt % words, note)


def _table(matter: Matter, block: Block) -> Table:
    """Every part of the place with its figures."""
    gap = block.has("celah")
    words = {"word": _word(matter), "when": matter.when}
    caption = (_("Cakupan menurut %(word)s, %(when)s") if gap else _neutral(matter, block)) % words
    labels = {"penyebut": matter.found.whole.label, "jumlah": _("Terlindungi")} if gap else {}
    kept = trimmed(block, WITH_GAP if gap else WITHOUT_GAP, labels)
    kept = kept if gap else replace(kept, caveats=())  # they stand above as a lead
    return Table(caption, _word(matter).capitalize(), kept, bars=gap)
