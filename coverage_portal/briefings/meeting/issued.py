"""The issued briefing of an address."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from coverage_portal.briefings.models import Briefing
from regions.access import Visitor


def issued_at_code(visitor: Visitor, code: str, permission: str = "") -> Briefing:
    """The issued briefing of a code among those of the visitor's branches; Http404 for any other."""
    rows = Briefing.objects.visible_to(visitor, permission).issued()
    return get_object_or_404(rows.select_related("region", "branch"), code=code)
