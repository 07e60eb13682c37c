"""Forms that let no NIK in: what looks like one is taken out before anything else reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from coverage_portal.core.nik_like import may_hold_nik


class NikFreeForm(forms.Form):
    """A form whose fields are emptied where a NIK may stand in them.

    `typed` is what is left of the data sent; `withheld` says of the fields that were emptied why. Neither the form,
    its page nor an error holds what stood there.
    """

    def __init__(self, data: Mapping[str, Any] | None = None, **given: Any) -> None:
        self.withheld: dict[str, str] = {}
        super().__init__(data, **given)
        self.prepare()
        self.typed = self._without_niks(data or {})
        if data is not None:
            self.data = self.typed

    def prepare(self) -> None:
        """Fit the fields to what the form is about, before anything is read."""

    def is_withheld(self, name: str, text: str) -> bool:
        """Whether a NIK may stand in what was typed into a field."""
        return may_hold_nik(text)

    def why_withheld(self, name: str, text: str) -> str:
        """Why a field was emptied, without repeating what stood there."""
        return emptied()

    def full_clean(self) -> None:
        """The rules; a field that was emptied says only why."""
        super().full_clean()
        for name, words in self.withheld.items():
            if name in self.fields:
                if self.is_bound:
                    self.cleaned_data.pop(name, None)
                self.errors[name] = self.error_class([words])

    def _without_niks(self, data: Mapping[str, Any]) -> MultiValueDict[str, Any]:
        """The data sent, with nothing wherever a NIK may stand."""
        several = data.lists() if isinstance(data, MultiValueDict) else lists_of(data)
        clean: MultiValueDict[str, Any] = MultiValueDict({name: list(values) for name, values in several})
        for name in self.fields:
            sent = self.add_prefix(name)
            if any(self.is_withheld(name, str(value)) for value in clean.getlist(sent)):
                self.withheld[name] = self.why_withheld(name, str(clean.get(sent)))
                clean.setlist(sent, [])
        return clean


def emptied() -> str:
    """Why a field was emptied."""
    return _(
        "Isian ini memuat angka sepanjang NIK. NIK tidak disimpan di sini, jadi isiannya dikosongkan. Isi tanpa NIK."
    )


def lists_of(data: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """Plain data as a form sends it: lists stay, anything else is one value, None is none."""
    return [
        (name, list(value) if isinstance(value, list | tuple) else [] if value is None else [value])
        for name, value in data.items()
    ]
