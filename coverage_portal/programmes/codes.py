"""The words the whole portal counts by: programmes, segments, scales, sexes."""

from __future__ import annotations

from enum import IntFlag

from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(IntFlag):
    """The five programmes as bits, so that a membership holds any set of them in one small integer."""

    JKK = 1
    JKM = 2
    JHT = 4
    JP = 8
    JKP = 16


PROGRAMMES: tuple[Programme, ...] = tuple(Programme)
PROGRAMME_NAMES = {
    Programme.JKK: _("Jaminan Kecelakaan Kerja"),
    Programme.JKM: _("Jaminan Kematian"),
    Programme.JHT: _("Jaminan Hari Tua"),
    Programme.JP: _("Jaminan Pensiun"),
    Programme.JKP: _("Jaminan Kehilangan Pekerjaan"),
}


class Segment(models.IntegerChoices):
    """Kinds of membership (PP 44/2015, PP 46/2015, Permenaker 44/2015, Permenaker 4/2023)."""

    PU = 1, _("Penerima Upah")
    BPU = 2, _("Bukan Penerima Upah")
    JAKON = 3, _("Jasa Konstruksi")
    PMI = 4, _("Pekerja Migran Indonesia")


class Scale(models.IntegerChoices):
    """Company scale; the basis it was judged on is stored beside it."""

    MICRO = 1, _("Mikro")
    SMALL = 2, _("Kecil")
    MEDIUM = 3, _("Menengah")
    LARGE = 4, _("Besar")


class ScaleBasis(models.TextChoices):
    """What the scale was judged on: PP 7/2021 capital or sales, or BPS's number of workers."""

    CAPITAL = "modal", _("Modal usaha (PP 7/2021)")
    SALES = "penjualan", _("Penjualan tahunan (PP 7/2021)")
    WORKERS = "pekerja", _("Jumlah pekerja (BPS)")


class Sex(models.IntegerChoices):
    """Sex as recorded at registration."""

    MALE = 1, _("Laki-laki")
    FEMALE = 2, _("Perempuan")
