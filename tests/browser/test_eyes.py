"""Other eyes: forced colours, twice the size, wider letters, less motion."""

import pytest

from tests.browser.checks import barriers, beyond
from tests.browser.visitor import open_all, picture

FILL = "e => { const style = getComputedStyle(e); return [style.fill, style.stroke].join() }"
BORDER = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
# WCAG 1.4.12: what a reader may set must lose nothing.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""
LARGE = ("/", "/program/", "/program/hitung/pemberi-kerja/", "/sumber/", "/api/")


def test_forced_colours_keep_covered_and_gap_apart_and_every_tile_has_an_edge(visitor):
    page = visitor.open("/", forced_colors="active")
    assert page.locator(".w-cov").first.evaluate(FILL) != page.locator(".w-gap").first.evaluate(FILL)
    assert page.locator(".bar .c-cov").first.evaluate(FILL) != page.locator(".bar .c-gap").first.evaluate(FILL)
    edges = page.locator(".tiles a").evaluate_all(f"tiles => tiles.map({BORDER})")
    assert len(edges) == 13
    assert min(edges) >= 1
    picture(page, "ringkasan-kontras")


def test_in_forced_colours_the_classes_of_the_map_are_told_by_more_than_colour(visitor):
    page = visitor.open("/", forced_colors="active")
    edge = "e => getComputedStyle(e).borderBottomWidth"
    assert len({page.locator(f".keys .q{level}").evaluate(edge) for level in range(4)}) == 4


@pytest.mark.parametrize("path", LARGE)
def test_at_twice_the_size_nothing_leaves_the_window(visitor, path):
    page = visitor.open(path, width=640, device_scale_factor=2)
    assert beyond(page) == []
    picture(page, f"dua-kali{path.replace('/', '-')}")


def test_with_wider_letters_nothing_leaves_the_window(visitor):
    page = visitor.open("/", width=390, bypass_csp=True)
    page.add_style_tag(content=SPACED)
    assert beyond(page) == []
    picture(page, "ringkasan-renggang")


def test_whoever_wants_less_motion_gets_none(visitor):
    page = visitor.open("/", reduced_motion="reduce")
    page.locator("main details summary").first.click()
    assert page.evaluate("document.getAnimations().length") == 0
    moving = "e => parseFloat(getComputedStyle(e, '::after').transitionDuration)"
    assert page.locator("main details summary").first.evaluate(moving) == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_what_a_working_holds_is_for_everybody_too(visitor, width):
    page = visitor.open("/?sejak=2022-12", width=width)
    open_all(page)
    assert beyond(page) == []
    picture(page, f"ringkasan-terbuka-{width}")
    assert barriers(page) == []
