"""One account per role to try the portal with, on one's own machine only: the passwords are known to everyone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from coverage_portal.core.accounts import KNOWN_TO_ALL
from coverage_portal.core.actions import change_account, create_account
from coverage_portal.core.models import User
from regions.actions import assign_role
from regions.models import Assignment, Branch

HOME_BRANCH = "CMN"


class DemoAccountsRefused(Exception):
    """The demo accounts cannot be made here; the message is one plain sentence."""


@dataclass(frozen=True)
class DemoAccount:
    """An account as the sign-in page lists it; `branch` is empty for all branches."""

    username: str
    password: str
    role: Assignment.Role
    branch: str


DEMO_ACCOUNTS = (
    DemoAccount("staf", f"{KNOWN_TO_ALL}staf-2023", Assignment.Role.STAFF, HOME_BRANCH),
    DemoAccount("pejabat", f"{KNOWN_TO_ALL}pejabat-2023", Assignment.Role.OFFICIAL, HOME_BRANCH),
    DemoAccount("admin", f"{KNOWN_TO_ALL}admin-2023", Assignment.Role.ADMIN, ""),
    DemoAccount("pengelola", f"{KNOWN_TO_ALL}pengelola-2023", Assignment.Role.STEWARD, ""),
)


@transaction.atomic
def create_demo_accounts(*, by: User | None = None) -> tuple[DemoAccount, ...]:
    """Make the accounts that are missing, reopen those that were closed, and return all of them to be printed.

    An account that somebody else made under one of these names is left alone. Twice changes nothing. Raises
    DemoAccountsRefused unless LOCAL is on and the branches are loaded.
    """
    if not settings.LOCAL:
        raise DemoAccountsRefused("Akun contoh hanya untuk komputer sendiri (LOCAL=1): kata sandinya diketahui umum.")
    branches = {branch.code: branch for branch in Branch.objects.all()}
    if HOME_BRANCH not in branches:
        raise DemoAccountsRefused("Akun contoh perlu data kantor cabang: jalankan `manage.py load_reference` dahulu.")
    existing = {user.username: user for user in User.objects.filter(username__in=[a.username for a in DEMO_ACCOUNTS])}
    for account in DEMO_ACCOUNTS:
        user = existing.get(account.username)
        if user is None:
            user = create_account(username=account.username, password=account.password, by=by)
            assign_role(user=user, role=account.role, branch=branches.get(account.branch), by=by)
        elif not user.is_active and user.check_password(account.password):
            set_active(user, True, by)
    return DEMO_ACCOUNTS


@transaction.atomic
def close_demo_accounts(*, by: User | None = None) -> int:
    """Close the demo accounts (the audit trail keeps their rows) and return how many were open."""
    closed = 0
    for account in DEMO_ACCOUNTS:
        user = User.objects.filter(username=account.username, is_active=True).first()
        if user is not None and user.check_password(account.password):
            set_active(user, False, by)
            closed += 1
    return closed


def usable_demo_accounts() -> list[DemoAccount]:
    """The demo accounts one can sign in with here: none unless LOCAL is on."""
    if not settings.LOCAL:
        return []
    names = [account.username for account in DEMO_ACCOUNTS]
    open_names = set(User.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [account for account in DEMO_ACCOUNTS if account.username in open_names]


def set_active(user: User, is_active: bool, by: User | None) -> None:
    """Open or close an account, leaving the name as it is."""
    change_account(user=user, first_name=user.first_name, last_name=user.last_name, is_active=is_active, by=by)
