"""What a steward does to accounts. An account is never deleted: the audit trail points at it.

`by` is None for a command on the server. Nobody manages their own account: that takes a second steward.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from coverage_portal.core.audit import record
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import ApiToken, User


def refuse_own_account(user: User, by: User | None) -> None:
    """Raise PermissionDenied when somebody would give, take or reset something of their own."""
    if by is not None and by.pk == user.pk:
        raise PermissionDenied


@transaction.atomic
def create_account(*, username: str, password: str, by: User | None, first_name: str = "", last_name: str = "") -> User:
    """Make an account that can sign in and, without an assignment, do nothing else."""
    user = User.objects.create_user(username, password=password, first_name=first_name, last_name=last_name)
    record(by=by, verb="account_created", subject=user, after=facts_of(user))
    return user


@transaction.atomic
def change_account(*, user: User, first_name: str, last_name: str, is_active: bool, by: User | None) -> User:
    """Correct the name, or close and reopen the account; closing ends its sessions at their next request."""
    refuse_own_account(user, by)
    stored = User.objects.select_for_update().get(pk=user.pk)
    before = facts_of(stored)
    stored.first_name, stored.last_name, stored.is_active = first_name, last_name, is_active
    stored.save(update_fields=["first_name", "last_name", "is_active"])
    record(by=by, verb="account_changed", subject=stored, before=before, after=facts_of(stored))
    if (before["first_name"], before["last_name"]) != (first_name, last_name):
        bump()  # workings name who approved an import
    return stored


@transaction.atomic
def reset_password(*, user: User, password: str, by: User | None) -> None:
    """Set another person's password, which ends all their sessions and tokens."""
    refuse_own_account(user, by)
    stored = User.objects.select_for_update().get(pk=user.pk)
    stored.set_password(password)
    stored.save(update_fields=["password"])
    ApiToken.objects.filter(user=stored).delete()
    record(by=by, verb="password_reset", subject=stored)


def facts_of(user: User) -> dict[str, object]:
    """What the audit trail keeps of an account: never its password."""
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": user.is_active,
    }
