"""A line that is as slow as a test needs it: what a page asks for waits until the test lets it through."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

PATIENCE = 120


class Held:
    """Requests whose address matches `pattern` (a glob or a compiled one) wait, from now on. `method` narrows them."""

    def __init__(self, page: Any, pattern: Any, *, method: str = "") -> None:
        self.page = page
        self.pattern = pattern
        self.method = method
        self._how: Callable[[Any], None] | None = None
        self.waiting: list[Any] = []
        page.route(pattern, self._hold)

    def arrived(self) -> Any:
        """The request that has waited longest, which goes on waiting; waits until there is one."""
        until = time.monotonic() + PATIENCE
        while not self.waiting:
            assert time.monotonic() < until, f"nobody asked for {self.pattern}"
            self.page.wait_for_timeout(10)  # lets the browser's messages in
        return self.waiting[0]

    def first(self) -> Any:
        """The same, for the test to answer."""
        self.arrived()
        return self.waiting.pop(0)

    def let_go(self) -> None:
        """Let everything through that waits, and what comes later."""
        self._answer_all(lambda route: route.continue_())

    def cut(self) -> None:
        """Let everything that waits, and what comes until it is let go, fail as without a line."""
        self._answer_all(lambda route: route.abort("internetdisconnected"))

    def _answer_all(self, how: Callable[[Any], None]) -> None:
        self._how = how
        while self.waiting:
            how(self.waiting.pop(0))

    def _hold(self, route: Any) -> None:
        if self.method not in ("", route.request.method):
            route.continue_()
        elif self._how:
            self._how(route)
        else:
            self.waiting.append(route)
