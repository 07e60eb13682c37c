"""Names in the shared cache are keyed hashes: the count of failed sign-ins is kept under what was typed as a name,
which may have been a password."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def keyed(key: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION: the same key always gives the same 64 hexadecimal digits, which tell nothing."""
    return salted_hmac("coverage_portal.cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
