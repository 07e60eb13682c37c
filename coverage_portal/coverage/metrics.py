"""The catalogue of metrics: what each measures, of what, against what, and the caveats that must stand beside it. Pure.

Texts are Indonesian message ids; `figures` translates them. A metric whose inputs nobody has published stays in the
catalogue and shows as missing: no denominator is ever made up. Two metrics are entered, never computed (M3), and three
wait for lists the branch has not imported yet (M5 potential by segment, M6 known unregistered, M7 vulnerable workers).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def _(message: str) -> str:
    """Mark a text for translation without importing Django."""
    return message


class Standing(StrEnum):
    """Whether the portal computes the metric, only shows what was published, or still lacks an input."""

    COMPUTED = "computed"
    ENTERED = "entered"
    WAITING = "waiting"


@dataclass(frozen=True)
class Metric:
    """One line of the catalogue. `formula` uses ÷, − and ×; `caveats` must be visible wherever the metric is."""

    code: str
    name: str
    numerator: str
    denominator: str
    formula: str
    caveats: tuple[str, ...]
    standing: Standing = Standing.COMPUTED


METRICS: dict[str, Metric] = {
    metric.code: metric
    for metric in (
        Metric(
            "M1",
            _("Rasio peserta aktif terhadap angkatan kerja"),
            _("Peserta aktif"),
            _("Angkatan kerja"),
            _("Peserta aktif ÷ angkatan kerja"),
            (_("Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri."),),
        ),
        Metric(
            "M2",
            _("Rasio peserta aktif terhadap penduduk bekerja"),
            _("Peserta aktif"),
            _("Penduduk bekerja"),
            _("Peserta aktif ÷ penduduk bekerja"),
            (_("Penduduk bekerja mencakup ASN, TNI, dan Polri."),),
        ),
        Metric(
            "M3",
            _("Universal Coverage Jamsostek (UCJ) resmi"),
            _("Menurut penerbit"),
            _("Menurut penerbit"),
            _("Diambil apa adanya dari penerbit, tidak dihitung"),
            (_("Rumus UCJ tidak diterbitkan; jangan dibandingkan dengan hitungan lain."),),
            Standing.ENTERED,
        ),
        Metric(
            "M4",
            _("Cakupan per program"),
            _("Pemegang program"),
            _("Angkatan kerja"),
            _("Pemegang program ÷ angkatan kerja"),
            (_("Jakon dan BPU paket Rp16.800 hanya memegang JKK dan JKM, tanpa perlindungan hari tua."),),
        ),
        Metric(
            "M5",
            _("Cakupan segmen"),
            _("Peserta aktif satu segmen"),
            _("Potensi segmen menurut status pekerjaan BPS"),
            _("Peserta aktif segmen ÷ potensi segmen"),
            (_("Padanan status pekerjaan BPS dan segmen bersifat perkiraan."),),
            Standing.WAITING,
        ),
        Metric(
            "M6",
            _("Kepatuhan pemberi kerja"),
            _("Pemberi kerja terdaftar"),
            _("Pemberi kerja terdaftar ditambah wajib belum daftar (PWBD)"),
            _("Terdaftar ÷ (terdaftar + PWBD)"),
            (_("Daftar PWBD yang diketahui bertambah, jadi angka ini dapat turun tanpa ada yang keluar."),),
            Standing.WAITING,
        ),
        Metric(
            "M7",
            _("Pekerja rentan terlindungi"),
            _("Bulan-orang yang dibiayai ÷ 12"),
            _("Daftar sasaran"),
            _("Bulan-orang yang dibiayai ÷ 12 ÷ daftar sasaran"),
            (_("Turun tajam saat kontrak pembiayaan berakhir."),),
            Standing.WAITING,
        ),
        Metric(
            "M8",
            _("Kesenjangan"),
            _("Penyebut"),
            _("Peserta aktif"),
            _("Penyebut − peserta aktif"),
            (
                _("Termasuk penganggur dan ASN."),
                _("Ketelitian mengikuti masukan yang pembulatannya paling kasar."),
            ),
        ),
        Metric(
            "M9",
            _("Kebutuhan iuran menutup kesenjangan"),
            _("Kesenjangan × iuran"),
            "",
            _("Kesenjangan × iuran sebulan × jumlah bulan"),
            (_("Harga satu pekerja bergantung pada pembayar, sektor, dan bulan."),),
        ),
    )
}


def contribution_need(people: int, monthly: int, months: int) -> int:
    """M9: rupiah that `people` cost at `monthly` rupiah each for `months` months; raises ValueError below zero."""
    if people < 0 or monthly < 0 or months < 0:
        raise ValueError("people, rupiah and months cannot be negative")
    return people * monthly * months
