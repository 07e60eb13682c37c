"""The short code of an issued briefing: eight letters and digits that cannot be mistaken for one another."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A code nobody can guess: one of 32^8 (1.1 million million). "K7QM2TXR"."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


class CodeInAddress:
    """The code as part of an address, as people type it: small letters are the same letters."""

    regex: str = f"[{ALPHABET}{ALPHABET.lower()}]{{{LENGTH}}}"

    def to_python(self, text: str) -> str:
        """The code as it is kept."""
        return text.upper()

    def to_url(self, code: str) -> str:
        """The code as it stands in an address."""
        return code
