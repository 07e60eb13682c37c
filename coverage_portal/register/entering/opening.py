"""What the registration form opens with: the places somebody may write to, and the facts of a stored employer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.entering.typed import count
from employers.models import Employer
from regions.access import branches_of
from regions.models import Branch, Region

AS_STORED = (
    *("name", "legal_form", "npp", "division", "registered_on", "found_on", "found_in", "nib", "npwp", "address"),
    *("kbli_version", "scale", "scale_basis", "scale_as_of", "risk_as_of", "contact_name", "contact_phone"),
    *("contact_email", "declared_headcount", "registered_headcount", "declared_wages", "declared_on"),
)
NUMBERS = ("declared_headcount", "registered_headcount", "declared_wages")


def places(user: User, employer: Employer | None) -> tuple[QuerySet[Branch], QuerySet[Region]]:
    """The branches somebody may register at, and the kecamatan of their cities; a stored employer keeps its own."""
    allowed = branches_of(user, "edit_employers")
    branches = Branch.objects.all() if allowed.everywhere else Branch.objects.filter(pk__in=allowed.ids)
    districts = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=branches.values("city"))
    if employer is not None:
        districts |= Region.objects.filter(pk=employer.district_id)
    return branches, districts.select_related("parent").order_by("path")


def initial_of(employer: Employer | None) -> dict[str, Any]:
    """The form's values for a stored employer, or for a new one."""
    if employer is None:
        return {"kind": "terdaftar", "risk_as_of": today()}
    joined = joined_by(employer)
    return {
        **{name: getattr(employer, name) for name in AS_STORED},
        **{name: str(getattr(employer, name) or "") for name in ("kbli_version", "scale")},
        "district": employer.district.code,
        "kbli": employer.kbli_code or employer.kbli_section,
        "risk_code": employer.risk_code or str(employer.risk_group or ""),
        "programmes_joined": [programme.name for programme in PROGRAMMES if programme.value in joined],
        **{f"since_{programme.name}": joined.get(programme.value) for programme in PROGRAMMES},
    }


def joined_by(employer: Employer) -> dict[int, date]:
    """The programmes an employer has joined and not left: bit -> first day."""
    rows = employer.programmes.filter(ended_on__isnull=True).order_by("programme", "started_on")
    return dict(rows.values_list("programme", "started_on"))


def as_sent(facts: Mapping[str, Any], joined: Mapping[str, str], district: str) -> dict[str, list[str]]:
    """The form's fields as a browser would send them for an employer of these facts (ISO days), by name; `joined`:
    programme -> first day."""
    values = {name: facts[name] for name in AS_STORED}
    values |= {name: count(facts[name]) for name in NUMBERS if facts[name] is not None}
    values |= {
        "scale": facts["scale"],
        "district": district,
        "kbli": facts["kbli_code"] or facts["kbli_section"],
        "risk_code": facts["risk_code"] or facts["risk_group"],
        **{f"since_{programme.name}": joined.get(str(programme.name)) for programme in PROGRAMMES},
    }
    said = {name: [] if value in (None, "") else [str(value)] for name, value in values.items()}
    return said | {"programmes_joined": list(joined)}
