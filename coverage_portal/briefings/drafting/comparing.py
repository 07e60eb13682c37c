"""Where two versions of a draft differ, in words: what somebody else saved beside what one is about to save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from coverage_portal.briefings.drafting.form import BriefingForm


@dataclass(frozen=True)
class Difference:
    """What stands in a field in the stored draft and in the form; empty where nothing does."""

    label: str
    stored: str
    mine: str


def differences(stored: BriefingForm, mine: BriefingForm) -> list[Difference]:
    """The fields that hold different things, in the order of the form."""
    theirs, own = _told(stored), _told(mine)
    return [
        Difference(label, theirs.get(label, ""), own.get(label, ""))
        for label in dict.fromkeys((*theirs, *own))
        if theirs.get(label, "") != own.get(label, "")
    ]


def _told(form: BriefingForm) -> dict[str, str]:
    """Every field by its label, as the form's page writes it."""
    told = {str(field.label): _written(field) for field in form.cover}
    told[_("Isi")] = ", ".join(str(line.label) for line in form.parts if line.on)
    for label, rows in ((_("Usulan"), form.asks), (_("Langkah"), form.steps)):
        for number, row in enumerate(rows, 1):
            told[f"{label} {number}"] = "; ".join(filter(None, map(_written, row)))
    return told


def _written(field: BoundField) -> str:
    """What was sent, in the words of the choice where it is one."""
    value: Any = field.value()
    sent = value if isinstance(value, list) else [value]
    named = {str(key): str(text) for key, text in getattr(field.field.widget, "choices", ())}
    return ", ".join(named.get(str(one), " ".join(str(one).split())) for one in sent if one not in (None, ""))
