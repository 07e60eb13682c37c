"""The register's pages: one's own branch, searched, paged, in few queries."""

import gzip
from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from coverage_portal.programmes.codes import Programme, Segment
from employers.models import Employer, EmployerProgramme
from regions.models import Region
from tests import people
from tests.imports import extracts
from workers.models import Membership, Person

POSITION = date(2023, 12, 31)
LIST_QUERIES = 8
HTML_LIMIT = 12 * 1024


@pytest.fixture
def district(db):
    people.city()
    return Region.objects.create(code="36.71.05", name="Cipondoh", level=3, path="ID.36.71.05.")


@pytest.fixture
def at_year_end(db):
    """A workers' file of 31 December 2023 was applied."""
    return ImportBatch.objects.create(
        kind="workers", state="applied", file_name="pekerja.csv", file_sha256="0", position=POSITION
    )


def employer(district, name, npp, branch=None, **fields):
    given = {"registered_on": date(2020, 1, 1), "kbli_version": 2020, "kbli_section": "I", "kbli_code": "56101"}
    branch = branch or people.cimone()
    return Employer.objects.create(name=name, npp=npp, branch=branch, district=district, **given | fields)


def member(employer, kpj, *, started=date(2021, 1, 1), ended=None):
    person = Person.objects.create(
        nik_hash=f"{int(kpj):032x}", key_version=1, name="Orang", sex=1, birth_date=date(1990, 1, 1)
    )
    return Membership.objects.create(
        kpj=kpj,
        person=person,
        employer=employer,
        branch=employer.branch,
        segment=Segment.PU,
        programmes=3,
        workplace=employer.district,
        started_on=started,
        ended_on=ended,
    )


