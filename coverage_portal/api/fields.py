"""Kinds of values in the API's answers, each with its schema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from coverage_portal.api import exact
from coverage_portal.api.parameters import MONTH

DECIMAL = r"^-?[0-9]+\.[0-9]+$"


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": DECIMAL}]})
class Amount(serializers.Field):
    """A whole number as an integer, any other as a decimal string."""

    def to_representation(self, value: Fraction | Decimal) -> int | str:
        """736000 or "0.500000000000"."""
        return exact.count_or_decimal(value)


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": DECIMAL}]})
class AmountOrShare(serializers.Field):
    """A value in the unit of its figure, already written: a share as a decimal string, a count as an Amount."""

    def to_representation(self, value: int | str) -> int | str:
        """As it is."""
        return value


@extend_schema_field({"type": "string", "pattern": DECIMAL})
class Share(serializers.Field):
    """A share of one, always as a decimal string."""

    def to_representation(self, value: Fraction) -> str:
        """For 368/595: 0.618487394958."""
        return exact.decimal(value)


@extend_schema_field({"type": "string", "pattern": r"^-?[0-9]+(/[0-9]+)?$"})
class Exact(serializers.Field):
    """The fraction behind a value that may have been rounded."""

    def to_representation(self, value: Fraction) -> str:
        """As Python's Fraction reads it: 368/595."""
        return exact.fraction(value)


@extend_schema_field({"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"})
class Percent(serializers.Field):
    """A percentage as the law or a decree writes it."""

    def to_representation(self, value: Decimal) -> str:
        """0.24, 3.7, 100."""
        return exact.plain(value)


@extend_schema_field({"type": "string", "pattern": f"^{MONTH}$"})
class Month(serializers.Field):
    """A calendar month."""

    def to_representation(self, value: date) -> str:
        """2023-12."""
        return f"{value:%Y-%m}"


@extend_schema_field(str)
class Written(serializers.Field):
    """What a page writes of the whole object: `Written(value_of)`."""

    def __init__(self, write: Callable[[Any], object], **more: Any) -> None:
        self.write = write
        super().__init__(source="*", **more)

    def to_representation(self, value: object) -> str:
        """61,8%."""
        return str(self.write(value))


def one_of(*values: str) -> type[serializers.CharField]:
    """A text field that is one of these words; its words stand in the schema where it is used."""
    return _worded({"type": "string", "enum": list(values)})


def one_of_or_none(*values: str) -> type[serializers.CharField]:
    """The same, or null."""
    return _worded({"type": ["string", "null"], "enum": [*values, None]})


def _worded(schema: dict[str, object]) -> type[serializers.CharField]:
    return extend_schema_field(schema)(type("Word", (serializers.CharField,), {}))
