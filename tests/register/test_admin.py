"""The stewards' site shows employers as the register does: of one's branches, and only to look at."""

import pytest
from django.test import Client

from regions.models import Assignment
from tests import people
from tests.employers import made


@pytest.fixture
def steward(db):
    made.employer("PT Maju Jaya", "TC1")
    made.employer("CV Cikokol Abadi", "TC2", people.cikokol())
    return people.person("sari", "steward")


def asked(user, address="/kelola/employers/employer/"):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_a_steward_alone_sees_no_employer(steward):
    assert asked(steward).status_code == 403
    assert "employers/employer" not in asked(steward, "/kelola/").content.decode()


def test_a_steward_who_is_staff_of_a_branch_sees_its_employers_only(steward):
    Assignment.objects.create(user=steward, role="staff", branch=people.cimone(), started_on=people.LONG_AGO)
    html = asked(steward).content.decode()
    assert "PT Maju Jaya" in html
    assert "CV Cikokol Abadi" not in html


@pytest.mark.parametrize("typed", ["jaya maju", "PT. MAJU", "tc1"])
def test_one_finds_an_employer_however_it_is_written(steward, typed):
    Assignment.objects.create(user=steward, role="staff", started_on=people.LONG_AGO)
    html = asked(steward, f"/kelola/employers/employer/?q={typed}").content.decode()
    assert "PT Maju Jaya" in html
    assert "CV Cikokol Abadi" not in html


def test_nothing_is_written_there(steward):
    Assignment.objects.create(user=steward, role="admin", started_on=people.LONG_AGO)
    firm = made.employer("PT Baca", "TC3")
    page = asked(steward, f"/kelola/employers/employer/{firm.pk}/change/")
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert asked(steward, "/kelola/employers/employer/add/").status_code == 403


def test_staff_and_admins_without_the_stewards_role_do_not_enter(steward):
    assert asked(people.person("tuti", "admin")).status_code == 403
