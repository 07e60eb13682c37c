"""Roles, permissions and branches: what today's assignments give, and which rows that opens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.spells import today
from employers.models import Employer
from regions.access import (
    ALL_PERMISSIONS,
    PERMISSIONS,
    BranchSet,
    branches_of,
    imports_visible_to,
    keep_rights,
    permissions_of,
)
from regions.models import Assignment
from tests.people import cikokol, cimone, city, person
from workers.models import Membership, Person

DAY = date(2024, 3, 22)


@pytest.fixture
def noon(monkeypatch):
    """It is noon in Jakarta on 22 March 2024."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 3, 22, 5, tzinfo=UTC))


def give(user, role, branch, started_on, ended_on=None):
    return Assignment.objects.create(user=user, role=role, branch=branch, started_on=started_on, ended_on=ended_on)


def test_the_table_read_aloud():
    assert {role.value: sorted(permissions) for role, permissions in PERMISSIONS.items()} == {
        "staff": [
            "follow_up_employers",
            "view_briefings",
            "view_coverage",
            "view_employers",
            "view_sources",
            "view_workers",
        ],
        "official": ["make_briefings", "view_briefings", "view_coverage", "view_sources"],
        "admin": [
            "edit_employers",
            "follow_up_employers",
            "import_extracts",
            "view_briefings",
            "view_coverage",
            "view_employers",
            "view_imports",
            "view_sources",
            "view_workers",
        ],
        "steward": [
            "manage_figures",
            "manage_users",
            "view_briefings",
            "view_coverage",
            "view_imports",
            "view_sources",
        ],
    }
    assert set(PERMISSIONS) == set(Assignment.Role)
    assert len(ALL_PERMISSIONS) == 12


def test_three_people(ratna, budi, joko):
    assert branches_of(ratna, "view_workers") == BranchSet(everywhere=True)
    assert branches_of(budi, "view_workers") == BranchSet(ids=frozenset({cimone().pk}), codes=frozenset({"CMN"}))
    assert permissions_of(joko) == permissions_of(AnonymousUser()) == frozenset()
    assert not branches_of(joko, "view_workers")
    assert not branches_of(budi, "edit_employers")


def test_a_permission_that_does_not_exist_is_a_mistake_in_the_code(budi):
    with pytest.raises(ValueError, match="no such permission"):
        branches_of(budi, "view_everything")


@pytest.mark.parametrize(
    ("started", "ended", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY + timedelta(1), True),
        (DAY - timedelta(9), DAY, False),  # the end day does not count
        (DAY + timedelta(1), None, False),
        (DAY - timedelta(9), DAY - timedelta(2), False),
    ],
)
def test_a_role_holds_from_its_first_day_until_before_its_end(joko, noon, started, ended, holds):
    give(joko, "staff", cimone(), started, ended)
    assert bool(permissions_of(joko)) is holds


@pytest.mark.parametrize(
    ("instant", "day"),
    [(datetime(2024, 3, 21, 16, 59, tzinfo=UTC), date(2024, 3, 21)), (datetime(2024, 3, 21, 17, tzinfo=UTC), DAY)],
)
def test_the_day_changes_at_midnight_in_jakarta(joko, monkeypatch, instant, day):
    monkeypatch.setattr(timezone, "now", lambda: instant)
    give(joko, "staff", cimone(), DAY)
    with timezone.override("America/New_York"):
        assert today() == day
        assert bool(permissions_of(joko)) is (day == DAY)


def test_a_closed_account_has_no_rights(ratna):
    User.objects.filter(pk=ratna.pk).update(is_active=False)
    ratna.refresh_from_db()
    assert permissions_of(ratna) == frozenset()
    assert not branches_of(ratna, "view_workers")


def test_django_flags_give_nothing(joko):
    joko.is_superuser = joko.is_staff = True
    joko.save()
    assert permissions_of(joko) == frozenset()


def test_roles_add_up_and_each_permission_keeps_its_own_branches(joko):
    give(joko, "staff", cimone(), DAY)
    give(joko, "admin", cikokol(), DAY)
    assert branches_of(joko, "view_employers").codes == {"CMN", "CKK"}
    assert branches_of(joko, "edit_employers").codes == {"CKK"}
    assert cimone().pk not in branches_of(joko, "edit_employers")
    assert None not in branches_of(joko, "edit_employers")


def test_rights_are_asked_once_when_they_are_kept_and_afresh_when_not(budi, django_assert_num_queries):
    with django_assert_num_queries(2):
        permissions_of(budi)
        permissions_of(budi)
    with django_assert_num_queries(1):
        keep_rights(budi)
        permissions_of(budi)
        branches_of(budi, "view_workers")
        keep_rights(budi)


