"""Every page and every state of a page that the browser looks at, each as the actor who gets to see it.

A routed page that is in none of these lists fails test_every_page.py: whoever adds a page adds its line here.
"""

from __future__ import annotations

import re
from typing import Any

from tests import people
from tests.browser.briefings import BRIEFING_PAGES
from tests.browser.page import Page, send
from tests.browser.worlds import CITY

NO_PAGES = re.compile(
    r"admin:|api_(?!docs$)|download$|worker_export$|account_token_revoke$|keep_scope$|follow_up_sheet$"
    r"|import_(begin|piece|resume|progress|cancel|correct|withdraw|allow|save|rejects|template)$"
    r"|employer_(panel|draft_discard|download|view_save|view_change)$"
    r"|briefing_(card_file|draft_file|file|correct|preview|progress)$"
)
"""Names of addresses that answer no page of ours: Django's own site, JSON, files, and what only takes a POST."""


def wrong_password(page: Any, name: str = "ratih") -> None:
    """Sign in with a password that is none."""
    page.fill("[name=login]", name)
    page.fill("[name=password]", "bukan ini")
    send(page)


def too_often(page: Any) -> None:
    """Sign in wrongly until the portal asks to wait."""
    for _attempt in range(6):
        wrong_password(page, "rudi")


def without_its_token(page: Any) -> None:
    """Send a form after the browser has lost its cookies."""
    page.fill("[name=login]", "ratna")
    page.fill("[name=password]", people.PASSWORD)
    page.context.clear_cookies()
    send(page)


def new_figure(page: Any) -> None:
    """A figure that could be entered, up to the look at what it would change."""
    page.fill("[name=region]", CITY)
    page.select_option("[name=kind]", "labour_force")
    page.fill("[name=value]", "1.210.000")
    page.select_option("[name=precision]", "5000")
    page.fill("[name=as_at]", "2024-08-31")
    page.fill("[name=period]", "2024-08")
    page.check("[name=derived][value=rilis]")
    page.select_option("[name=basis]", "bps_sakernas")
    page.fill("[name=publisher]", "BPS Kota Tangerang")
    page.fill("[name=document]", "Keadaan Ketenagakerjaan Kota Tangerang Agustus 2024")
    send(page)


def new_employer(page: Any) -> None:
    """A registration filled in so far that everything beside the form can be said."""
    page.fill("[name=name]", "PT Contoh Boga")
    page.check("[name=scale][value='3']")
    page.fill("[name=declared_headcount]", "240")
    page.fill("[name=declared_wages]", "1.190.000.000")
    page.check("[name=kbli_version][value='2020']")
    page.fill("[name=kbli_words]", "makan")
    page.fill("[name=risk_words]", "III")
    with page.expect_navigation():
        page.locator("main [value=cari]").first.click()


def wrong_nik(page: Any) -> None:
    """Search with a NIK that lacks a digit."""
    page.locator("main .fold > summary").last.click()
    page.fill("[name=nik]", "367105450190000")
    with page.expect_navigation():
        page.locator("main .search .btn").click()


def wrong_nib(page: Any) -> None:
    """A correction that breaks a rule."""
    page.fill("[name=nib]", "912000012345")
    send(page)


def send_columns(page: Any) -> None:
    """Send the columns without saying what could be read in two ways."""
    with page.expect_navigation():
        page.locator(".sticky .btn-1").click()


def change_many(page: Any) -> None:
    """All employers that match, up to what is to change."""
    page.check("#which-3")
    with page.expect_navigation():
        page.locator(".sticky .btn").click()


def review_many(page: Any) -> None:
    """All employers that match, up to the look at what would change."""
    change_many(page)
    page.select_option("[name=pembina-officer]", "-")
    with page.expect_navigation():
        page.locator("[value=tinjau]").first.click()


def save_review(page: Any) -> None:
    """Save without having ticked what has to be looked at."""
    send_columns(page)
    page.locator("main [role=alert]").wait_for()


