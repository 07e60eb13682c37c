"""Whoever looks around in a review, or mends a cell, finds what was ticked and the place where one was."""

import re

import pytest

from coverage_portal.core.models import ImportBatch
from tests.imports.looks import flat
from tests.imports.staged import at_review, employer_row, problem

pytestmark = pytest.mark.usefixtures("desks")

WARNED = problem("NPP", "npp_form", "91", "warning")
SUMMARY = {"warnings": {"npp_form": 3, "kpj_form": 1}, "mark": "ab12"}
UNKNOWN = problem("KODE_KECAMATAN", "district_unknown", "Cipondo")


@pytest.fixture
def warned(desk, tuti):
    """A file with a warning in one new row and in two that change."""
    desk.rows["new"] = [employer_row(14, WARNED, NPP="91", NAMA="CV Baru")]
    desk.rows["changed"] = [
        employer_row(20, WARNED, NPP="91", NAMA="CV Ubah"), employer_row(21, WARNED, NPP="91"), employer_row(22),
    ]  # fmt: skip
    return at_review(tuti, summary=SUMMARY)


def ticked(html):
    return re.findall(r'name="tahu" value="(\w+)" checked', html)


def test_a_warning_leads_to_its_rows_where_most_of_them_are_and_stays_ticked(look, warned, client):
    html = look(warned)
    assert re.search(r'<button class="fix" name="lihat" value="npp_form">Lihat 3 baris ini', html)
    sent = {"tanda": "ab12", "tahu": ["kpj_form"], "lihat": "npp_form"}
    answer = client.post(f"/impor/{warned.pk}/simpan/", sent)
    assert answer["Location"] == f"/impor/{warned.pk}/tinjau/?sebab=npp_form#baris"
    assert ImportBatch.objects.get().state == "review"
    html = flat(client.get(answer["Location"]))
    assert ticked(html) == ["kpj_form"]
    assert 'aria-current="page">Pembaruan (2)' in html
    assert "CV Ubah" in html
    assert ">22<" not in html
    assert "Hanya baris dengan peringatan ini: NPP biasanya 8 huruf atau angka." in html
    assert re.search(r'cell-warn full"><span[^>]*>91<', html)
    assert '<a href="?baris=baru&amp;sebab=npp_form#baris">Baru (1)</a>' in html
    assert "Perlu diperbaiki (" not in html.partition('class="tabs"')[2].partition("</nav>")[0]
    assert "CV Baru" in look(warned, "?baris=baru&sebab=npp_form")


def test_ticks_stay_on_other_rows_and_go_with_a_new_check(look, warned, client):
    refused = flat(client.post(f"/impor/{warned.pk}/simpan/", {"tanda": "ab12", "tahu": ["kpj_form"]}))
    assert ticked(refused) == ["kpj_form"]
    assert ticked(look(warned, "?baris=baru")) == ["kpj_form"]
    ImportBatch.objects.update(summary={**SUMMARY, "mark": "cd34"})
    assert ticked(look(warned)) == []


def test_links_on_the_page_that_asks_for_the_rest_lead_to_the_review(warned, client):
    answer = client.get(f"/impor/{warned.pk}/simpan/?baris=baru")
    assert answer["Location"] == f"/impor/{warned.pk}/tinjau/?baris=baru"


def mended(client, batch, query, **sent):
    """Where the review is after a correction was made on the page with this query."""
    where = f"/impor/{batch.pk}"
    page = f"http://testserver{where}/tinjau/?{query}"
    client.post(f"{where}/perbaiki/", {"kolom": "KODE_KECAMATAN", "isi": "36.71.05", **sent}, headers={"referer": page})
    ImportBatch.objects.update(state="review")
    return client.get(f"{where}/")["Location"]


def test_after_a_correction_the_review_comes_back_to_the_next_cell_to_mend(desk, tuti, client):
    desk.rows["rejected"] = [
        employer_row(12, UNKNOWN), employer_row(15, problem("NPP", "required"), NPP=""), employer_row(16, UNKNOWN),
    ]  # fmt: skip
    batch = at_review(tuti)
    where = mended(client, batch, "baris=salah&lanjut=3", baris="0", lama="Cipondo", dari="14")
    assert where == f"/impor/{batch.pk}/tinjau/?baris=salah&lanjut=14#lanjut"
    html = flat(client.get(where))
    assert html.count('id="lanjut"') == 1
    assert re.search(r'<summary class="fix" id="lanjut">[^<]*<span class="vh">: baris 15, NPP', html)
    one = mended(client, batch, "baris=salah", baris="16")
    assert re.search(r'id="lanjut">[^<]*<span class="vh">: baris 16, Kecamatan', flat(client.get(one)))


def test_it_comes_back_to_the_last_page_there_is_and_to_a_sentence_where_nothing_is_left(desk, tuti, client):
    desk.rows["rejected"] = [employer_row(number, UNKNOWN) for number in range(2, 20)]
    batch = at_review(tuti)
    where = mended(client, batch, "baris=salah&hal=2", baris="30")
    assert re.search(r'id="lanjut">[^<]*<span class="vh">: baris 19', flat(client.get(where)))
    desk.rows["rejected"] = []
    html = flat(client.get(where))
    assert '<p id="lanjut" tabindex="-1">Tidak ada baris yang perlu diperbaiki.' in html


def test_a_row_that_nothing_can_be_mended_in_is_come_back_to_as_a_row(desk, tuti, client):
    desk.rows["rejected"] = [employer_row(15, problem("", "cell_count"))]
    html = flat(client.get(mended(client, at_review(tuti), "baris=salah", baris="14")))
    assert '<tr id="lanjut" tabindex="-1">' in html
