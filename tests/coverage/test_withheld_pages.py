"""An official is told the same of a small count wherever they look: nothing. Who sees every row is told the number."""

import csv
import io
import re
from fractions import Fraction

import pytest
from django.db.models import F
from django.test import Client
from python_calamine import CalamineWorkbook

from coverage_portal.core.models import ApiToken, ImportBatch
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.withholding import withhold
from tests import people
from tests.coverage import examples

FEW, WORD = 3, "dirahasiakan"
KARAWACI, JATIUWUNG, CIPONDOH = "36.71.07", "36.71.02", "36.71.05"
HERE = f"wilayah={KARAWACI}"
PMI, BPU = "segmen-4-jumlah", "segmen-2-jumlah"


@pytest.fixture
def city(db):
    """Three kecamatan; in Karawaci only three PMI, the others of them BPU."""
    regions = examples.city(some=(JATIUWUNG, CIPONDOH, KARAWACI))
    become_bpu(regions, KARAWACI, left=FEW)
    return regions


def become_bpu(regions, code, left):
    """All PMI of a kecamatan but those `left` become BPU."""
    rows = CoverageTotal.objects.filter(month=examples.DECEMBER, place=Place.WORKPLACE, dimension=Dimension.SEGMENT)
    moved = rows.get(region=regions[code], code="4").memberships - left
    for region in (code, "36.71", "36", "00"):
        for segment, sign in (("4", -moved), ("2", moved)):
            row = rows.filter(region=regions[region], code=segment)
            row.update(**{name: F(name) + sign for name in ("memberships", "jkk", "jkm")})


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def official(city):
    return signed_in(people.person("sri", "official"))


@pytest.fixture
def all_branches(city, ratna):
    return signed_in(ratna)


