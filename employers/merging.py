"""Where a duplicate's memberships belong: at the employer it was merged into, whatever files still call it."""

from __future__ import annotations

from collections.abc import Iterable

from employers.models import Employer


def survivors() -> dict[int, int]:
    """For each merged employer the id of the one that stands for it today, however long the way there."""
    into = dict(Employer.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    return {merged: _end_of(merged, into) for merged in into}


def counted_to(kept: Iterable[int]) -> dict[int, int]:
    """These employers and everything that was merged into them, however long the way, each with the one of these that
    stands for it."""
    found = {one: one for one in kept}
    return found | {merged: into for merged, into in survivors().items() if into in found}


def _end_of(employer: int, into: dict[int, int]) -> int:
    while employer in into:
        employer = into[employer]
    return employer
