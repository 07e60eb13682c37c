"""The employers' register as columns: read once, then counted month by month in memory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.db import connection

from coverage_portal.core.bulk import code_of_letter, day_number, fetch_integers
from employers.models import Employer

# The bits of a place, from the top: 24 employer, 19 district, 3 scale; of a line: 32 headcount, 15 version, 7 letter.
_EMPLOYERS = """
SELECT (id * 524288 + district_id) * 8 + COALESCE(scale, 0),
  COALESCE(CAST(declared_headcount AS bigint) + 1, 0) * 4194304 + COALESCE(kbli_version, 0) * 128 + {letter},
  {registered}, {closed}, {declared}
FROM {employer} WHERE merged_into_id IS NULL AND registered_on IS NOT NULL
"""


@dataclass(frozen=True)
class Register:
    """Every registered employer, one element each; neither prospects nor merged duplicates.

    Days are counted from 1 January 1900; 0 stands for none.
    """

    ids: np.ndarray
    districts: np.ndarray
    scales: np.ndarray
    lines: np.ndarray  # line of business and size in one number: version, section letter, scale
    headcounts: np.ndarray  # as declared; -1: none
    registered: np.ndarray
    closed: np.ndarray
    declared: np.ndarray

    def lines_by_id(self, highest: int) -> np.ndarray:
        """The line of each employer at the place of its id, 0 where there is none; for ids up to `highest` at least."""
        lines = np.zeros(max(highest, int(self.ids.max(initial=0))) + 1, dtype=np.int64)
        lines[self.ids] = self.lines
        return lines


def read_register(employers: Collection[int] | None = None) -> Register:
    """The register as it stands in the caller's transaction; of these `employers` alone, where they are given."""
    only = "" if employers is None else f" AND id IN ({', '.join(map(str, sorted(employers))) or 'NULL'}) ORDER BY id"
    sql = _EMPLOYERS.format(
        letter=code_of_letter("kbli_section"),
        registered=day_number("registered_on"),
        closed=day_number("closed_on"),
        declared=day_number("declared_on"),
        employer=connection.ops.quote_name(Employer._meta.db_table),
    )
    found = fetch_integers(sql + only, ("place", "line", "registered", "closed", "declared"))
    places, lines = found["place"], found["line"]
    scales = places & 7
    version, letter = (lines >> 7) & 0x7FFF, lines & 127
    return Register(
        ids=places >> 22,
        districts=(places >> 3) & 0x7FFFF,
        scales=scales,
        lines=np.where((version > 0) & (letter > 0), lines & 0x3FFFFF, 0) * 8 + scales,
        headcounts=(lines >> 22) - 1,
        registered=found["registered"],
        closed=found["closed"],
        declared=found["declared"],
    )
