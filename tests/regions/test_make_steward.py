"""The first account of a new server."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from coverage_portal.core.models import AuditEvent, User
from regions.access import permissions_of

pytestmark = pytest.mark.django_db
GOOD = "selembar-daun-kelor"


@pytest.fixture
def typed(monkeypatch):
    """Put a password on standard input."""
    return lambda password: monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))


def test_the_steward_may_manage_users_and_nothing_is_told_about_the_password(typed, capsys):
    typed(GOOD)
    call_command("make_steward", "wulan")
    user = User.objects.get(username="wulan")
    assert user.check_password(GOOD)
    assert "manage_users" in permissions_of(user)
    assert list(AuditEvent.objects.order_by("id").values_list("verb", flat=True)) == [
        "account_created",
        "role_assigned",
    ]
    assert GOOD not in str(list(AuditEvent.objects.values())) + str(capsys.readouterr())


@pytest.mark.parametrize("password", ["", "pendek", "password", "12345678901"])
def test_a_weak_password_makes_no_account(typed, password):
    typed(password)
    with pytest.raises(CommandError):
        call_command("make_steward", "wulan")
    assert not User.objects.exists()


@pytest.mark.parametrize("username", ["", "dua kata"])
def test_a_name_of_no_kind_is_refused(typed, username):
    typed(GOOD)
    with pytest.raises(CommandError):
        call_command("make_steward", username)


def test_a_name_that_is_taken_is_refused(typed):
    typed(GOOD)
    call_command("make_steward", "wulan")
    typed(GOOD)
    with pytest.raises(CommandError):
        call_command("make_steward", "wulan")
    assert User.objects.count() == 1
