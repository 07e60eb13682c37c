"""Every page in both languages: nobody is shut out, nothing is refused by the policy, nothing leaves the screen."""

import pytest

from tests.access.walk import addresses
from tests.browser import checks
from tests.browser.pages import NO_PAGES, PAGES
from tests.browser.visitor import picture

WIDTHS = (1440, 390)
NARROWEST = 320


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_a_page_is_for_everybody_on_every_screen(visitor, wanted, language):
    page = visitor.look_at(wanted, language, width=WIDTHS[0])
    assert visitor.status_of(page) == wanted.status
    wrong = checks.structure(page, language)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{wanted.name}-{language}-{width}")
        found = (*checks.beyond(page), *checks.small_targets(page), *checks.barriers(page))
        wrong += [f"{width} px: {one}" for one in found]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wrong += [f"{NARROWEST} px: {one}" for one in checks.beyond(page)]
    assert not wrong, "\n".join(wrong)
    assert visitor.complaints == []


def test_every_routed_page_is_looked_at():
    routed = {address.name for address in addresses("coverage_portal.urls")}
    pages = {name for name in routed if not NO_PAGES.match(name)}
    assert pages - {page.of for page in PAGES} == set(), "tests/browser/pages.py must say how to look at these"
    assert {page.of for page in PAGES if page.of} - pages == set(), "these pages are no longer routed"
