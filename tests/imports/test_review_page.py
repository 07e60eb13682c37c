"""The review: rows by sort, what is wrong in which cell, and what somebody says instead."""

import re

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.models import Correction
from coverage_portal.imports.stage import StagedRow
from coverage_portal.imports.suggestions import Suggestion
from regions.models import Region
from tests import people
from tests.imports.looks import flat
from tests.imports.staged import EFFECT, at_review, employer_row, problem

pytestmark = pytest.mark.usefixtures("desks")

WRONG_PLACE = problem("KODE_KECAMATAN", "district_unknown", "Cipondo")


def place(code, name):
    Region.objects.create(code=code, name=name, level=Region.Level.DISTRICT, path=f"ID.{code}.", parent=people.city())


def state_of(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


def test_the_counts_are_there_and_add_up(look, tuti):
    html = look(at_review(tuti))
    for words in ("198<small>akan ditambahkan", "33<small>akan diubah", "11<small>tidak akan", "6<small>dilewati"):
        assert words in html
    assert "248 baris dibaca = 198 baru + 33 berubah + 6 sama + 11 ditolak + 0 kosong atau bukan data." in html
    assert "231 baris siap disimpan." in html
    assert "Simpan 231 baris" in html
    assert 'x="79.84%" width="13.31%"' in html


def test_what_is_wrong_stands_in_its_cell_with_the_row_of_the_sheet(look, desk, tuti):
    desk.rows["rejected"] = [employer_row(14, WRONG_PLACE, KODE_KECAMATAN="Cipondo")]
    html = look(at_review(tuti))
    cell = re.search(r'<td data-l="Kecamatan".*?</td>', html).group(0)
    assert "cell-err" in cell
    assert ">Cipondo<" in cell
    assert "Kecamatan tidak dikenal." in cell
    assert re.search(r'data-l="Baris">14<', html)


def test_a_suggestion_is_for_every_cell_with_this_text(look, desk, tuti, client, monkeypatch):
    monkeypatch.setattr(
        "coverage_portal.imports.pages.review.Suggester.suggest", lambda *asked: Suggestion("36.71.05", "Cipondoh")
    )
    desk.rows["rejected"] = [employer_row(14, WRONG_PLACE, KODE_KECAMATAN="Cipondo")]
    batch = at_review(tuti)
    html = look(batch)
    assert "Pakai “Cipondoh”" in html
    form = re.search(rf'<form method="post" action="/impor/{batch.pk}/perbaiki/">.*?Pakai', html).group(0)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    client.post(f"/impor/{batch.pk}/perbaiki/", sent)
    correction = Correction.objects.get()
    assert (correction.field, correction.row_number) == ("KODE_KECAMATAN", 0)
    assert (correction.wrong, correction.right) == ("Cipondo", "36.71.05")
    assert state_of(batch) == "checking"


def test_one_cell_can_be_mended_in_place(look, desk, tuti, client):
    desk.rows["rejected"] = [employer_row(14, WRONG_PLACE, KODE_KECAMATAN="Cipondo")]
    batch = at_review(tuti)
    assert "Perbaiki di sini<" in look(batch)
    client.post(f"/impor/{batch.pk}/perbaiki/", {"kolom": "KODE_KECAMATAN", "baris": "14", "isi": " 36.71.05 "})
    correction = Correction.objects.get()
    assert (correction.row_number, correction.wrong, correction.right) == (14, "", "36.71.05")


def test_a_nik_is_never_mended_here(desk, tuti, client):
    desk.rows["rejected"] = [StagedRow(9, {"NAMA": "Rangga", "NIK": "(disamarkan)"}, {}, (problem("NIK", "nik_form"),))]
    batch = at_review(tuti, kind="workers")
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/"))
    assert "NIK harus 16 angka." in html
    assert "NIK tidak dapat diketik di sini, karena portal tidak menyimpan NIK." in html
    assert "Perbaiki di sini" not in html
    sent = {"kolom": "NIK", "baris": "9", "isi": "3671071805829074"}
    assert client.post(f"/impor/{batch.pk}/perbaiki/", sent).status_code == 400
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"kolom": "APA"}, {"kolom": ""}, {"baris": "x"}, {"baris": "-1"}, {"isi": "x" * 301}]
)
def test_what_is_no_correction_is_refused(tuti, client, changes):
    batch = at_review(tuti)
    sent = {"kolom": "NAMA", "baris": "14", "isi": "PT Contoh", **changes}
    assert client.post(f"/impor/{batch.pk}/perbaiki/", sent).status_code == 400
    assert state_of(batch) == "review"


