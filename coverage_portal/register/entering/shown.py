"""What the pages of the form show besides its fields: searches, the panel beside it, drafts."""

from __future__ import annotations

from typing import Any

from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.kinds_of_business import find_kbli, find_risk
from coverage_portal.register.entering.panel import panel_of


def searches(form: EmployerForm) -> dict[str, Any]:
    """What the searches for a line of business and for a kind of Lampiran I found, the picked ones first."""
    version = str(form["kbli_version"].value() or "")
    number = int(version) if version.isdecimal() else None
    kbli, risk = picked(form, "kbli"), picked(form, "risk_code")
    return {
        "kbli_found": find_kbli(number, str(form["kbli_words"].value() or ""), kbli),
        "risk_found": find_risk(str(form["risk_words"].value() or ""), risk),
        "kbli_picked": kbli,
        "risk_picked": risk,
        "kbli_version_wanted": number is None and bool(form["kbli_words"].value()),
    }


def picked(form: EmployerForm, name: str) -> str:
    """What is picked of a search, where it is something that can be picked."""
    if not form.is_bound:
        return str(form.initial.get(name) or "")
    form.errors  # noqa: B018 - asks the form to read what was sent
    return str(form.cleaned_data.get(name) or "")


def beside(form: EmployerForm) -> dict[str, Any]:
    """The form, its searches and its panel; the panel of one that is not sent is of what it was opened with."""
    filled = form if form.is_bound else EmployerForm(form.user, form.so_far, form.employer)
    return {"form": form, **searches(form), "panel": panel_of(filled)}
