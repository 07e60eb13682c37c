"""How often one account may ask: counted in the shared cache, so that every server counts the same."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle


class Reading(UserRateThrottle):
    """Questions."""

    scope = "reading"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Changes are not counted here."""
        return request.method not in SAFE_METHODS or bool(super().allow_request(request, view))


class Writing(UserRateThrottle):
    """Changes, and searches by NIK."""

    scope = "writing"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Questions are not counted here."""
        return request.method in SAFE_METHODS or bool(super().allow_request(request, view))
