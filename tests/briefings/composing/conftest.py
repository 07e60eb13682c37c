"""The city whose briefings are composed, and how one is."""

import pytest

from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.scope import Scope
from regions.models import Branch
from tests.coverage import examples

DECEMBER = Scope(month=examples.DECEMBER)


@pytest.fixture
def city(db):
    """Kota Tangerang with a target for 2025."""
    regions = examples.city()
    examples.target(regions["36.71"], 70)
    return regions


@pytest.fixture
def made(city):
    """Compose a briefing of Tangerang Cimone; answers its Document."""

    def make(scope=DECEMBER, **wanted):
        return document_for(Wanted(**wanted), scope, Branch.objects.get(code="CMN"))

    return make
