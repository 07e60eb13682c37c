"""Names of people and firms, made only of the words in data/nama_sintetis.csv."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from coverage_portal.imports.demo.chance import Flags, Ints, between, happens


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one kind: depan_l, depan_p, belakang_l, belakang_p, usaha_awal, usaha_akhir_..."""
    text = (files("coverage_portal.imports") / "data" / "nama_sintetis.csv").read_text(encoding="utf-8")
    return tuple(row["kata"] for row in csv.DictReader(text.splitlines()) if row["jenis"] == kind)


def people_names(rng: np.random.Generator, female: Flags) -> pl.Series:
    """A name for each person: first and last; a quarter have a middle name, a few have one name only."""
    size = len(female)
    first = _draw(rng, "depan", female)
    middle = _draw(rng, "depan", female)
    last = _draw(rng, "belakang", female)
    with_middle = happens(rng, 25, size) & (first != middle)
    with_last = ~happens(rng, 4, size) | with_middle
    given = pl.Series([*words("depan_l"), *words("depan_p")])
    family = pl.Series([*words("belakang_l"), *words("belakang_p")])
    parts = pl.DataFrame({"first": given.gather(first), "middle": given.gather(middle), "last": family.gather(last)})
    space = pl.lit(" ")
    return parts.select(
        pl.concat_str(
            "first",
            pl.when(pl.lit(pl.Series(with_middle))).then(space + pl.col("middle")).otherwise(pl.lit("")),
            pl.when(pl.lit(pl.Series(with_last))).then(space + pl.col("last")).otherwise(pl.lit("")),
        )
    ).to_series()


def _draw(rng: np.random.Generator, kind: str, female: Flags) -> Ints:
    """Positions in the men's words followed by the women's words."""
    men, women = len(words(f"{kind}_l")), len(words(f"{kind}_p"))
    low = np.where(female, men, 0)
    return between(rng, low, np.where(female, men + women, men), len(female))
