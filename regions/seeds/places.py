"""Loads the places and the branches that ship with the portal (regions/data/README.md says where they come from)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regions.models import Branch, Region
from regions.places import COUNTRY

DATA = Path(__file__).resolve().parent.parent / "data"
BATCH = 2000
CITY = "36.71"
# Our own codes: BPJS Ketenagakerjaan's office codes are not public. The branches' areas are not published either.
BRANCHES = {"CMN": "Tangerang Cimone", "CKK": "Tangerang Cikokol", "BCP": "Tangerang Batuceper"}


@dataclass(frozen=True)
class Loaded:
    """What a loader did: rows it read, added, changed in place or by a replacing row, and left to a steward's row."""

    read: int
    added: int
    changed: int
    kept: int = 0


@dataclass(frozen=True)
class PlaceRow:
    """One place of the shipped files. Parent, level and path follow from the code."""

    code: str
    name: str
    bps_code: str = ""

    @property
    def parent_code(self) -> str | None:
        """ "36.71.07" for "36.71.07.1001", "00" for a province, None for the country."""
        if self.code == COUNTRY:
            return None
        return self.code.rpartition(".")[0] or COUNTRY

    @property
    def level(self) -> Region.Level:
        """Country 0, else one more than the dots in the code."""
        return Region.Level(0 if self.code == COUNTRY else self.code.count(".") + 1)

    @property
    def path(self) -> str:
        """ "ID." and below it "ID.36.71.07."."""
        return "ID." if self.code == COUNTRY else f"ID.{self.code}."


def read_rows(data: Path, name: str) -> list[dict[str, str]]:
    """The rows of one shipped CSV file (UTF-8, comma, header in line 1), all values as text."""
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_places(data: Path = DATA) -> Loaded:
    """Bring the region table to the shipped files: new places added, names and BPS codes renewed, none removed."""
    rows = list(_place_rows(data))
    known = {region.code: region for region in Region.objects.all()}
    changed = _renew(rows, known)
    added = sum(_add_level(level, rows, known) for level in Region.Level)
    return Loaded(read=len(rows), added=added, changed=changed)


def load_branches() -> Loaded:
    """Add the three branches of Kota Tangerang that are missing; a branch that exists stays as it is."""
    city = Region.objects.get(code=CITY)
    known = set(Branch.objects.values_list("code", flat=True))
    new = [Branch(code=code, name=name, city=city) for code, name in BRANCHES.items() if code not in known]
    Branch.objects.bulk_create(new)
    return Loaded(read=len(BRANCHES), added=len(new), changed=0)


def _place_rows(data: Path) -> Iterator[PlaceRow]:
    bps = {row["kode"]: row["kode_bps"] for row in read_rows(data, "kode_bps_kota_tangerang")}
    yield PlaceRow(COUNTRY, "Indonesia")
    for name in ("wilayah_provinsi_kabkota", "wilayah_kecamatan"):
        for row in read_rows(data, name):
            yield PlaceRow(row["kode"], row["nama"], bps.get(row["kode"], ""))
    for row in read_rows(data, "wilayah_kota_tangerang"):
        if row["jenis"] == "kelurahan":
            yield PlaceRow(row["kode"], row["nama"])


def _renew(rows: list[PlaceRow], known: dict[str, Region]) -> int:
    """Give places that exist the files' name and BPS code; returns how many differed."""
    differing = []
    for row in rows:
        region = known.get(row.code)
        if region and (region.name, region.bps_code) != (row.name, row.bps_code):
            region.name, region.bps_code = row.name, row.bps_code
            differing.append(region)
    Region.objects.bulk_update(differing, ["name", "bps_code"], batch_size=BATCH)
    return len(differing)


def _add_level(level: Region.Level, rows: list[PlaceRow], known: dict[str, Region]) -> int:
    """Insert the level's missing places and note them in `known`, where the next level finds its parents."""
    new = [
        Region(
            code=row.code,
            bps_code=row.bps_code,
            level=row.level,
            name=row.name,
            parent=known[row.parent_code] if row.parent_code else None,
            path=row.path,
        )
        for row in rows
        if row.level == level and row.code not in known
    ]
    known.update((region.code, region) for region in Region.objects.bulk_create(new, batch_size=BATCH))
    return len(new)
