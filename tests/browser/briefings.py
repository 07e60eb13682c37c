"""The pages of briefings that the browser looks at."""

from __future__ import annotations

from typing import Any

from tests.browser.page import Page, send


def nobody_signs(page: Any) -> None:
    """Add a signatory without a name."""
    with page.expect_navigation():
        page.locator("form:has([value=penanda-tangan]) .btn").click()


def without_addressee(page: Any) -> None:
    """A briefing that is for nobody."""
    page.fill("[name=addressee]", "")
    with page.expect_navigation():
        page.locator("main [value=simpan]").click()


def without_a_reason(page: Any) -> None:
    """Accept a warning and say nothing of why."""
    with page.expect_navigation():
        page.locator("main .check-warn .btn").first.click()


def on_a_day_to_come(page: Any) -> None:
    """Say that a legal basis was checked on a day that has not come."""
    page.fill("[name=on]", "2099-12-31")
    send(page)


BRIEFING_PAGES = (
    Page("laporan", "briefing_list", "/laporan/", "sari"),
    Page("laporan-tak-cocok", "briefing_list", "/laporan/?q=tidak+ada", "ratna"),
    Page("bahan-baru", "briefing_new", "/laporan/baru/?wilayah=36.71.05", "sari"),
    Page("bahan-baru-galat", "briefing_new", "/laporan/baru/", "sari", then=without_addressee),
    Page("konsep-bahan", "briefing_draft", "/laporan/konsep/{draft}/", "sari"),
    Page("konsep-kalimat", "briefing_sentences", "/laporan/konsep/{draft}/kalimat/", "sari"),
    Page("konsep-buang", "briefing_discard", "/laporan/konsep/{draft}/hapus/", "sari"),
    Page("bahan-salin", "briefing_duplicate", "/laporan/salin/{draft}/", "sari"),
    Page("periksa-bahan", "briefing_check", "/laporan/konsep/{draft}/periksa/", "sari"),
    Page("periksa-bahan-siap", "briefing_check", "/laporan/konsep/{ready}/periksa/", "sari"),
    Page("periksa-bahan-galat", "briefing_check", "/laporan/konsep/{draft}/periksa/", "sari", 400, without_a_reason),
    Page("sampaikan-bahan", "briefing_issue", "/laporan/konsep/{ready}/sampaikan/", "sari"),
    Page("bahan-disampaikan", "briefing", "/laporan/{paper}/", "sari"),
    Page("bahan-dibaca", "briefing", "/laporan/{paper}/", "ratna"),
    Page("periksa-keaslian", "briefing_verify_form", "/periksa/", ""),
    Page("kode-tak-dikenal", "briefing_verify", "/periksa/AAAA2222/", "", 404),
    Page("bahan-asli", "briefing_verify", "/periksa/{paper}/", ""),
    Page("sidik-tidak-sama", "briefing_verify", "/periksa/{paper}/?sidik=00000000", ""),
    Page("kop-surat", "briefing_letterhead", "/laporan/kop/", "sari"),
    Page("kop-surat-galat", "briefing_letterhead", "/laporan/kop/", "sari", then=nobody_signs),
    Page("konsep-dibaca", "briefing_draft", "/laporan/konsep/{draft}/", "ratna"),
    Page("dasar-hukum", "briefing_legal", "/laporan/dasar-hukum/"),
    Page("dasar-hukum-verifikasi", "briefing_legal_verify", "/laporan/dasar-hukum/pp-44-2015/"),
    Page("dasar-hukum-galat", "briefing_legal_verify", "/laporan/dasar-hukum/pp-44-2015/", then=on_a_day_to_come),
    Page("kartu-rapat", "briefing_card", "/laporan/{paper}/kartu/", "sari"),
    Page("komitmen", "briefing_commitments", "/laporan/{paper}/komitmen/", "sari"),
    Page("komitmen-galat", "briefing_commitments", "/laporan/{paper}/komitmen/", "sari", 400, send),
    Page("komitmen-dibaca", "briefing_commitments", "/laporan/{paper}/komitmen/", "ratna"),
    Page("sebut-pemberi-kerja", "briefing_named", "/laporan/konsep/{draft}/pemberi-kerja/", "ratna"),
    Page("sebut-tak-ada", "briefing_named", "/laporan/konsep/{draft}/pemberi-kerja/?q=zzz", "ratna"),
)
