"""The check digit of an NPWP. Pure: no Django."""

from __future__ import annotations


def passes_luhn(digits: str) -> bool:
    """True when the last digit is the Luhn check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
