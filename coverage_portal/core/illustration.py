"""Whether the portal shows anything of a demo: every page and file that does says so."""

from __future__ import annotations

from coverage_portal.core.models import ImportBatch


def holds_demo() -> bool:
    """Whether an illustrative file is applied."""
    return ImportBatch.objects.filter(illustrative=True, state=ImportBatch.State.APPLIED).exists()