PAGES = (
    *BRIEFING_PAGES,
    Page("ringkasan", "dashboard", "/"),
    Page("ringkasan-lengkap", "dashboard", "/?sejak=2022-12&perkiraan=ya&banding=bekerja", "sari"),
    Page("ringkasan-domisili", "dashboard", "/?dasar=domisili&sejak=2022-12", "ratna"),
    Page("ringkasan-provinsi", "dashboard", "/?wilayah=36"),
    Page("ringkasan-negara", "dashboard", "/?wilayah=00"),
    Page("pertanyaan-ditolak", "dashboard", "/?posisi=2023-13", status=400),
    Page("bulan-tanpa-data", "dashboard", "/?posisi=2031-03", status=404),
    Page("kecamatan", "district", "/kecamatan/36.71.05/"),
    Page("kecamatan-tanpa-perkiraan", "district", "/kecamatan/36.71.05/?perkiraan=tidak"),
    Page("cara-hitung", "working", "/cara-hitung/cakupan/"),
    Page("cara-hitung-baris", "working", "/cara-hitung/kecamatan-36.71.05-celah/"),
    Page("hukum", "programme_law", "/program/"),
    Page("hukum-hari-lain", "programme_law", "/program/?tanggal=2020-10-01"),
    Page("hukum-galat", "programme_law", "/program/?tanggal=kemarin", status=400),
    Page("iuran", "contribution_worker", "/program/hitung/"),
    Page("iuran-pu", "contribution_worker", "/program/hitung/?segmen=pu&upah=12000000&risiko=2"),
    Page("iuran-bpu", "contribution_worker", "/program/hitung/?segmen=bpu&upah=3000000&program=JKK&program=JKM"),
    Page("iuran-jakon", "contribution_worker", "/program/hitung/?segmen=jakon&nilai_kontrak=2500000000"),
    Page("iuran-galat", "contribution_worker", "/program/hitung/?segmen=pu&upah=banyak", status=400),
    Page("iuran-pemberi-kerja", "contribution_employer", "/program/hitung/pemberi-kerja/"),
    Page(
        "iuran-pemberi-kerja-hasil",
        "contribution_employer",
        "/program/hitung/pemberi-kerja/?skala=besar&risiko=3&jumlah_1=120&upah_1=6000000&jumlah_2=3&upah_2=25000000",
    ),
    Page("iuran-celah", "contribution_gap", "/program/hitung/celah/"),
    Page("iuran-celah-hasil", "contribution_gap", "/program/hitung/celah/?pekerja=454000&bulan=12&pembayar=pemerintah"),
    Page("sumber", "source_list", "/sumber/"),
    Page("sumber-kota", "source_list", f"/sumber/?wilayah={CITY}", "ratna"),
    Page("sumber-galat", "source_list", "/sumber/?jenis=apa", status=400),
    Page("angka", "source_detail", "/sumber/{figure}/"),
    Page("angka-baru", "source_new", "/sumber/baru/"),
    Page("angka-baru-galat", "source_new", "/sumber/baru/", then=send),
    Page("angka-baru-periksa", "source_new", "/sumber/baru/", then=new_figure),
    Page("angka-ganti", "source_replace", "/sumber/{figure}/ganti/"),
    Page("target", "target_list", "/sumber/target/"),
    Page("target-baru", "target_new", "/sumber/target/baru/"),
    Page("target-baru-galat", "target_new", "/sumber/target/baru/", then=send),
    Page("target-ganti", "target_replace", "/sumber/target/{target}/ganti/"),
    Page("api", "api_docs", "/api/"),
    Page("pemberi-kerja", "employer_list", "/pemberi-kerja/", "ratna"),
    Page("pemberi-kerja-saringan", "employer_list", "/pemberi-kerja/?status=semua&urut=nama&kepatuhan=apa", "tuti"),
    Page("ubah-banyak", "employer_bulk", "/pemberi-kerja/", "tuti", then=change_many),
    Page("ubah-banyak-tinjau", "employer_bulk", "/pemberi-kerja/", "tuti", then=review_many),
    Page("pemberi-kerja-tak-ada", "employer_list", "/pemberi-kerja/?q=tak+ada+yang+bernama+begini", "ratna"),
    Page("satu-pemberi-kerja", "employer_detail", "/pemberi-kerja/{employer}/", "ratna"),
    Page("tindak-lanjut", "follow_up_list", "/tindak-lanjut/", "ratna"),
    Page("tindak-lanjut-kosong", "follow_up_list", "/tindak-lanjut/?daftar=jatuh-tempo&wilayah=36.71.05", "ratna"),
    Page("pekerja-pemberi-kerja", "employer_detail", "/pemberi-kerja/{employer}/?tab=pekerja", "ratna"),
    Page("catatan-pemberi-kerja", "employer_detail", "/pemberi-kerja/{employer}/?tab=tindak-lanjut", "ratna"),
    Page("catatan-galat", "employer_detail", "/pemberi-kerja/{employer}/?tab=tindak-lanjut", "ratna", then=send),
    Page("riwayat-pemberi-kerja", "employer_detail", "/pemberi-kerja/{employer}/?tab=riwayat", "tuti"),
    Page("daftarkan", "employer_new", "/pemberi-kerja/baru/", "tuti"),
    Page("daftarkan-galat", "employer_new", "/pemberi-kerja/baru/", "tuti", then=send),
    Page("daftarkan-periksa", "employer_new", "/pemberi-kerja/baru/", "tuti", then=new_employer),
    Page("ubah-pemberi-kerja", "employer_edit", "/pemberi-kerja/{employer}/ubah/", "tuti"),
    Page("ubah-galat", "employer_edit", "/pemberi-kerja/{employer}/ubah/", "tuti", then=wrong_nib),
    Page("daftarkan-prospek", "employer_enrol", "/pemberi-kerja/{prospect}/daftarkan/", "tuti"),
    Page("pekerja", "worker_list", "/pekerja/", "ratna"),
    Page("pekerja-saringan", "worker_list", "/pekerja/?segmen=pu&status=aktif", "ratna"),
    Page("pekerja-tak-ada", "worker_list", "/pekerja/?q=zzz", "ratna"),
    Page("pekerja-nik-galat", "worker_list", "/pekerja/", "ratna", 400, wrong_nik),
    Page("satu-pekerja", "worker_detail", "/pekerja/{worker}/", "ratna"),
    Page("tutup-pemberi-kerja", "employer_close", "/pemberi-kerja/{employer}/tutup/", "tuti"),
    Page("tutup-pemberi-kerja-galat", "employer_close", "/pemberi-kerja/{employer}/tutup/", "tuti", then=send),
    Page("buka-pemberi-kerja", "employer_reopen", "/pemberi-kerja/{closed}/buka/", "tuti"),
    Page("pindah-pemberi-kerja", "employer_move", "/pemberi-kerja/{employer}/pindah/", "tuti"),
    Page("gabungkan", "employer_merge", "/pemberi-kerja/{employer}/gabungkan/", "tuti"),
    Page("gabungkan-banding", "employer_merge", "/pemberi-kerja/{employer}/gabungkan/?duplikat={closed}", "tuti"),
    Page("batalkan-gabungan", "employer_merge_undo", "/pemberi-kerja/{kept}/gabungkan/{merge}/batalkan/", "tuti"),
    Page("riwayat-gabungan", "employer_detail", "/pemberi-kerja/{kept}/?tab=riwayat", "tuti"),
    Page("impor", "import_list", "/impor/", "tuti"),
    Page("impor-saringan", "import_list", "/impor/?jenis=figures&keadaan=undone", "tuti"),
    Page("unggah", "import_new", "/impor/unggah/", "tuti"),
    Page("unggah-galat", "import_new", "/impor/unggah/", "tuti", then=send),
    Page("unggahan-belum-selesai", "import_detail", "/impor/{uploading}/", "tuti"),
    Page("sedang-diperiksa", "import_detail", "/impor/{checking}/", "tuti"),
    Page("sedang-dikerjakan-orang-lain", "import_detail", "/impor/{review}/"),
    Page("berkas-ditolak", "import_detail", "/impor/{refused}/", "tuti"),
    Page("impor-dibatalkan", "import_detail", "/impor/{cancelled}/", "tuti"),
    Page("kolom", "import_columns", "/impor/{columns}/kolom/", "tuti"),
    Page("kolom-galat", "import_columns", "/impor/{columns}/kolom/", "tuti", then=send_columns),
    Page("tinjau", "import_review", "/impor/{review}/tinjau/", "tuti"),
    Page("tinjau-pembaruan", "import_review", "/impor/{review}/tinjau/?baris=ubah", "tuti"),
    Page("tinjau-hilang", "import_review", "/impor/{review}/tinjau/?baris=hilang&hal=2", "tuti"),
    Page("tinjau-tak-ada", "import_review", "/impor/{review}/tinjau/?baris=salah&cari=tak+ada", "tuti"),
    Page("tinjau-galat", "import_review", "/impor/{review}/tinjau/", "tuti", then=save_review),
    Page("kembalikan", "import_undo", "/impor/{receipt}/kembalikan/", "tuti"),
    Page("tanda-terima", "import_detail", "/impor/{receipt}/", "tuti"),
    Page("tanda-terima-bermasalah", "import_detail", "/impor/{problems}/", "tuti"),
    Page("masuk", "account_login", "/masuk/", ""),
    Page("masuk-galat", "account_login", "/masuk/", "", then=wrong_password),
    Page("masuk-terlalu-sering", "account_login", "/masuk/", "", then=too_often),
    Page("keluar", "account_logout", "/keluar/"),
    Page("akun", "account_page", "/akun/"),
    Page("akun-galat", "account_page", "/akun/", status=400, then=send),
    Page("kata-sandi", "account_change_password", "/akun/kata-sandi/"),
    Page("kata-sandi-galat", "account_change_password", "/akun/kata-sandi/", then=send),
    Page("400", "", "/tidak-ada/", status=400, template="400.html"),
    Page("403", "", "/pemberi-kerja/", "joko", 403),
    Page("403-tanpa-kuki", "", "/masuk/", "", 403, then=without_its_token),
    Page("404", "", "/tidak-ada/", status=404),
    Page("404-tanpa-masuk", "", "/tidak-ada/", "", 404),
    Page("429", "", "/tidak-ada/", "", 429, template="429.html"),
    Page("500", "", "/tidak-ada/", status=500, template="500.html"),
)
