"""Who looks at the dashboard, and the city it shows."""

import pytest
from django.test import Client

from tests.coverage import examples


@pytest.fixture
def visitor(ratna):
    client = Client()
    client.force_login(ratna)
    return client


@pytest.fixture
def city(db):
    """The stored city: its regions by code."""
    return examples.city()


@pytest.fixture
def small_city(db):
    """Three of its kecamatan, for what does not depend on how many there are: its pages are quicker."""
    return examples.city(some=("36.71.02", "36.71.05", "36.71.07"))


@pytest.fixture
def shown(visitor):
    """Ask for a page; answers its HTML."""

    def show(address="/"):
        response = visitor.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return show
