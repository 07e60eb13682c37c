"""The columns of every kind of file in words for people."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.layouts import Field, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.kinds import kind_of

NAMES: dict[str, Promise] = {
    "KODE_KANTOR": _("Kantor cabang"),
    "NPP": _("NPP"),
    "DIVISI": _("Divisi"),
    "NAMA": _("Nama"),
    "BENTUK": _("Bentuk badan usaha"),
    "NIB": _("NIB"),
    "NPWP": _("NPWP"),
    "KBLI_VERSI": _("Versi KBLI"),
    "KBLI": _("Kode KBLI"),
    "SKALA": _("Skala usaha"),
    "DASAR_SKALA": _("Dasar skala"),
    "SKALA_PER": _("Tanggal skala"),
    "KELOMPOK_RISIKO": _("Kelompok risiko JKK"),
    "KODE_KECAMATAN": _("Kecamatan"),
    "ALAMAT": _("Alamat"),
    "TGL_DAFTAR": _("Tanggal daftar"),
    "TGL_TUTUP": _("Tanggal tutup"),
    "JML_TK_WLKP": _("Jumlah tenaga kerja (WLKP)"),
    "TGL_WLKP": _("Tanggal laporan WLKP"),
    "JKK_SEJAK": _("Ikut JKK sejak"),
    "JKM_SEJAK": _("Ikut JKM sejak"),
    "JHT_SEJAK": _("Ikut JHT sejak"),
    "JP_SEJAK": _("Ikut JP sejak"),
    "JKP_SEJAK": _("Ikut JKP sejak"),
    "KPJ": _("KPJ"),
    "NIK": _("NIK"),
    "JENIS_IDENTITAS": _("Jenis identitas"),
    "JENIS_KELAMIN": _("Jenis kelamin"),
    "TGL_LAHIR": _("Tanggal lahir"),
    "KODE_DOMISILI": _("Domisili"),
    "SEGMEN": _("Segmen"),
    "PROGRAM": _("Program yang diikuti"),
    "UPAH": _("Upah"),
    "KODE_TEMPAT_KERJA": _("Tempat kerja"),
    "TGL_MULAI": _("Mulai"),
    "TGL_AKHIR": _("Berakhir"),
    "TK_LAKI": _("Laki-laki"),
    "TK_PEREMPUAN": _("Perempuan"),
    "TK_WNI": _("WNI"),
    "TK_WNA": _("WNA"),
    "TK_PKWT": _("PKWT"),
    "TK_PKWTT": _("PKWTT"),
    "JENIS": _("Jenis angka"),
    "KETERANGAN": _("Keterangan jenis"),
    "KODE_WILAYAH": _("Wilayah"),
    "POSISI": _("Posisi per tanggal"),
    "PERIODE": _("Periode menurut penerbit"),
    "NILAI": _("Nilai"),
    "SATUAN": _("Satuan"),
    "SETENGAH_LANGKAH": _("Setengah langkah pembulatan"),
    "BASIS": _("Basis"),
    "ASAL": _("Asal"),
    "PENERBIT": _("Penerbit"),
    "DOKUMEN": _("Dokumen"),
    "TAUTAN": _("Tautan"),
    "CATATAN": _("Catatan"),
}


def label_of(field: Field) -> str:
    """A field as people call it."""
    return str(NAMES.get(field.name, field.name))


def headers_of(batch: ImportBatch) -> dict[str, str]:
    """Field -> what its column is called in the sender's file; where the file has none, as people call the field."""
    names = {field.name: label_of(field) for field in kind_of(batch).fields()}
    layout = Layout.from_json(batch.layout) if batch.layout else None
    found = {name: _header(layout, places) for name, places in layout.columns.items()} if layout else {}
    return {**names, **{name: text for name, text in found.items() if text}}


def _header(layout: Layout, places: Sequence[int]) -> str:
    texts = [layout.header[place].strip() for place in places if place < len(layout.header)]
    return " + ".join(text for text in texts if text)
