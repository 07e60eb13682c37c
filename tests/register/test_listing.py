"""The list of employers: one's own branch, what it says of each, how it is found, sorted, paged and counted."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from coverage_portal.core.formatting import short_date
from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import Programme, Scale
from tests import people
from tests.employers import made
from tests.imports import extracts
from workers import compliance

LIST_QUERIES = 8
"""Session, user, rights; what one may choose from and one's saved views; the position; count and sums; the rows; the
Ilustrasi mark."""
HTML_LIMIT = 12 * 1024


@pytest.fixture
def at_year_end(db):
    people.city()
    return made.at_year_end()


def page_for(user, query=""):
    compliance.rebuild()
    client = Client()
    client.force_login(user)
    return client.get(f"/pemberi-kerja/{query}")


def named(user, query=""):
    return [line.employer.name for line in page_for(user, query).context["lines"]]


def html_for(user, query=""):
    return page_for(user, query).content.decode()


def test_a_row_says_what_is_obliged_registered_missing_and_found(budi, at_year_end):
    ours = made.employer(declared_headcount=4, scale=Scale.MEDIUM, division="000", changed_on=date(2024, 3, 12))
    made.employer("CV Contoh Jauh", "TC200001", people.cikokol())
    made.member(ours)
    made.member(ours, ended=made.POSITION)
    made.member(ours, started=date(2024, 1, 1))
    html = html_for(budi)
    assert "CV Contoh Jauh" not in html
    assert "1 pemberi kerja" in html and "keadaan per 31 Desember 2023" in html and "Kekurangan 3 pekerja." in html
    assert "NPP TC100214, divisi 000, Cipondoh" in html
    assert "Penyediaan Akomodasi" in html and "Menengah" in html
    for label, value in (("Pekerja wajib", 4), ("Terdaftar", 1), ("Belum", "<b>3</b>")):
        assert f'<td class="n" data-l="{label}">{value}</td>' in html
    assert "25,0%" in html and "PDS tenaga kerja" in html and "12 Mar 2024" in html


def test_the_english_list_says_it_in_english(budi, at_year_end):
    made.employer()
    compliance.rebuild()
    client = Client()
    client.force_login(budi)
    html = client.get("/en/pemberi-kerja/").content.decode()
    assert "Accommodation and food and drink services" in html
    assert "Medium" in html and "1 employer<" in html
    assert "Penyediaan Akomodasi" not in html


def test_more_members_than_were_declared_are_more_than_all_of_them(budi, at_year_end):
    firm = made.employer(declared_headcount=1)
    for _ in range(3):
        made.member(firm)
    html = html_for(budi)
    assert "300,0%" in html and 'data-l="Belum"><b>0</b>' in html


def test_without_a_declared_headcount_nothing_is_made_up(budi, at_year_end):
    made.member(made.employer())
    html = html_for(budi)
    assert 'data-l="Pekerja wajib">–</td>' in html and 'data-l="Belum"><b>–</b>' in html
    assert "Kekurangan 0 pekerja. 1 tanpa jumlah pekerja wajib." in html


def test_a_prospect_has_no_npp_and_is_not_registered(budi, at_year_end):
    made.employer("PT Belum", "", declared_headcount=9, found_on=date(2023, 2, 1))
    html = html_for(budi)
    assert "belum ber-NPP" in html and "tag-err" in html and "Belum daftar (PWBD)" in html


def test_all_branches_are_there_for_who_has_them_and_none_for_who_has_not(ratna, joko, at_year_end):
    made.employer()
    made.employer("CV Contoh Jauh", "TC200001", people.cikokol())
    assert len(named(ratna)) == 2
    assert "Tangerang Cikokol" in html_for(ratna)
    assert page_for(joko).status_code == 403


def test_the_largest_shortfall_comes_first_and_an_unknown_one_last(budi, at_year_end):
    made.employer("PT Tak Tahu", "TC1")
    made.employer("PT Kecil", "TC2", declared_headcount=2)
    made.employer("PT Besar", "TC3", declared_headcount=9)
    made.employer("PT Nol", "TC4", declared_headcount=0)
    assert named(budi) == ["PT Besar", "PT Kecil", "PT Nol", "PT Tak Tahu"]
    assert named(budi, "?urut=belum") == ["PT Nol", "PT Kecil", "PT Besar", "PT Tak Tahu"]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("nama", "A Satu", "C Tiga"),
        ("sektor", "A Satu", "C Tiga"),
        ("wajib", "A Satu", "C Tiga"),
        ("terdaftar", "A Satu", "C Tiga"),
        ("cakupan", "A Satu", "C Tiga"),
        ("kepatuhan", "A Satu", "C Tiga"),
        ("diperbarui", "A Satu", "C Tiga"),
    ],
)
def test_every_column_orders_either_way(budi, at_year_end, order, first, last):
    letters = {"A Satu": "A", "B Dua": "C", "C Tiga": "F"}
    for place, (name, letter) in enumerate(letters.items(), start=1):
        firm = made.employer(
            name, f"TC{place}" if place > 1 else "", declared_headcount=place * 2, kbli_section=letter,
            changed_on=date(2023, place, 1), found_on=date(2023, 1, 1),
        )  # fmt: skip
        for _ in range((place - 1) * place):
            made.member(firm)
    response = page_for(budi, f"?urut={order}")
    assert [line.employer.name for line in response.context["lines"]][:: len(letters) - 1] == [first, last]
    assert 'aria-sort="ascending"' in response.content.decode()
    assert named(budi, f"?urut=-{order}")[:: len(letters) - 1] == [last, first]


def test_the_heads_lead_to_the_other_way_and_keep_the_question(budi, at_year_end):
    made.employer(declared_headcount=3)
    html = html_for(budi, "?q=boga&hal=1")
    assert 'aria-sort="descending"><a class="by" href="?q=boga&amp;urut=belum">Belum</a>' in html
    assert 'href="?q=boga&amp;urut=-wajib"' in html
    assert 'href="?q=boga&amp;urut=nama"' in html


def test_a_closed_employer_is_found_only_by_who_looks_for_it(budi, at_year_end):
    made.employer("PT Buka", "1")
    made.employer("PT Tutup Usaha", "2", closed_on=date(2023, 10, 11), declared_headcount=1)
    made.employer("PT Diam Usaha", "3", closed_on=date(2023, 10, 11), closed_as="nonaktif")
    soon = today() + timedelta(days=40)
    later = made.employer("PT Segera Usaha", "4", closed_on=soon)
    made.employer("PT Sesudah Posisi", "5", closed_on=date(2024, 2, 1))
    assert named(budi) == ["PT Buka", later.name]
    assert f"Tutup sejak {short_date(soon, 'id')}" in html_for(budi)
    found = html_for(budi, "?q=usaha")
    assert '<span class="tag">Tutup</span>' in found and '<span class="tag">Nonaktif</span>' in found
    assert named(budi, "?q=usaha&status=terdaftar") == [later.name]
    assert set(named(budi, "?status=tutup")) == {"PT Tutup Usaha", "PT Sesudah Posisi"}
    assert named(budi, "?status=nonaktif") == ["PT Diam Usaha"]
    assert len(named(budi, "?status=semua")) == 5


def test_how_many_of_how_many_and_what_they_lack_together(budi, at_year_end):
    made.employer("PT Satu", "1", declared_headcount=7)
    made.employer("PT Dua", "2", declared_headcount=5)
    made.employer("PT Dua Lagi", "3")
    html = re.sub(r"<[^>]+>", "", html_for(budi, "?q=dua"))
    assert "2 pemberi kerja dari 3. Kekurangan 5 pekerja. 1 tanpa jumlah pekerja wajib." in html
    assert "dari 3" not in html_for(budi)


def test_a_search_without_result_and_an_empty_register_say_so(budi, at_year_end):
    assert "Belum ada pemberi kerja." in html_for(budi)
    made.employer()
    html = html_for(budi, "?q=%3Cscript%3E")
    assert "Tidak ada pemberi kerja yang cocok." in html
    assert "<script" not in html


def test_fifty_a_page_in_few_queries_and_few_bytes(budi, at_year_end, django_assert_max_num_queries):
    for i in range(120):
        made.employer(f"PT Contoh {i:03}", f"TC{i:06}", declared_headcount=i)
    compliance.rebuild()
    client = Client()
    client.force_login(budi)
    with django_assert_max_num_queries(LIST_QUERIES):
        html = client.get("/pemberi-kerja/?hal=2&q=contoh&kecamatan=36.71.05&kepatuhan=pds-tk").content.decode()
    assert html.count('<th scope="row">') == 50
    assert "51–100 dari 119" in html
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    assert "101–120 dari 120" in client.get("/pemberi-kerja/?hal=3").content.decode()


def test_with_the_controls_of_who_may_edit_it_keeps_its_budget(at_year_end):
    for i in range(60):
        made.employer(f"PT Contoh {i:03} Sejahtera", f"TC{i:06}", declared_headcount=i)
    html = html_for(people.person("sari", "admin"))
    assert html.count('type="checkbox"') == 50
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT


@pytest.mark.parametrize("page", ["abc", "0", "-1", "4", "9" * 30])
def test_a_page_that_is_none_is_not_another_page(budi, page):
    client = Client()
    client.force_login(budi)
    assert client.get("/pemberi-kerja/", {"hal": page}).status_code == 404


def test_the_list_shows_just_the_employers_an_import_touched(client, ratna, tmp_path):
    extracts.world()
    two = [extracts.employer(), extracts.employer(NPP="00005678", NAMA="CV Dua")]
    first = extracts.load(extracts.write_employers(tmp_path, two), "employers")
    rows = [extracts.employer(NAMA="PT Maju Terus"), two[1]]
    second = extracts.load(extracts.write_employers(tmp_path, rows, "b.xlsx"), "employers")
    members = extracts.load(extracts.write_workers(tmp_path, [extracts.worker(1, NPP="00005678")]))
    sari = people.person("sari", "admin")
    client.force_login(sari)

    def touched(batch_id):
        lines = client.get(f"/pemberi-kerja/?impor={batch_id}&urut=nama").context["lines"]
        return [line.employer.name for line in lines]

    assert touched(first.batch_id) == ["CV Dua", "PT Maju Terus"]
    assert touched(second.batch_id) == ["PT Maju Terus"]
    assert touched(members.batch_id) == ["CV Dua"]
    assert f"Dari impor {second.batch_id}" in client.get(f"/pemberi-kerja/?impor={second.batch_id}").content.decode()
    for unknown in ("999", "x", "²", "1" * 30):
        assert len(touched(unknown)) == 2
    client.force_login(ratna)  # may see employers, but not imports
    assert len(touched(second.batch_id)) == 2
    unheard = "Saringan menurut impor tidak dipakai"
    assert unheard in client.get(f"/pemberi-kerja/?impor={second.batch_id}").content.decode()
    assert unheard in client.get("/pemberi-kerja/?impor=999").content.decode()
    assert unheard not in client.get("/pemberi-kerja/").content.decode()


def test_programmes_are_held_or_lacking(budi, at_year_end):
    from django.core.management import call_command  # noqa: PLC0415

    call_command("load_law", verbosity=0)
    some = made.employer("PT Sebagian", "1", scale=Scale.MEDIUM)
    made.member(some, programmes=int(Programme.JKK | Programme.JKM))
    made.member(made.employer("PT Semua", "2", scale=Scale.MEDIUM))
    assert named(budi, "?ikut=JHT") == ["PT Semua"]
    assert named(budi, "?kurang=JHT") == ["PT Sebagian"]
    assert set(named(budi, "?ikut=JKK")) == {"PT Sebagian", "PT Semua"}


def test_a_refusal_bears_no_tick(budi, at_year_end):
    client = Client()
    client.force_login(budi)
    html = client.get("/pemberi-kerja/?q=3671071805829074", follow=True).content.decode()
    note = html.split('<p class="note" role="status">')[1].split("</p>")[0]
    assert "NIK tidak dapat dicari" in note
    assert 'circle cx="12" cy="12" r="10"' in note
