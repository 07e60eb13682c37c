"""Files on their way in, at the browser: in pieces, through a reload and a broken line; by keyboard; on a phone."""

import re

import pytest

from tests.browser.checks import beyond
from tests.browser.held import Held
from tests.browser.imports import NAME, changed, employers
from tests.browser.test_keyboard import RING
from tests.browser.test_weights import LIMITS, weight
from tests.browser.visitor import picture
from tests.imports.names_with_days import NAMES

LINES = b"KPJ;NAMA\r\n" + b"16000000001;CONTOH\r\n" * 150_000
"""A file of three pieces; there is nothing in it that can be saved."""
LATER_PIECES = re.compile(r"/potongan/\?mulai=[1-9]")
KEPT = """() => new Promise(done => { const opening = indexedDB.open('portal', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('files')
  opening.onsuccess = () => { const asked = opening.result.transaction('files').objectStore('files').count()
    asked.onsuccess = () => done(asked.result) } })"""

KEEPS_NOTHING_AND_SAYS_SO_LATE = """IDBFactory.prototype.open = () => {
  const asked = {}
  setTimeout(() => asked.onerror(), 3000)
  return asked }"""


def fill_in(page, name, body, kind="workers"):
    """The form, up to its button."""
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": body})
    page.check(f"[name=kind][value={kind}]")


def sent_so_far(page):
    """How many MB the page says have been sent."""
    return float(re.match(r"[\d,]+", page.inner_text("[data-sending] [data-words]")).group(0).replace(",", "."))


def until(page, words):
    """Wait for a page whose heading has these words, and for all of it."""
    page.wait_for_selector(f"h1:has-text('{words}')", timeout=180_000)
    page.wait_for_load_state()


def until_it_says(page, words):
    """Wait for a page that has these words, and for all of it."""
    page.wait_for_selector(f"text={words}", timeout=180_000)
    page.wait_for_load_state()


def test_a_file_in_pieces_survives_a_reload_and_a_broken_line(visitor):
    page = visitor.open("/impor/unggah/", actor="tuti")
    fill_in(page, "pekerja_2023-12-31.csv", LINES)
    assert page.input_value("[name=position]") == "2023-12-31"
    pieces = Held(page, LATER_PIECES)
    page.locator("main form.form .btn-1").click()
    pieces.arrived()
    picture(page, "unggah-berjalan")
    assert re.search(r"/impor/\d+/$", page.url)
    before = sent_so_far(page)
    pieces.waiting.clear()
    page.reload()
    pieces.arrived()
    assert page.locator("[data-resume]").is_hidden()
    assert sent_so_far(page) >= 1 <= before
    pieces.cut()
    page.wait_for_selector("text=Sambungan terputus")
    pieces.let_go()
    until(page, "Cocokkan kolom")
    assert page.evaluate(KEPT) == 0
    assert "150.000 baris" in page.inner_text("main")
    cancel(page)


@pytest.mark.parametrize("late", [False, True])
def test_a_browser_that_has_lost_the_file_asks_for_the_same_one(visitor, tmp_path, late):
    file, longer = tmp_path / "pekerja_2023-12-31.csv", tmp_path / "lain.csv"
    file.write_bytes(LINES)
    longer.write_bytes(LINES + LINES[-20:])
    page = visitor.open("/impor/unggah/", actor="tuti")
    page.set_input_files("[name=file]", file)
    page.check("[name=kind][value=workers]")
    pieces = Held(page, LATER_PIECES)
    page.locator("main form.form .btn-1").click()
    pieces.arrived()
    address = page.url
    page.close()
    other = visitor.open("/impor/", actor="tuti")
    if late:
        other.add_init_script(KEEPS_NOTHING_AND_SAYS_SO_LATE)
    other.goto(address)
    assert int(other.get_attribute("[data-resume]", "data-received")) >= 1 << 20
    other.set_input_files("#id_file", longer)
    other.click("[data-resume] .btn-1")
    assert other.evaluate("document.querySelector('#id_file').validationMessage").startswith("Ini bukan berkas")
    other.set_input_files("#id_file", file)
    other.click("[data-resume] .btn-1")
    until(other, "Cocokkan kolom")
    cancel(other)


