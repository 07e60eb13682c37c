"""Who asks the API: the owner of a token, else whoever has a session here, whose changes need the session's token."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class WhoAsks(SessionAuthentication):
    """The user that core.tokens or the session has found; only a session is asked for its CSRF token."""

    def authenticate(self, request: Request) -> Any:
        """The owner and the token, or the session's user and None."""
        token = getattr(request._request, "token", None)
        if token is not None:
            return request._request.user, token
        return super().authenticate(request)


class Described(OpenApiAuthenticationExtension):
    """The two ways for the schema."""

    target_class = "coverage_portal.api.who_asks.WhoAsks"
    name = ["session", "token"]

    def get_security_definition(self, auto_schema: object) -> list[dict[str, str]]:
        """The session's cookie, or the header of a token."""
        return [
            {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            {"type": "apiKey", "in": "header", "name": "Authorization"},
        ]
