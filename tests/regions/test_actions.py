"""The steward's verbs: what they change, what they leave in the audit trail, and what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from coverage_portal.core.actions import change_account, create_account, reset_password
from coverage_portal.core.models import AuditEvent, User
from coverage_portal.core.spells import today
from regions.access import permissions_of
from regions.actions import assign_role, end_assignment, enter_figure, save_branch, withdraw_assignment
from regions.demo_accounts import (
    DEMO_ACCOUNTS,
    DemoAccountsRefused,
    close_demo_accounts,
    create_demo_accounts,
    usable_demo_accounts,
)
from regions.models import Assignment, Branch, ReferenceFigure
from tests.people import PASSWORD, cimone, city, person

SECRET = "gerobak-biru-42"


@pytest.fixture
def steward(db):
    return person("pengelola", "steward")


def last():
    return AuditEvent.objects.first()


def test_a_new_account_can_sign_in_and_do_nothing(steward):
    user = create_account(username="sari", password=SECRET, by=steward, first_name="Sari")
    assert user.check_password(SECRET)
    assert permissions_of(user) == frozenset()
    assert (last().verb, last().actor, last().object_id) == ("account_created", steward, str(user.pk))
    assert last().detail["after"] == {"username": "sari", "first_name": "Sari", "last_name": "", "is_active": True}


def test_closing_an_account_says_what_was_before(steward, budi):
    change_account(user=budi, first_name="Budi", last_name="", is_active=False, by=steward)
    assert (last().detail["before"]["is_active"], last().detail["after"]["is_active"]) == (True, False)
    assert permissions_of(User.objects.get(pk=budi.pk)) == frozenset()


def test_a_reset_password_is_not_in_the_audit_trail(steward, budi):
    reset_password(user=budi, password=SECRET, by=steward)
    budi.refresh_from_db()
    assert budi.check_password(SECRET)
    assert (last().verb, last().detail) == ("password_reset", {})


def test_a_role_is_given_from_today_and_ends_with_a_line_each(steward, joko):
    given = assign_role(user=joko, role="staff", branch=cimone(), by=steward)
    assert given.started_on == today()
    assert last().detail["after"]["branch_id"] == str(cimone().pk)
    end_assignment(assignment=given, ended_on=today() + timedelta(1), by=steward)
    assert last().verb == "role_ended"
    assert last().detail["before"]["ended_on"] is None
    assert last().detail["after"]["ended_on"] == (today() + timedelta(1)).isoformat()


def test_a_mistaken_role_is_withdrawn_within_the_day_and_the_trail_keeps_it(steward, joko):
    given = assign_role(user=joko, role="staff", branch=cimone(), by=steward)
    withdraw_assignment(assignment=given, by=steward)
    assert not Assignment.objects.filter(user=joko).exists()
    assert last().detail["before"]["role"] == "staff"


def test_a_role_that_has_held_is_not_withdrawn(steward, budi):
    with pytest.raises(ValueError, match="end it instead"):
        withdraw_assignment(assignment=budi.assignments.get(), by=steward)


def test_nobody_manages_their_own_account(steward):
    own = steward.assignments.get()
    for verb in (
        lambda: assign_role(user=steward, role="staff", branch=None, by=steward),
        lambda: end_assignment(assignment=own, ended_on=None, by=steward),
        lambda: withdraw_assignment(assignment=own, by=steward),
        lambda: change_account(user=steward, first_name="", last_name="", is_active=False, by=steward),
        lambda: reset_password(user=steward, password=SECRET, by=steward),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not AuditEvent.objects.exists()


def test_a_verb_that_fails_leaves_neither_row_nor_line(steward, budi):
    with pytest.raises(IntegrityError), transaction.atomic():
        assign_role(user=budi, role="staff", branch=cimone(), by=steward)  # held and open already
    assert budi.assignments.count() == 1
    assert not AuditEvent.objects.exists()


def test_a_branch_is_added_and_changed(steward):
    branch = save_branch(branch=Branch(code="XYZ", name="Lama", city=city()), by=steward)
    branch.name = "Baru"
    save_branch(branch=branch, by=steward)
    assert (last().verb, last().detail["before"]["name"], last().detail["after"]["name"]) == (
        "branch_changed",
        "Lama",
        "Baru",
    )


def figure(**changed):
    return ReferenceFigure(
        **{
            "kind": "labour_force",
            "region": city(),
            "as_at": date(2023, 12, 31),
            "period": "2023",
            "value": Decimal(1_190_000),
            "unit": "orang",
            "basis": "statement",
            "publisher": "Contoh",
            "document": "Contoh",
            **changed,
        }
    )


def test_a_figure_is_entered_by_somebody_and_replaced_but_never_edited(steward):
    first = enter_figure(figure=figure(), by=steward)
    assert first.entered_by == steward
    second = enter_figure(figure=figure(value=Decimal(1_200_000), replaces=first), by=steward)
    assert last().detail["after"]["replaces_id"] == str(first.pk)
    second.value = Decimal(1)
    with pytest.raises(ValueError, match="never edited"):
        enter_figure(figure=second, by=steward)
    with pytest.raises(IntegrityError), transaction.atomic():
        enter_figure(figure=figure(replaces=first), by=steward)


def test_demo_accounts_are_made_once_with_a_role_each(db):
    cimone()
    create_demo_accounts()
    held = {a.user.username: (a.role, a.branch and a.branch.code) for a in Assignment.objects.all()}
    assert held == {
        "staf": ("staff", "CMN"),
        "pejabat": ("official", "CMN"),
        "admin": ("admin", None),
        "pengelola": ("steward", None),
    }
    events = AuditEvent.objects.count()
    assert create_demo_accounts() == DEMO_ACCOUNTS
    assert (User.objects.count(), AuditEvent.objects.count()) == (4, events)
    assert all(User.objects.get(username=a.username).check_password(a.password) for a in DEMO_ACCOUNTS)


def test_demo_accounts_are_refused_off_ones_own_machine_and_before_the_branches(db, settings):
    with pytest.raises(DemoAccountsRefused, match="load_reference"):
        create_demo_accounts()
    settings.LOCAL = False
    with pytest.raises(DemoAccountsRefused, match="komputer sendiri"):
        create_demo_accounts()
    assert not User.objects.exists()


def test_demo_accounts_close_and_open_again(db):
    cimone()
    create_demo_accounts()
    assert close_demo_accounts() == 4
    assert close_demo_accounts() == 0
    assert usable_demo_accounts() == []
    assert User.objects.count() == 4
    create_demo_accounts()
    assert len(usable_demo_accounts()) == 4


def test_an_account_of_somebody_elses_under_a_demo_name_is_left_alone(db):
    cimone()
    theirs = person("staf")
    theirs.is_active = False
    theirs.save()
    create_demo_accounts()
    theirs.refresh_from_db()
    assert theirs.check_password(PASSWORD)
    assert not theirs.is_active
    assert not theirs.assignments.exists()
    User.objects.filter(pk=theirs.pk).update(is_active=True)
    assert close_demo_accounts() == 3
