"""The address of an employer: what is no key of one is not found."""

import pytest
from django.http import Http404
from django.test import Client

from employers.addresses import employer_at
from tests import people
from tests.employers import made


@pytest.mark.parametrize("key", ["no-x", "no-", "no-" + "9" * 30, "x" * 40, "TC1~", "Ünicode", "", "no-١"])
def test_what_is_no_key_is_not_found(ratna, key):
    with pytest.raises(Http404):
        employer_at(key, ratna)


def test_the_panel_of_a_form_that_names_no_employer_is_not_found(db):
    client = Client()
    client.force_login(people.person("sari", "admin"))
    assert client.post("/pemberi-kerja/baru/periksa/", {"pemberi_kerja": "no-x"}).status_code == 404


def test_one_without_an_npp_is_found_by_its_number(ratna):
    firm = made.employer("PT Prospek", "")
    assert employer_at(f"no-{firm.pk}", ratna) == firm
