"""How often one network may ask whether a printed briefing is genuine: counted in the shared cache."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.throttling import SimpleRateThrottle

View = Callable[..., HttpResponse]


class Verifying(SimpleRateThrottle):
    """By the address of whoever asks, behind as many proxies as the settings say; by /64 where it is of IPv6."""

    scope = "verifying"
    rate = "60/min"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """The network that asks."""
        return str(self.cache_format % {"scope": self.scope, "ident": network_of(get_adapter().get_client_ip(request))})


def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 address as its /64: whoever has one of those has them all."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((known, 64), strict=False).network_address)


def not_too_often(view: View) -> View:
    """A view that answers 429 to a network that asks too often."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        throttle = Verifying()
        if throttle.allow_request(request, view):
            return view(request, *args, **kwargs)
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(int(throttle.wait() or 0) + 1)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered
