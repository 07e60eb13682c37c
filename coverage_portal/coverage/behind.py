"""Which counts stand behind each figure of an answer: what would be known if the figure were. Pure.

Counts are named as in `exchanges`, with their month and the code of their place; those of the region itself are always
its own code, those of members without a known part REST.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.kept_back import REST
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.coverage.workings import Block, Row

Told = tuple[date, str, str]  # month, place, measure


class Behind:
    """The counts behind the figures of one answer."""

    def __init__(self, found: Dashboard) -> None:
        self.found = found
        self.at_home = found.scope.counted_at is CountedAt.HOME
        self.main = "home" if self.at_home else "work"

    def here(self, *measures: str) -> frozenset[Told]:
        """Counts of the region in the month of the answer."""
        return frozenset((self.found.month, self.found.region.code, measure) for measure in measures)

    def then(self, *told: Told) -> frozenset[Told]:
        """The same counts in the month compared with, and these."""
        since = self.found.scope.since
        past = frozenset((since, place, measure) for _month, place, measure in told) if since else frozenset()
        return frozenset(told) | past

    def alone(self, key: str) -> frozenset[Told]:
        """What stands behind a figure of the answer itself, a fact, a change or the track."""
        if key in ("penyebut", "penduduk", "angkatan-kerja"):
            return frozenset()
        if key in ("pemberi-kerja", "domisili"):
            return self.here({"pemberi-kerja": "employers", "domisili": "home"}[key])
        main = self.here(self.main)
        if key.startswith("ubah-"):
            return self.then(*main)
        if key == "laju-kini" or key.startswith("laju-proyeksi-"):
            month = self.found.month
            return main | {(month.replace(year=month.year - 1), self.found.region.code, self.main)}
        return main

    def of_row(self, block: Block, row: Row) -> Iterator[frozenset[Told]]:
        """What stands behind each figure of a row, in the order of the block's columns."""
        total = row is block.total
        for column in block.columns:
            yield frozenset(_ROWS[block.key](self, row.code, column.key, total))

    def _of_place(self, code: str, column: str, total: bool) -> frozenset[Told]:
        place, other = self.found.region.code if total else code or REST, "work" if self.at_home else "home"
        if column == "penyebut":
            return frozenset()
        own = (self.found.month, place, other if column == "lain" else self.main)
        if column == "perubahan":
            return self.then(own)
        return frozenset((own,)) | (self.here(self.main) if column == "bagian" else frozenset())

    def _of_part(self, name: str, code: str, column: str, total: bool, whole: str) -> frozenset[Told]:
        own = self.here(whole if total else f"{name}:{code}")
        if column == "perubahan":
            return self.then(*own)
        return own | self.here(whole) if column.startswith("bagian") else own

    def _of_segment(self, code: str, column: str, total: bool) -> frozenset[Told]:
        return self._of_part("segment", code, column, total, "work")

    def _of_sector(self, code: str, column: str, total: bool) -> frozenset[Told]:
        return self._of_part("sector", code, column, total, "employed")

    def _of_scale(self, code: str, column: str, total: bool) -> frozenset[Told]:
        name = {
            "pemberi_kerja": "employers",
            "bagian_pemberi_kerja": "employers",
            "melapor": "declaring",
            "dilaporkan": "declared",
        }.get(column)
        return self._of_part(name or "scale", code, column, total, name or "employed")

    def _of_programme(self, code: str, column: str, total: bool) -> frozenset[Told]:
        holders = f"home-holders:{code}" if self.at_home else f"holders:{code}"
        measures = {"berhak": ("entitled",), "belum": ("lacking",), "dari_berhak": ("entitled", "lacking")}.get(column)
        own = self.here(*(f"{name}:{code}" for name in measures)) if measures else self.here(holders)
        return self.then(*own) if column == "perubahan" else own

    def _of_programme_year(self, code: str, column: str, total: bool) -> frozenset[Told]:
        month = date.fromisoformat(f"{code}-01")
        return frozenset((month, self.found.region.code, f"{name}:{column}") for name in ("entitled", "lacking"))

    def _of_year(self, code: str, column: str, total: bool) -> frozenset[Told]:
        month = date.fromisoformat(f"{code}-01")
        return frozenset() if column == "penyebut" else frozenset({(month, self.found.region.code, self.main)})


_ROWS = {
    "kecamatan": Behind._of_place,
    "segmen": Behind._of_segment,
    "sektor": Behind._of_sector,
    "skala": Behind._of_scale,
    "program": Behind._of_programme,
    "program-tren": Behind._of_programme_year,
    "tren": Behind._of_year,
}
