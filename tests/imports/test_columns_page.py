"""The columns page: what was found, what somebody says instead, and what the portal remembers of it."""

import re

import pytest

from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.field_names import NAMES
from coverage_portal.imports.kinds import KINDS, SIPP
from coverage_portal.imports.models import SavedLayout
from coverage_portal.programmes.codes import Programme
from employers.models import EmployerProgramme
from tests import people
from tests.imports.looks import HEADER, TAKEN, at_columns, layout, look

pytestmark = pytest.mark.usefixtures("desks")


SENT = {
    **{f"kolom-{name}": str(at) for at, name in enumerate(TAKEN)},
    "gaya-TGL_DAFTAR": "dmy",
    "gaya-JML_TK_WLKP": "id",
}


def shown(client, batch):
    return client.get(f"/impor/{batch.pk}/kolom/").content.decode()


def send(client, batch, **changes):
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(f"/impor/{batch.pk}/kolom/", {**SENT, **given})


def state_of(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


def selected(html, name):
    """The option that a select of the page shows."""
    select = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL).group(0)
    found = re.search(r'<option value="([^"]*)" selected', select)
    return found.group(1) if found else None


def test_the_page_says_what_was_found(client, tuti):
    html = shown(client, at_columns(tuti))
    assert "pemberi-kerja-cipondoh.xlsx" in html
    assert "248 baris data di bawah judul." in html
    assert selected(html, "kolom-NPP") == "1"
    assert selected(html, "gaya-TGL_DAFTAR") == "dmy"
    assert "B: No NPP" in html
    assert "tertulis 03/04/2023, dibaca 03-04-2023" in html
    assert "1 kolom berkas tidak dikenal dan tidak dibaca: Piutang." in html
    assert "Periksa 248 baris" in html
    assert "CV Contoh Laju" in html
    assert "hanya lembar yang terlihat pertama ini yang dibaca" in html


def test_required_fields_stand_first_and_what_is_not_there_is_folded_away(client, tuti):
    first, _, folded = shown(client, at_columns(tuti)).partition("isian lain tidak ada di berkas ini")
    places = [first.index(f'name="kolom-{name}"') for name in ("KODE_KANTOR", "TGL_DAFTAR", "JML_TK_WLKP")]
    assert places == sorted(places)
    assert 'name="kolom-ALAMAT"' in folded
    assert 'name="kolom-ALAMAT"' not in first


def test_the_file_is_checked_as_it_was_found_and_that_is_remembered(client, tuti):
    batch = at_columns(tuti)
    answer = send(client, batch, remember="on")
    assert answer["Location"] == f"/impor/{batch.pk}/"
    batch.refresh_from_db()
    assert batch.state == "checking"
    assert Layout.from_json(batch.layout) == layout()
    saved = SavedLayout.objects.get()
    assert (saved.kind, saved.saved_by) == ("employers", tuti)


def test_what_need_not_be_remembered_is_not(client, tuti):
    send(client, at_columns(tuti))
    assert not SavedLayout.objects.exists()


def test_another_column_may_be_taken_and_one_left_out(client, tuti):
    batch = at_columns(tuti)
    send(client, batch, kolom__NAMA="6", kolom__JML_TK_WLKP="")
    batch.refresh_from_db()
    assert batch.layout["columns"]["NAMA"] == [6]
    assert "JML_TK_WLKP" not in batch.layout["columns"]
    assert batch.layout["numbers"] == {}


def test_what_can_be_read_in_two_ways_has_to_be_decided(client, tuti):
    batch = at_columns(tuti, look(doubtful=("TGL_DAFTAR",)))
    html = shown(client, batch)
    assert selected(html, "gaya-TGL_DAFTAR") is None or selected(html, "gaya-TGL_DAFTAR") == ""
    assert "Usulan portal: hari-bulan-tahun" in html
    refused = send(client, batch, gaya__TGL_DAFTAR="").content.decode()
    assert "Isinya dapat dibaca dengan dua cara. Pilih salah satu." in refused
    assert "<title>Galat:" in refused
    assert state_of(batch) == "columns"
    send(client, batch, gaya__TGL_DAFTAR="mdy")
    assert ImportBatch.objects.get().layout["dates"] == {"TGL_DAFTAR": "mdy"}


def test_a_required_field_needs_a_column_or_one_text_for_all_rows(client, tuti):
    batch = at_columns(tuti)
    refused = send(client, batch, kolom__KODE_KANTOR="", kolom__TGL_DAFTAR="").content.decode()
    assert "Wajib ada. Pilih kolomnya, atau isi satu teks untuk semua baris." in refused
    assert "Wajib ada. Pilih kolomnya.<" in refused
    send(client, batch, kolom__KODE_KANTOR="", tetap__KODE_KANTOR="CMN")
    batch.refresh_from_db()
    assert batch.layout["constants"] == {"KODE_KANTOR": "CMN"}
    assert "KODE_KANTOR" not in batch.layout["columns"]


