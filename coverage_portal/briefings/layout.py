"""How briefings are laid out, as a number that every issued file names."""

from __future__ import annotations

LAYOUT = 1
"""Raised whenever a writer makes other bytes of the same Document."""