def cancel(page):
    """Give the import up."""
    with page.expect_navigation():
        page.click("text=Batalkan impor")
    assert "Impor ini dibatalkan." in page.inner_text("main")


def test_what_is_wrong_with_a_file_is_said_before_it_is_sent(visitor):
    page = visitor.open("/impor/unggah/", actor="tuti")
    page.set_input_files("[name=file]", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    page.wait_for_selector("[data-wrong]:not([hidden])")
    assert "Berkas harus .xlsx atau .csv." in page.inner_text("[data-wrong]")
    assert page.evaluate("document.activeElement.matches('[data-wrong]')")
    assert visitor.complaints == []


def test_the_script_reads_the_day_in_a_name_as_the_portal_does(visitor):
    page = visitor.open("/impor/unggah/", actor="tuti")
    patterns = page.evaluate("JSON.parse(document.querySelector('form.form').dataset.days)")
    days = page.evaluate(
        "([names, patterns]) => names.map(name => daysIn(name.toLowerCase(), patterns))", [list(NAMES), patterns]
    )
    told = {name: found[0] if len(found) == 1 else None for name, found in zip(NAMES, days, strict=True)}
    assert told == {name: day.isoformat() if day else None for name, day in NAMES.items()}


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("Pekerja DES2023.csv", "2023-12-31", "Diisi dari nama berkas."),
        ("Pekerja Des 2023, kirim 05-01-2024.csv", "", "menyebut lebih dari satu tanggal"),
        ("Pekerja Des 2077.csv", "", "sesudah hari ini, jadi tidak diisikan"),
    ],
)
def test_a_day_in_the_name_is_proposed_and_what_was_not_is_said(visitor, name, day, words):
    page = visitor.open("/impor/unggah/", actor="tuti")
    fill_in(page, name, LINES)
    assert page.input_value("[name=position]") == day
    assert [said for said in page.locator("[data-day]:visible").all_inner_texts() if words in said]
    assert page.locator("[data-day]:visible").count() == 1


def test_what_a_kind_has_no_use_for_is_not_asked(visitor):
    page = visitor.open("/impor/unggah/", actor="tuti")
    asked = {}
    for kind in ("employers", "workers", "headcounts", "figures"):
        page.check(f"[name=kind][value={kind}]")
        asked[kind] = page.locator("[name=extent]:visible").count() > 0
    assert asked == {"employers": True, "workers": True, "headcounts": False, "figures": False}


def test_without_scripts_a_file_goes_all_the_way(visitor):
    page = visitor.open("/impor/unggah/", actor="tuti", java_script_enabled=False)
    page.set_input_files("[name=file]", {"name": NAME, "mimeType": "text/csv", "buffer": b"KPJ;NAMA\r\n1;A\r\n"})
    page.check("[name=kind][value=workers]")
    page.fill("[name=position]", "2023-12-31")
    with page.expect_navigation():
        page.click("main form.form .btn-1")
    until(page, "Cocokkan kolom")
    cancel(page)


@pytest.fixture
def reviewed(visitor):
    """A file of workers in front of somebody who reviews it, at a width."""

    def open_at(width=1440):
        folder = visitor.portal.var / "demo"
        page = visitor.open("/impor/unggah/", actor="tuti", width=width)
        fill_in(page, NAME, changed(folder / "contoh_pekerja_2023-12-31.csv"))
        page.check("[name=illustrative]")
        page.locator("main form.form .btn-1").click()
        until(page, "Tinjau sebelum disimpan")
        return page

    return open_at


