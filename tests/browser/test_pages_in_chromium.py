"""The pages in a real browser: sign in, three widths, keyboard, strict policy, paper.

Needs Debian's chromium (CHROMIUM names another one). Where there is none, SKIP_BROWSER=1 leaves these tests out, on
one's own machine only: in CI a missing browser is a failure. Screenshots go to BROWSER_PICTURES or a temporary folder.
"""

import os
import tempfile
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import views
from coverage_portal.imports.models import ImportIssue
from tests import people
from tests.coverage import examples

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PICTURES = Path(os.environ.get("BROWSER_PICTURES") or Path(tempfile.gettempdir()) / "portal-pictures")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = (1440, 390, 320)
TARGET = 44
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
  .filter(e => !e.matches('.skip') && getComputedStyle(e).display !== 'inline' && e.checkVisibility())
  .map(e => [e.outerHTML.slice(0, 80), Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width)])
  .filter(([, side]) => side && side < 43.9)"""
FOCUS_RING = """() => { const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        os.environ.get("SKIP_BROWSER") == "1" and not os.environ.get("CI"), reason="SKIP_BROWSER=1 on one's own machine"
    ),
]


@pytest.fixture(scope="module")
def chromium():
    """A headless browser; it runs in a thread of its own event loop, so Django's check for one is switched off."""
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing: apt-get install chromium, or name one with CHROMIUM"
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where SKIP_BROWSER leaves this out

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints():
    """What the browser's console said: content policy, script errors."""
    return []


@pytest.fixture
def visit(chromium, live_server, complaints, monkeypatch):
    """Open a page at a width, signed in as the data admin of Cimone."""
    monkeypatch.setattr(views, "answer", lambda scope: examples.city())
    ContentType.objects.clear_cache()
    people.person("tuti", "admin", people.cimone())
    batch = ImportBatch.objects.create(
        kind="workers",
        state="applied",
        file_name="contoh_pekerja_dengan_nama_berkas_yang_panjang_sekali_2023-12-31.csv",
        file_sha256="ab" * 32,
        position=examples.YEAR_END,
        illustrative=True,
        branch_code="CMN",
    )
    ImportIssue.objects.create(batch=batch, row_number=14, column="NIK", code="nik_form", severity="error")
    contexts = []

    def open_page(path, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/masuk/")
        page.fill("[name=login]", "tuti")
        page.fill("[name=password]", people.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}/")
        page.goto(f"{live_server.url}{path.format(batch=batch.pk)}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("ringkasan", "/"),
        ("pemberi-kerja", "/pemberi-kerja/"),
        ("impor", "/impor/"),
        ("berkas", "/impor/{batch}/"),
        ("ringkasan-en", "/en/"),
        ("pemberi-kerja-en", "/en/pemberi-kerja/"),
        ("berkas-en", "/en/impor/{batch}/"),
    ],
)
def test_a_page_fits_its_screen_and_its_targets_a_finger(visit, complaints, name, path, width):
    page = visit(path, width)
    page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALL_TARGETS) == []
    assert complaints == []


def test_every_working_opens_by_keyboard_with_focus_in_sight(visit, complaints):
    page = visit("/")
    workings = page.locator("main details")
    assert workings.count() == 1 + 4 + 13 + 4 + 5
    for index in range(workings.count()):
        working = workings.nth(index)
        working.locator("summary").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUS_RING)
        page.keyboard.press("Enter")
        assert working.locator(".how-panel").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.screenshot(path=PICTURES / "ringkasan-terbuka.png", full_page=True)
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 320])
def test_no_open_working_lies_over_a_neighbour_or_leaves_the_page(visit, width):
    page = visit("/", width)
    for index in range(page.locator("main details").count()):
        working = page.locator("main details").nth(index)
        working.evaluate("e => { e.open = true }")
        box = working.locator(".how-panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width + 0.5


def test_a_number_of_the_picture_leads_into_its_working(visit):
    page = visit("/")
    page.locator(".waffle-key a").first.click()
    assert page.locator("#hitung-peserta").is_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.url.endswith("#isi")


def test_the_filter_asks_by_address_alone(visit, monkeypatch):
    asked = []
    monkeypatch.setattr(views, "answer", lambda scope: asked.append(scope) or examples.city())
    page = visit("/", java_script_enabled=False)
    page.select_option("[name=banding]", "bekerja")
    page.click("text=Tampilkan")
    assert "banding=bekerja" in page.url
    assert asked[-1].against == "bekerja"


def test_the_language_switch_keeps_the_question(visit):
    page = visit("/?banding=bekerja")
    page.click("[hreflang=en]")
    assert page.url.endswith("/en/?banding=bekerja")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_signing_out_is_one_button_away(visit, live_server):
    page = visit("/")
    page.click(".account summary")
    page.click(".account button")
    page.wait_for_url(f"{live_server.url}/masuk/")
    assert page.locator("nav").count() == 0


def test_forced_colours_keep_covered_and_gap_apart(visit):
    page = visit("/", forced_colors="active")
    fill = "e => getComputedStyle(e).fill"
    assert page.locator(".w-cov").first.evaluate(fill) != page.locator(".w-gap").first.evaluate(fill)
    page.screenshot(path=PICTURES / "ringkasan-kontras.png")


def test_on_paper_the_answer_is_dark_on_white_and_the_controls_are_gone(visit):
    page = visit("/", 800)
    page.emulate_media(media="print")
    assert page.locator(".hero").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".filter").is_visible()
    assert not page.locator("nav.nav").is_visible()
    assert page.locator(".demo").is_visible()
    page.pdf(path=PICTURES / "ringkasan.pdf", prefer_css_page_size=True)


def test_a_refused_question_shows_the_filter_again(visit, monkeypatch):
    page = visit("/?posisi=2023-13")
    assert page.locator("select").count() == 4
    assert "2023-13" in page.locator("main").inner_text()


def test_the_states_without_numbers_fit_too(visit, monkeypatch):
    for name, found in {"kosong": examples.without_registry(), "kecamatan": examples.one_district()}.items():
        page = visit("/", 320)
        monkeypatch.setattr(views, "answer", lambda scope, found=found: found)
        page.reload()
        page.screenshot(path=PICTURES / f"{name}-320.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
