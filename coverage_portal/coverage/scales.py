"""Employers by scale, with the workers they registered and the headcounts they declared."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coverage_portal.coverage import sources
from coverage_portal.coverage.breakdowns import COUNT, SHARE, change_of, dated, earlier, since_column
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.making import count_figure, share_figure
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.totals import NOTHING, Count
from coverage_portal.coverage.workings import Block, Column, Figure, Row, Source
from coverage_portal.programmes.codes import Scale

UNKNOWN = "0"


def scales(ground: Ground) -> Block | None:
    """From large to micro, then those whose scale is not known; None without a register of employers."""
    if not ground.speaks or not ground.standing.employer_batches:
        return None
    names = {str(scale.value): str(scale.label) for scale in reversed(Scale)}
    if any(_count(one, UNKNOWN) != NOTHING for one in (ground, *_then(ground))):
        names[UNKNOWN] = _("Skala belum diisi")
    columns = (
        Column("pemberi_kerja", _("Pemberi kerja"), COUNT, additive=True),
        Column("bagian_pemberi_kerja", _("Bagian pemberi kerja"), SHARE),
        Column("pekerja", _("Kepesertaan aktif"), COUNT, additive=True),
        Column("bagian_pekerja", _("Bagian kepesertaan"), SHARE),
        Column("melapor", _("Yang melaporkan jumlah pekerja"), COUNT, additive=True),
        Column("dilaporkan", _("Pekerja dilaporkan"), COUNT, additive=True),
        *since_column(ground),
    )
    rows = tuple(
        Row(code, name, "", _figures(ground, f"skala-{code}", name, [code], list(names)))
        for code, name in names.items()
    )
    total = Row("", _("Jumlah"), "", _figures(ground, "skala-jumlah", _("semua skala"), list(names), list(names)))
    caveats = (
        _(
            "Kepesertaan di sini: PU dan Jasa Konstruksi menurut tempat kerja. Peserta mandiri tidak bekerja pada "
            "pemberi kerja."
        ),
        _(
            "Pekerja dilaporkan: menurut laporan terakhir pemberi kerja (WLKP) sampai tanggal posisi; tidak semua "
            "pemberi kerja melapor, jadi tidak dikurangkan satu dari yang lain."
        ),
    )
    return Block("skala", _("Menurut skala usaha"), columns, rows, total, caveats)


def _then(ground: Ground) -> tuple[Ground, ...]:
    then = earlier(ground)
    return (then,) if then else ()


def _count(ground: Ground, code: str) -> Count:
    return ground.count(None, Dimension.SCALE, code, Place.WORKPLACE)


def _figures(ground: Ground, stem: str, name: str, codes: list[str], every: list[str]) -> tuple[Figure, ...]:
    words, then = {"name": name}, earlier(ground)
    firms = ground.counted_employers(_("Pemberi kerja %(name)s") % words, _sum(ground, codes, "employers"))
    all_firms = ground.counted_employers(_("Semua pemberi kerja terdaftar"), _sum(ground, every, "employers"))
    workers = _workers(ground, name, codes)
    telling = ground.counted_employers(
        _("Pemberi kerja %(name)s yang melapor") % words, _sum(ground, codes, "declared_employers")
    )
    declared = ground.counted_employers(_("Pekerja dilaporkan, %(name)s") % words, _sum(ground, codes, "declared"))
    return (
        count_figure(f"{stem}-pemberi-kerja", _("Pemberi kerja"), firms),
        share_figure(f"{stem}-bagian-pemberi-kerja", _("Bagian pemberi kerja"), firms, all_firms),
        count_figure(f"{stem}-pekerja", _("Kepesertaan aktif"), workers),
        share_figure(
            f"{stem}-bagian-pekerja", _("Bagian kepesertaan"), workers, _workers(ground, _("semua skala"), every)
        ),
        count_figure(f"{stem}-melapor", _("Yang melaporkan jumlah pekerja"), telling, formula=_how_told()),
        count_figure(f"{stem}-dilaporkan", _("Pekerja dilaporkan"), sources.declared(declared)),
        *change_of(ground, f"{stem}-perubahan", workers, _workers(then, name, codes) if then else None),
    )


def _how_told() -> str:
    return _("Jumlah pemberi kerja terdaftar yang jumlah pekerjanya dilaporkan sampai tanggal posisi")


def _workers(ground: Ground, name: str, codes: list[str]) -> Source:
    label = dated(ground, _("Kepesertaan pada pemberi kerja %(name)s") % {"name": name})
    return ground.counted(label, _sum(ground, codes, "total"), sources.MEMBERSHIPS)


def _sum(ground: Ground, codes: list[str], what: str) -> int:
    return sum(getattr(_count(ground, code), what) for code in codes)
