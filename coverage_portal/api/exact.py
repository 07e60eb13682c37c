"""How exact values stand in JSON: no binary float is ever made of them.

A whole count is a JSON integer. Everything else is a decimal string: shares always with twelve digits behind the point,
rounded once, half away from zero. Beside a value that may have been rounded stands `exact`, the fraction itself.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

DIGITS = 12


def count_or_decimal(value: Fraction | Decimal) -> int | str:
    """736000 for a whole number, else its decimals: "0.500000000000", "7.16" (a Decimal keeps the digits it has)."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else plain(value)
    return value.numerator if value.denominator == 1 else decimal(value)


def decimal(value: Fraction) -> str:
    """ "0.618487394958": twelve digits behind the point, halves away from zero."""
    scaled = floor(abs(value) * 10**DIGITS + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**DIGITS)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{rest:0{DIGITS}d}"


def fraction(value: Fraction) -> str:
    """ "368/595", or "736000" for a whole number: what Python's Fraction reads."""
    return str(value)


def plain(value: Decimal) -> str:
    """A stored decimal without exponent and without zeros at its end: "0.24", "3.7", "100"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