def test_one_text_for_all_rows_gives_way_to_a_column(client, tuti):
    batch = at_columns(tuti)
    send(client, batch, tetap__KODE_KANTOR="CMN")
    batch.refresh_from_db()
    assert batch.layout["constants"] == {}


def test_dates_of_a_column_nobody_looked_at_are_looked_at_first(client, tuti):
    batch = at_columns(tuti)
    answer = send(client, batch, kolom__TGL_DAFTAR="6", kolom__KODE_KANTOR="", tetap__KODE_KANTOR="CMN")
    batch.refresh_from_db()
    assert batch.state == "received"
    assert batch.options["look"]["columns"]["TGL_DAFTAR"] == [6]
    assert batch.options["constants"] == {"KODE_KANTOR": "CMN"}
    assert answer["Location"] == f"/impor/{batch.pk}/"


def test_a_text_for_all_rows_is_there_again_after_another_look(client, tuti):
    html = shown(client, at_columns(tuti, options={"constants": {"KODE_KANTOR": "CMN", "DIVISI": "01"}}))
    assert selected(html, "tetap-KODE_KANTOR") == "CMN"
    assert re.search(r'name="tetap-DIVISI" value="01"', html)


def test_what_tells_rows_apart_is_never_one_text_for_all_of_them(client, tuti):
    without = {name: places for name, places in layout().columns.items() if name != "NPP"}
    html = shown(client, at_columns(tuti, look(layout=layout(columns=without), missing=("NPP",))))
    assert 'name="tetap-NPP"' not in html
    assert "Kolomnya belum ditemukan. Pilih kolomnya.<" in html
    assert 'name="tetap-NPP"' in shown(client, at_columns(tuti, kind="workers"))
    assert 'name="tetap-KPJ"' not in shown(client, at_columns(tuti, kind="workers"))


def test_columns_that_make_up_one_field_together_stay_together(client, tuti):
    joined = layout(columns={**layout().columns, "ALAMAT": (3, 6)})
    batch = at_columns(tuti, look(layout=joined))
    html = shown(client, batch)
    assert "D + G" in html
    assert selected(html, "kolom-ALAMAT") == "3,6"
    send(client, batch, kolom__ALAMAT="3,6")
    assert ImportBatch.objects.get().layout["columns"]["ALAMAT"] == [3, 6]


def test_a_remembered_layout_says_so_and_needs_no_second_word(client, tuti):
    doubtful = look(doubtful=("TGL_DAFTAR",))
    html = shown(client, at_columns(tuti, doubtful, options={"remembered": True}))
    assert "diingat dari berkas sebelumnya" in html
    assert selected(html, "gaya-TGL_DAFTAR") == "dmy"


def test_a_column_that_is_there_twice_has_to_be_chosen(client, tuti):
    without = {name: places for name, places in layout().columns.items() if name != "NPP"}
    html = shown(client, at_columns(tuti, look(layout=layout(columns=without), repeated={"NPP": (1, 6)})))
    assert "Beberapa kolom bernama seperti ini. Pilih satu." in html
    assert selected(html, "kolom-NPP") in (None, "")


def test_sheet_and_header_row_can_be_named(client, tuti):
    batch = at_columns(tuti)
    assert "Petunjuk" in shown(client, batch)
    said = {"langkah": "baca", "sheet": "Petunjuk", "header_row": "2"}
    client.post(f"/impor/{batch.pk}/kolom/", said)
    batch.refresh_from_db()
    assert (batch.state, batch.options["look"]) == ("received", {"sheet": "Petunjuk", "header_row": 2})


def test_of_a_csv_separator_and_letters_can_be_named(client, tuti):
    batch = at_columns(tuti, look(sheets=(), layout=layout(sheet="")))
    html = shown(client, batch)
    assert 'name="sheet"' not in html
    client.post(
        f"/impor/{batch.pk}/kolom/", {"langkah": "baca", "header_row": "1", "separator": "tab", "encoding": "cp1252"}
    )
    batch.refresh_from_db()
    assert batch.options["look"] == {"header_row": 1, "separator": "\t", "encoding": "cp1252"}


def test_a_header_row_that_is_none_is_told(client, tuti):
    batch = at_columns(tuti)
    html = client.post(f"/impor/{batch.pk}/kolom/", {"langkah": "baca", "header_row": "tiga"}).content.decode()
    assert "Tulis nomor baris, misalnya 3." in html
    assert state_of(batch) == "columns"


