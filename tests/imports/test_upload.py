"""A file comes in: whole with its form, or in pieces; it goes on where it broke off, and nobody else's is touched."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.flow import LARGEST_UPLOAD, begin_upload
from tests import people

pytestmark = pytest.mark.usefixtures("desks")

BODY = b"KPJ,NAMA\n" + b"12345678901,CONTOH\n" * 1000
ASKED = {"kind": "workers", "position": "2023-12-31", "extent": "lengkap"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def csv(name="pekerja_2023-12-31.csv", body=BODY):
    return SimpleUploadedFile(name, body, "text/csv")


def uploading(by, **changes):
    given = {"kind": "workers", "file_name": "pekerja.csv", "size": len(BODY), "position": date(2023, 12, 31), "by": by}
    return begin_upload(**given | changes)


def piece(client, batch, at, data):
    return client.post(f"/impor/{batch.pk}/potongan/?mulai={at}", data, content_type="application/octet-stream")


def test_without_a_script_the_form_brings_the_whole_file(tuti):
    answer = signed_in(tuti).post("/impor/unggah/", {**ASKED, "file": csv()})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == f"/impor/{batch.pk}/"
    assert (batch.kind, batch.state, batch.file_size) == ("workers", "received", len(BODY))
    assert (batch.position, batch.partial, batch.illustrative) == (date(2023, 12, 31), False, False)
    assert batch.received_by == tuti
    assert Desk.of(batch.pk).upload.read_bytes() == BODY


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("3671070101909001.csv", "(disamarkan).csv"),
        ("pekerja 3671 0701 0190 9001.csv", "pekerja (disamarkan).csv"),
        ("budi_3671070101909001_2023-12-31_v2.csv", "budi_(disamarkan)_2023-12-31_v2.csv"),
        ("pekerja_2023-12-31.csv", "pekerja_2023-12-31.csv"),
        ("pekerja_\u202evsc.xslx\u200b.csv", "pekerja_vsc.xslx.csv"),
    ],
)
def test_a_name_is_kept_without_what_could_be_a_nik_or_cannot_be_seen(tuti, name, kept):
    signed_in(tuti).post("/impor/unggah/", {**ASKED, "file": csv(name)})
    assert ImportBatch.objects.get().file_name == kept


def test_a_file_whose_name_was_masked_can_be_sent_on(tuti):
    name = "budi_3671070101909001_2023-12-31.csv"
    batch = uploading(tuti, file_name=name)
    signed_in(tuti).post(f"/impor/{batch.pk}/lanjut/", {"file": csv(name)})
    batch.refresh_from_db()
    assert batch.state == "received"


def test_what_is_said_of_the_file_is_kept(tuti):
    people.employer_at(people.cimone())
    said = {**ASKED, "extent": "sebagian", "illustrative": "on", "npp": " 12345678 ", "file": csv()}
    signed_in(tuti).post("/impor/unggah/", said)
    batch = ImportBatch.objects.get()
    assert batch.partial
    assert batch.illustrative
    assert batch.options["npp"] == "12345678"


def test_an_npp_is_only_for_workers_and_only_of_ones_own_branch(tuti):
    people.employer_at(people.cikokol())
    client = signed_in(tuti)
    for npp in ("12345678", "12345678 A"):
        assert "Tidak ada pemberi kerja dengan NPP ini" in text_of(client, {**ASKED, "npp": npp, "file": csv()})
    client.post("/impor/unggah/", {**ASKED, "kind": "employers", "npp": "12345678", "file": csv()})
    assert "npp" not in ImportBatch.objects.get().options


def text_of(client, said):
    return client.post("/impor/unggah/", said).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": ""}, "Pilih berkas yang akan diunggah."),
        ({"file": csv("lama.xls")}, "Berkas .xls tidak dapat dibaca."),
        ({"file": csv("surat.pdf")}, "Berkas harus .xlsx atau .csv."),
        ({"file": csv(body=b"")}, "Berkas ini kosong."),
        ({"kind": "apa"}, "Isi berkas: "),
        ({"position": "2023-02-30"}, "Tulis tanggal di kalender"),
        ({"position": (today() + timedelta(days=2)).isoformat()}, "Posisi data sesudah hari ini."),
        ({"position": "1979-12-31"}, "Posisi data harus sesudah 1979."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(tuti, changes, words):
    html = text_of(signed_in(tuti), {**ASKED, "file": csv(), **changes})
    assert words in html
    assert "<title>Galat:" in html
    assert not ImportBatch.objects.exists()


def test_sample_data_may_come_only_where_nothing_else_is(tuti):
    client = signed_in(tuti)
    assert "id_illustrative" in client.get("/impor/unggah/").content.decode()
    ImportBatch.objects.create(kind="workers", state="applied", position=people.LONG_AGO, applied_at=timezone.now())
    assert "id_illustrative" not in client.get("/impor/unggah/").content.decode()
    client.post("/impor/unggah/", {**ASKED, "illustrative": "on", "file": csv()})
    assert not ImportBatch.objects.get(state="received").illustrative


@pytest.mark.parametrize(
    ("kind", "extent", "partial"),
    [("employers", "sebagian", True), ("headcounts", "sebagian", False), ("figures", "", False)],
)
def test_only_an_extract_is_whole_or_a_part(tuti, kind, extent, partial):
    signed_in(tuti).post("/impor/unggah/", {**ASKED, "kind": kind, "extent": extent, "file": csv()})
    assert ImportBatch.objects.get().partial is partial


def test_of_an_extract_one_has_to_say_whether_it_is_whole(tuti):
    client = signed_in(tuti)
    html = client.get("/impor/unggah/").content.decode()
    assert "Hanya untuk berkas pemberi kerja dan pekerja" in html
    assert "Kelengkapan: Isian ini wajib." in text_of(client, {**ASKED, "extent": "", "file": csv()})
    assert not ImportBatch.objects.exists()


def test_published_figures_are_never_sample_data(tuti):
    signed_in(tuti).post("/impor/unggah/", {**ASKED, "kind": "figures", "illustrative": "on", "file": csv()})
    assert not ImportBatch.objects.get().illustrative


@pytest.mark.parametrize(
    ("name", "position"),
    [("angka.csv", None), ("angka 2023-06-30.csv", date(2023, 6, 30)), ("angka 2999-06-30.csv", None)],
)
def test_a_file_whose_rows_have_days_of_their_own_needs_none(tuti, name, position):
    for kind in ("figures", "headcounts"):
        signed_in(tuti).post("/impor/unggah/", {**ASKED, "kind": kind, "position": "", "file": csv(name)})
        assert ImportBatch.objects.get(kind=kind).position == (position or today())


def test_of_other_files_the_day_has_to_be_typed(tuti):
    assert "Posisi data: Isian ini wajib." in text_of(signed_in(tuti), {**ASKED, "position": "", "file": csv("a.csv")})
    assert not ImportBatch.objects.exists()


def test_the_form_may_come_with_a_day(tuti):
    client = signed_in(tuti)
    assert 'value="2023-12-31"' in client.get("/impor/unggah/?jenis=workers&posisi=2023-12-31").content.decode()
    assert client.get("/impor/unggah/?posisi=apa").status_code == 200


def test_without_a_script_the_day_in_the_name_is_said_where_none_was_typed(tuti):
    client = signed_in(tuti)
    html = text_of(client, {**ASKED, "position": "", "file": csv("PK Des 2023.csv")})
    assert "Nama berkas menyebut 31 Desember 2023: tulis hari itu" in html
    for name in ("pekerja.csv", "PK Des 2077.csv"):
        assert "tulis hari itu" not in text_of(client, {**ASKED, "position": "", "file": csv(name)})


def test_a_script_begins_with_the_name_and_the_size(tuti):
    named = {"file_name": "pekerja.csv", "file_size": len(BODY), "modified": 1_700_000_000_000}
    answer = signed_in(tuti).post("/impor/mulai/", {**ASKED, **named}).json()
    batch = ImportBatch.objects.get()
    assert answer == {
        "id": batch.pk,
        "here": f"/impor/{batch.pk}/",
        "piece": f"/impor/{batch.pk}/potongan/",
        "cancel": f"/impor/{batch.pk}/batal/",
    }
    assert (batch.state, batch.file_size) == ("uploading", len(BODY))


def test_a_script_hears_what_is_wrong_by_field(tuti):
    answer = signed_in(tuti).post("/impor/mulai/", {**ASKED, "kind": "", "file_name": "a.csv", "file_size": 600 << 20})
    assert answer.status_code == 400
    wrong = answer.json()["errors"]
    assert set(wrong) == {"id_kind_0", "id_file"}
    assert wrong["id_file"].startswith(f"Berkas: Berkas ini 600 MB; paling besar {LARGEST_UPLOAD >> 20} MB.")


def test_pieces_make_up_the_file_and_the_last_one_lets_it_be_read(tuti):
    client, batch = signed_in(tuti), uploading(tuti)
    assert piece(client, batch, 0, BODY[:7000]).json() == {"received": 7000}
    assert piece(client, batch, 7000, BODY[7000:]).json() == {"received": len(BODY)}
    batch.refresh_from_db()
    assert batch.state == "received"
    assert Desk.of(batch.pk).upload.read_bytes() == BODY


def test_a_piece_may_be_larger_than_what_a_form_may_hold(tuti, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert piece(signed_in(tuti), uploading(tuti), 0, BODY[:7000]).json() == {"received": 7000}


def test_a_piece_that_came_twice_or_too_early_is_told_where_to_go_on(tuti):
    client, batch = signed_in(tuti), uploading(tuti)
    piece(client, batch, 0, BODY[:7000])
    for at in (0, 9000):
        answer = piece(client, batch, at, BODY[at : at + 100])
        assert (answer.status_code, answer.json()) == (409, {"received": 7000})
    assert Desk.of(batch.pk).received() == 7000


def test_a_file_whose_last_answer_was_lost_ends_with_an_empty_piece(tuti):
    batch = uploading(tuti)
    Desk.of(batch.pk).upload.write_bytes(BODY)
    assert piece(signed_in(tuti), batch, len(BODY), b"").json() == {"received": len(BODY)}
    batch.refresh_from_db()
    assert batch.state == "received"


@pytest.mark.parametrize("at", ["", "-1", "banyak", "9" * 20])
def test_a_piece_from_nowhere_is_refused(tuti, at):
    assert piece(signed_in(tuti), uploading(tuti), at, BODY).status_code == 400


def test_a_piece_for_what_is_over_says_where_it_stands(tuti):
    batch = uploading(tuti)
    ImportBatch.objects.update(state="review")
    answer = piece(signed_in(tuti), batch, 0, BODY)
    assert (answer.status_code, answer.json()) == (409, {"state": "review"})


def test_pieces_are_no_larger_than_promised(tuti):
    batch = uploading(tuti, size=3 << 20)
    assert piece(signed_in(tuti), batch, 0, b"x" * (3 << 20)).status_code == 400


def test_the_page_of_an_upload_says_how_much_is_there(tuti):
    client, batch = signed_in(tuti), uploading(tuti, size=3 << 20)
    piece(client, batch, 0, b"x" * (1 << 20))
    html = client.get(f"/impor/{batch.pk}/").content.decode()
    assert "1\u00a0MB dari 3\u00a0MB sudah terkirim." in html
    assert 'data-received="1048576"' in html


def test_the_same_file_sent_whole_goes_on_from_what_is_there(tuti):
    client, batch = signed_in(tuti), uploading(tuti)
    piece(client, batch, 0, BODY[:7000])
    assert client.post(f"/impor/{batch.pk}/lanjut/", {"file": csv("pekerja.csv")}).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "received"
    assert Desk.of(batch.pk).upload.read_bytes() == BODY


def test_another_file_does_not_go_on(tuti):
    client, batch = signed_in(tuti), uploading(tuti)
    for other in (csv("lain.csv"), csv("pekerja.csv", BODY + b"x")):
        html = client.post(f"/impor/{batch.pk}/lanjut/", {"file": other}).content.decode()
        assert "Ini bukan berkas yang sama" in html
    assert "Pilih berkas yang sama." in client.post(f"/impor/{batch.pk}/lanjut/").content.decode()
    assert Desk.of(batch.pk).received() == 0


def test_an_upload_that_is_given_up_leaves_nothing(tuti):
    client, batch = signed_in(tuti), uploading(tuti)
    piece(client, batch, 0, BODY[:7000])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda then: then())
        client.post(f"/impor/{batch.pk}/batal/")
    batch.refresh_from_db()
    assert batch.state == "cancelled"
    assert not Desk.of(batch.pk).folder.exists()


def test_another_branchs_upload_is_not_found(tuti):
    other = people.person("lina", "admin", people.cikokol())
    batch = uploading(other)
    client = signed_in(tuti)
    assert client.get(f"/impor/{batch.pk}/").status_code == 404
    assert piece(client, batch, 0, BODY).status_code == 404
    assert client.post(f"/impor/{batch.pk}/batal/").status_code == 404
    assert Desk.of(batch.pk).received() == 0


def test_who_may_only_look_sees_that_it_is_on_its_way(tuti):
    batch = uploading(tuti)
    steward = signed_in(people.person("pengelola", "steward"))
    html = steward.get(f"/impor/{batch.pk}/").content.decode()
    assert "Berkas ini sedang dikerjakan tuti." in html
    assert steward.get("/impor/unggah/").status_code == 403
    assert piece(steward, batch, 0, BODY).status_code == 403
