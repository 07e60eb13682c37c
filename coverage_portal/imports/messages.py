"""What is wrong, in words: each code of a check or a refusal as a sentence that names the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import number, written
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.stated_totals import SEPARATOR
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.templatetags.portal import active_language

PROBLEMS = {
    "required": gettext_lazy("Kolom ini wajib diisi."),
    "cell_count": gettext_lazy("Jumlah kolom di baris ini tidak sama dengan judul; baris tidak dapat dibaca."),
    "sheets_several": gettext_lazy(
        "Berkas berisi beberapa lembar; hanya lembar yang terlihat pertama ini yang dibaca."
    ),
    "cell_error": gettext_lazy(
        "Sel berisi galat Excel atau rumus tanpa hasil. Perbaiki di Excel, simpan, lalu impor lagi."
    ),
    "code_damaged": gettext_lazy("Kode rusak: berubah menjadi angka Excel. Ambil ulang dari sumber sebagai teks."),
    "too_long": gettext_lazy("Isi terlalu panjang."),
    "nik_misplaced": gettext_lazy("Isi menyerupai NIK di kolom yang bukan NIK. Isinya tidak disimpan."),
    "branch_unknown": gettext_lazy("Kode kantor cabang tidak dikenal."),
    "branch_foreign": gettext_lazy("Baris milik kantor cabang lain; Anda hanya dapat memuat baris cabang sendiri."),
    "row_of_another_branch": gettext_lazy(
        "Nomor ini tersimpan di kantor cabang lain; barisnya tidak dapat diubah dari cabang ini."
    ),
    "district_unknown": gettext_lazy("Kecamatan tidak dikenal. Tulis namanya atau kodenya, misalnya 36.71.05."),
    "place_unknown": gettext_lazy("Tempat tidak dikenal. Tulis nama atau kode kecamatan, kota, atau kabupatennya."),
    "region_unknown": gettext_lazy("Wilayah tidak dikenal. Tulis namanya, misalnya Kota Tangerang, atau kodenya."),
    "date_form": gettext_lazy("Tanggal tidak ada di kalender atau tidak ditulis HH-BB-TTTT, misalnya 31-12-2023."),
    "date_too_old": gettext_lazy("Tanggal sebelum 1901 dianggap isian kosong Excel, bukan tanggal sebenarnya."),
    "date_too_late": gettext_lazy("Tanggal sesudah tahun 2100."),
    "kpj_form": gettext_lazy("KPJ biasanya 11 huruf atau angka."),
    "kpj_characters": gettext_lazy("KPJ hanya berisi huruf dan angka."),
    "kpj_repeated": gettext_lazy("KPJ ini ada di lebih dari satu baris; tidak satu pun dipakai."),
    "nik_damaged": gettext_lazy("NIK rusak: berubah menjadi angka Excel dan kehilangan angka terakhirnya."),
    "nik_form": gettext_lazy("NIK harus 16 angka."),
    "nik_letters": gettext_lazy(
        "NIK berisi huruf; harus 16 angka. Mungkin huruf O atau l tertulis untuk angka 0 atau 1."
    ),
    "nik_date": gettext_lazy("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang mungkin."),
    "nik_serial": gettext_lazy("Nomor urut NIK 0000 tidak pernah diterbitkan."),
    "nik_age": gettext_lazy("Umur menurut NIK di luar 15-100 tahun."),
    "nik_region": gettext_lazy("Kode wilayah NIK tidak dikenal; mungkin NIK dari wilayah sebelum pemekaran."),
    "letters_lost": gettext_lazy("Ada huruf yang rusak di berkas (tampil sebagai �). Periksa ejaannya di sumbernya."),
    "nik_born_differs": gettext_lazy("Tanggal lahir berbeda dari tanggal di NIK."),
    "nik_sex_differs": gettext_lazy("Jenis kelamin berbeda dari tanda di NIK."),
    "person_differs": gettext_lazy("NIK yang sama tercatat dengan nama, jenis kelamin, atau tanggal lahir lain."),
    "sex_unknown": gettext_lazy("Jenis kelamin harus L atau P."),
    "born_after_start": gettext_lazy("Tanggal lahir tidak sebelum tanggal mulai kepesertaan."),
    "employer_missing": gettext_lazy("Segmen PU dan JAKON memerlukan NPP pemberi kerja."),
    "employer_not_allowed": gettext_lazy("Segmen BPU dan PMI tidak memakai NPP atau divisi."),
    "employer_unknown": gettext_lazy("NPP dan divisi ini tidak ada di daftar pemberi kerja."),
    "employer_closed": gettext_lazy("Kepesertaan mulai ketika pemberi kerjanya sudah tutup."),
    "segment_unknown": gettext_lazy("Segmen harus PU, BPU, JAKON, atau PMI."),
    "programme_unknown": gettext_lazy("Program harus gabungan JKK, JKM, JHT, JP, JKP dengan tanda +, tanpa ulangan."),
    "programme_not_for_segment": gettext_lazy("JP dan JKP hanya untuk segmen PU."),
    "wage_form": gettext_lazy("Upah harus bilangan bulat rupiah, nol atau lebih, misalnya 5000000 atau 5.000.000."),
    "wage_too_large": gettext_lazy("Upah lebih dari seratus miliar rupiah sebulan; mungkin nomor dari kolom lain."),
    "after_position": gettext_lazy("Kepesertaan mulai sesudah posisi data."),
    "ends_before_start": gettext_lazy("Tanggal akhir harus sesudah tanggal mulai."),
    "npp_form": gettext_lazy("NPP biasanya 8 huruf atau angka."),
    "npp_lost_zeros": gettext_lazy(
        "NPP ini kehilangan nol di depan: pemberi kerjanya sudah tersimpan (di berkas / tersimpan)."
    ),
    "employer_look_alike": gettext_lazy("Mungkin sudah terdaftar dengan NPP lain: NIB atau NPWP-nya sama."),
    "employer_repeated": gettext_lazy("NPP dan divisi ini ada di lebih dari satu baris; tidak satu pun dipakai."),
    "division_missing": gettext_lazy(
        "NPP ini tersimpan dengan divisi, tetapi berkas tidak memuat kolom divisi. Tambahkan kolom berjudul “Divisi” di"
        " paling kanan dan isi untuk baris ini salah satu divisi yang tersimpan:"
    ),
    "legal_form_unknown": gettext_lazy("Bentuk badan usaha tidak dikenal; disimpan sebagai Lainnya."),
    "nib_form": gettext_lazy("NIB harus 13 angka. Perbaiki, atau kosongkan bila belum ada."),
    "npwp_like_nik": gettext_lazy("NPWP 16 angka yang tidak diawali 0 adalah NIK; isinya tidak disimpan."),
    "npwp_form": gettext_lazy("NPWP bukan 15, 16, atau 22 angka; isinya tidak disimpan."),
    "npwp_luhn": gettext_lazy("Angka pemeriksa NPWP tidak cocok."),
    "kbli_form": gettext_lazy("Kode KBLI harus 5 angka."),
    "kbli_version_missing": gettext_lazy("Kode KBLI memerlukan versinya, 2020 atau 2025."),
    "kbli_version": gettext_lazy("Versi KBLI harus 2020 atau 2025."),
    "kbli_division": gettext_lazy("Dua angka pertama KBLI tidak ada di KBLI 2020; sektor dikosongkan."),
    "scale_unknown": gettext_lazy("Skala harus Mikro, Kecil, Menengah, atau Besar."),
    "scale_basis_unknown": gettext_lazy("Dasar skala harus modal, penjualan, atau pekerja."),
    "risk_group_unknown": gettext_lazy("Kelompok risiko JKK harus 1 sampai 5."),
    "closes_before_registered": gettext_lazy("Tanggal tutup harus sesudah tanggal daftar."),
    "headcount_form": gettext_lazy("Jumlah tenaga kerja WLKP harus bilangan bulat, nol atau lebih."),
    "column_damaged": gettext_lazy(
        "Lebih dari 30 % isi kolom ini berakhir dengan 0: kolom mungkin rusak sebelum dikirim. Periksa sumbernya; bila"
        " memang benar, ulangi dengan --accept-zeros."
    ),
    "demo_unmarked": gettext_lazy(
        "Berkas berisi NIK contoh (nomor urut 9000-9999). Data contoh hanya diterima dengan tanda ilustrasi"
        " (--illustrative)."
    ),
    "demo_sheet": gettext_lazy(
        "Lembar ini berisi pemberi kerja contoh. Data contoh hanya diterima dengan tanda ilustrasi (--illustrative)."
    ),
    "demo_mixed": gettext_lazy("Berkas ditandai ilustrasi tetapi berisi NIK yang bukan contoh."),
    "sipp_no_employer": gettext_lazy(
        "Berkas Data TK Baru tidak menyebut pemberi kerja. Isi NPP pemberi kerja yang mengirimnya."
    ),
    "control_sum": gettext_lazy(
        "Jumlah yang tertulis di berkas berbeda dari jumlah barisnya (tertulis / jumlah baris)."
    ),
    "header_unsure": gettext_lazy("Baris judul tidak dikenali dengan pasti. Pilih barisnya."),
    "header_two_levels": gettext_lazy("Judul terdiri atas dua baris dan digabungkan."),
    "numbering_left_out": gettext_lazy("Baris nomor kolom di bawah judul tidak dibaca sebagai data."),
    "totals_left_out": gettext_lazy("Baris jumlah, sumber, atau tanda tangan tidak dibaca sebagai data."),
    "sheets_hidden": gettext_lazy("Berkas memuat lembar tersembunyi; lembar itu tidak dibaca."),
    "rows_hidden": gettext_lazy("Lembar memuat baris tersembunyi; baris itu ikut dibaca."),
    "rows_of_other_width": gettext_lazy(
        "Ada baris dengan jumlah kolom yang berbeda dari judul; baris itu akan ditolak."
    ),
    "no_rows": gettext_lazy("Berkas tidak berisi satu baris data pun."),
    "position_in_future": gettext_lazy("Posisi data sesudah hari ini."),
    "position_older": gettext_lazy(
        "Posisi data lebih lama daripada berkas yang sudah diterapkan; isinya akan menimpa keadaan yang lebih baru."
        " Tambahkan --allow-older bila memang itu yang dimaksud."
    ),
    "registries_mixed": gettext_lazy(
        "Registri berisi data lain jenis: data contoh dan data cabang tidak dicampur. Hapus data contoh dengan"
        " manage.py remove_demo lebih dahulu."
    ),
    "identity_not_ktp": gettext_lazy("Jenis identitas bukan KTP: tanpa NIK, pekerja ini belum dapat dimuat di sini."),
    "person_repeated": gettext_lazy("NIK ini ada di lebih dari satu baris; tidak satu pun dipakai."),
    "already_member": gettext_lazy("Pekerja ini sudah punya KPJ di pemberi kerja ini; datanya dibiarkan."),
    "sipp_employer_closed": gettext_lazy("Pemberi kerja ini sudah tutup pada posisi data."),
    "sipp_no_programme": gettext_lazy(
        "Pemberi kerja ini belum tercatat mengikuti program apa pun pada posisi data. Muat dahulu berkas pemberi kerja"
        " yang memuat tanggal ikut programnya."
    ),
    "headcount_missing": gettext_lazy(
        "Jumlah tenaga kerja tidak lengkap: isi jumlahnya, atau kedua kolom satu pasangan (L dan P, WNI dan WNA, atau"
        " PKWT dan PKWTT). Tulis 0 bila memang tidak ada."
    ),
    "headcount_parts_differ": gettext_lazy(
        "Jumlah tenaga kerja dan rinciannya tidak sama (L dan P, WNI dan WNA, PKWT dan PKWTT masing-masing harus"
        " berjumlah sama)."
    ),
    "declared_after_position": gettext_lazy("Tanggal WLKP sesudah posisi data."),
    "name_differs": gettext_lazy(
        "Nama di berkas berbeda dari nama yang terdaftar untuk NPP ini (di berkas / terdaftar). Mungkin NPP-nya keliru."
    ),
    "declared_older": gettext_lazy("Sudah ada laporan WLKP yang lebih baru; yang lebih baru tetap dipakai."),
    "figure_kind_unknown": gettext_lazy("Jenis angka tidak dikenal; daftarnya ada di lembar Petunjuk templat."),
    "figure_basis_unknown": gettext_lazy("Basis tidak dikenal; daftarnya ada di lembar Petunjuk templat."),
    "figure_derived": gettext_lazy("Hanya rilis resmi dapat dimuat dari berkas; hitungan dimasukkan lewat formulir."),
    "figure_form": gettext_lazy("Tulis angka biasa, paling banyak empat angka di belakang koma."),
    "figure_too_large": gettext_lazy("Angka harus di bawah satu triliun."),
    "figure_day": gettext_lazy("Tanggal harus antara 1945 dan 2100."),
    "figure_repeated": gettext_lazy("Angka yang sama ada di lebih dari satu baris; tidak satu pun dipakai."),
    "unit_missing": gettext_lazy("Jenis ini tidak punya satuan lazim: tulis satuannya, misalnya kasus atau rupiah."),
    "unit_not_usual": gettext_lazy(
        "Jenis ini dihitung satu per satu: satuannya “orang”, untuk pemberi kerja “perusahaan”. Tulis angkanya penuh."
    ),
    "population_zero": gettext_lazy("Penduduk tidak dapat nol."),
    "value_not_whole": gettext_lazy("Jenis ini dihitung satu per satu: tulis bilangan bulat."),
    "share_above_hundred": gettext_lazy("Bagian dari keseluruhan tidak dapat lebih dari 100 persen."),
    "half_step_above_value": gettext_lazy("Setengah langkah pembulatan tidak dapat melebihi angkanya."),
    "half_step_unfit": gettext_lazy("Angka ini tidak mungkin hasil pembulatan sekasar itu."),
    "link_form": gettext_lazy("Tautan harus alamat halaman web yang dimulai dengan http:// atau https://."),
}
UNREADABLE = {
    "empty": gettext_lazy("Berkas kosong: tidak ada baris judul."),
    "columns_missing": gettext_lazy("Kolom wajib tidak ada: %(names)s."),
    "columns_repeated": gettext_lazy("Judul kolom muncul lebih dari sekali: %(names)s."),
    "unclosed_quote": gettext_lazy("Tanda kutip tidak ditutup; baris sesudahnya tidak dapat dipisahkan."),
    "text_after_quote": gettext_lazy(
        "Sesudah tanda kutip penutup ada teks lain. Tulis tanda kutip di dalam isi dua kali, atau hapus."
    ),
    "nul": gettext_lazy("Ada karakter NUL; berkas rusak atau bukan CSV."),
    "encoding": gettext_lazy("Huruf tidak dapat dibaca sebagai UTF-8, UTF-16, maupun Windows-1252."),
    "line_too_long": gettext_lazy("Ada baris lebih panjang dari 8 MB; berkas bukan CSV."),
    "not_a_table": gettext_lazy(
        "Isi berkas ini bukan tabel, melainkan dokumen, gambar, atau halaman. Kirim sebagai XLSX atau CSV."
    ),
    "old_excel": gettext_lazy("Berkas .xls lama atau berkata sandi tidak dapat dibaca; simpan sebagai .xlsx atau CSV."),
    "xlsx_broken": gettext_lazy("Berkas XLSX rusak dan tidak dapat dibuka."),
    "xlsx_row_order": gettext_lazy(
        "Nomor baris ini muncul dua kali di lembar, atau barisnya tidak berurutan, sehingga isinya dapat tertukar."
        " Buka berkas di Excel atau LibreOffice, periksa barisnya, lalu simpan lagi sebagai XLSX."
    ),
    "xlsx_cell_repeated": gettext_lazy(
        "Sel di kolom %(names)s muncul dua kali di baris ini. Buka berkas di Excel atau LibreOffice, periksa isinya,"
        " lalu simpan lagi sebagai XLSX."
    ),
    "xlsx_locked": gettext_lazy("Berkas XLSX dikunci dengan kata sandi."),
    "xlsx_too_large": gettext_lazy("Berkas XLSX terlalu besar untuk dibuka dengan aman; kirim sebagai CSV."),
    "xlsx_bomb": gettext_lazy("Berkas XLSX mengembang tidak wajar ketika dibuka dan ditolak."),
    "xlsx_dtd": gettext_lazy("Berkas XLSX memuat DTD dan ditolak."),
    "file_system": gettext_lazy("Berkas tidak dapat dibuka: %(names)s."),
    "too_many_problems": gettext_lazy(
        "Hampir semua sel berkas ini bermasalah, jadi pemeriksaannya dihentikan. Periksa apakah jenis berkas dan "
        "kolomnya benar, lalu unggah lagi."
    ),
    "reader_died": gettext_lazy(
        "Berkas tidak dapat dibaca: pembacaan dihentikan karena melewati batas memori atau waktu."
    ),
    "not_finished": gettext_lazy("Pekerjaan terhenti karena gangguan di server (%(names)s). Tidak ada yang disimpan."),
    "sheet_missing": gettext_lazy(
        "Lembar %(names)s tidak ada atau tersembunyi. Pilih salah satu lembar yang terlihat."
    ),
    "columns_too_many": gettext_lazy(
        "Berkas berisi lebih dari 300 kolom. Periksa pemisah kolomnya, atau hapus kolom yang tidak diperlukan."
    ),
    "reader_failed": gettext_lazy("Berkas tidak dapat dibaca (%(names)s)."),
}


TOLD_WITH_VALUE = ("name_differs", "npp_lost_zeros", "employer_look_alike", "division_missing")
"""Problems whose value says more than the cell does."""


def problem(code: str, column: str = "") -> str:
    """The sentence for a problem's code, which names the column where that is known and says more."""
    if code == "required" and column:
        return _("Kolom “%(column)s” wajib diisi.") % {"column": column}
    return str(PROBLEMS.get(code, code))


