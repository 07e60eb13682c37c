"""The parts of a briefing as the form shows them: which are on, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.briefings.wanted import PARTS, Part

ORDER, ON = "order", "parts"
LABELS: dict[Part, tuple[Promise, Promise]] = {
    Part.SUMMARY: (_("Ringkasan satu halaman"), _("Angka utama, celah, dan hal yang dimohon")),
    Part.LEGAL: (_("Dasar hukum"), _("Yang Anda pilih di bawah, dengan tanggal verifikasinya")),
    Part.WHERE: (_("Celah menurut wilayah"), _("Peta ubin dan tabel")),
    Part.WHO: (_("Segmen, sektor, dan skala usaha"), _("Siapa saja pesertanya")),
    Part.PROGRAMMES: (_("Program yang diikuti"), _("Bagian pekerja yang ikut tiap program")),
    Part.TRACK: (_("Tren dan target"), _("Ke mana laju sekarang membawa")),
    Part.EFFORTS: (_("Upaya yang telah dilakukan"), _("Dari isian Anda di bawah")),
    Part.ASKS: (_("Usulan dukungan"), _("Pemilik, hasil, tenggat, dan perkiraan iuran")),
    Part.STEPS: (_("Rencana tindak lanjut"), _("Langkah kantor cabang 30, 60, dan 90 hari")),
    Part.QUESTIONS: (_("Tanya jawab"), _("Pertanyaan yang mungkin muncul, dengan sumber jawabannya")),
    Part.CLOSING: (_("Penutup"), _("Ucapan terima kasih dan penanda tangan")),
}


@dataclass(frozen=True)
class PartLine:
    """A part, whether it is on, and whether it stands first or last."""

    part: Part
    label: Promise
    said: Promise
    on: bool
    first: bool
    last: bool


def order_of(data: QueryDict) -> tuple[Part, ...]:
    """Every part once: as sent, then those that were not sent, in their usual order."""
    named = {part.value: part for part in PARTS}
    return whole_order(tuple(named[word] for word in data.getlist(ORDER) if word in named))


def parts_of(data: QueryDict) -> tuple[Part, ...]:
    """The parts that are on, in their order."""
    on = set(data.getlist(ON))
    return tuple(part for part in order_of(data) if part.value in on)


def lines_of(data: QueryDict) -> list[PartLine]:
    """The parts as the form shows them."""
    order, on = order_of(data), set(data.getlist(ON))
    last = len(order) - 1
    return [
        PartLine(part, *LABELS[part], part.value in on, place == 0, place == last) for place, part in enumerate(order)
    ]


def moved(order: tuple[Part, ...], part: Part, by: int) -> tuple[Part, ...]:
    """The order with a part one place up (-1) or down (1); as it is where there is no such place."""
    place = order.index(part)
    if not 0 <= place + by < len(order):
        return order
    left = [*order]
    left.insert(place + by, left.pop(place))
    return tuple(left)


def whole_order(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Every part once: these, then the others in their usual order."""
    return tuple(dict.fromkeys((*parts, *PARTS)))
