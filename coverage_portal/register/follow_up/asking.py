"""What the follow-up page is asked: which list, where, whose, and which page; all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from coverage_portal.core.models import User
from coverage_portal.coverage.asking import answer_to, question_of
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.register.follow_up.lists import BY_CODE, LISTS, Listing
from employers.models import Employer
from regions.models import Region

MINE, NOBODYS = "saya", "tanpa"


@dataclass(frozen=True)
class Asked:
    """A question with its answer from the dashboard: the place, the list, and whose employers ("": everybody's)."""

    found: Dashboard
    path: str
    listing: Listing
    officer: str

    def employers(self, user: User, listing: Listing | None = None) -> QuerySet[Employer]:
        """Those on the list (or on another one) whom the visitor may see, in its order."""
        rows = Employer.objects.standing().visible_to(user).filter(district__path__startswith=self.path)
        if self.officer == MINE:
            rows = rows.filter(officer=user)
        elif self.officer == NOBODYS:
            rows = rows.filter(officer__isnull=True)
        return (listing or self.listing).choose(rows, user)


def asked_by(request: HttpRequest) -> Asked:
    """The question of an address. The list is always of the newest data, and memberships count at the place of work.

    Raises coverage.scope.BadScope and coverage.ground.NoAnswer as the dashboard does, Http404 for an unknown list.
    """
    scope = replace(question_of(request), month=None, since=None, counted_at=CountedAt.WORKPLACE)
    found = answer_to(request, scope)
    code, officer = request.GET.get("daftar") or LISTS[0].code, request.GET.get("pembina", "")
    if code not in BY_CODE or officer not in ("", MINE, NOBODYS):
        raise Http404
    path = Region.objects.values_list("path", flat=True).get(code=found.region.code)
    return Asked(found, path, BY_CODE[code], officer)