def test_before_and_after_there_is_nothing_to_choose(client, tuti):
    for state in ("received", "checking", "applied"):
        batch = at_columns(tuti, state=state)
        assert client.get(f"/impor/{batch.pk}/kolom/")["Location"] == f"/impor/{batch.pk}/"
        assert send(client, batch)["Location"] == f"/impor/{batch.pk}/"
        assert state_of(batch) == state


def test_from_the_review_one_may_come_back(client, tuti):
    batch = at_columns(tuti, state="review")
    assert "Cocokkan kolom" in shown(client, batch)
    send(client, batch)
    assert state_of(batch) == "checking"


def test_an_import_that_waits_for_its_columns_leads_there(client, tuti):
    batch = at_columns(tuti)
    assert client.get(f"/impor/{batch.pk}/")["Location"] == f"/impor/{batch.pk}/kolom/"


def test_columns_of_another_branchs_file_are_not_found(client):
    other = people.person("lina", "admin", people.cikokol())
    batch = at_columns(other)
    assert client.get(f"/impor/{batch.pk}/kolom/").status_code == 404
    assert send(client, batch).status_code == 404


NEW_WORKERS = layout(
    columns={"NAMA": (0,), "NIK": (1,), "JENIS_IDENTITAS": (2,), "JENIS_KELAMIN": (3,), "KODE_TEMPAT_KERJA": (5,)}
    | {"TGL_LAHIR": (4,)},
    dates={"TGL_LAHIR": "dmy"},
    numbers={},
)


def test_new_workers_need_only_their_employer(client, tuti):
    batch = at_columns(tuti, look(layout=NEW_WORKERS), kind="workers", options={"sipp": True})
    html = shown(client, batch)
    assert "Kantor, segmen, dan program mengikuti pemberi kerjanya." in html
    assert 'name="kolom-PROGRAM"' not in html
    said = {f"kolom-{name}": str(places[0]) for name, places in NEW_WORKERS.columns.items()}
    sent = {**said, "gaya-TGL_LAHIR": "dmy", "tetap-NPP": "99999999"}
    refused = client.post(f"/impor/{batch.pk}/kolom/", sent).content.decode()
    assert "tidak menyebut pemberi kerja" in refused
    assert state_of(batch) == "columns"
    EmployerProgramme.objects.create(
        employer=people.employer_at(people.cimone()), programme=Programme.JKK, started_on=people.LONG_AGO
    )
    client.post(f"/impor/{batch.pk}/kolom/", {**sent, "tetap-NPP": "12345678"})
    batch.refresh_from_db()
    assert batch.state == "checking"
    assert batch.layout["constants"] == {
        "KODE_KANTOR": "CMN", "NPP": "12345678", "DIVISI": "", "SEGMEN": "PU", "PROGRAM": "JKK",
    }  # fmt: skip
    assert not SavedLayout.objects.exists()


def test_of_new_workers_it_is_said_what_is_left_unread_on_purpose_and_when_they_begin(client, tuti):
    seen = look(layout=NEW_WORKERS, unknown=("NAMA_IBU_KANDUNG", "HP", "Catatan HRD"))
    html = shown(client, at_columns(tuti, seen, kind="workers", options={"sipp": True}))
    assert "1 kolom berkas tidak dikenal dan tidak dibaca: Catatan HRD." in html
    assert "2 kolom sengaja tidak dibaca, karena portal tidak memerlukannya: NAMA_IBU_KANDUNG, HP." in html
    assert "yang tanggal kepesertaannya kosong di berkas dimulai pada posisi data, 31 Desember 2023." in html


def test_a_figure_that_may_stand_under_an_unknown_header_is_pointed_out(client, tuti):
    html = shown(client, at_columns(tuti))
    assert "Tidak ditemukan kolom untuk: Tanggal tutup." in html
    assert "(Piutang), pilih kolom itu di bawah." in html
    assert 'name="kolom-TGL_TUTUP"' in html.partition("isian lain tidak ada di berkas ini")[0]
    known = shown(client, at_columns(tuti, look(unknown=("ALASAN DITOLAK",))))
    assert "Tidak ditemukan kolom untuk" not in known
    assert "tidak dikenal dan tidak dibaca" not in known


def test_every_column_of_every_kind_has_a_name_for_people(db):
    fields = {field.name for kind in (*KINDS.values(), SIPP) for field in kind.fields()}
    assert fields - set(NAMES) == set()


def test_headers_are_shown_as_text(client, tuti):
    columns = look().columns
    odd = (*columns[:-1], type(columns[-1])(6, "<b>Piutang</b>"))
    html = shown(client, at_columns(tuti, look(columns=odd)))
    assert "&lt;b&gt;Piutang&lt;/b&gt;" in html
    assert "<b>Piutang" not in html
    assert len(HEADER) == len(odd)
