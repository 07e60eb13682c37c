"""Who is no longer in a file: one number with one meaning, wherever it is told."""

import json

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from tests.imports.batches import admin, save, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from tests.imports.looks import flat
from tests.imports.shell import run
from workers.models import Membership

pytestmark = pytest.mark.django_db
SAID = "2 kepesertaan yang aktif per 31 Desember 2023 tidak ada lagi di berkas ini."


@pytest.fixture
def sari(tmp_path, settings):
    """A data admin; four memberships, one of which has ended long ago."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer(), employer(NPP="00005678")]), "employers")
    load(write_workers(tmp_path, [worker(1), worker(2), worker(3), worker(4, TGL_AKHIR="01-02-2022")]))
    return admin()


@pytest.fixture
def client(sari):
    client = Client()
    client.force_login(sari)
    return client


def without(tmp_path):
    return write_workers(tmp_path, [worker(1), worker(5)], "b_2023-12-31.csv")


def test_who_had_left_before_is_not_missing_and_every_door_says_so(sari, client, tmp_path):
    assert load(without(tmp_path), dry_run=True).missing == 2
    batch = upload(without(tmp_path), sari)
    assert batch.rows_missing == 2
    review = flat(client.get(f"/impor/{batch.pk}/tinjau/?baris=hilang"))
    assert "Tidak ada lagi (2)" in review and SAID in review
    assert "Yang sudah berakhir sebelumnya tidak dihitung." in review
    batch = save(batch, sari)
    result = flat(client.get(f"/impor/{batch.pk}/"))
    assert f"{SAID} Semuanya tetap aktif: tidak ada yang diakhiri." in result
    assert "2 tidak ada lagi" in flat(client.get("/impor/"))
    assert Membership.objects.filter(ended_on=None).count() == 4


def test_the_command_tells_the_same_number(sari, tmp_path):
    _code, out, _err = run("workers", without(tmp_path), "--illustrative", "--json", "--dry-run")
    assert json.loads(out)["rows"]["missing"] == 2


def test_those_that_were_said_to_have_left_are_ended_to_the_last(sari, client, tmp_path):
    batch = save(upload(without(tmp_path), sari), sari, end_missing=True)
    assert (batch.rows_missing, batch.rows_ended) == (2, 2)
    result = flat(client.get(f"/impor/{batch.pk}/"))
    assert f"{SAID} Semuanya diakhiri per tanggal itu, seperti dipilih sari saat menyimpan." in result
    assert ImportBatch.objects.get(pk=batch.pk).rows_read == 2


def test_an_employer_that_is_gone_stays_registered_and_one_that_had_closed_is_not_missing(sari, client, tmp_path):
    closed = employer(NPP="00009999", TGL_TUTUP="01-01-2022")
    load(write_employers(tmp_path, [employer(), employer(NPP="00005678"), closed], "c.xlsx"), "employers")
    batch = upload(write_employers(tmp_path, [employer(SKALA="Menengah")], "d.xlsx"), sari, "employers")
    assert batch.rows_missing == 1
    said = "1 pemberi kerja yang terdaftar per 31 Desember 2023 tidak ada lagi di berkas ini."
    assert said in flat(client.get(f"/impor/{batch.pk}/tinjau/?baris=hilang"))
    batch = save(batch, sari)
    assert f"{said} Pendaftarannya tetap seperti semula." in flat(client.get(f"/impor/{batch.pk}/"))