def test_a_steward_is_one_for_all_branches(joko):
    with pytest.raises(IntegrityError), transaction.atomic():
        give(joko, "steward", cimone(), DAY)


@pytest.mark.parametrize("branch", [None, "CMN"])
def test_one_role_is_open_once_a_branch(joko, branch):
    branch = cimone() if branch else None
    give(joko, "staff", branch, DAY - timedelta(9), DAY)
    give(joko, "staff", branch, DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        give(joko, "staff", branch, DAY)


@pytest.fixture
def rows(db):
    """An employer, a person and a membership at each branch, and a person with a job at both."""
    place, made = city(), {}
    for number, branch in enumerate((cimone(), cikokol()), start=1):
        employer = Employer.objects.create(
            npp=f"0000000{number}", name=branch.name, branch=branch, district=place, registered_on=DAY
        )
        made[branch.code] = worker(number, f"Orang {branch.code}")
        join(made[branch.code], employer)
        made["both"] = made.get("both") or worker(9, "Orang dua kerja")
        join(made["both"], employer)
    return made


def worker(number, name):
    return Person.objects.create(
        nik_hash=f"00000000-0000-0000-0000-00000000000{number}", key_version=1, name=name, sex=1, birth_date=DAY
    )


def join(person, employer):
    return Membership.objects.create(
        kpj=f"{person.pk}-{employer.pk}",
        person=person,
        employer=employer,
        branch=employer.branch,
        segment=1,
        programmes=3,
        workplace=employer.district,
        started_on=DAY,
    )


@pytest.mark.parametrize(
    ("who", "employers", "memberships", "persons"), [("ratna", 2, 4, 3), ("budi", 1, 2, 2), ("joko", 0, 0, 0)]
)
def test_each_sees_the_rows_of_their_branches(rows, request, who, employers, memberships, persons):
    user = request.getfixturevalue(who)
    assert Employer.objects.visible_to(user).count() == employers
    assert Membership.objects.visible_to(user).count() == memberships
    assert Person.objects.visible_to(user).count() == persons


def test_budi_sees_cimone_and_who_works_there_too(rows, budi):
    assert {employer.branch.code for employer in Employer.objects.visible_to(budi)} == {"CMN"}
    assert {membership.branch.code for membership in Membership.objects.visible_to(budi)} == {"CMN"}
    assert set(Person.objects.visible_to(budi)) == {rows["CMN"], rows["both"]}


def test_official_and_steward_see_no_row_of_an_employer_or_worker(rows):
    for user in (person("pejabat", "official", cimone()), person("pengelola", "steward")):
        assert not Employer.objects.visible_to(user).exists()
        assert not Membership.objects.visible_to(user).exists()
        assert not Person.objects.visible_to(user).exists()


def test_rows_to_edit_are_those_of_the_permission_to_edit(rows, joko):
    give(joko, "staff", cimone(), DAY)
    give(joko, "admin", cikokol(), DAY)
    assert Employer.objects.visible_to(joko).count() == 2
    assert [employer.branch.code for employer in Employer.objects.visible_to(joko, "edit_employers")] == ["CKK"]


def test_a_transfer_moves_the_view_from_one_branch_to_the_other(rows, budi, noon):
    Assignment.objects.filter(user=budi).update(ended_on=DAY)
    give(budi, "staff", cikokol(), DAY)
    assert {employer.branch.code for employer in Employer.objects.visible_to(budi)} == {"CKK"}
    assert rows["CMN"] not in Person.objects.visible_to(budi)


def test_visible_to_goes_on_from_a_filter_and_asks_no_more_than_one_query(rows, budi, django_assert_num_queries):
    keep_rights(budi)
    with django_assert_num_queries(1):
        assert not list(Person.objects.filter(name="Orang CKK").visible_to(budi))
    with django_assert_num_queries(1):
        assert len(list(Membership.objects.on(DAY).visible_to(budi))) == 2


@pytest.fixture
def batches(budi):
    def receive(branch_code, by=None):
        return ImportBatch.objects.create(kind="workers", position=DAY, branch_code=branch_code, received_by=by)

    return {"CMN": receive("CMN"), "CKK": receive("CKK"), "several": receive(""), "sent": receive("", by=budi)}


def test_import_receipts_are_for_those_who_may_see_imports_of_the_branch(batches, ratna, budi, joko):
    admin_of_all, steward = person("admin", "admin"), person("pengelola", "steward")
    assert imports_visible_to(admin_of_all).count() == imports_visible_to(steward).count() == 4
    assert not imports_visible_to(ratna).exists()  # staff see no imports
    assert not imports_visible_to(joko).exists()
    assert not imports_visible_to(budi).exists()
    give(budi, "admin", cimone(), DAY)
    assert set(imports_visible_to(budi)) == {batches["CMN"], batches["sent"]}
