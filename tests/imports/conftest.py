"""Fixtures that the tests of the import pages share: an admin, her browser, a desk nobody works at, a review."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import people
from tests.imports.looks import flat
from tests.imports.staged import Desk


@pytest.fixture
def desks(tmp_path, settings, monkeypatch):
    """A place for uploads, and nobody who goes on with them but the test."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    monkeypatch.setattr("coverage_portal.imports.flow.ask_for_work", lambda batch_id: None)


@pytest.fixture
def desk(monkeypatch):
    """What lies on every desk."""
    desk = Desk()
    for module in ("review", "review_questions"):
        monkeypatch.setattr(f"coverage_portal.imports.pages.{module}.Stage.of", lambda batch: desk)
    return desk


@pytest.fixture
def tuti(db):
    """Administers the data of Cimone."""
    return people.person("tuti", "admin", people.cimone())


@pytest.fixture
def client(tuti):
    """Tuti's browser, signed in."""
    client = Client()
    client.force_login(tuti)
    return client


@pytest.fixture
def look(client, desk):
    """The review of a batch, as HTML without line ends between words."""

    def page(batch, query=""):
        return flat(client.get(f"/impor/{batch.pk}/tinjau/{query}"))

    return page
