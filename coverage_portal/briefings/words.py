"""The fixed words that the writers put beside a Document's content, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "briefing": _("Bahan audiensi"),
    "with": _("dengan"),
    "page": _("Halaman"),
    "of": _("dari"),
    "number": _("Nomor"),
    "draft": _("Konsep, belum disampaikan"),
    "draft_short": _("konsep"),
    "illustration": _("Ilustrasi, bukan data resmi"),
    "check_at": _("Periksa keaslian di"),
    "issued": _("Disampaikan"),
    "by": _("oleh"),
    "code": _("Kode"),
    "position": _("Posisi data"),
    "covered": _("Terlindungi"),
    "gap": _("Belum"),
    "square": _("1 kotak = %(unit)s orang"),
    "bars": _("Terlindungi dan belum"),
    "total": _("Jumlah"),
    "target": _("Target"),
    "pace": _("Bila laju tetap"),
    "as_table": _("Lihat sebagai tabel"),
    "category": _("Rincian"),
    "value": _("Nilai"),
    "method": _("Cara memperkirakan"),
    "ask": _("Usulan"),
    "owner": _("Pemilik"),
    "output": _("Hasil"),
    "deadline": _("Tenggat"),
    "workers": _("Pekerja"),
    "cost": _("Perkiraan iuran"),
    "legal": _("Dasar hukum"),
    "about": _("Tentang"),
    "verified_on": _("Diverifikasi pada"),
    "not_verified": _("belum diverifikasi"),
    "question": _("Pertanyaan"),
    "answer": _("Jawaban"),
    "source": _("Sumber"),
    "sources": _("Sumber"),
    "workings": _("Cara hitung"),
    "figure": _("Angka"),
    "where": _("Letak"),
    "kind": _("Jenis angka"),
    "band": _("Kisaran"),
    "inputs": _("Masukan"),
    "formula": _("Rumus"),
    "edited": _("Kalimat ini diubah dengan tangan oleh"),
    "edited_sentences": _("Kalimat yang diubah dengan tangan"),
    "accepted": _("Peringatan yang diterima"),
    "reason": _("Alasan"),
    "cautions": _("Yang perlu diketahui"),
    "corrects": _("Memperbaiki"),
    "copies_to": _("Tembusan"),
    "talking_points": _("Pokok bicara"),
    "likely_questions": _("Pertanyaan yang mungkin muncul"),
    "contents": _("Isi"),
    "official": _("Rilis resmi"),
    "computed": _("Hitungan"),
    "estimated": _("Perkiraan"),
    "illustrative": _("Ilustrasi"),
    "data": _("Data"),
}
"""Keys in English, as code names them; a new word is added here and read by Document.word."""


def words_now() -> tuple[tuple[str, str], ...]:
    """The words in the active language, as a Document keeps them."""
    return tuple((key, str(word)) for key, word in WORDS.items())
