"""What several pages of the register say of an employer."""

from __future__ import annotations

from coverage_portal.core.templatetags.portal import active_language
from employers.models import Employer
from employers.sectors import section_name


def sector_of(employer: Employer) -> str:
    """The name of the employer's KBLI section, or its bare letter when the version is not known."""
    return section_name(employer.kbli_version, employer.kbli_section, active_language()) or employer.kbli_section
