"""What somebody has to look at before declared headcounts are saved: other names, and workers that are gone."""

import pytest
from django.test import Client

from coverage_portal.imports.pages.review_questions import questions_of
from coverage_portal.imports.stage import Stage
from tests.imports.batches import admin, after_work, save, upload
from tests.imports.extracts import csv_text, employer, load, world, write_employers
from tests.imports.looks import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(tmp_path, settings):
    """A data admin in a world with three employers that have declared 100, 100 and 1 worker."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    heads = {"00001234": "100", "00005678": "100", "00009999": "1"}
    load(write_employers(tmp_path, [employer(NPP=npp, JML_TK_WLKP=n) for npp, n in heads.items()]), "employers")
    return admin()


@pytest.fixture
def send(sari, tmp_path):
    def sent(**heads):
        rows = [
            {"NPP": npp.strip("_"), "NAMA": name, "JML_TK_WLKP": count, "TGL_WLKP": "10-12-2023"}
            for npp, (name, count) in heads.items()
        ]
        path = tmp_path / f"wlkp-{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(csv_text(rows))
        return upload(path, sari, "headcounts", partial=True)

    return sent


def alarms(batch):
    return {alarm["code"]: alarm for alarm in batch.summary["alarms"]}


def test_an_employer_that_declares_far_fewer_workers_is_an_alarm_and_so_is_the_total(send):
    batch = send(_00001234=("PT Maju Jaya", "69"), _00005678=("PT Maju Jaya", "70"))
    found = alarms(batch)
    assert [(one["name"], one["before"], one["after"]) for one in found["employers_declare_fewer"]["employers"]] == [
        ("PT Maju Jaya", 100, 69)
    ]
    total = found["total_moves"]
    assert (total["measure"], total["before"], total["after"], total["leaving"]) == ("declared", 201, 140, 0)


def test_an_employer_that_declares_several_times_the_workers_is_an_alarm(send, sari):
    batch = send(_00001234=("PT Maju Jaya", "301"), _00005678=("PT Maju Jaya", "300"), _00009999=("PT Maju Jaya", "50"))
    leaps = alarms(batch)["employers_declare_leaps"]
    assert [(one["before"], one["after"]) for one in leaps["employers"]] == [(100, 301)]
    client = Client()
    client.force_login(sari)
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/"))
    assert "1 pemberi kerja melaporkan lebih dari tiga kali jumlah pekerja di laporan WLKP sebelumnya." in html
    assert "PT Maju Jaya: 100 menjadi 301 pekerja" in html


def test_many_more_workers_than_none_at_all_is_an_alarm_too(send):
    assert alarms(send(_00009999=("PT Maju Jaya", "51")))["employers_declare_leaps"]["count"] == 1


def test_a_small_fall_is_none(send):
    assert alarms(send(_00001234=("PT Maju Jaya", "95"))) == {}


def test_an_employers_extract_is_watched_in_the_same_way(sari, tmp_path):
    rows = [
        employer(NPP="00001234", JML_TK_WLKP="10", TGL_WLKP="10-12-2023"),
        employer(NPP="00005678", JML_TK_WLKP="100"),
        employer(NPP="00009999", JML_TK_WLKP="1"),
    ]
    batch = upload(write_employers(tmp_path, rows, "b.xlsx"), sari, "employers")
    assert set(alarms(batch)) == {"employers_declare_fewer", "total_moves"}


def test_they_are_acknowledged_by_name_before_anything_is_saved(send, sari):
    client = Client()
    client.force_login(sari)
    batch = send(_00001234=("PT Sentosa Abadi", "60"))
    address = f"/impor/{batch.pk}/"
    html = flat(client.get(f"{address}tinjau/"))
    assert "1 pemberi kerja melaporkan lebih dari 30 persen pekerja lebih sedikit" in html
    assert "PT Maju Jaya: 100 menjadi 60 pekerja" in html
    assert "pekerja dilaporkan (WLKP) berubah dari 201 menjadi 161" in html
    assert "Baris 2: PT Sentosa Abadi / PT Maju Jaya" in html
    assert "(di berkas / terdaftar). Mungkin NPP-nya keliru. PT Sentosa Abadi / PT Maju Jaya<" in html
    codes = {question.code for question in questions_of(batch)}
    assert codes == {"employers_declare_fewer", "total_moves", "name_differs"}
    sent = {"tanda": batch.summary["mark"]}
    client.post(f"{address}simpan/", {**sent, "tahu": ["total_moves"]})
    assert after_work(batch).state == "review"
    client.post(f"{address}simpan/", {**sent, "tahu": list(codes)})
    batch = after_work(batch)
    assert (batch.state, set(batch.acknowledged)) == ("applied", codes)
    assert "sari," in flat(client.get(address))


def test_a_name_is_never_shown_as_a_change(send, sari):
    """It is only compared: saving keeps the registered one."""
    client = Client()
    client.force_login(sari)
    batch = send(_00001234=("MAJU JAYA, PT.", "95"))
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/?baris=ubah"))
    assert "MAJU JAYA, PT." in html
    assert "<del>100</del>" in html and "<del>PT Maju Jaya</del>" not in html
    assert save(batch, sari).state == "applied"


def test_an_employer_that_stands_twice_shows_the_cells_of_both_rows(sari, tmp_path):
    path = tmp_path / "twice.csv"
    twice = {"NPP": "00001234", "NAMA": "PT Maju Jaya", "JML_TK_WLKP": "95", "TGL_WLKP": "10-12-2023"}
    path.write_text(csv_text([twice, twice | {"JML_TK_WLKP": "96"}]))
    page = Stage.of(upload(path, sari, "headcounts", partial=True)).page("rejected", 1, 50)
    assert [(row.row_number, row.cells["JML_TK_WLKP"]) for row in page.rows] == [(2, "95"), (3, "96")]
