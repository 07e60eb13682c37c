"""A headless Chromium and running portals for the tests of this folder.

Needs Debian's chromium (CHROMIUM names another one). Where there is none, SKIP_BROWSER=1 leaves these tests out, on
one's own machine only: in CI a missing browser is a failure. Pictures are kept when
BROWSER_PICTURES names a folder, as in CI.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.visitor import Visitor
from tests.browser.worlds import DEMO, Portal

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Mark the tests of this folder: slow, and left out where the head of this file says so."""
    unwanted = os.environ.get("SKIP_BROWSER") == "1" and not os.environ.get("CI")
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.skipif(unwanted, reason="SKIP_BROWSER=1 on one's own machine"))


@pytest.fixture(scope="package")
def chromium():
    """A headless browser."""
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing: apt-get install chromium, or name one with CHROMIUM"
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where SKIP_BROWSER leaves this out

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def portals(tmp_path_factory):
    """The portal of a state, prepared when it is first asked for."""
    running = {}

    def portal(state):
        if state not in running:
            running[state] = Portal(state, tmp_path_factory.mktemp("portal") / "var")
        return running[state]

    yield portal
    for one in running.values():
        one.stop()


@pytest.fixture
def visit(chromium, portals):
    """Somebody at the browser in the portal of a state."""
    opened = []

    def begin(state):
        opened.append(Visitor(chromium, portals(state)))
        return opened[-1]

    yield begin
    for one in opened:
        one.close()


@pytest.fixture
def visitor(visit):
    """Somebody at the browser in the portal with the demo registry."""
    return visit(DEMO)
