"""A letterhead and a signatory for the demo's branch, so that who tries the portal can issue a briefing at once.

Nobody is made up: the office has its own name and no address, and who signs is called an example.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from coverage_portal.briefings.composing.setting import INSTITUTION, office_of
from coverage_portal.briefings.drafting.actions import add_signatory, end_signatory, save_letterhead
from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.core.illustration import holds_demo
from coverage_portal.core.models import User
from regions.demo_accounts import DEMO_ACCOUNTS, HOME_BRANCH
from regions.models import Assignment, Branch

NAME, TITLE = "Contoh Penanda Tangan", "Kepala Cabang (contoh)"
SINCE = date(2023, 1, 1)


@transaction.atomic
def give_example() -> bool:
    """What the demo's branch lacks of the two, in the name of the demo's official; False when that is nothing.

    Only beside demo data. Whoever signed for the branch once counts, so that an example somebody ended stays ended.
    """
    by, branch = _official(), Branch.objects.filter(code=HOME_BRANCH).first()
    if by is None or branch is None or not holds_demo():
        return False
    lacks_head = not Letterhead.objects.filter(branch=branch).exists()
    lacks_signatory = not Signatory.objects.filter(branch=branch).exists()
    if lacks_head:
        save_letterhead(
            by=by, branch=branch, institution=INSTITUTION, office=office_of(branch), address="", contact="", logo=None
        )
    if lacks_signatory:
        add_signatory(by=by, branch=branch, name=NAME, title=TITLE, prefix="", since=SINCE)
    return lacks_head or lacks_signatory


@transaction.atomic
def end_example(*, by: User | None, on: date) -> bool:
    """From `on` the example signs nothing more; False when it did not. The letterhead, the office's name, stays."""
    signing = _examples().filter(ended_on__isnull=True)
    for signatory in signing:
        end_signatory(by=by, signatory=signatory, on=on)
    return bool(signing)


def _examples() -> QuerySet[Signatory]:
    return Signatory.objects.filter(branch__code=HOME_BRANCH, name=NAME, title=TITLE)


def _official() -> User | None:
    names = [account.username for account in DEMO_ACCOUNTS if account.role == Assignment.Role.OFFICIAL]
    return User.objects.filter(username__in=names, is_active=True).first()