def text(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def row_of(page, label):
    return re.search(rf'<th scope="row">{label}.*?</tr>', page, re.DOTALL)[0]


def figure_in(client, key, query=HERE):
    return client.get(f"/api/v1/coverage/{key}/?{query}").json()


def test_who_sees_every_row_is_told_the_number(all_branches):
    page = text(all_branches, f"/?{HERE}")
    assert '<td class="n">3</td>' in row_of(page, "Pekerja Migran Indonesia")
    assert WORD not in page
    assert figure_in(all_branches, PMI)["value"] == FEW


def test_an_official_is_told_neither_the_number_nor_the_one_that_gives_it_away(official):
    page = text(official, f"/?{HERE}")
    for label in ("Pekerja Migran Indonesia", "Bukan Penerima Upah"):
        assert row_of(page, label).count(WORD) == 2  # the count and its share
    assert WORD not in row_of(page, "Penerima Upah")
    assert "Angka di bawah 5 orang atau 3 pemberi kerja dirahasiakan" in page


def test_the_same_is_withheld_on_the_page_of_another_kecamatan_and_nothing_of_the_city(city, official):
    """The city's totals are told, so one more kecamatan keeps its PMI and BPU back."""
    found = {code: withhold(answer(Scope(region=code))) for code in (KARAWACI, JATIUWUNG, CIPONDOH, "36.71")}
    withheld = {code: [f.key for f in one.block("segmen").figures() if f.withheld] for code, one in found.items()}
    assert [PMI in withheld[code] for code in (KARAWACI, CIPONDOH, JATIUWUNG)] == [True, True, False]
    assert withheld[KARAWACI] == withheld[CIPONDOH]
    assert withheld["36.71"] == withheld[JATIUWUNG] == []
    assert WORD in row_of(text(official, f"/?wilayah={CIPONDOH}"), "Pekerja Migran Indonesia")


@pytest.mark.parametrize("place", [KARAWACI, CIPONDOH, "36.71"])
def test_page_api_and_files_withhold_the_same(official, place):
    withheld = {figure.key for figure in withhold(answer(Scope(region=place))).figures() if figure.withheld}
    said = official.get(f"/api/v1/coverage/?wilayah={place}").json()
    figures = [*said["facts"], *said["track"], *(said[name] for name in ("rate", "covered", "whole", "gap"))]
    for block in said["blocks"]:
        figures += block["highlights"]
        for row in (*block["rows"], *([block["total"]] if block["total"] else [])):
            figures += row["figures"]
    assert {one["key"] for one in figures if one["withheld"]} == withheld
    for one in figures:
        assert (one["text"] == WORD) is one["withheld"]
        if one["withheld"]:
            assert (one["value"], one["exact"], one["band"], one["half_step"]) == (None, None, None, None)
            assert one["working"]["inputs"] == one["working"]["terms"] == []
    book = CalamineWorkbook.from_filelike(io.BytesIO(official.get(f"/unduh/semua.xlsx?wilayah={place}").content))
    kinds = {str(row[0]): row[5] for row in book.get_sheet_by_name("Cara hitung").to_python()[1:]}
    assert {key for key, written in kinds.items() if written == WORD} == withheld


def test_a_downloaded_table_has_the_word_where_the_number_would_be(official):
    rows = csv.DictReader(io.StringIO(official.get(f"/unduh/segmen.csv?{HERE}").content.decode("utf-8-sig")))
    counts = {row["Nama"]: row["Kepesertaan"] for row in rows}
    assert counts["Pekerja Migran Indonesia"] == counts["Bukan Penerima Upah"] == WORD
    assert counts["Penerima Upah"].isdecimal() and counts["Jumlah"].isdecimal()
    book = CalamineWorkbook.from_filelike(io.BytesIO(official.get(f"/unduh/segmen.xlsx?{HERE}").content))
    assert [row[3] for row in book.get_sheet_by_name("Data").to_python()].count(WORD) == 2


def test_the_working_of_a_withheld_number_says_why_and_not_what(official):
    page = text(official, f"/cara-hitung/{PMI}/?{HERE}")
    assert WORD in page and "dapat membuka jumlah seperti itu" in page
    assert "Dihitung dari" not in page
    assert not re.search(r"\b3\b", re.search(r"<section class=\"card stack\".*?</section>", page, re.DOTALL)[0])


def test_withheld_rows_do_not_tell_their_size_by_where_they_stand(city):
    rows = withhold(answer(Scope(region=KARAWACI))).block("segmen").rows
    assert [row.code for row in rows] == ["1", "3", "2", "4"]


def test_staff_of_one_of_two_branches_are_told_no_more_than_an_official(city, budi):
    """A count of a place adds up rows of both."""
    assert WORD in text(signed_in(budi), f"/?{HERE}")


def test_staff_of_the_only_branch_that_has_data_are_told(city, budi):
    ImportBatch.objects.update(branch_codes=["CMN"])
    assert WORD not in text(signed_in(budi), f"/?{HERE}")


def test_a_token_is_told_what_its_owner_is(city, ratna):
    for owner, value in ((people.person("sri", "official"), None), (ratna, FEW)):
        _token, secret = ApiToken.objects.create(owner)
        said = figure_with(secret)
        assert (said["value"], said["withheld"]) == (value, value is None)


def figure_with(secret):
    return Client().get(f"/api/v1/coverage/{PMI}/?{HERE}", headers={"Authorization": f"Token {secret}"}).json()


def test_a_kept_page_holds_only_for_its_own_kind_of_reader(official, all_branches):
    for one in (official, all_branches):
        one.get("/")  # brings the cookie that forms need
    marks = [one.get(f"/?{HERE}").headers["ETag"] for one in (official, all_branches)]
    for client, own, other in ((official, *marks), (all_branches, *reversed(marks))):
        assert client.get(f"/?{HERE}", headers={"If-None-Match": own}).status_code == 304
        assert client.get(f"/?{HERE}", headers={"If-None-Match": other}).status_code == 200


def test_a_page_kept_under_another_limit_no_longer_holds(official, settings):
    mark = official.get(f"/?{HERE}").headers["ETag"]
    settings.SMALL_CELL_PERSONS = 3
    response = official.get(f"/?{HERE}", headers={"If-None-Match": mark})
    assert response.status_code == 200
    assert WORD not in response.content.decode()


def test_a_small_kecamatan_is_withheld_in_its_citys_table_and_on_its_own_page(city, official):
    rows = CoverageTotal.objects.filter(month=examples.DECEMBER, place=Place.HOME)
    gone = rows.get(region=city[KARAWACI]).persons - 4
    rows.filter(region__in=(city[KARAWACI], city["36.71"])).update(persons=F("persons") - gone)
    at_home = "wilayah=36.71&dasar=domisili"
    assert figure_in(official, f"kecamatan-{KARAWACI}-jumlah", at_home)["withheld"]
    assert figure_in(official, "tercakup", f"wilayah={KARAWACI}&dasar=domisili")["withheld"]
    assert figure_in(official, "domisili")["withheld"]
    page = text(official, f"/?{at_home}")
    assert WORD in row_of(page, f'<a href="/\\?wilayah={KARAWACI}')


def test_a_withheld_kecamatan_is_an_empty_square_of_the_map_and_no_bar(db):
    regions = examples.city()
    rows = CoverageTotal.objects.filter(month=examples.DECEMBER, place=Place.WORKPLACE, dimension=Dimension.ALL)
    gone = rows.get(region=regions[KARAWACI]).memberships - 4
    rows.filter(region__in=(regions[KARAWACI], regions["36.71"])).update(memberships=F("memberships") - gone)
    page = lay_out(withhold(answer(Scope())))
    squares = {tile.code: (tile.text, tile.withheld) for tile in page.districts.tiles.tiles}
    assert squares[KARAWACI] == ("–", WORD) and len(squares) == 13
    assert [code for code, (text, _word) in squares.items() if text == "–"] == [
        line.row.code for line in page.districts.lines if line.by["celah"].withheld
    ]
    assert all(("rect" in str(line.drawing)) is not line.by["celah"].withheld for line in page.districts.lines[:13])
    assert page.districts.finding is None


def test_a_province_keeps_back_what_its_only_city_does(city):
    """The city has the three PMI of Karawaci alone."""
    city["36.74"].delete()
    for code in (JATIUWUNG, CIPONDOH):
        become_bpu(city, code, left=0)
    found = {code: withhold(answer(Scope(region=code))) for code in ("36.71", "36")}
    withheld = {code: {f.key for f in one.block("segmen").figures() if f.withheld} for code, one in found.items()}
    assert not found["36"].partial and PMI in withheld["36"]
    assert withheld["36"] == withheld["36.71"]


def test_what_is_shown_never_depends_on_how_often_it_is_withheld(city):
    found = withhold(answer(Scope(region=KARAWACI)))
    assert withhold(found) == found
    assert found.figure(PMI).value is None and found.figure("segmen-1-jumlah").value > Fraction(0)
