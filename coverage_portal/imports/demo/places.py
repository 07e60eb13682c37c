"""Where the made-up firms stand and the made-up people live. Codes come from the committed region files.

How many live or work where is invented for the demonstration; so are the branches' areas, which nobody publishes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from coverage_portal.imports.demo.chance import Ints, happens, pick

CITY = "36.71"
BRANCHES = ("CMN", "CKK", "BCP")
# The thirteen kecamatan of 36.71 in the order of their codes, 36.71.01 Tangerang to 36.71.13 Larangan.
BRANCH_NEARBY = np.array([1, 0, 2, 2, 1, 1, 0, 0, 0, 2, 1, 1, 1], dtype=np.int64)
FACTORIES = (5, 32, 12, 4, 4, 2, 12, 14, 12, 6, 3, 2, 1)
FREIGHT = (8, 5, 15, 35, 7, 2, 6, 4, 3, 10, 3, 1, 1)
SHOPS_AND_HOMES = (12, 6, 6, 5, 13, 9, 11, 8, 9, 6, 10, 7, 8)
PERCENT_NEARBY_BRANCH = 85

# Homes outside the city: a whole kabupaten/kota, or (True) any of its kecamatan.
OUTSIDE = {
    "36.03": (48, True),
    "36.74": (16, True),
    "31.73": (18, True),
    "31.74": (4, False),
    "31.71": (2, False),
    "31.72": (2, False),
    "31.75": (2, False),
    "32.01": (2, False),
    "32.76": (1, False),
    "36.04": (2, False),
    "36.02": (2, False),
    "36.73": (1, False),
}
# First registration of a NIK: city, regency next door, Jakarta, rest of Banten, anywhere else.
NIK_ORIGINS = ((CITY, 50), ("36.03", 18), ("31", 14), ("36", 9), ("", 9))


@dataclass(frozen=True)
class Places:
    """Codes by position: homes 0-12 are the city's kecamatan, later ones lie outside."""

    kecamatan: tuple[str, ...]
    kecamatan_names: tuple[str, ...]
    kelurahan: tuple[tuple[str, ...], ...]
    homes: tuple[str, ...]
    outside_weights: Ints
    nik_prefixes: Ints
    nik_weights: Ints


@cache
def places() -> Places:
    """The places as the region files name them."""
    city = _rows("wilayah_kota_tangerang.csv")
    kecamatan = [row for row in city if row["tingkat"] == "3"]
    kelurahan = tuple(tuple(r["nama"] for r in city if r["kode_induk"] == k["kode"]) for k in kecamatan)
    all_kecamatan = [row["kode"] for row in _rows("wilayah_kecamatan.csv")]
    outside, weights = _outside(all_kecamatan)
    prefixes, prefix_weights = _nik_prefixes(all_kecamatan)
    codes = tuple(row["kode"] for row in kecamatan)
    return Places(
        kecamatan=codes,
        kecamatan_names=tuple(row["nama"] for row in kecamatan),
        kelurahan=kelurahan,
        homes=codes + tuple(outside),
        outside_weights=weights,
        nik_prefixes=prefixes,
        nik_weights=prefix_weights,
    )


def branch_for(rng: np.random.Generator, kecamatan: Ints) -> Ints:
    """The branch that registered someone in a kecamatan: mostly the nearby one."""
    stray = pick(rng, (1,) * len(BRANCHES), len(kecamatan))
    nearby = happens(rng, PERCENT_NEARBY_BRANCH, len(kecamatan))
    return np.where(nearby, BRANCH_NEARBY[kecamatan], stray)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("regions") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _outside(all_kecamatan: list[str]) -> tuple[list[str], Ints]:
    codes: list[str] = []
    weights: list[int] = []
    for parent, (weight, by_kecamatan) in OUTSIDE.items():
        members = [code for code in all_kecamatan if code.startswith(f"{parent}.")] if by_kecamatan else [parent]
        codes += members
        weights += [weight * 1000 // len(members)] * len(members)
    return codes, np.array(weights, dtype=np.int64)


def _nik_prefixes(all_kecamatan: list[str]) -> tuple[Ints, Ints]:
    prefixes: list[int] = []
    weights: list[int] = []
    for start, weight in NIK_ORIGINS:
        members = [code for code in all_kecamatan if code.startswith(start)]
        prefixes += [int(code.replace(".", "")) for code in members]
        weights += [weight * 100_000 // len(members)] * len(members)
    return np.array(prefixes, dtype=np.int64), np.array(weights, dtype=np.int64)