def page_for(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_the_list_shows_ones_own_branch_with_memberships_at_the_position(budi, district, at_year_end):
    ours = employer(district, "PT Contoh Boga", "TC100214", declared_headcount=240, scale=3)
    employer(district, "CV Contoh Jauh", "TC200001", people.cikokol())
    member(ours, "1")
    member(ours, "2", ended=POSITION)
    member(ours, "3", started=date(2024, 1, 1))
    html = page_for(budi, "/pemberi-kerja/").content.decode()
    assert "PT Contoh Boga" in html
    assert "CV Contoh Jauh" not in html
    assert "1 pemberi kerja" in html
    assert "31 Desember 2023" in html
    assert "Penyediaan Akomodasi" in html
    assert '<td class="n" data-l="Kepesertaan aktif">1</td>' in html
    assert '<td class="n" data-l="Pekerja dilaporkan">240</td>' in html


def test_the_english_list_says_the_sector_in_english(budi, district, at_year_end):
    employer(district, "PT Contoh Boga", "TC100214", scale=3)
    html = page_for(budi, "/en/pemberi-kerja/").content.decode()
    assert "Accommodation and food and drink services" in html
    assert "Medium" in html
    assert "1 employer<" in html
    assert "Penyediaan Akomodasi" not in html


def test_all_branches_are_there_for_who_has_them_and_none_for_who_has_not(ratna, joko, district):
    employer(district, "PT Contoh Boga", "TC100214")
    employer(district, "CV Contoh Jauh", "TC200001", people.cikokol())
    html = page_for(ratna, "/pemberi-kerja/").content.decode()
    assert "PT Contoh Boga" in html
    assert "CV Contoh Jauh" in html
    assert page_for(joko, "/pemberi-kerja/").status_code == 403


@pytest.mark.parametrize(("query", "found"), [("boga", True), ("contoh BOGA", True), ("tc1002", True), ("laju", False)])
def test_search_takes_every_word_in_name_or_npp(budi, district, query, found):
    employer(district, "PT Contoh Boga", "TC100214")
    employer(district, "CV Contoh Laju", "TC900001")
    html = page_for(budi, f"/pemberi-kerja/?q={query}").content.decode()
    assert ("PT Contoh Boga" in html) is found


def test_a_search_without_result_and_an_empty_register_say_so(budi, district):
    assert "Belum ada pemberi kerja." in page_for(budi, "/pemberi-kerja/").content.decode()
    employer(district, "PT Contoh Boga", "TC100214")
    html = page_for(budi, "/pemberi-kerja/?q=%3Cscript%3E").content.decode()
    assert "Tidak ada pemberi kerja yang cocok." in html
    assert "<script" not in html


def test_fifty_a_page_in_few_queries_and_few_bytes(budi, district, at_year_end, django_assert_max_num_queries):
    many = [employer(district, f"PT Contoh {i:03}", f"TC{i:06}") for i in range(120)]
    member(many[0], "1")
    client = Client()
    client.force_login(budi)
    with django_assert_max_num_queries(LIST_QUERIES):
        html = client.get("/pemberi-kerja/?hal=2").content.decode()
    assert html.count('<th scope="row">') == 50
    assert "51–100 dari 120" in html
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    assert "101–120 dari 120" in client.get("/pemberi-kerja/?hal=3").content.decode()


@pytest.mark.parametrize("page", ["abc", "0", "-1", "4", "9" * 30])
def test_a_page_that_is_none_is_not_another_page(budi, page):
    client = Client()
    client.force_login(budi)
    assert client.get("/pemberi-kerja/", {"hal": page}).status_code == 404


def test_an_employer_shows_its_shortfall_its_programmes_and_where_the_row_came_from(budi, district, at_year_end):
    ours = employer(
        district, "PT Contoh Boga", "TC100214", declared_headcount=3, declared_on=date(2023, 6, 1), batch=at_year_end
    )
    member(ours, "1")
    EmployerProgramme.objects.create(employer=ours, programme=Programme.JKK, started_on=date(2020, 1, 1))
    EmployerProgramme.objects.create(employer=ours, programme=Programme.JP, started_on=date(2024, 1, 1))
    html = page_for(budi, f"/pemberi-kerja/{ours.npp}/").content.decode()
    assert "1 kepesertaan aktif" in html
    assert "2 belum terdaftar." in html
    assert "Jaminan Kecelakaan Kerja" in html
    assert "Jaminan Pensiun" not in html
    assert f"Impor {at_year_end.pk}" in html
    assert f'href="/impor/{at_year_end.pk}/"' not in html


def test_without_a_declared_headcount_no_shortfall_is_made_up(budi, district):
    ours = employer(district, "PT Contoh Boga", "TC100214")
    html = page_for(budi, f"/pemberi-kerja/{ours.npp}/").content.decode()
    assert "WLKP belum ada" in html
    assert "belum terdaftar" not in html


def test_another_branchs_employer_is_as_missing_as_one_that_never_was(budi, district):
    theirs = employer(district, "CV Contoh Jauh", "TC200001", people.cikokol())
    hidden = page_for(budi, f"/pemberi-kerja/{theirs.npp}/")
    absent = page_for(budi, "/pemberi-kerja/ZZ999999/")
    assert hidden.status_code == absent.status_code == 404
    strip = [
        response.content.decode().replace(theirs.npp, "N").replace("ZZ999999", "N") for response in (hidden, absent)
    ]
    assert "CV Contoh Jauh" not in strip[0]
    assert without_token(strip[0]) == without_token(strip[1])


def without_token(html):
    return html.split("csrfmiddlewaretoken")[0] + html.split("</form>")[-1]


def test_a_closed_employer_is_not_counted_nor_told_that_workers_are_missing(district, budi, at_year_end):
    employer(district, "PT Buka", "00000001")
    closed = employer(district, "PT Tutup Usaha", "00000002", closed_on=date(2023, 10, 11), declared_headcount=1)
    listed = page_for(budi, "/pemberi-kerja/").content.decode()
    assert "PT Buka" in listed and "PT Tutup Usaha" not in listed and "1 pemberi kerja" in listed
    found = page_for(budi, "/pemberi-kerja/?q=usaha").content.decode()
    assert "PT Tutup Usaha" in found and '<span class="tag">Tutup</span>' in found
    detail = page_for(budi, f"/pemberi-kerja/{closed.npp}/").content.decode()
    assert '<span class="tag">Tutup</span>' in detail and "belum terdaftar" not in detail


def test_the_list_shows_just_the_employers_an_import_touched(client, ratna, tmp_path):
    extracts.world()
    first = extracts.load(
        extracts.write_employers(tmp_path, [extracts.employer(), extracts.employer(NPP="00005678", NAMA="CV Dua")]),
        "employers",
    )
    rows = [extracts.employer(NAMA="PT Maju Terus"), extracts.employer(NPP="00005678", NAMA="CV Dua")]
    second = extracts.load(extracts.write_employers(tmp_path, rows, "b.xlsx"), "employers")
    members = extracts.load(extracts.write_workers(tmp_path, [extracts.worker(1, NPP="00005678")]))
    sari = people.person("sari", "admin")
    client.force_login(sari)

    def named(batch_id):
        lines = client.get(f"/pemberi-kerja/?impor={batch_id}").context["lines"]
        return [line.employer.name for line in lines]

    assert named(first.batch_id) == ["CV Dua", "PT Maju Terus"]
    assert named(second.batch_id) == ["PT Maju Terus"]
    assert named(members.batch_id) == ["CV Dua"]
    for unknown in ("999", "x", "²", "1" * 30):
        assert len(named(unknown)) == 2
    client.force_login(ratna)  # may see employers, but not imports
    assert len(named(second.batch_id)) == 2
    unheard = "Saringan menurut impor tidak dipakai"
    assert unheard in client.get(f"/pemberi-kerja/?impor={second.batch_id}").content.decode()
    assert unheard in client.get("/pemberi-kerja/?impor=999").content.decode()
    assert unheard not in client.get("/pemberi-kerja/").content.decode()
