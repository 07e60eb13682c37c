"""Employers that may be the one being entered, with the reason; of another branch only that it has one."""

import pytest

from coverage_portal.register.entering.duplicates import SHOWN, Looked, find
from employers.models import Employer
from tests import people
from tests.employers import made


@pytest.fixture
def rini(db):
    """Data admin of Tangerang Cimone."""
    return people.person("rini", "admin", people.cimone())


def reasons(user, **looked):
    given = {"name": "PT Sinar Boga", "district_id": made.district().pk} | looked
    return {found.employer.name: found.reason for found in find(user, Looked(**given)).shown}


@pytest.mark.parametrize("stored", ["CV Sinar Boga", "BOGA SINAR, PT.", "Sinarboga", "PT Sinar Bóga Cab. Cipondoh"])
def test_a_name_written_otherwise_in_the_same_kecamatan(rini, stored):
    made.employer(name=stored)
    assert reasons(rini) == {stored: "nama mirip di kecamatan yang sama"}


def test_other_names_and_other_kecamatan_are_no_duplicates(rini):
    made.employer(name="PT Sinar Jaya", npp="TC000001")
    made.employer(name="PT Sinar Boga", npp="TC000002", district=made.district("36.71.01", "Tangerang"))
    assert reasons(rini) == {}
    assert reasons(rini, name="PT", district_id=None) == {}


def test_the_same_number_anywhere_is_the_first_reason(rini):
    elsewhere = made.district("36.71.01", "Tangerang")
    made.employer(name="PT Sinar Boga", npp="TC000001", nib="9120000123456")
    made.employer(name="PT Lain", npp="TC000002", npwp="0012345674411000", district=elsewhere)
    found = reasons(rini, nib="9120000123456", npwp="0012345674411000")
    assert found == {"PT Sinar Boga": "NIB yang sama", "PT Lain": "NPWP yang sama"}


def test_another_branchs_are_counted_and_not_named(rini):
    for number in range(2):
        made.employer(name="PT Sinar Boga", npp=f"TC00000{number}", branch=people.cikokol())
    found = find(rini, Looked("PT Sinar Boga", district_id=made.district().pk))
    assert found.shown == ()
    assert found.elsewhere == ("Di kantor cabang lain ada 2 pemberi kerja: nama mirip di kecamatan yang sama.",)
    assert found


def test_many_are_cut_and_it_says_so(rini):
    for number in range(SHOWN + 2):
        made.employer(name=f"PT Sinar Boga {number}", npp=f"TC00000{number}")
    found = find(rini, Looked("PT Sinar Boga", district_id=made.district().pk))
    assert (len(found.shown), found.total) == (SHOWN, SHOWN + 2)


def test_neither_itself_nor_what_was_merged_away(rini):
    kept = made.employer(name="PT Sinar Boga")
    made.employer(name="PT Sinar Boga", npp="TC000002", merged_into=kept)
    looked = Looked("PT Sinar Boga", district_id=made.district().pk)
    assert not find(rini, looked, but=kept)
    assert Employer.objects.count() == 2
