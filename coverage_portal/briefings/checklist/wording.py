"""What the checklist says, in the languages of a Document. Pure: a finding is printed in the paper it is about."""

from __future__ import annotations

SAYINGS: dict[str, dict[str, str]] = {
    "more": {"id": "dan %(count)s lagi", "en": "and %(count)s more"},
    # errors
    "no-denominator": {
        "id": "Penyebut tidak ada: %(figures)s. %(why)s Masukkan di halaman Sumber atau pilih pembanding lain.",
        "en": "A denominator is missing: %(figures)s. %(why)s Enter it under Sources, or choose another denominator.",
    },
    "no-rate": {
        "id": "Bagian “%(where)s” tidak memuat rasio cakupan. Lengkapi pembilang dan penyebutnya di halaman Sumber.",
        "en": "“%(where)s” holds no coverage ratio. Complete its numerator and denominator under Sources.",
    },
    "no-division": {
        "id": "Persentase tanpa penyebut di bagian “%(where)s”: %(figures)s. Cara hitungnya harus menyebut pembagi.",
        "en": "Percentages without a denominator in “%(where)s”: %(figures)s. The working must say what divides.",
    },
    "unmarked": {
        "id": "Bagian “%(where)s” memuat data contoh tanpa tanda Ilustrasi: %(figures)s. Susun ulang konsep ini.",
        "en": "“%(where)s” holds sample data without the mark Illustration: %(figures)s. Make this draft anew.",
    },
    "unmarked-figures": {
        "id": "Dihitung dari data contoh tetapi tidak bertanda Ilustrasi di bagian “%(where)s”: %(figures)s.",
        "en": "Computed from sample data but not marked Illustration in “%(where)s”: %(figures)s.",
    },
    "unmarked-whole": {
        "id": "Sebagian angka adalah data contoh, tetapi bahan ini tidak bertanda Ilustrasi. Susun ulang konsep ini.",
        "en": "Some figures are sample data, but this briefing is not marked Illustration. Make this draft anew.",
    },
    "no-source": {
        "id": "Angka tanpa sumber di bagian “%(where)s”: %(figures)s. Setiap angka menyebut penerbit dan dokumennya.",
        "en": "Figures without a source in “%(where)s”: %(figures)s. Every figure names its publisher and document.",
    },
    "wrong-sum": {
        "id": "Tidak berjumlah sama di bagian “%(where)s”, %(what)s: rinciannya %(parts)s, jumlahnya %(total)s.",
        "en": "Does not add up in “%(where)s”, %(what)s: the parts come to %(parts)s, the total says %(total)s.",
    },
    "wrong-working": {
        "id": "Angka berbeda dari hasil cara hitungnya di bagian “%(where)s”: %(figures)s. Susun ulang konsep ini.",
        "en": "Figures differ from what their working comes to in “%(where)s”: %(figures)s. Make this draft anew.",
    },
    "missing": {
        "id": "Angka belum ada di bagian “%(where)s”: %(figures)s. %(why)s Lengkapi angkanya atau matikan bagian ini.",
        "en": "Figures are missing in “%(where)s”: %(figures)s. %(why)s Complete them, or switch this part off.",
    },
    "no-addressee": {
        "id": "Kepada siapa bahan ini disampaikan belum diisi.",
        "en": "Whom this briefing is for is not filled in.",
    },
    "no-title": {"id": "Judul belum diisi.", "en": "The title is not filled in."},
    "no-signatory": {
        "id": "Penanda tangan belum dipilih. Pilih pada sampul, atau tambahkan di halaman Kop surat.",
        "en": "No signatory is chosen. Choose one for the cover, or add one under Letterhead.",
    },
    "no-letterhead": {
        "id": "Kop surat belum diisi. Lengkapi di halaman Kop surat.",
        "en": "The letterhead is not filled in. Complete it under Letterhead.",
    },
    # warnings
    "mixed-denominators": {
        "id": "Penyebut berbeda terbitan atau waktunya: %(figures)s. Perbandingannya tidak sepenuhnya sejajar.",
        "en": "Denominators come from different publishers or dates: %(figures)s. They cannot be compared fully.",
    },
    "over-one": {
        "id": "Ada rasio di atas 100%% (%(figures)s). Siapkan penjelasannya.",
        "en": "There are rates above 100%% (%(figures)s). Have the explanation ready.",
    },
    "stale": {
        "id": "Posisi data %(as_at)s, lebih dari %(months)s bulan sebelum %(day)s. Pakai yang lebih baru, bila ada.",
        "en": "The data are as at %(as_at)s, more than %(months)s months before %(day)s. Use newer data, if any.",
    },
    "not-signing": {
        "id": "%(name)s tidak bertugas menandatangani pada %(day)s. Pilih penanda tangan lain, atau sebutkan sebabnya.",
        "en": "%(name)s does not sign for the branch on %(day)s. Choose somebody else, or say why.",
    },
    "unverified-law": {
        "id": "Dasar hukum belum diverifikasi: %(bases)s. Periksa di JDIH lalu catat di halaman Dasar hukum.",
        "en": "Legal bases not verified: %(bases)s. Check them at JDIH and record it under Legal bases.",
    },
    "unverified-price": {
        "id": "Bersandar pada aturan yang belum diverifikasi: %(figures)s.",
        "en": "These rest on rules that are not verified: %(figures)s.",
    },
    "withheld": {
        "id": "%(count)s angka dirahasiakan karena orangnya sedikit: %(figures)s.",
        "en": "%(count)s figures are withheld because few people stand behind them: %(figures)s.",
    },
    "edited": {
        "id": "Kalimat yang diubah %(by)s di bagian “%(where)s” memuat angka yang tidak ada dalam data: %(numbers)s. "
        "Kalimatnya: “%(text)s”.",
        "en": "A sentence that %(by)s changed in “%(where)s” holds numbers that are not in the data: %(numbers)s. "
        "It says: “%(text)s”.",
    },
    "overtaken": {
        "id": "Di bagian “%(where)s”, %(by)s menulis “%(text)s” sebagai ganti “%(before)s”. "
        "Kalimat dari data kini berbunyi “%(now)s”. Sesuaikan kata-katanya, bila perlu.",
        "en": "In “%(where)s”, %(by)s wrote “%(text)s” instead of “%(before)s”. "
        "The sentence from the data now says “%(now)s”. Adapt the words, if need be.",
    },
    "own-words": {
        "id": "Isian sendiri di bagian “%(where)s”, %(place)s, memuat angka yang tidak ada dalam data: %(numbers)s. "
        "Tertulis: “%(text)s”.",
        "en": "Own words in “%(where)s”, %(place)s, hold numbers that are not in the data: %(numbers)s. "
        "They say: “%(text)s”.",
    },
    "own-words-line": {"id": "baris %(number)s", "en": "line %(number)s"},
    "own-words-step": {"id": "langkah %(number)s", "en": "step %(number)s"},
    "own-words-request": {"id": "usulan %(number)s", "en": "request %(number)s"},
    "own-words-commitment": {"id": "komitmen %(number)s", "en": "commitment %(number)s"},
    "estimated-headline": {
        "id": "Kesimpulan utama memuat perkiraan: %(figures)s. Sebutkan bahwa itu perkiraan.",
        "en": "The headline holds an estimate: %(figures)s. Say that it is one.",
    },
    "named-employers": {
        "id": "Bahan ini menyebut nama pemberi kerja di bagian “%(where)s”. Pastikan boleh dibawa ke luar kantor.",
        "en": "This briefing names employers in “%(where)s”. Make sure that it may leave the office.",
    },
    "relief-ends": {
        "id": "Perkiraan iuran memakai keringanan yang berakhir: %(figures)s. Sesudahnya iurannya lebih besar.",
        "en": "Estimated contributions rest on a relief that ends: %(figures)s. They are higher afterwards.",
    },
}
