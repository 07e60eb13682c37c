"""The columns of a file of workers, and what staff and core systems call them: see workers.extract for the checks.

A bare "Kecamatan" or "Alamat" is nobody's name here: it may be where a worker lives or where they work.
"""

from __future__ import annotations

from itertools import permutations

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.spellings import spelt
from coverage_portal.programmes.codes import PROGRAMMES
from employers.fields import NO_DAY, NOT_YET, with_words
from regions.models import Branch
from regions.place_words import branch_cities, branch_words, place_words

SEX_WORDS = {
    **dict.fromkeys(("L", "Laki-laki", "Laki", "Lk", "Pria", "Male"), "L"),
    **dict.fromkeys(("P", "Perempuan", "Pr", "Wanita", "Female"), "P"),
}
SEGMENT_WORDS = {
    **dict.fromkeys(("PU", "Penerima Upah", "TK PU", "Peserta PU"), "PU"),
    **dict.fromkeys(("BPU", "Bukan Penerima Upah", "TK BPU", "Peserta BPU"), "BPU"),
    **dict.fromkeys(("JAKON", "Jasa Konstruksi", "Jasakon", "TK Jakon"), "JAKON"),
    **dict.fromkeys(("PMI", "Pekerja Migran Indonesia", "Pekerja Migran"), "PMI"),
}
PROGRAMME_WORDS = {
    between.join(names): "+".join(names)
    for count in range(1, len(PROGRAMMES) + 1)
    for names in permutations([str(one.name) for one in PROGRAMMES], count)
    for between in ("+", " dan ")
}
"""Programmes in any order, with any signs between them: "JHT, JKK, JKM" -> "JHT+JKK+JKM"."""
FIELDS = (
    Field(
        "KODE_KANTOR",
        Content.CODE,
        required=True,
        synonyms=("Kode Kantor Cabang", "Kode Cabang", "Kantor Cabang", "Kantor", "Cabang", "KC", "Kacab"),
    ),
    Field(
        "KPJ",
        Content.CODE,
        required=True,
        synonyms=("No KPJ", "Nomor KPJ", "Nomor Kartu Peserta", "No Kartu Peserta", "Nomor Peserta", "No Peserta"),
    ),
    Field(
        "NIK",
        Content.NIK,
        required=True,
        synonyms=("No NIK", "Nomor NIK", "NIK KTP", "No KTP", "Nomor KTP", "Nomor Induk Kependudukan"),
    ),
    Field(
        "NAMA",
        required=True,
        synonyms=("Nama TK", "Nama Tenaga Kerja", "Nama Pekerja", "Nama Peserta", "Nama Lengkap", "Nama Karyawan"),
    ),
    Field(
        "JENIS_KELAMIN",
        Content.CODE,
        required=True,
        synonyms=("Jenis Kelamin (L/P)", "L/P", "Kelamin", "JK", "Sex", "Gender"),
        words=spelt(SEX_WORDS),
    ),
    Field("TGL_LAHIR", Content.DATE, required=True, synonyms=("Tanggal Lahir", "Lahir"), blanks=NO_DAY),
    Field(
        "KODE_DOMISILI",
        Content.CODE,
        synonyms=("Domisili", "Wilayah Domisili", "Kecamatan Domisili", "Tempat Tinggal", "Kecamatan Tempat Tinggal"),
        blanks=NOT_YET,
    ),
    Field(
        "NPP",
        Content.CODE,
        synonyms=("No NPP", "Nomor NPP", "NPP Perusahaan", "Nomor Pendaftaran Perusahaan", "NPP Pemberi Kerja"),
    ),
    Field("DIVISI", Content.CODE, synonyms=("Kode Divisi", "Kd Divisi", "Div")),
    Field(
        "SEGMEN",
        Content.CODE,
        required=True,
        synonyms=("Segmen Kepesertaan", "Segmentasi", "Jenis Kepesertaan", "Jenis Peserta"),
        words=spelt(SEGMENT_WORDS),
    ),
    Field(
        "PROGRAM",
        Content.CODE,
        required=True,
        synonyms=("Program Diikuti", "Program yang Diikuti", "Program Kepesertaan", "Kepesertaan Program"),
        words=spelt(PROGRAMME_WORDS),
    ),
    Field(
        "UPAH",
        Content.NUMBER,
        synonyms=("Gaji", "Upah Sebulan", "Upah per Bulan", "Upah Dilaporkan", "Upah TK", "Nilai Upah"),
        whole=True,
    ),
    Field(
        "KODE_TEMPAT_KERJA",
        Content.CODE,
        required=True,
        synonyms=(
            *("Tempat Kerja", "Wilayah Kerja", "Lokasi Kerja", "Lokasi Pekerjaan", "Kecamatan Tempat Kerja"),
            *("Wilayah Tempat Kerja", "Kecamatan Kerja"),
        ),
    ),
    Field(
        "TGL_MULAI",
        Content.DATE,
        required=True,
        synonyms=(
            *("Tanggal Mulai", "Tgl Kepesertaan", "Tanggal Kepesertaan", "Tgl Aktif", "Tanggal Aktif", "Mulai"),
            *("Tgl Daftar", "Tanggal Daftar", "Tgl Masuk", "Tanggal Masuk"),
        ),
        blanks=NO_DAY,
    ),
    Field(
        "TGL_AKHIR",
        Content.DATE,
        synonyms=(
            *("Tanggal Akhir", "Tgl Nonaktif", "Tanggal Nonaktif", "Tgl Keluar", "Tanggal Keluar", "Berakhir"),
            *("Tgl Berakhir", "Tanggal Berakhir", "Akhir", "Akhir Kepesertaan"),
        ),
        blanks=NO_DAY,
    ),
)


def fields() -> tuple[Field, ...]:
    """FIELDS with the names of branches and places, which the database knows."""
    places = place_words(branch_cities())
    branches = branch_words(Branch.objects.select_related("city"))
    return with_words(FIELDS, {"KODE_KANTOR": branches, "KODE_DOMISILI": places, "KODE_TEMPAT_KERJA": places})
