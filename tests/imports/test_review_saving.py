"""The end of the review: what has to be ticked, what is asked, and what is then saved."""

import pytest

from coverage_portal.core.models import AuditEvent, ImportBatch
from tests.imports.looks import flat, layout
from tests.imports.staged import EFFECT, at_review, employer_row, problem

pytestmark = pytest.mark.usefixtures("desks")


def state_of(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


ALARMS = [
    {
        "code": "total_moves", "city": "Kota Tangerang", "measure": "memberships", "before": 100, "after": 120,
        "leaving": 0,
    },
    {"code": "fewer_rows", "rows": 248, "before": 1_000, "batch": 7},
    {
        "code": "employers_lose_workers", "count": 1,
        "employers": [{"id": 1, "name": "PT Contoh", "before": 90, "after": 10}],
    },
    {"code": "same_file", "batch": 7, "position": "2023-11-30"},
]  # fmt: skip


def test_alarms_and_warnings_are_ticked_by_name_before_anything_is_saved(look, desk, tuti, client):
    desk.rows["new"] = [employer_row(14, problem("NPP", "npp_form", "91", "warning"))]
    batch = at_review(tuti, summary={"alarms": ALARMS, "warnings": {"npp_form": 1}})
    html = look(batch)
    assert "5 hal perlu Anda periksa sebelum menyimpan" in html
    assert "Kota Tangerang: kepesertaan aktif berubah dari 100 menjadi 120 (+20%)." in html
    assert "Berkas ini hanya berisi 248 baris; sebelumnya 1.000 baris dari cabang yang sama." in html
    assert "PT Contoh: 90 menjadi 10 pekerja" in html
    assert "Berkas yang sama persis sudah pernah disimpan, posisi 30 Nov 2023." in html
    assert "1 baris: NPP biasanya 8 huruf atau angka." in html
    assert "Baris 14: 91" in html
    assert html.count("Saya, tuti, sudah memeriksa hal ini.") == 5
    refused = flat(client.post(f"/impor/{batch.pk}/simpan/", {"tahu": ["total_moves", "npp_form"]}))
    assert "<title>Galat:" in refused
    assert 'href="#tahu-fewer_rows"' in refused
    assert state_of(batch) == "review"
    codes = ["total_moves", "fewer_rows", "employers_lose_workers", "same_file", "npp_form"]
    client.post(f"/impor/{batch.pk}/simpan/", {"tahu": [*codes, "lain"]})
    batch.refresh_from_db()
    assert batch.state == "saving"
    assert set(batch.acknowledged) == set(codes)
    assert batch.acknowledged["same_file"]["by"] == "tuti"
    assert batch.approved_by == tuti


def test_what_was_ticked_stays_ticked_on_the_page_that_asks_for_the_rest(desk, tuti, client):
    batch = at_review(tuti, summary={"alarms": ALARMS})
    html = flat(client.post(f"/impor/{batch.pk}/simpan/", {"tahu": ["same_file"]}))
    assert 'value="same_file" checked' in html
    assert 'value="fewer_rows" checked' not in html


def test_who_is_no_longer_there_is_asked_about_and_stays_unless_somebody_says_so(look, tuti, client):
    batch = at_review(tuti, kind="workers", rows_missing=12, summary={"effect": EFFECT})
    html = look(batch)
    assert "Akhiri 12 kepesertaan yang tidak ada lagi di berkas ini?" in html
    assert 'value="biarkan" checked' in html
    assert "Cakupan Kota Tangerang lalu menjadi 61,2% (sekarang 61,8%)." in html
    client.post(f"/impor/{batch.pk}/simpan/", {"hilang": "biarkan"})
    assert ImportBatch.objects.get(pk=batch.pk).options["end_missing"] is False


def test_ending_them_is_saved_as_said(desk, tuti, client):
    batch = at_review(tuti, kind="workers", rows_missing=12)
    client.post(f"/impor/{batch.pk}/simpan/", {"hilang": "akhiri"})
    batch.refresh_from_db()
    assert (batch.state, batch.options["end_missing"]) == ("saving", True)


def test_employers_that_are_gone_are_told_and_not_asked_about(look, tuti):
    html = look(at_review(tuti, rows_missing=12))
    assert "Tidak ada lagi (12)" in html
    assert "Akhiri kepesertaan" not in html


NOTHING = {"rows_read": 6, "rows_new": 0, "rows_changed": 0, "rows_rejected": 0, "rows_same": 6}


def test_where_nothing_would_change_there_is_nothing_to_save(look, tuti, client):
    batch = at_review(tuti, **NOTHING)
    html = look(batch)
    assert "Tidak ada yang berubah." in html
    assert "btn-1" not in html.partition("<main")[2]
    client.post(f"/impor/{batch.pk}/simpan/")
    assert state_of(batch) == "review"


def test_where_nothing_would_change_nobody_is_asked_to_look_at_anything(desk, look, tuti, client):
    desk.rows["same"] = [employer_row(14, problem("NPP", "npp_form", "91", "warning"))]
    batch = at_review(tuti, summary={"alarms": ALARMS, "warnings": {"npp_form": 1}}, **NOTHING)
    sent = flat(client.post(f"/impor/{batch.pk}/simpan/", {"tahu": ["same_file"]}))
    for html in (look(batch), sent):
        assert "perlu Anda periksa" not in html and 'name="tahu"' not in html and 'role="alert"' not in html
        assert "Baris yang dapat dibaca sudah tersimpan, dan isinya sama." in html
        assert "Berkas yang sama persis sudah pernah disimpan, posisi 30 Nov 2023." in html
        assert "Batalkan impor" in html


def test_where_only_people_are_gone_the_choice_about_them_can_be_saved(look, tuti, client):
    batch = at_review(tuti, kind="workers", rows_missing=3, **NOTHING)
    assert "Simpan pilihan saya" in look(batch)
    client.post(f"/impor/{batch.pk}/simpan/", {"hilang": "biarkan"})
    assert state_of(batch) == "review"
    client.post(f"/impor/{batch.pk}/simpan/", {"hilang": "akhiri"})
    assert state_of(batch) == "saving"


def test_a_file_with_something_against_it_cannot_be_saved(look, tuti, client):
    refusals = [{"code": "registries_mixed", "column": "", "value": ""}]
    batch = at_review(tuti, summary={"refusals": refusals})
    html = look(batch)
    assert "Berkas ini belum dapat disimpan" in html
    assert "data contoh dan data cabang tidak dicampur" in html
    assert "Simpan 231" not in html
    client.post(f"/impor/{batch.pk}/simpan/")
    assert state_of(batch) == "review"


def test_on_an_older_file_one_may_insist_and_that_is_noted_down(look, tuti, client):
    refusals = [{"code": "position_older", "column": "", "value": ""}]
    batch = at_review(tuti, summary={"refusals": refusals}, layout=layout().as_json())
    html = look(batch)
    assert "Memang berkas lama: periksa ulang dan izinkan" in html
    assert "--allow-older" not in html
    client.post(f"/impor/{batch.pk}/izinkan/", {"izin": "allow_older"})
    batch.refresh_from_db()
    assert (batch.state, batch.options["allow_older"]) == ("checking", True)
    event = AuditEvent.objects.get(verb="insist_on_import")
    assert (event.actor, event.detail) == (tuti, {"option": "allow_older"})
    client.post(f"/impor/{batch.pk}/izinkan/", {"izin": "accept_zeros"})
    assert "accept_zeros" not in ImportBatch.objects.get(pk=batch.pk).options
    assert client.post(f"/impor/{batch.pk}/izinkan/", {"izin": "sipp"}).status_code == 400


def test_a_save_that_did_not_end_says_that_nothing_was_saved(look, tuti):
    batch = at_review(tuti, refusal={"code": "not_finished", "row": 0, "names": ["OperationalError"]})
    html = look(batch)
    assert "Penyimpanan tadi tidak selesai" in html
    assert "Tidak ada yang disimpan." in html
