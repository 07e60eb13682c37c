"""The data's number rises with every verb that changes what a page of totals shows, and with nothing else."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from coverage_portal.core.actions import change_account
from coverage_portal.core.data_version import bump, current
from coverage_portal.core.models import DataVersion
from coverage_portal.coverage import rollups
from coverage_portal.imports.removal import remove_demo
from coverage_portal.programmes.actions import load_law
from employers.models import Employer
from regions.access import keep_rights, rights_of
from regions.actions import assign_role, enter_figure, save_branch
from regions.models import Branch, ReferenceFigure, Region
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db
POSITION = date(2023, 12, 31)


@pytest.fixture
def registry(db, tmp_path):
    """One employer and two memberships, imported as a demo."""
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, [worker(1), worker(2)]))


def figure() -> ReferenceFigure:
    return ReferenceFigure(
        kind="labour_force", region=Region.objects.get(code="36.71"), as_at=date(2023, 8, 1), period="2023",
        value=1, unit="orang", basis="statement", publisher="x", document="x",
    )  # fmt: skip


def reload_reference(_folder):
    """As after an update of the shipped files."""
    call_command("load_reference", stdout=io.StringIO())


def rename(_folder):
    """Workings name who approved an import."""
    change_account(user=person("rini"), first_name="Rini", last_name="", is_active=True, by=person("admin", "steward"))


def another_employer(_folder):
    Employer.objects.update(declared_headcount=99)
    rollups.rebuild_from(None, employers_changed=True)


VERBS = {
    "months are counted": lambda folder: rollups.rebuild(),
    "one month is counted": lambda folder: rollups.rebuild([date(2023, 12, 1)]),
    "employers are counted": another_employer,
    "a figure is entered": lambda folder: enter_figure(figure=figure(), by=None),
    "a branch is changed": lambda folder: save_branch(branch=Branch.objects.get(code="CMN"), by=None),
    "reference data are loaded": reload_reference,
    "the law is loaded": lambda folder: load_law(by=None),
    "employers are imported": lambda folder: load(write_employers(folder, [employer(SKALA="Besar")]), "employers"),
    "workers are imported": lambda folder: load(write_workers(folder, [worker(1, UPAH="1"), worker(2)], "b.csv")),
    "a newer file changes nothing": lambda folder: load(
        write_workers(folder, [worker(1), worker(2)], "b.csv"), position=date(2024, 1, 31)
    ),
    "an account gets another name": rename,
    "the demo is removed": lambda folder: remove_demo(by=None),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_raises_the_number(registry, tmp_path, verb):
    before = current()
    verb(tmp_path)
    assert current() > before


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_that_is_undone_does_not(registry, tmp_path, verb):
    before = current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        verb(tmp_path)
        raise ZeroDivisionError
    assert current() == before


def test_doing_it_again_without_a_change_does_not(registry, tmp_path):
    reload_reference(tmp_path)
    load_law(by=None)
    before = current()
    reload_reference(tmp_path)
    load_law(by=None)
    assert not load(write_workers(tmp_path, [worker(1), worker(2)])).applied
    load(write_workers(tmp_path, [worker(1, SEGMEN="?"), worker(2)]))
    load(write_workers(tmp_path, [worker(1, UPAH="7"), worker(2)]), dry_run=True)
    rollups.rebuild_from(None, employers_changed=True)
    rollups.check()
    assert current() == before


def test_signing_in_reading_and_managing_roles_do_not(client, ratna, joko, registry):
    before = current()
    client.post(reverse("account_login"), {"login": "ratna", "password": PASSWORD})
    for page in ("employer_list", "dashboard"):
        assert client.get(reverse(page)).status_code == 200
    assign_role(user=joko, role="staff", branch=None, by=ratna)
    change_account(user=joko, first_name=joko.first_name, last_name=joko.last_name, is_active=False, by=ratna)
    client.post(reverse("account_logout"))
    assert current() == before > 0


def microseconds() -> int:
    return round(datetime.now(UTC).timestamp() * 1_000_000)


def test_it_begins_at_nothing_and_always_rises(django_assert_num_queries):
    assert current() == 0
    for _time in range(3):
        before = current()
        with django_assert_num_queries(1):
            bump()
        with django_assert_num_queries(1):
            assert current() > before
    assert DataVersion.objects.count() == 1


def test_a_backup_that_is_restored_never_brings_a_number_back_that_somebody_saw():
    """The browser that kept the page of a number would be told that it still holds."""
    bump()
    backup = current()
    seen = set()
    for _restored in range(3):
        DataVersion.objects.update(number=backup)
        bump()
        assert current() not in seen
        seen.add(current())


def test_the_number_is_no_less_than_the_time_and_rises_though_the_clock_be_behind():
    DataVersion.objects.create(pk=1, number=12)
    before = microseconds()
    bump()
    assert before - 1_000_000 <= current() <= microseconds() + 1_000_000
    ahead = microseconds() + 10**12
    DataVersion.objects.update(number=ahead)
    bump()
    assert current() == ahead + 1


def test_rights_bring_it_along_in_the_same_query(ratna, joko, django_assert_num_queries):
    assert rights_of(ratna).data_version == 0
    bump()
    number = current()
    with django_assert_num_queries(1):
        assert keep_rights(ratna).data_version == number > 0
        assert rights_of(ratna).data_version == number
    assert rights_of(joko).data_version == 0  # who holds no role opens no page of totals


@pytest.mark.django_db(transaction=True)
def test_two_that_rise_at_once_both_count():
    if connection.vendor != "postgresql":
        return  # SQLite has one writer by nature
    bump()
    once = current()
    with closing(connection.copy()) as other, transaction.atomic(), other.cursor() as cursor:
        bump()
        cursor.execute("SET lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("UPDATE core_dataversion SET number = number + 1")
    assert current() > once
