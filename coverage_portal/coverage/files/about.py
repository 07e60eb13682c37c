"""The sheet that says what a downloaded file is: what was asked, what must be known, when and where it was made."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.files.sheets import Cell, Head, Line, Made, Sheet
from coverage_portal.coverage.scope import Against, CountedAt
from coverage_portal.coverage.workings import Block

Pair = tuple[str, Cell]


def title_of(found: Dashboard, label: str) -> str:
    """What a file holds, in a line: "Cakupan per kecamatan, Kota Tangerang, Desember 2023"."""
    return f"{label}, {found.region.name}, {formatting.month(found.month, active_language())}"


def asked(found: Dashboard, made: Made) -> tuple[Pair, ...]:
    """The question, when the file was made, and the address of the page that answers it."""
    language = active_language()
    against = {Against.LABOUR_FORCE: _("Angkatan kerja"), Against.EMPLOYED: _("Penduduk bekerja")}
    counted_at = {CountedAt.WORKPLACE: _("Tempat kerja"), CountedAt.HOME: _("Domisili")}
    since = found.scope.since
    pairs: tuple[Pair, ...] = (
        (_("Kode wilayah"), found.region.code),
        (_("Wilayah"), found.region.name),
        (_("Posisi data"), found.as_at),
        (_("Pembanding"), against[found.scope.against]),
        (_("Dihitung menurut"), counted_at[found.scope.counted_at]),
        (_("Perubahan sejak"), formatting.month(since, language) if since else ""),
        (_("Penyebut perkiraan"), _("ditampilkan, bertanda") if found.scope.estimates else _("tidak ditampilkan")),
        (_("Dibuat"), formatting.moment(made.at, language)),
        (_("Alamat halaman"), made.address),
        (_("Versi data"), made.version),
    )
    return tuple(pair for pair in pairs if pair[1])


def about_sheet(found: Dashboard, title: str, blocks: tuple[Block, ...], made: Made, warning: str) -> Sheet:
    """Pairs of a name and a text; a warning stands first."""
    pairs = (
        *(((_("Peringatan"), warning),) if warning else ()),
        (_("Isi berkas"), title),
        *asked(found, made),
        *_to_be_known(found, blocks),
        *_targets(found, blocks),
        *_reading_aids(),
    )
    return Sheet(_("Tentang"), (Head("", 26), Head("", 100)), tuple(map(Line, pairs)), headed=False)


def _to_be_known(found: Dashboard, blocks: tuple[Block, ...]) -> Iterator[Pair]:
    for caution in (found.partial, *found.cautions):
        if caution:
            yield _("Yang perlu diketahui"), caution
    for block in blocks:
        for caveat in block.caveats:
            yield _("Yang perlu diketahui"), f"{block.label}: {caveat}"
        if block.method:
            yield _("Cara memperkirakan"), f"{block.label}: {block.method}"


def _targets(found: Dashboard, blocks: tuple[Block, ...]) -> Iterator[Pair]:
    """Targets of the place, also those that no figure may be compared with."""
    if not any(block.key == "laju" for block in blocks):
        return
    for target in found.targets:
        share = formatting.percent(target.share, active_language())
        apart = "" if target.comparable else _("tidak dapat dibandingkan dengan angka di berkas ini")
        parts = (share, target.measure, target.decree, target.link, target.note, apart)
        yield _("Sasaran %(year)s") % {"year": target.year}, "; ".join(part for part in parts if part)


def _reading_aids() -> tuple[Pair, ...]:
    """What the marks mean, and how numbers are written."""
    return (
        (_("Rilis resmi"), _("Diterbitkan oleh pihak yang disebut di lembar Sumber.")),
        (_("Hitungan"), _("Dihitung dari angka terbit atau dari data yang diimpor.")),
        (_("Perkiraan"), _("Memakai penyebut yang diperkirakan karena tidak ada yang menerbitkannya.")),
        (_("Ilustrasi"), _("Dihitung dari data contoh, bukan data resmi.")),
        (_("Bagian"), _("Pecahan dari satu: 0,5 berarti 50%.")),
        (_("Poin"), _("Selisih dua persentase.")),
        (_("Sel kosong"), _("Angka tidak tersedia; alasannya ada di kolom Catatan.")),
        (_("dirahasiakan"), _("Jumlah kecil, atau angka yang dapat membukanya; tidak diberitahukan.")),
    )
