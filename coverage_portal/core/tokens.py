"""Tokens for other programs: made and taken back by their owner, and told from the request before the gate asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from coverage_portal.core.audit import record
from coverage_portal.core.models import ApiToken, User

BELOW = "/api/"
DAYS = (7, 30, 90)
MOST = 10
"""How many tokens one account may hold at once."""
_WRITTEN = re.compile(r"Token [0-9a-f]{64}", re.ASCII | re.IGNORECASE)


class TooMany(Exception):
    """The account holds as many tokens as it may."""


class TokenUser:
    """Middleware after the session's user: below /api/ whoever shows a token is its owner, and nobody where it is not
    known, has expired, or is of a closed account. `request.token` is the token or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to the owner; no cache keeps it."""
        request.token = None  # type: ignore[attr-defined]
        if not (request.path_info.startswith(BELOW) and "Authorization" in request.headers):
            return self.get_response(request)
        request.user, request.token = _owner(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _owner(request: HttpRequest) -> tuple[User | AnonymousUser, ApiToken | None]:
    if not _WRITTEN.fullmatch(request.headers["Authorization"]):
        return AnonymousUser(), None
    try:
        user, token = TokenAuthentication().authenticate(request)
    except AuthenticationFailed:
        return AnonymousUser(), None
    return user, token


def tokens_of(user: User) -> list[ApiToken]:
    """The tokens of an account that still hold, the newest first."""
    return list(ApiToken.objects.filter(user=user, expiry__gt=timezone.now()))


@transaction.atomic
def make_token(*, name: str, days: int, by: User) -> tuple[ApiToken, str]:
    """A new token of one's own, and what to show for it, which is not kept; raises TooMany beyond MOST."""
    User.objects.select_for_update().get(pk=by.pk)
    if len(tokens_of(by)) >= MOST:
        raise TooMany
    token, secret = ApiToken.objects.create(by, expiry=timedelta(days=days), name=name)
    record(by=by, verb="token_made", subject=by, name=name, token=token.token_key, days=days)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """Take a token back: it opens nothing from now on."""
    record(by=by, verb="token_revoked", subject=token.user, name=token.name, token=token.token_key)
    token.delete()
