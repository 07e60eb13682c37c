"""How a view says who may call it: a rule for each method. regions.gate reads the rules and refuses what has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

PUBLIC = "public"
SIGNED_IN = "signed_in"
View = TypeVar("View", bound=Callable[..., Any])
Rules = Mapping[str, str]
Refusal = Callable[[HttpRequest, int], HttpResponse]


def access(**rules: str) -> Callable[[View], View]:
    """Declare a view's rule for each method: PUBLIC, SIGNED_IN or the name of a permission of regions.access.

    `@access(GET="view_employers", POST="edit_employers")`. HEAD follows GET; every other method is refused.
    """

    def declare(view: View) -> View:
        view.access_rules = rules  # type: ignore[attr-defined]
        return view

    return declare


def refused_by(refusal: Refusal) -> Callable[[View], View]:
    """Declare who words a refusal of this view: `refusal(request, status)` with 401, 403 or 405 instead of a page."""

    def declare(view: View) -> View:
        view.refusal = refusal  # type: ignore[attr-defined]
        return view

    return declare


def rule_for(rules: Rules, method: str) -> str | None:
    """The rule that answers `method`, or None when the method is not declared."""
    return rules.get("GET" if method == "HEAD" else method)
