"""Rows of a form: as many small forms of one kind as somebody wants, added and taken away without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

Row = TypeVar("Row", bound=forms.Form)


class Rows(Generic[Row]):
    """The rows sent under a prefix: "ask-0-title", "ask-1-title", ... and "ask-rows", how many there are."""

    def __init__(self, form: type[Row], prefix: str, data: QueryDict, most: int) -> None:
        self.prefix, self.most = prefix, most
        self.forms = [form(data, prefix=f"{prefix}-{number}") for number in range(rows_in(data, prefix, most))]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def full(self) -> bool:
        """Whether no row can be added."""
        return len(self.forms) >= self.most

    def is_valid(self) -> bool:
        """Whether every row is as it has to be."""
        return all(form.is_valid() for form in self.forms)


def rows_in(data: QueryDict, prefix: str, most: int) -> int:
    """How many rows were sent, `most` at the most."""
    text = data.get(f"{prefix}-rows", "")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def with_row(data: QueryDict, prefix: str, most: int, **values: str) -> QueryDict:
    """The data with one row more."""
    changed, number = data.copy(), rows_in(data, prefix, most)
    if number < most:
        changed[f"{prefix}-rows"] = str(number + 1)
        for name, value in values.items():
            changed[f"{prefix}-{number}-{name}"] = value
    return changed


def without_row(data: QueryDict, prefix: str, most: int, gone: int) -> QueryDict:
    """The data without one row; those behind it move up."""
    rows, changed = rows_in(data, prefix, most), QueryDict(mutable=True)
    if not 0 <= gone < rows:
        return data.copy()
    for key, values in data.lists():
        number, name = _place(key, prefix)
        if number != gone:
            changed.setlist(f"{prefix}-{number - 1}-{name}" if number > gone else key, values)
    changed[f"{prefix}-rows"] = str(rows - 1)
    return changed


def _place(key: str, prefix: str) -> tuple[int, str]:
    """The row a key belongs to and the field in it; -1 where it belongs to none of this prefix."""
    start, _dash, rest = key.removeprefix(f"{prefix}-").partition("-")
    mine = key.startswith(f"{prefix}-") and start.isascii() and start.isdigit() and len(start) < 4 and rest
    return (int(start), rest) if mine else (-1, "")


def silence(form: Any) -> None:
    """Let a form show what was sent and find nothing wrong with it yet."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