def problem_told(code: str, value: str, column: str = "") -> str:
    """The sentence for a problem, with its value where that is no text of the row's own cell."""
    said = problem(code, column)
    return f"{said} {value}" if value and code in TOLD_WITH_VALUE else said


def value_shown(code: str, value: str) -> str:
    """What was found where a problem is, as somebody reads it: sums in their own numbers."""
    if code != "control_sum":
        return value
    return SEPARATOR.join(written(part, active_language()) for part in value.split(SEPARATOR))


def problem_line(issue: Mapping[str, object]) -> str:
    """One problem as one line: row, column, rule, and what stands in the cell."""
    row, column, value = issue["row_number"], issue["column"], issue["value"]
    place = _("Baris %(row)s") % {"row": row} if row else _("Seluruh berkas")
    named = f"{place}, {column}" if column else place
    shown = f" [{value_shown(str(issue['code']), str(value))}]" if value else ""
    return f"{named}: {problem(str(issue['code']))}{shown}"


def unreadable(refusal: Unreadable) -> str:
    """Why a file could not be read, as a sentence."""
    text = str(UNREADABLE.get(refusal.code, UNREADABLE["reader_failed"])) % {"names": ", ".join(refusal.names)}
    return _("Baris %(row)s: %(text)s") % {"row": refusal.row, "text": text} if refusal.row else text


TABLES = {
    "workers_membership": gettext_lazy("kepesertaan"),
    "workers_person": gettext_lazy("orang"),
    "employers_employer": gettext_lazy("pemberi kerja"),
    "employers_employerprogramme": gettext_lazy("program pemberi kerja"),
    "employers_followup": gettext_lazy("tindak lanjut pemberi kerja"),
    "regions_referencefigure": gettext_lazy("angka acuan"),
}


def blocks(batch: ImportBatch) -> list[str]:
    """What stands in the way of undoing an import, a sentence each."""
    found = batch.summary.get("undo_refused", {}).get("blocks", [])
    return [
        _("%(count)s %(rows)s diubah atau dipakai oleh impor %(batch)s sesudahnya.") % _block(block)
        if block["batch"]
        else _("%(count)s %(rows)s diubah atau dihapus langsung oleh pengguna sesudahnya.") % _block(block)
        for block in found
    ]


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    count = number(block["count"], active_language())
    return {"count": count, "rows": TABLES.get(block["table"], block["table"]), "batch": block["batch"]}
