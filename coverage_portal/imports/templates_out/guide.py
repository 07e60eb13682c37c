"""What the templates' second sheet says of each column: what belongs there, and an example, which is made up."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch
from employers.extract_checks import PROGRAMME_COLUMNS

Kind = ImportBatch.Kind
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Guide:
    """One column: `what` belongs there, an `example`, and how wide the column is in characters."""

    what: Words
    example: str = ""
    width: int = 14


BRANCH = Guide(_("Kode atau nama kantor cabang yang mendaftarkan."), "CMN")
NPP = Guide(_("Nomor pendaftaran pemberi kerja, sebagai teks agar angka nol di depan tetap ada."), "00001234")
DIVISION = Guide(_("Kode divisi; kosongkan bila tidak ada."), "", 10)
HEADCOUNT = Guide(_("Jumlah tenaga kerja menurut laporan WLKP, bilangan bulat."), "12")
DECLARED = Guide(_("Tanggal laporan WLKP."), "15-01-2023")
EMPLOYERS = {
    "KODE_KANTOR": BRANCH,
    "NPP": NPP,
    "DIVISI": DIVISION,
    "NAMA": Guide(_("Nama pemberi kerja."), "PT Contoh Sejahtera", 34),
    "BENTUK": Guide(_("Bentuk badan usaha."), "PT", 16),
    "NIB": Guide(_("Nomor Induk Berusaha, 13 angka."), "1234567890123", 16),
    "NPWP": Guide(_("NPWP badan. NPWP yang berupa NIK tidak disimpan."), "", 22),
    "KBLI_VERSI": Guide(_("Versi KBLI dari kode di kolom berikutnya."), "2020", 12),
    "KBLI": Guide(_("Kode KBLI 5 angka seperti yang didaftarkan."), "47111", 10),
    "SKALA": Guide(_("Skala usaha."), "Kecil", 12),
    "DASAR_SKALA": Guide(_("Ukuran yang dipakai untuk menetapkan skala."), "pekerja"),
    "SKALA_PER": Guide(_("Tanggal skala ditetapkan."), "31-12-2022"),
    "KELOMPOK_RISIKO": Guide(_("Kelompok risiko JKK, 1 sampai 5 atau I sampai V."), "2", 18),
    "KODE_KECAMATAN": Guide(_("Kecamatan tempat usaha: nama atau kode Kemendagri."), "36.71.07", 20),
    "ALAMAT": Guide(_("Alamat tempat usaha."), "Jalan Contoh 1", 40),
    "TGL_DAFTAR": Guide(_("Tanggal terdaftar sebagai peserta."), "01-02-2020"),
    "TGL_TUTUP": Guide(_("Hari pertama tidak terdaftar lagi; kosongkan bila masih terdaftar.")),
    "JML_TK_WLKP": HEADCOUNT,
    "TGL_WLKP": DECLARED,
    **{
        column: Guide(_("Tanggal mulai mengikuti program ini; kosongkan bila tidak ikut."), "01-02-2020")
        for column in PROGRAMME_COLUMNS
    },
}
WORKERS = {
    "KODE_KANTOR": BRANCH,
    "KPJ": Guide(_("Nomor kepesertaan, biasanya 11 huruf atau angka. Satu baris satu KPJ."), "16000000001"),
    "NIK": Guide(
        _("NIK 16 angka. Portal hanya menyimpan sidiknya, tidak satu angka pun, jadi templat selalu datang tanpa NIK."),
        "",
        20,
    ),
    "NAMA": Guide(_("Nama tenaga kerja."), "Rangga Kusuma", 30),
    "JENIS_KELAMIN": Guide(_("L laki-laki, P perempuan."), "L", 15),
    "TGL_LAHIR": Guide(_("Tanggal lahir."), "18-05-1982"),
    "KODE_DOMISILI": Guide(
        _("Tempat tinggal: kode Kemendagri, atau nama kabupaten, kota, atau kecamatan."), "36.71.07", 20
    ),
    "NPP": Guide(_("NPP pemberi kerja untuk segmen PU dan JAKON; kosong untuk BPU dan PMI."), "00001234"),
    "DIVISI": DIVISION,
    "SEGMEN": Guide(_("Segmen kepesertaan."), "PU", 10),
    "PROGRAM": Guide(_("Program yang diikuti, dipisahkan tanda +."), "JKK+JKM+JHT", 22),
    "UPAH": Guide(_("Upah sebulan dalam rupiah, bilangan bulat."), "4600000"),
    "KODE_TEMPAT_KERJA": Guide(
        _("Tempat kerja: kode Kemendagri, atau nama kabupaten, kota, atau kecamatan."), "36.71.07", 20
    ),
    "TGL_MULAI": Guide(_("Hari pertama kepesertaan."), "01-03-2021"),
    "TGL_AKHIR": Guide(_("Hari pertama tidak lagi menjadi peserta; kosongkan bila masih aktif.")),
}
PART = _("Bagian dari jumlah; isi kedua kolom satu pasangan (L dan P, WNI dan WNA, atau PKWT dan PKWTT).")
HEADCOUNTS = {
    "NPP": NPP,
    "DIVISI": DIVISION,
    "NAMA": Guide(
        _("Nama pemberi kerja, hanya untuk memudahkan pemeriksaan; tidak disimpan."), "PT Contoh Sejahtera", 34
    ),
    "JML_TK_WLKP": Guide(
        _("Jumlah tenaga kerja menurut laporan WLKP; boleh kosong bila satu pasangan rincian diisi."), "12"
    ),
    "TK_LAKI": Guide(PART, "7", 12),
    "TK_PEREMPUAN": Guide(PART, "5"),
    "TK_WNI": Guide(PART, "", 10),
    "TK_WNA": Guide(PART, "", 10),
    "TK_PKWT": Guide(PART, "", 10),
    "TK_PKWTT": Guide(PART, "", 10),
    "TGL_WLKP": DECLARED,
}
FIGURES = {
    "JENIS": Guide(_("Apa yang dihitung."), "", 30),
    "KETERANGAN": Guide(_("Isi bila angkanya lebih sempit daripada jenisnya, misalnya “TPT perempuan”."), "", 24),
    "KODE_WILAYAH": Guide(_("Kode Kemendagri atau nama wilayah."), "36.71", 18),
    "POSISI": Guide(_("Hari yang digambarkan angkanya, bukan hari terbitnya."), "31-08-2023"),
    "PERIODE": Guide(_("Periode seperti disebut penerbit."), "Agustus 2023", 20),
    "NILAI": Guide(_("Angka yang ditulis penuh seperti diterbitkan, bukan dalam ribuan atau jutaan."), "1190000", 18),
    "SATUAN": Guide(_("Kosongkan untuk satuan lazim jenisnya (orang, perusahaan, persen, rupiah/bulan)."), "orang"),
    "SETENGAH_LANGKAH": Guide(
        _("Setengah dari angka terakhir yang disebut penerbit: 5000 bila “1,19 juta”. Kosongkan bila tidak diketahui."),
        "5000",
        18,
    ),
    "BASIS": Guide(_("Menurut konsep apa angkanya dihitung."), "", 30),
    "ASAL": Guide(_("Selalu rilis resmi; hitungan dimasukkan lewat formulir."), "RILIS", 10),
    "PENERBIT": Guide(_("Siapa yang menerbitkan."), "", 28),
    "DOKUMEN": Guide(_("Judul, nomor, dan tanggal dokumennya."), "", 40),
    "TAUTAN": Guide(_("Alamat halaman web, bila ada."), "", 30),
    "CATATAN": Guide(_("Kata-kata penerbit yang perlu dibaca bersama angkanya, bila ada."), "", 30),
}
GUIDES: dict[str, dict[str, Guide]] = {
    Kind.EMPLOYERS: EMPLOYERS,
    Kind.WORKERS: WORKERS,
    Kind.HEADCOUNTS: HEADCOUNTS,
    Kind.FIGURES: FIGURES,
}
NOTES: dict[str, tuple[Words, ...]] = {
    Kind.EMPLOYERS: (_("Satu baris satu pendaftaran: NPP bersama divisinya hanya boleh muncul sekali."),),
    Kind.WORKERS: (
        _("Satu baris satu kepesertaan. Orang yang sama boleh punya beberapa KPJ."),
        _("Templat ini tidak dapat diisi dengan data yang ada: tanpa NIK, barisnya tidak dapat dikirim kembali."),
    ),
    Kind.HEADCOUNTS: (
        _("Satu baris satu pemberi kerja. Laporan yang lebih lama daripada yang sudah ada tidak menimpanya."),
        _("Rincian tidak ditambahkan antarpasangan: setiap pasangan yang lengkap harus berjumlah sama."),
    ),
    Kind.FIGURES: (
        _("Angka yang sudah ada tidak diubah: nilai lain untuk angka yang sama masuk sebagai penggantinya."),
    ),
}
"""What the second sheet says of the whole file, beside what it says of every file."""
ALWAYS: tuple[Words, ...] = (
    _("Jangan mengubah judul kolom di baris pertama lembar data. Kolom wajib bertanda hijau tua."),
    _("Tulis tanggal sebagai HH-BB-TTTT, misalnya 31-12-2023, dan angka tanpa titik pemisah ribuan."),
    _("Isi di bawah “Contoh” adalah rekaan."),
)
