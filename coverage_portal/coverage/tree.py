"""The tree of places: what lies in what, read once for a rebuild."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from django.db import connection

from coverage_portal.core.bulk import fetch_integers
from regions.models import Region

_PLACES = "SELECT (id * 524288 + COALESCE(parent_id, 0)) * 8 + level FROM {region}"


@dataclass(frozen=True)
class Tree:
    """`country` is the country's id, 0 before places are loaded.

    `above` has a row for each place (`inside`) and each place it counts for (`region_id`): itself and those above it,
    from the kecamatan up to the country. A village counts for its kecamatan.
    """

    country: int
    above: pl.DataFrame


def read_tree() -> Tree:
    """The tree as it stands in the caller's transaction."""
    region = connection.ops.quote_name(Region._meta.db_table)
    found = fetch_integers(_PLACES.format(region=region), ("place",))["place"]
    ids = found >> 22
    parents, levels = np.zeros((2, int(ids.max(initial=0)) + 1), dtype=np.int64)
    parents[ids], levels[ids] = (found >> 3) & 0x7FFFF, found & 7
    inside, above, here = [], [], ids
    for _level in Region.Level:
        counts = (here > 0) & (levels[here] <= Region.Level.DISTRICT)
        inside.append(ids[counts])
        above.append(here[counts])
        here = parents[here]
    countries = ids[levels[ids] == Region.Level.COUNTRY]
    return Tree(
        country=int(countries[0]) if len(countries) else 0,
        above=pl.DataFrame({"inside": np.concatenate(inside), "region_id": np.concatenate(above)}),
    )
