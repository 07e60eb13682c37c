"""The first minutes of a portal: nothing loaded yet, then only what others have published."""

import pytest

from tests.browser import checks
from tests.browser.visitor import picture
from tests.browser.worlds import EMPTY, REFERENCE

PATHS = {
    "ringkasan": ("/", "wulan"),
    "kecamatan": ("/kecamatan/36.71.05/", "wulan"),
    "hukum": ("/program/", "wulan"),
    "iuran": ("/program/hitung/", "wulan"),
    "sumber": ("/sumber/", "wulan"),
    "angka-baru": ("/sumber/baru/", "wulan"),
    "target": ("/sumber/target/", "wulan"),
    "pemberi-kerja": ("/pemberi-kerja/", "ratna"),
    "impor": ("/impor/", "tuti"),
    "masuk": ("/masuk/", ""),
}

NEED_A_PLACE = ("ringkasan", "kecamatan")


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("state", [EMPTY, REFERENCE])
def test_a_page_without_data_is_a_whole_page(visit, state, name):
    visitor = visit(state)
    path, actor = PATHS[name]
    page = visitor.open(path, actor=actor, width=1440)
    assert visitor.status_of(page) == (404 if state == EMPTY and name in NEED_A_PLACE else 200)
    wrong = checks.structure(page, "id")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{state}-{name}-{width}")
        wrong += [*checks.beyond(page), *checks.small_targets(page), *checks.barriers(page)]
    page.set_viewport_size({"width": 320, "height": 900})
    wrong += checks.beyond(page)
    assert not wrong, "\n".join(wrong)
    assert visitor.complaints == []


def test_an_empty_portal_says_what_is_missing(visit):
    page = visit(EMPTY).open("/")
    assert "belum dimuat" in page.inner_text("main")
    assert "%" not in page.inner_text("main"), "nothing is computed of nothing"


def test_with_the_published_figures_alone_the_denominators_stand_and_the_rest_says_what_it_waits_for(visit):
    page = visit(REFERENCE).open("/")
    said = page.inner_text("main").replace("\u00a0", " ")
    assert "1,19 juta" in said
    assert "1,93 juta" in said
    assert "Belum ada data kepesertaan." in said
    assert "0,0%" not in said
