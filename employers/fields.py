"""The columns of a file of employers, and what staff and core systems call them: see employers.extract for the checks.

Names are those of SMILE's employer list and of everyday sheets. Not taken: "Jml TK", which is there the number of
workers registered, not the number declared to Disnaker (WLKP) that this file's headcount is; and "Program", which
names programmes without the day each was joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.spellings import spelt
from employers.extract_checks import PROGRAMME_COLUMNS
from regions.models import Branch
from regions.place_words import branch_cities, branch_words, district_words

NOT_YET = ("0", "BELUM", "BELUM ADA", "TIDAK ADA", "KOSONG")
NO_DAY = (*NOT_YET, "00-00-0000", "00/00/0000", "0000-00-00")
FORM_WORDS = {
    "Perseroan Terbatas": "PT",
    "PT.": "PT",
    "Perseroan Perorangan": "PT Perorangan",
    "Perseroan Komanditer": "CV",
    "Persekutuan Komanditer": "CV",
    "CV.": "CV",
    "Fa": "Firma",
    "Fa.": "Firma",
    "Kop": "Koperasi",
    "Badan Usaha Milik Negara": "BUMN",
    "Badan Usaha Milik Daerah": "BUMD",
    "Badan Usaha Milik Desa": "BUMDes",
    "Usaha Dagang": "UD",
    "Perusahaan Dagang": "UD",
    "UD/PD": "UD",
    "PD": "UD",
    "Bentuk Usaha Tetap": "BUT",
    "Instansi/BLUD": "Instansi",
    "Instansi Pemerintah": "Instansi",
    "BLUD": "Instansi",
    "Perseorangan": "Perorangan",
    "Usaha Perorangan": "Perorangan",
    "Lain-lain": "Lainnya",
}
SCALE_WORDS = {
    f"{before}{scale}": scale
    for scale in ("Mikro", "Kecil", "Menengah", "Besar")
    for before in ("", "Usaha ", "Skala ", "Perusahaan ")
}
BASIS_WORDS = {
    "Modal usaha": "modal",
    "Penjualan tahunan": "penjualan",
    "Omzet": "penjualan",
    "Omset": "penjualan",
    "Jumlah pekerja": "pekerja",
    "Tenaga kerja": "pekerja",
    "Jumlah tenaga kerja": "pekerja",
}
RISK_LEVELS = ("Sangat rendah", "Rendah", "Sedang", "Tinggi", "Sangat tinggi")
"""Groups 1 to 5 in the words that programmes/law.yaml cites from PP 44/2015."""
RISK_NUMBERS = ("I", "II", "III", "IV", "V")
RISK_WORDS = {
    text: str(group)
    for group, (level, roman) in enumerate(zip(RISK_LEVELS, RISK_NUMBERS, strict=True), 1)
    for text in (level, *(f"{word} {number}" for word in ("Kelompok", "Risiko") for number in (roman, group)))
}
FIELDS = (
    Field(
        "KODE_KANTOR",
        Content.CODE,
        required=True,
        synonyms=("Kode Kantor Cabang", "Kode Cabang", "Kantor Cabang", "Kantor", "Cabang", "KC", "Kacab"),
    ),
    Field(
        "NPP",
        Content.CODE,
        required=True,
        synonyms=(
            *("No NPP", "Nomor NPP", "Nomor Pendaftaran Perusahaan", "No Pendaftaran Perusahaan"),
            *("No Pendaftaran", "Nomor Pendaftaran"),
        ),
    ),
    Field("DIVISI", Content.CODE, synonyms=("Kode Divisi", "Kd Divisi", "Div")),
    Field(
        "NAMA",
        required=True,
        synonyms=(
            *("Nama Pemberi Kerja", "Nama Perusahaan", "Nama Badan Usaha", "Nama PK/BU"),
            *("Pemberi Kerja", "Perusahaan", "Nama Usaha", "Nama Perusahaan/Badan Usaha"),
        ),
    ),
    Field(
        "BENTUK",
        synonyms=("Bentuk Badan Usaha", "Bentuk Usaha", "Badan Hukum", "Bentuk Badan Hukum", "Jenis Badan Usaha"),
        words=spelt(FORM_WORDS),
        blanks=NOT_YET,
    ),
    Field("NIB", Content.CODE, synonyms=("No NIB", "Nomor NIB", "Nomor Induk Berusaha"), blanks=NOT_YET),
    Field(
        "NPWP",
        Content.CODE,
        synonyms=("No NPWP", "Nomor NPWP", "NPWP Perusahaan", "NPWP Badan", "Nomor Pokok Wajib Pajak"),
        blanks=NOT_YET,
    ),
    Field(
        "KBLI_VERSI",
        Content.CODE,
        synonyms=("Versi KBLI", "Tahun KBLI"),
        words=spelt({"KBLI 2020": "2020", "KBLI 2025": "2025"}),
        needed_with="KBLI",
    ),
    Field("KBLI", Content.CODE, synonyms=("Kode KBLI", "No KBLI", "KBLI 5 Digit"), blanks=NOT_YET),
    Field(
        "SKALA",
        synonyms=("Skala Usaha", "Skala Perusahaan", "Skala Badan Usaha", "Skala PK/BU"),
        words=spelt(SCALE_WORDS),
        blanks=NOT_YET,
    ),
    Field("DASAR_SKALA", synonyms=("Dasar Penentuan Skala",), words=spelt(BASIS_WORDS), blanks=NOT_YET),
    Field("SKALA_PER", Content.DATE, synonyms=("Skala per Tanggal", "Tgl Skala", "Tanggal Skala"), blanks=NO_DAY),
    Field(
        "KELOMPOK_RISIKO",
        Content.CODE,
        synonyms=("Risiko", "Risiko JKK", "Kelompok Risiko JKK", "Tingkat Risiko", "Tingkat Risiko JKK", "Resiko"),
        words=spelt(RISK_WORDS),
        blanks=NOT_YET,
    ),
    Field(
        "KODE_KECAMATAN",
        Content.CODE,
        required=True,
        synonyms=("Kecamatan", "Kec", "Nama Kecamatan", "Kecamatan Perusahaan", "Kecamatan Usaha"),
    ),
    Field(
        "ALAMAT",
        synonyms=(
            *("Alamat Perusahaan", "Alamat Lengkap", "Alamat Usaha", "Alamat Kantor", "Alamat 1", "Alamat 2"),
            "Alamat Badan Usaha",
        ),
        joined=True,
        blanks=NOT_YET,
    ),
    Field(
        "TGL_DAFTAR",
        Content.DATE,
        required=True,
        synonyms=(
            *("Tanggal Daftar", "Tgl Kepesertaan", "Tanggal Kepesertaan", "Tgl Pendaftaran", "Tanggal Pendaftaran"),
            *("Tgl Terdaftar", "Tanggal Terdaftar", "Terdaftar Sejak"),
        ),
        blanks=NO_DAY,
    ),
    Field(
        "TGL_TUTUP",
        Content.DATE,
        synonyms=("Tanggal Tutup", "Tgl Nonaktif", "Tanggal Nonaktif", "Tgl Keluar", "Tanggal Keluar"),
        blanks=NO_DAY,
    ),
    Field(
        "JML_TK_WLKP",
        Content.NUMBER,
        synonyms=(
            *("Jumlah TK WLKP", "TK WLKP", "Jumlah Tenaga Kerja WLKP", "Tenaga Kerja WLKP"),
            *("Jumlah Pekerja WLKP", "Pekerja WLKP"),
        ),
        blanks=("BELUM", "BELUM ADA", "TIDAK ADA"),
        whole=True,
    ),
    Field(
        "TGL_WLKP",
        Content.DATE,
        synonyms=("Tanggal WLKP", "Tgl Lapor WLKP", "Tanggal Lapor WLKP", "WLKP per Tanggal"),
        blanks=NO_DAY,
    ),
    *(
        Field(
            column,
            Content.DATE,
            synonyms=tuple(
                f"{words} {column.removesuffix('_SEJAK')}" for words in ("Tgl", "Tanggal", "Mulai", "Tgl Mulai")
            ),
            blanks=NO_DAY,
        )
        for column in PROGRAMME_COLUMNS
    ),
)


def fields() -> tuple[Field, ...]:
    """FIELDS with the names of branches and of kecamatan in the branches' cities, which the database knows."""
    branches = Branch.objects.select_related("city")
    return with_words(
        FIELDS, {"KODE_KANTOR": branch_words(branches), "KODE_KECAMATAN": district_words(branch_cities())}
    )


def with_words(fields: tuple[Field, ...], words: Mapping[str, Mapping[str, str]]) -> tuple[Field, ...]:
    """The same fields, some with `words` that stand for codes, by field name, beside those they have."""
    return tuple(replace(field, words={**field.words, **words.get(field.name, {})}) for field in fields)