def test_a_problem_of_the_whole_row_stands_beside_its_number(look, desk, tuti):
    desk.rows["rejected"] = [StagedRow(14, {}, {}, (problem("", "cell_count"),))]
    assert re.search(r'data-l="Baris">14<span class="m">Jumlah kolom di baris ini', look(at_review(tuti)))


def test_an_update_shows_old_and_new(look, desk, tuti):
    desk.rows["changed"] = [employer_row(20, old={"SKALA": "Mikro", "ALAMAT": ""}, ALAMAT="Jalan Baru 2")]
    html = look(at_review(tuti), "?baris=ubah")
    assert '<del>Mikro</del> <span aria-hidden="true">→</span><span class="vh"> menjadi</span> <ins>Kecil</ins>' in html
    assert "<del>–</del>" in html
    assert "<ins>Jalan Baru 2</ins>" in html


def test_a_place_is_named_beside_its_code(look, desk, tuti):
    place("36.71.05", "Cipondoh")
    place("36.71.07", "Karawaci")
    desk.rows["changed"] = [employer_row(20, old={"KODE_KECAMATAN": "36.71.07"})]
    html = look(at_review(tuti), "?baris=ubah")
    assert "<del>Karawaci (36.71.07)</del>" in html
    assert "<ins>Cipondoh (36.71.05)</ins>" in html
    desk.rows["rejected"] = [employer_row(14, problem("NPP", "required"), NPP="", KODE_KECAMATAN="36.71.99")]
    assert ">36.71.99<" in look(at_review(tuti), "?baris=salah")


def test_tabs_are_links_with_counts(look, tuti):
    html = look(at_review(tuti, rows_missing=12), "?baris=baru")
    assert '<a href="?baris=salah#baris">Perlu diperbaiki (11)</a>' in html
    assert '<a href="?baris=baru#baris" aria-current="page">Baru (198)</a>' in html
    assert "Tidak ada lagi (12)" in html
    assert "Tidak ada lagi (" not in look(at_review(tuti))


def test_rows_can_be_searched_by_text_and_by_reason(look, desk, tuti):
    desk.rows["rejected"] = [employer_row(14, WRONG_PLACE), employer_row(15, problem("NPP", "required"), NAMA="Toko")]
    batch = at_review(tuti, summary={"reasons": {"district_unknown": 1, "required": 1}})
    assert "Kolom ini wajib diisi. (1)" in look(batch)
    found = look(batch, "?baris=salah&cari=toko")
    assert "Toko" in found and "CV Contoh Laju" not in found
    assert ">15<" in look(batch, "?baris=salah&sebab=required")
    assert "Tidak ada baris yang cocok." in look(batch, "?cari=tak+ada")
    assert ("rejected", 1, "", "required") in desk.asked


def test_rows_come_a_page_at_a_time(look, desk, tuti, client):
    desk.rows["new"] = [employer_row(number) for number in range(2, 62)]
    batch = at_review(tuti)
    assert "1–25 dari 60" in look(batch, "?baris=baru")
    assert "51–60 dari 60" in look(batch, "?baris=baru&hal=3")
    for wrong in ("4", "0", "x", "9" * 12):
        assert client.get(f"/impor/{batch.pk}/tinjau/?baris=baru&hal={wrong}").status_code == 404


def test_the_effect_is_shown_before_and_after(look, tuti):
    html = look(at_review(tuti, summary={"effect": EFFECT}))
    assert "Cakupan dari 1.190.000 (Angkatan kerja, 2023)" in html
    assert re.search(r">61,8%<.*>62,9%<.*\+1,0\u00a0poin<|>61,8%<.*62,9%.*\+1,0.poin", html)
    assert "+12.000" in html
    assert "1 kecamatan yang jumlahnya berubah" in html
    assert "Karawaci" not in html


def test_corrections_are_listed(look, tuti):
    place("36.71.05", "Cipondoh")
    batch = at_review(tuti)
    Correction.objects.create(batch=batch, field="KODE_KECAMATAN", wrong="Cipondo", right="36.71.05", rows=2)
    Correction.objects.create(batch=batch, field="NAMA", row_number=14, right="PT Contoh", rows=1, made_by=tuti)
    html = look(batch)
    assert "2 perbaikan yang sudah dipakai" in html
    assert "<strong>Kecamatan</strong>: setiap “Cipondo” dibaca “Cipondoh (36.71.05)”; 2 baris" in html
    assert "<strong>Nama</strong>, baris 14: yang kosong dibaca “PT Contoh”; 1 baris, oleh tuti" in html


