"""On A4 paper: dark on white, what is open prints, what only works on a screen does not, and nothing is cut off."""

import re

import pytest

from tests.browser.checks import beyond
from tests.browser.visitor import kept_as, open_all

SHEET = 688
"""Pixels between the margins of an A4 sheet: 210 mm less twice 14 mm."""
CUT = """() => [...document.querySelectorAll('main table, main svg, main .how-panel, main .tiles')]
  .filter(e => e.checkVisibility() && !e.closest('.vh'))
  .filter(e => {
    for (let p = e; p; p = p.parentElement)
      if (p.scrollWidth > p.clientWidth + 1 && getComputedStyle(p).overflowX !== 'visible') return true
    return e.getBoundingClientRect().right > innerWidth + 1
  })
  .map(e => e.outerHTML.slice(0, 100))"""
ON_SCREEN_ONLY = (".filter", "nav.nav", ".lang", ".account", ".cta")
PAGES = {
    "ringkasan": ("/?sejak=2022-12", "wulan", 12),
    "kecamatan": ("/kecamatan/36.71.05/", "wulan", 10),
    "hukum": ("/program/", "wulan", 12),
    "iuran-pu": ("/program/hitung/?segmen=pu&upah=12000000&risiko=2", "wulan", 2),
    "sumber-kota": ("/sumber/?wilayah=36.71", "wulan", 14),
    "pemberi-kerja": ("/pemberi-kerja/", "ratna", 7),
    "impor": ("/impor/", "tuti", 3),
    "impor-tinjau": ("/impor/{review}/tinjau/?baris=ubah", "tuti", 4),
    "impor-tinjau-salah": ("/impor/{review}/tinjau/", "tuti", 8),
    "impor-kolom": ("/impor/{columns}/kolom/", "tuti", 5),
    "tanda-terima": ("/impor/{problems}/", "tuti", 3),
}


def sheets(page, name):
    """How many sheets the page takes; the file is kept with the pictures."""
    paper = page.pdf(path=kept_as(f"{name}.pdf"), prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_on_a_sane_number_of_sheets_and_nothing_is_cut_off(visitor, name):
    path, actor, most = PAGES[name]
    page = visitor.open(path, actor=actor, width=SHEET)
    page.emulate_media(media="print")
    assert beyond(page) == []
    assert page.evaluate(CUT) == []
    assert 1 <= sheets(page, name) <= most


def test_the_answer_is_dark_on_white_and_the_controls_are_gone(visitor):
    page = visitor.open("/", width=SHEET)
    page.emulate_media(media="print")
    assert page.locator(".hero").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    dark = page.locator(".hero h1").evaluate("e => getComputedStyle(e).color.match(/\\d+/g).every(part => part < 64)")
    assert dark
    assert [what for what in ON_SCREEN_ONLY if page.locator(what).first.is_visible()] == []
    assert page.locator(".demo").is_visible(), "paper says too that these are demo data"


def test_a_working_prints_when_it_is_open_and_not_when_it_is_closed(visitor):
    page = visitor.open("/", width=SHEET)
    closed = sheets(page, "ringkasan-tertutup")
    page.emulate_media(media="print")
    assert page.locator("main details.how").first.is_hidden()
    page.locator("main details.how").first.evaluate("e => { e.open = true }")
    assert page.locator("main details.how .how-panel").first.is_visible()
    open_all(page)
    assert page.evaluate(CUT) == []
    assert sheets(page, "ringkasan-terbuka") > closed
