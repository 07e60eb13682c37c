"""A form that lets no NIK in: what looks like one is taken out before anything else reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

from coverage_portal.core.models import User
from coverage_portal.register.entering import rules
from coverage_portal.register.entering.typed import lists_of
from employers.models import Employer


class GuardedForm(forms.Form):
    """A form about an employer, filled in by `user`.

    `typed` is what is left of the data sent; `withheld` says of the fields that were emptied why. Neither the form, a
    draft nor an error holds what stood there. `warnings` are sentences by field that hinder nothing; `taken` is the
    employer that has the NPP already.
    """

    def __init__(self, user: User, data: Mapping[str, Any] | None, employer: Employer | None, **given: Any) -> None:
        self.user, self.employer = user, employer
        self.warnings: dict[str, list[str]] = {}
        self.taken: Employer | None = None
        self.withheld: dict[str, str] = {}
        super().__init__(data, label_suffix="", **given)
        self.prepare()
        self.typed = self._without_niks(data or {})
        if data is not None:
            self.data = self.typed

    def prepare(self) -> None:
        """Fit the fields to the employer and to what the user may do."""

    def check(self) -> None:
        """Rules over several fields."""

    def clean(self) -> None:
        """The rules; a field that was withheld says only why."""
        self.check()
        for name, words in self.withheld.items():
            self.cleaned_data.pop(name, None)
            self.errors[name] = ErrorList([words])

    def warn(self, field: str, sentence: str) -> None:
        """Keep a sentence that hinders nothing."""
        self.warnings.setdefault(field, []).append(sentence)

    def _without_niks(self, data: Mapping[str, Any]) -> MultiValueDict[str, Any]:
        """The data sent, with nothing wherever a NIK may stand."""
        several = data.lists() if isinstance(data, MultiValueDict) else lists_of(data)
        clean: MultiValueDict[str, Any] = MultiValueDict({name: list(values) for name, values in several})
        for name in self.fields:
            if any(rules.withheld(name, str(value)) for value in clean.getlist(name)):
                self.withheld[name] = rules.why_withheld(name, str(clean.get(name)))
                clean.setlist(name, [])
        return clean
