"""Where the parts of a place stand on its tile map: equal squares, a schematic (regions/data/README.md), not a map."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from regions.places import COUNTRY
from regions.seeds.places import CITY, DATA, read_rows

GRIDS = {COUNTRY: "tile_grid_indonesia", "36": "tile_grid_banten", CITY: "tile_grid_kota_tangerang"}


class Tile(NamedTuple):
    """A square: row and column from 0 at the top left, and a name short enough for it."""

    row: int
    column: int
    label: str


@lru_cache
def tiles_of(region_code: str) -> Mapping[str, Tile]:
    """The squares of a place's parts by their Kemendagri code; empty for a place without a tile map.

    "36.71" has its 13 kecamatan, "36" its 8 kabupaten/kota, "00" the 38 provinces.
    """
    if region_code not in GRIDS:
        return MappingProxyType({})
    rows = read_rows(DATA, GRIDS[region_code])
    return MappingProxyType({r["kode"]: Tile(int(r["baris"]), int(r["kolom"]), r["label"]) for r in rows})
