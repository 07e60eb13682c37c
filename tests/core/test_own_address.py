"""What a page writes again of its own address: all of it, but for what may be a NIK."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory

from coverage_portal.core.own_address import own_address

NIK = "3671014501859001"
TYPED = [
    *(f"q={NIK}", "q=3671%2001450185%209001", "q=36.71.01.450185.9001", f"q=Siti+{NIK}", f"{NIK}", f"{NIK}=1"),
    *(f"next=%2Fpekerja%2F%3Fq%3D{NIK}", "next=%2Fpekerja%2F%3Fq%3D3671%252001450185%25209001"),
]


def request(address):
    return RequestFactory().get(address)


@pytest.mark.parametrize("typed", TYPED)
def test_what_may_be_a_nik_is_left_out_and_the_rest_kept(typed):
    assert own_address(request(f"/pekerja/?{typed}&hal=2")) == "/pekerja/?hal=2"
    assert own_address(request(f"/pekerja/?{typed}")) == "/pekerja/"


def test_of_several_values_the_others_stay():
    assert own_address(request(f"/pekerja/?q=boga&q={NIK}&q=2")) == "/pekerja/?q=boga&q=2"


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/pemberi-kerja/?q=boga%20jaya&hal=2", "/?wilayah=36.71&posisi=2023-12", "/periksa/?kode="),
        *("/pemberi-kerja/?q=012345678901234", "/pemberi-kerja/?q=0012345678901000"),  # an NPWP is no NIK
    ],
)
def test_any_other_address_is_written_as_it_came(address):
    assert own_address(request(address)) == address


def test_a_path_that_may_hold_one_leads_to_the_start():
    assert own_address(request(f"/pekerja/{NIK}/?hal=2")) == "/"


@pytest.mark.parametrize("typed", TYPED)
def test_no_link_of_a_page_repeats_it(typed):
    words = '{% load portal %}{% address_in "en" %} {% querystring hal=3 %} {% querystring hal=None %}'
    page = engines["django"].from_string(words).render({}, request(f"/pekerja/?{typed}&hal=2"))
    assert page == "/en/pekerja/?hal=2 ?hal=3 ?"
