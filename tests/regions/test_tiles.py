"""The tile maps name real places, each on a square of its own that the stylesheet knows."""

import re

import pytest

from regions.seeds.places import DATA, read_rows
from regions.tiles import tiles_of
from tests.house import tree

PARTS = {"36.71": 13, "36": 8, "00": 38}


def shipped_places():
    names = ("wilayah_provinsi_kabkota", "wilayah_kecamatan")
    return {row["kode"]: row["kode_induk"] or "00" for name in names for row in read_rows(DATA, name)}


@pytest.mark.parametrize(("code", "count"), PARTS.items())
def test_a_tile_map_holds_every_part_of_its_place(code, count):
    parents = shipped_places()
    assert set(tiles_of(code)) == {part for part, parent in parents.items() if parent == code}
    assert len(tiles_of(code)) == count


@pytest.mark.parametrize("code", PARTS)
def test_no_two_tiles_share_a_square(code):
    squares = {(tile.row, tile.column) for tile in tiles_of(code).values()}
    assert len(squares) == PARTS[code]
    assert {0} == {min(row for row, _ in squares), min(column for _, column in squares)}


@pytest.mark.parametrize("code", PARTS)
def test_labels_are_short(code):
    assert all(1 <= max(map(len, tile.label.split())) <= 10 for tile in tiles_of(code).values())


def test_a_tile_knows_its_place():
    assert tiles_of("36.71")["36.71.05"] == (2, 3, "Cipondoh")


@pytest.mark.parametrize("code", ["", "36.74", "36.71.05", "11", "../sumber"])
def test_other_places_have_no_tile_map(code):
    assert dict(tiles_of(code)) == {}


def test_the_files_are_read_once():
    assert tiles_of("36") is tiles_of("36")


def test_every_row_and_column_has_its_class():
    css = (tree.ROOT / "coverage_portal/static/app.css").read_text(encoding="utf-8")
    known = {(axis, int(number)) for axis, number in re.findall(r"\.([xy])(\d+) \{", css)}
    needed = {("x", t.column) for code in PARTS for t in tiles_of(code).values()}
    needed |= {("y", t.row) for code in PARTS for t in tiles_of(code).values()}
    assert needed - known == set()
