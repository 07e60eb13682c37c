"""A form about an employer: it lets no NIK in, and knows what its numbers may look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coverage_portal.core.models import User
from coverage_portal.register.entering import rules
from coverage_portal.register.nik_free import NikFreeForm
from employers.models import Employer


class GuardedForm(NikFreeForm):
    """A form about an employer, filled in by `user`.

    `warnings` are sentences by field that hinder nothing; `taken` is the employer that has the NPP already. A draft
    keeps what is `typed`.
    """

    def __init__(self, user: User, data: Mapping[str, Any] | None, employer: Employer | None, **given: Any) -> None:
        self.user, self.employer = user, employer
        self.warnings: dict[str, list[str]] = {}
        self.taken: Employer | None = None
        super().__init__(data, label_suffix="", **given)

    def check(self) -> None:
        """Rules over several fields."""

    def clean(self) -> None:
        """The rules over several fields."""
        self.check()

    def warn(self, field: str, sentence: str) -> None:
        """Keep a sentence that hinders nothing."""
        self.warnings.setdefault(field, []).append(sentence)

    def is_withheld(self, name: str, text: str) -> bool:
        """Whether a NIK may stand in a field; numbers have rules of their own."""
        return rules.withheld(name, text)

    def why_withheld(self, name: str, text: str) -> str:
        """Why a field was emptied."""
        return rules.why_withheld(name, text)
