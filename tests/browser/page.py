"""A page, or a state of one, that the browser looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page to look at. `of` is the name it is routed under ("": an error page); `then` brings it into its state.

    `template` is shown in its place where the real cause would hinder other tests: a broken server, a barred network.
    """

    name: str
    of: str
    path: str
    actor: str = "wulan"
    status: int = 200
    then: Callable[[Any], None] | None = None
    template: str = ""

    def in_language(self, language: str) -> str:
        """Its path in a language: the API is asked with a parameter, all else lies behind /en/."""
        if self.path.startswith("/api/"):
            return f"{self.path}?lang={language}"
        return self.path if language == "id" else f"/en{self.path}"


def send(page: Any) -> None:
    """Press the page's main button and wait for the answer."""
    with page.expect_navigation():
        page.locator("main .btn-1").first.click()
