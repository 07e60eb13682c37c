"""The words the rows of law use: who pays, what is asked, which single figures exist, and why an answer is in doubt."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Payer(models.TextChoices):
    """Who pays a share. SPONSOR is a company or person paying for workers around it (SERTAKAN)."""

    EMPLOYER = "employer", _("Pemberi kerja")
    WORKER = "worker", _("Pekerja")
    GOVERNMENT = "government", _("Pemerintah (APBN/APBD)")
    SPONSOR = "sponsor", _("Penyokong (SERTAKAN)")


class ObligationLevel(models.TextChoices):
    """What the law asks of one programme. DERIVED: nobody chooses it, it follows from other facts (JKP)."""

    MANDATORY = "wajib", _("Wajib")
    RECOMMENDED = "dianjurkan", _("Dianjurkan")
    OPTIONAL = "pilihan", _("Pilihan")
    BY_BUDGET = "sesuai_anggaran", _("Sesuai kemampuan anggaran")
    DERIVED = "mengikuti", _("Mengikuti kepesertaan lain")
    NONE = "tidak", _("Tidak ada")


class Industry(models.TextChoices):
    """Lines of business named by PP 7/2025 and PP 50/2025. No KBLI mapping is published: an officer picks one."""

    FOOD = "makanan_minuman_tembakau", _("Makanan, minuman, dan tembakau")
    TEXTILE = "tekstil_pakaian", _("Tekstil dan pakaian jadi")
    LEATHER = "kulit", _("Kulit dan barang kulit")
    FOOTWEAR = "alas_kaki", _("Alas kaki")
    TOYS = "mainan", _("Mainan anak")
    FURNITURE = "furnitur", _("Furnitur")
    TRANSPORT = "transportasi", _("Transportasi")


class ReliefKind(models.TextChoices):
    """A reduction is forgiven; a deferral is paid later."""

    REDUCTION = "potongan", _("Potongan")
    DEFERRAL = "penundaan", _("Penundaan")


class ParameterKey(models.TextChoices):
    """Single figures of the law: ceilings, ages, packages, lump sums, benefits. The unit stands beside the value."""

    JP_CEILING = "plafon_jp", _("Plafon upah JP")
    JKP_CEILING = "plafon_jkp", _("Plafon upah JKP")
    JP_PENSION_AGE = "usia_pensiun_jp", _("Usia pensiun JP")
    JKP_AGE_BELOW = "usia_daftar_jkp", _("Usia saat didaftarkan ke JKP, di bawah")
    BPU_AGE_BELOW = "usia_daftar_bpu", _("Usia saat mendaftar BPU, di bawah")
    BPU_BASE_LEAST = "dasar_bpu_terendah", _("Dasar penghasilan BPU terendah")
    BPU_BASE_MOST = "dasar_bpu_tertinggi", _("Dasar penghasilan BPU tertinggi")
    BPU_PACKAGE_JKK_JKM = "paket_bpu_jkk_jkm", _("Paket BPU JKK dan JKM")
    BPU_PACKAGE_JKK_JKM_JHT = "paket_bpu_jkk_jkm_jht", _("Paket BPU JKK, JKM, dan JHT")
    PMI_BEFORE = "pmi_sebelum", _("PMI sebelum berangkat")
    PMI_24_MONTHS = "pmi_24_bulan", _("PMI selama dan setelah bekerja, 24 bulan")
    PMI_12_MONTHS = "pmi_12_bulan", _("PMI selama dan setelah bekerja, 12 bulan")
    PMI_6_MONTHS = "pmi_6_bulan", _("PMI selama dan setelah bekerja, 6 bulan")
    PMI_EXTENSION = "pmi_perpanjangan", _("PMI perpanjangan per bulan")
    WAGE_DAYS = "hari_upah", _("Pengali upah harian menjadi bulanan")
    PIECE_MONTHS = "bulan_borongan", _("Rata-rata upah borongan")
    PIECE_MONTHS_WEATHER = "bulan_borongan_cuaca", _("Rata-rata upah borongan yang bergantung cuaca")
    RISK_REVIEW_YEARS = "tinjau_risiko", _("Tinjauan kelompok risiko JKK paling lama")
    JKP_BENEFIT_FIRST = "manfaat_jkp_awal", _("Manfaat JKP, tahap awal")
    JKP_BENEFIT_LATER = "manfaat_jkp_lanjut", _("Manfaat JKP, tahap berikutnya")
    JKP_BENEFIT_MONTHS = "manfaat_jkp_bulan", _("Manfaat JKP paling lama")
    JKK_DEATH_TIMES = "manfaat_jkk_meninggal", _("Santunan meninggal JKK")
    JKM_DEATH = "manfaat_jkm", _("Manfaat JKM")
    SCHOLARSHIP_MOST = "beasiswa", _("Beasiswa paling banyak")


class Unit(models.TextChoices):
    """What a parameter's value counts."""

    RUPIAH = "rupiah", _("rupiah")
    YEARS = "tahun", _("tahun")
    MONTHS = "bulan", _("bulan")
    DAYS = "hari", _("hari")
    PERCENT_OF_WAGE = "persen_upah", _("persen upah")
    TIMES_WAGE = "kali_upah", _("kali upah")


class Doubt(models.TextChoices):
    """Why a computed contribution must be shown as not verified."""

    UNVERIFIED_RULE = "aturan", _("Aturan yang dipakai belum diverifikasi.")
    NEWER_EXPECTED = "plafon", _("Angka yang lebih baru seharusnya sudah ada; angka terakhir masih dipakai.")
    BAND_UNKNOWN = "jenjang", _("Daftar lengkap jenjang penghasilan BPU belum diketahui; dihitung 1% dari dasar.")
    SPONSOR_RELIEF = "penyokong", _("Keringanan untuk iuran yang dibayar penyokong adalah bacaan kami.")
    RECOMPOSITION = "rekomposisi", _("Rekomposisi JKP selama iuran JKK dipotong belum diketahui.")
    SEVERAL_RELIEFS = "rangkap", _("Lebih dari satu keringanan berlaku; yang terbesar dipakai.")


class Fact(models.TextChoices):
    """A fact about a membership without which nothing can be computed."""

    WAGE = "upah", _("upah")
    RISK_GROUP = "kelompok_risiko", _("kelompok risiko JKK")
