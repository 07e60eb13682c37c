"""The gate every request passes: a view without a rule for the method answers 403, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import ResolverMatch
from django.utils.functional import SimpleLazyObject

from coverage_portal.core.gate import PUBLIC, SIGNED_IN, Refusal, Rules, rule_for
from coverage_portal.core.own_address import own_address
from regions.access import keep_rights, permissions_of

# Views of packages cannot carry @access, so their rules stand here: by URL name, or by namespace for a whole site.
# The management site asks each model for its own permission on top of this (regions.admin).
PACKAGE_VIEWS: dict[str, Rules] = {
    "account_login": {"GET": PUBLIC, "POST": PUBLIC},
    "account_logout": {"GET": PUBLIC, "POST": PUBLIC},
    "account_change_password": {"GET": SIGNED_IN, "POST": SIGNED_IN},
}
PACKAGE_SITES: dict[str, Rules] = {
    "admin": {"GET": "manage_users", "POST": "manage_users"},
}


def rules_of(view: Callable[..., Any], match: ResolverMatch) -> Rules:
    """The rules declared on the view itself, else those of the table above, else none."""
    declared: Rules | None = getattr(view, "access_rules", None)
    if declared is not None:
        return declared
    if match.namespaces:
        return PACKAGE_SITES.get(match.namespaces[0], {})
    return PACKAGE_VIEWS.get(match.view_name, {})


class AccessGate:
    """Middleware, last in the list: decides between URL resolution and the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What a browser with a session gets is kept by no cache, unless the view says that it may be; whoever signs
        out takes along what the browser kept, so that "back" shows nobody else's page."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:  # without asking a database that may be what is broken
            response.headers.setdefault("Cache-Control", "private, no-store")
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.view_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the view answer. A view with a refusal of its own (core.gate.refused_by) words what it refuses;
        for pages a redirect asks to sign in and PermissionDenied becomes the 403 page."""
        if request.resolver_match is None:
            raise PermissionDenied
        rules = rules_of(view, request.resolver_match)
        status = refused_with(request, rules)
        if status is None:
            return None
        refusal: Refusal | None = getattr(view, "refusal", None)
        if refusal is not None:
            return refusal(request, status)
        if status == HTTPStatus.UNAUTHORIZED:
            return redirect_to_sign_in(request, rules)
        raise PermissionDenied


def refused_with(request: HttpRequest, rules: Rules) -> int | None:
    """None when the rules let this request through; else 405 for a method without a rule, 401 for a visitor who has to
    sign in, 403 for one who may not. A view without any rule is 403 for everyone."""
    rule = rule_for(rules, request.method or "")
    if rule is None:
        return HTTPStatus.METHOD_NOT_ALLOWED if rules else HTTPStatus.FORBIDDEN
    if rule == PUBLIC:
        return None
    if not request.user.is_authenticated:
        return HTTPStatus.UNAUTHORIZED
    if rule != SIGNED_IN and rule not in keep_rights(request.user).branches:
        return HTTPStatus.FORBIDDEN
    return None


def redirect_to_sign_in(request: HttpRequest, rules: Rules) -> HttpResponse:
    """To the sign-in page, and afterwards back here when this address can be opened by a link."""
    sign_in = resolve_url("account_login")
    if "GET" in rules:
        return redirect_to_login(own_address(request), sign_in)
    return HttpResponse(status=302, headers={"Location": sign_in})


def may(request: HttpRequest) -> dict[str, Any]:
    """Template variable `may`: the permissions of whoever looks at the page, asked only when a template does."""
    return {"may": SimpleLazyObject(lambda: _permissions_for_page(request))}


def _permissions_for_page(request: HttpRequest) -> frozenset[str]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frozenset()
    keep_rights(user)
    return permissions_of(user)