def test_an_import_that_waits_for_its_review_leads_there_and_others_lead_back(desk, tuti, client):
    batch = at_review(tuti)
    assert client.get(f"/impor/{batch.pk}/")["Location"] == f"/impor/{batch.pk}/tinjau/"
    ImportBatch.objects.update(state="checking")
    assert client.get(f"/impor/{batch.pk}/tinjau/")["Location"] == f"/impor/{batch.pk}/"
    assert client.post(f"/impor/{batch.pk}/simpan/")["Location"] == f"/impor/{batch.pk}/"
    sent = {"kolom": "NAMA", "baris": "14", "isi": "PT Contoh"}
    assert client.post(f"/impor/{batch.pk}/perbaiki/", sent)["Location"] == f"/impor/{batch.pk}/"
    assert not Correction.objects.exists()


def test_only_who_may_import_sees_the_rows_and_only_of_their_branch(desk, tuti):
    batch = at_review(tuti)
    lina = people.person("lina", "admin", people.cikokol())
    for who, status in ((lina, 404), (people.person("pengelola", "steward"), 403)):
        other = Client()
        other.force_login(who)
        assert other.get(f"/impor/{batch.pk}/tinjau/").status_code == status
        assert other.post(f"/impor/{batch.pk}/simpan/").status_code == status
    assert state_of(batch) == "review"


def test_texts_of_the_file_are_shown_as_text(look, desk, tuti):
    desk.rows["rejected"] = [employer_row(14, WRONG_PLACE, NAMA="<script>x</script>", KODE_KECAMATAN='"><b>')]
    html = look(at_review(tuti))
    assert "<script>x" not in html
    assert '"><b>' not in html


def test_figures_are_shown_by_name_and_in_the_readers_numbers(desk, tuti, client):
    cells = {"JENIS": "unemployment_rate", "BASIS": "bps_sakernas", "NILAI": "6.35", "PENERBIT": "", "PERIODE": "2023"}
    wrong = StagedRow(5, cells, problems=(problem("PENERBIT", "required"),))
    changed = StagedRow(6, {**cells, "NILAI": "7.0625"}, {"NILAI": "1190000"}, ())
    desk.rows.update(rejected=[wrong], changed=[changed])
    batch = at_review(tuti, kind="figures", summary={})
    client.force_login(tuti)
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/?baris=salah&kolom=semua"))
    assert ">Tingkat pengangguran terbuka (TPT)<" in html and ">6,35<" in html
    assert "unemployment_rate" not in html and "bps_sakernas" not in html and "6.35" not in html
    assert "<del>1.190.000</del>" in flat(client.get(f"/impor/{batch.pk}/tinjau/?baris=ubah"))
    english = flat(client.get(f"/en/impor/{batch.pk}/tinjau/?baris=ubah"))
    assert "<del>1,190,000</del>" in english and "<ins>7.0625</ins>" in english


def test_a_sum_that_differs_is_told_with_its_row_in_the_readers_numbers(desk, look, tuti, client):
    desk.rows["new"] = [employer_row(134, problem("JML_TK_WLKP", "control_sum", "78391 / 78379.50", "warning"))]
    batch = at_review(tuti, summary={"warnings": {"control_sum": 1}})
    assert "Jumlah tenaga kerja (WLKP), baris 134: 78.391 / 78.379,5" in look(batch)
    assert "row 134: 78,391 / 78,379.5" in flat(client.get(f"/en/impor/{batch.pk}/tinjau/"))


def test_points_that_rounding_sets_apart_are_explained(look, tuti):
    """61.85 to 61.26: written 61,8 and 61,3, yet 0,6 points."""
    said = "Poin dihitung sebelum dibulatkan"
    (city,) = EFFECT["cities"]
    fewer = {**city, "after": {"memberships": 729_000, "JKK": 700_000}}
    html = look(at_review(tuti, kind="workers", summary={"effect": {**EFFECT, "cities": [fewer]}}))
    assert "61,8%" in html and "61,3%" in html and "−0,6" in html and said in html
    more = {**city, "after": {"memberships": 737_000, "JKK": 700_000}}
    assert said not in look(at_review(tuti, kind="workers", summary={"effect": {**EFFECT, "cities": [more]}}))