def test_a_file_is_mended_saved_and_put_back_by_keyboard_alone(visitor, reviewed):
    page = reviewed()
    wrong = int(re.search(r"Perlu diperbaiki \((\d+)\)", page.inner_text(".tabs")).group(1))
    page.locator("button.fix").first.focus()
    assert page.evaluate(RING)
    page.keyboard.press("Enter")
    until_it_says(page, "1 perbaikan yang sudah dipakai")
    assert int(re.search(r"Perlu diperbaiki \((\d+)\)", page.inner_text(".tabs")).group(1)) < wrong
    for box in page.locator("[name=tahu]").all():
        box.focus()
        page.keyboard.press("Space")
    page.locator(".sticky .btn-1").focus()
    page.keyboard.press("Enter")
    until_it_says(page, "Kembalikan seluruh impor")
    assert "Tersimpan" in page.inner_text("main")
    picture(page, "impor-tersimpan")
    page.locator("text=Kembalikan seluruh impor").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("main .btn-1").focus()
    page.keyboard.press("Enter")
    until_it_says(page, "Datanya seperti sebelum impor ini.")
    assert visitor.complaints == []


def test_ticks_stay_while_one_looks_around_and_a_correction_comes_back_to_its_place(visitor, reviewed):
    page = reviewed()
    page.locator("[name=tahu]").first.check()
    with page.expect_navigation(url="**baris=ubah**"):
        page.locator(".tabs a").nth(1).click()
    with page.expect_navigation(url="**sebab=**"):
        page.locator("[name=lihat]").first.click()
    assert page.locator("[name=tahu]").first.is_checked()
    with page.expect_navigation():
        page.locator("text=Hapus pencarian").click()
    with page.expect_navigation(url="**baris=salah**"):
        page.locator(".tabs a:has-text('Perlu diperbaiki')").click()
    page.locator("button.fix:has-text('Pakai')").last.click()
    page.wait_for_url("**#lanjut", timeout=180_000)
    where = (
        "e => [e.matches(':focus'), e.getBoundingClientRect().top > 0, e.getBoundingClientRect().bottom < innerHeight]"
    )
    assert page.locator("#lanjut").evaluate(where) == [True, True, True]
    assert not page.locator("[name=tahu]").first.is_checked(), "the file was checked again"
    with page.expect_navigation():
        page.click(".sticky >> text=Batalkan impor")
    assert visitor.complaints == []


def test_on_a_phone_a_cell_is_mended_in_its_card(visitor, reviewed):
    page = reviewed(390)
    page.locator(".mend summary").first.click()
    assert page.locator(".mend[open] input:visible").first.is_visible()
    assert beyond(page) == []
    picture(page, "tinjau-perbaiki-390")
    with page.expect_navigation():
        page.click(".sticky >> text=Batalkan impor")
    assert visitor.complaints == []


def test_columns_are_chosen_on_the_page_and_remembered_for_the_next_file(visitor):
    for remembered in (False, True):
        page = visitor.open("/impor/unggah/", actor="tuti")
        fill_in(page, "Daftar Pemberi Kerja 31-12-2023.xlsx", employers(), kind="employers")
        page.check("[name=illustrative]")
        page.locator("main form.form .btn-1").click()
        if not remembered:
            until(page, "Cocokkan kolom")
            page.select_option("[name=gaya-TGL_DAFTAR]", "dmy")
            page.select_option("[name=gaya-JML_TK_WLKP]", "id")
            page.click(".sticky .btn-1")
        until(page, "Tinjau sebelum disimpan")
        with page.expect_navigation():
            page.click(".sticky >> text=Batalkan impor")


def test_the_script_is_light_and_only_where_it_is_needed(visitor):
    def scripts():
        return [answer for answer in visitor.answers if answer.request.resource_type == "script"]

    visitor.open("/impor/", actor="tuti")
    assert scripts() == []
    visitor.open("/impor/unggah/", actor="tuti")
    assert [weight(script) <= LIMITS["script"] for script in scripts()] == [True]
    assert visitor.complaints == []
