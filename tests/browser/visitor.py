"""Somebody at the browser: opens pages as an actor at a width, and keeps what the browser complained about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from tests import people
from tests.browser.page import Page
from tests.browser.worlds import Portal

KEPT_IN = os.environ.get("BROWSER_PICTURES")
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
HEIGHT = 900


class Visitor:
    """Opens pages of a portal in a browser. `complaints` are errors of the console: policy, scripts, missing files."""

    def __init__(self, browser: Any, portal: Portal) -> None:
        self.browser = browser
        self.portal = portal
        self._heard: list[tuple[str, str]] = []
        """What was complained about, and the address that it was about, if any."""
        self.answers: list[Any] = []
        """Every answer the browser got from the network, in order."""
        self.contexts: list[Any] = []

    def open(self, path: str, *, actor: str = "wulan", width: int = 1440, **options: Any) -> Any:
        """The page at `path`, seen by `actor` ("": nobody signed in)."""
        page = self.page(width, storage_state=self._signed_in(actor), **options)
        page.goto(self.portal.address(path))
        return page

    def look_at(self, wanted: Page, language: str, **options: Any) -> Any:
        """One of the pages of pages.py in its state."""
        path = wanted.in_language(language)
        page = self.page(options.pop("width", 1440), storage_state=self._signed_in(wanted.actor), **options)
        if wanted.template:
            with translation.override(language):
                body = render_to_string(wanted.template)
            stand_in = {"status": wanted.status, "body": body}
            page.route(self.portal.address(path), lambda route: route.fulfill(response=route.fetch(), **stand_in))
        page.goto(self.portal.address(path))
        if wanted.then:
            wanted.then(page)
        return page

    def close(self) -> None:
        """Close what was opened."""
        for context in self.contexts:
            context.close()

    def status_of(self, page: Any) -> int:
        """The status that the page now shown was answered with."""
        own = [answer for answer in self.answers if answer.request.is_navigation_request()]
        return own[-1].status

    def page(self, width: int, **options: Any) -> Any:
        """An empty page of a browser that has kept nothing."""
        context = self.browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)
        context.set_default_timeout(60_000)
        context.add_init_script(TELL_VIOLATIONS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("response", lambda answer: self.answers.append(answer))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._heard.append((str(error), "")))
        page.on("requestfailed", self._miss)
        return page

    def _miss(self, request: Any) -> None:
        """A file that did not come, unless the visitor went on before it did."""
        if request.failure != "net::ERR_ABORTED":
            self._heard.append((f"{request.url}: {request.failure}", ""))

    @property
    def complaints(self) -> list[str]:
        """What the browser complained about until now. Chromium does so of every page that is answered 400 or more,
        at times before it tells of the answer: the page's own status is looked at apart."""
        own = {answer.url for answer in self.answers if answer.request.is_navigation_request()}
        return [said for said, of in self._heard if not (said.startswith("Failed to load resource") and of in own)]

    def _hear(self, message: Any) -> None:
        """Chromium complains too of what an address fills into a field of dates that is none; the page's own words are
        looked at apart."""
        of_the_address = "does not conform to the required format" in message.text
        if message.type in ("error", "warning") and not of_the_address:
            self._heard.append((message.text, message.location["url"]))

    def _signed_in(self, actor: str) -> Any:
        if actor and actor not in self.portal.signed_in:
            page = self.page(1440)
            page.goto(f"{self.portal.url}/masuk/")
            page.fill("[name=login]", actor)
            page.fill("[name=password]", people.PASSWORD)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            self.portal.signed_in[actor] = page.context.storage_state()
            page.context.close()
            self.answers.clear()
            self._heard.clear()
        return self.portal.signed_in.get(actor)


def kept_as(name: str) -> Path | None:
    """Where a file is kept, in a folder that is there; None where BROWSER_PICTURES names none."""
    if not KEPT_IN:
        return None
    Path(KEPT_IN).mkdir(parents=True, exist_ok=True)
    return Path(KEPT_IN) / name


def picture(page: Any, name: str) -> None:
    """Keep the whole page as a picture, where BROWSER_PICTURES names a folder for them."""
    if path := kept_as(f"{name}.jpg"):
        page.screenshot(path=path, type="jpeg", quality=70, full_page=True)


def open_all(page: Any) -> None:
    """Open every working and fold of the page, also those of which only one would be open at a time."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach(e => { e.removeAttribute('name'); e.open = true })"
    )
