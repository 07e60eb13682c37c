"""Cells that somebody wants read otherwise than they are written, and taking that back."""

import pytest
from django.test import Client

from tests.imports import batches, extracts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(settings, tmp_path):
    """Files on their way lie in the test's own folder."""
    settings.IMPORT_DIR = str(tmp_path / "imports")


def test_a_correction_can_be_taken_back(tmp_path):
    extracts.world()
    extracts.load(extracts.write_employers(tmp_path, [extracts.employer()]), "employers")
    sari = batches.admin()
    client = Client()
    client.force_login(sari)
    batch = batches.upload(extracts.write_workers(tmp_path, [extracts.worker(1, SEGMEN="Mitra")]), sari)
    client.post(f"/impor/{batch.pk}/perbaiki/", {"kolom": "SEGMEN", "baris": "0", "lama": "Mitra", "isi": "PU"})
    batch = batches.after_work(batch)
    assert (batch.rows_rejected, batch.rows_new) == (0, 1)
    page = client.get(f"/impor/{batch.pk}/tinjau/").content.decode()
    assert "Segmen" in page and "Urungkan" in page
    number = batch.corrections.get().pk
    for wrong in ("x", "", "9" * 30):
        assert client.post(f"/impor/{batch.pk}/urungkan/", {"perbaikan": wrong}).status_code == 400
    client.post(f"/impor/{batch.pk}/urungkan/", {"perbaikan": number})
    batch = batches.after_work(batch)
    assert (batch.rows_rejected, batch.corrections.count()) == (1, 0)
