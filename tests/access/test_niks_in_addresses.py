"""No page repeats a NIK that somebody typed into its address, nor does one it leads on to."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from coverage_portal.core.models import ImportBatch
from regions.access import permissions_of
from regions.gate import PUBLIC, SIGNED_IN
from tests import people
from tests.access.walk import addresses
from tests.briefings import made
from tests.employers.made import member

NIK = "3671014501859001"
NAMES = (
    *("q", "cari", "kode", "sidik", "next", "wilayah", "posisi", "banding", "sejak", "tanggal", "pembina", "daftar"),
    *("jenis", "keadaan", "segmen", "skala", "duplikat", "tab", "hal", "tak-dikenal"),
)
TYPED = "&".join(f"{name}={NIK}" for name in NAMES)


@pytest.fixture
def visitors(db):
    """Nobody, an official, somebody who sees every register, and a steward; the law is loaded, a briefing issued."""
    call_command("load_law", verbosity=0)
    member(people.employer_at(people.cimone()))
    people.joko(), people.budi(), people.cikokol()
    ImportBatch.objects.create(kind="workers", position=people.LONG_AGO, branch_code="CMN")
    sari = people.person("sari", "official", people.cimone())
    made.issued(sari)
    return [None, sari, people.person("admin", "admin"), people.person("pengelola", "steward")]


def test_no_page_repeats_it(visitors):
    asked = [(address, rule) for address in addresses("coverage_portal.urls") if (rule := address.rules().get("GET"))]
    told = {address.name: _said(address.path(), _first(visitors, rule)) for address, rule in asked if _ours(address)}
    assert [name for name, page in told.items() if NIK in page] == []
    assert sum(bool(page) for page in told.values()) > 60


def _ours(address):
    """Whether the page is the portal's own: the steward's site fills a form from its address by design."""
    return not address.name.startswith("admin:")


def _first(visitors, rule):
    """The first who may open a page of this rule."""
    needs = {PUBLIC: 0, SIGNED_IN: 1}
    if rule in needs:
        return visitors[needs[rule]]
    return next((user for user in visitors[1:] if rule in permissions_of(user)), visitors[-1])


def _said(path, user):
    """The page in the end, after a redirect or two; nothing where it is a file."""
    cache.clear()
    client = Client()
    if user:
        client.force_login(user)
    with transaction.atomic():
        response = client.get(f"{path}?{TYPED}", follow=True)
        transaction.set_rollback(True)
    if response.streaming:
        list(response.streaming_content)
        return ""
    return response.content.decode() if "html" in response.headers.get("Content-Type", "") else ""
