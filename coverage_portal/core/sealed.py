"""A NIK that goes back to its sender without being seen, and comes back to be read. Pure: no Django.

A rejected row goes home in the sender's own file, where its NIK must neither stand nor be lost. It goes as a text that
only this portal can open, and that nobody can change unnoticed.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b, sha256

import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX = "nik~"
LONGEST = 400  # characters of a sealed cell; a longer one was never sealed here
_NONCE = 12


def seal_key(nik_key: bytes) -> bytes:
    """The key of sealed cells, derived from the NIK key."""
    return blake2b(b"portal cakupan: sealed nik", key=sha256(nik_key).digest(), digest_size=32).digest()


class Seals:
    """Seals and opens cells under one key, that of `seal_key`."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, text: str) -> str:
        """A cell's text as it may leave the portal; each time another one."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), PREFIX.encode())
        return PREFIX + urlsafe_b64encode(sealed).decode().rstrip("=")

    def open(self, text: str) -> str | None:
        """What was sealed, or None where this was not, not under this key, or not unchanged."""
        body = text.removeprefix(PREFIX)
        if not text.startswith(PREFIX) or len(text) > LONGEST:
            return None
        try:
            sealed = urlsafe_b64decode(body + "=" * (-len(body) % 4))
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], PREFIX.encode()).decode()
        except (InvalidTag, Error, ValueError):
            return None

    def opened(self, cells: pl.Series) -> pl.Series:
        """The cells with every sealed one opened; one that does not open stays as it is."""
        sealed = cells.filter(cells.str.starts_with(PREFIX)).unique().to_list()
        found = {text: opened for text in sealed if (opened := self.open(text)) is not None}
        return cells.replace(found) if found else cells
