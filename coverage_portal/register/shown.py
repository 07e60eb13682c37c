"""What several pages of the register say of an employer."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from coverage_portal.core.spells import holds_on
from coverage_portal.core.templatetags.portal import active_language
from employers.models import Employer
from employers.sectors import section_name


def sector_of(employer: Employer) -> str:
    """The name of the employer's KBLI section, or its bare letter when the version is not known."""
    return section_name(employer.kbli_version, employer.kbli_section, active_language()) or employer.kbli_section


def active_memberships(employer_ids: list[int], on: date) -> dict[int, int]:
    """How many memberships of each employer are active on the day."""
    counted = Count("memberships", filter=holds_on(on, "memberships__"))
    rows = Employer.objects.filter(pk__in=employer_ids).order_by().annotate(active=counted)
    return dict(rows.values_list("pk", "active"))
