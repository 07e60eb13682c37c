"""Where a duplicate's memberships belong: at the employer it was merged into, whatever files still call it."""

from __future__ import annotations

from employers.models import Employer


def survivors() -> dict[int, int]:
    """For each merged employer the id of the one that stands for it today, however long the way there."""
    into = dict(Employer.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    return {merged: _end_of(merged, into) for merged in into}


def _end_of(employer: int, into: dict[int, int]) -> int:
    while employer in into:
        employer = into[employer]
    return employer
