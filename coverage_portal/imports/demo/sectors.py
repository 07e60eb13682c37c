"""What the made-up firms do: sections and divisions of KBLI 2020 (Peraturan BPS 2/2020), with invented shares.

The last three digits of a code are invented too: a branch sends codes as declared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coverage_portal.imports.demo import places
from coverage_portal.imports.demo.chance import Ints, between, pick
from coverage_portal.imports.demo.words import words

KBLI_VERSION = "2020"
SUFFIXES = ("101", "102", "111", "192", "201", "209", "301", "309", "411", "499", "913", "999")


@dataclass(frozen=True)
class Section:
    """One KBLI section: its weight among micro and small firms, among larger ones, and its JKK risk groups I to V."""

    letter: str
    small: int
    large: int
    risk: tuple[int, int, int, int, int]
    divisions: tuple[int, ...]
    trade: str
    districts: tuple[int, ...] = places.SHOPS_AND_HOMES
    endings: tuple[str, ...] = ()

    def ending_words(self) -> tuple[str, ...]:
        """Last words for the names of firms of this section."""
        return self.endings or words(f"usaha_akhir_{self.trade}")


SECTIONS = (
    Section("A", 8, 3, (0, 2, 6, 2, 0), (1, 2, 3), "dagang", endings=("Sembako", "Niaga")),
    Section("B", 1, 2, (0, 0, 1, 4, 5), (8, 9), "industri", places.FACTORIES, ("Baja", "Kimia")),
    Section("C", 110, 420, (2, 10, 50, 35, 3), tuple(range(10, 34)), "industri", places.FACTORIES),
    Section("D", 2, 6, (0, 1, 4, 4, 1), (35,), "jasa", places.FACTORIES, ("Teknologi",)),
    Section("E", 8, 6, (0, 1, 5, 3, 1), (36, 37, 38, 39), "jasa", places.FACTORIES, ("Bersih",)),
    Section("F", 60, 55, (0, 0, 1, 4, 5), (41, 42, 43), "konstruksi"),
    Section("G", 385, 130, (3, 6, 1, 0, 0), (45, 46, 47), "dagang"),
    Section("H", 55, 95, (0, 1, 5, 4, 0), (49, 50, 51, 52, 53), "jasa", places.FREIGHT, ("Logistik", "Transport")),
    Section("I", 110, 45, (1, 7, 2, 0, 0), (55, 56), "jasa", endings=("Boga", "Wisata")),
    Section("J", 22, 22, (6, 4, 0, 0, 0), (58, 59, 60, 61, 62, 63), "jasa", endings=("Digital", "Teknologi")),
    Section("K", 16, 25, (8, 2, 0, 0, 0), (64, 65, 66), "jasa", endings=("Digital", "Konsultan")),
    Section("L", 18, 20, (5, 5, 0, 0, 0), (68,), "jasa", endings=("Properti",)),
    Section("M", 38, 22, (7, 3, 0, 0, 0), tuple(range(69, 76)), "jasa", endings=("Konsultan", "Teknologi")),
    Section("N", 35, 60, (1, 6, 3, 0, 0), tuple(range(77, 83)), "jasa", endings=("Sekuriti", "Bersih", "Wisata")),
    Section("O", 3, 10, (6, 4, 0, 0, 0), (84,), "jasa", endings=("Medika", "Edukasi", "Bersih")),
    Section("P", 40, 35, (9, 1, 0, 0, 0), (85,), "jasa", endings=("Edukasi",)),
    Section("Q", 25, 30, (3, 7, 0, 0, 0), (86, 87, 88), "jasa", endings=("Medika",)),
    Section("R", 10, 6, (3, 7, 0, 0, 0), (90, 91, 92, 93), "jasa", endings=("Wisata", "Digital")),
    Section("S", 52, 8, (4, 6, 0, 0, 0), (94, 95, 96), "jasa"),
    Section("T", 2, 0, (5, 5, 0, 0, 0), (97,), "jasa", endings=("Bersih",)),
)
CONSTRUCTION = next(i for i, section in enumerate(SECTIONS) if section.letter == "F")


def draw_sections(rng: np.random.Generator, scales: Ints) -> Ints:
    """Positions in SECTIONS; `scales` 1 micro to 4 large."""
    small = pick(rng, [section.small for section in SECTIONS], len(scales))
    large = pick(rng, [section.large for section in SECTIONS], len(scales))
    return np.where(scales <= 2, small, large)


def risk_groups(rng: np.random.Generator, sections: Ints) -> Ints:
    """JKK risk group 1 to 5 of each firm."""
    groups = np.zeros(len(sections), dtype=np.int64)
    for position, section in enumerate(SECTIONS):
        here = np.flatnonzero(sections == position)
        groups[here] = 1 + pick(rng, section.risk, len(here))
    return groups


def districts(rng: np.random.Generator, sections: Ints) -> Ints:
    """The kecamatan (0 to 12) each firm stands in."""
    found = np.zeros(len(sections), dtype=np.int64)
    for position, section in enumerate(SECTIONS):
        here = np.flatnonzero(sections == position)
        found[here] = pick(rng, section.districts, len(here))
    return found


def codes(rng: np.random.Generator, sections: Ints) -> list[str]:
    """A five-digit KBLI code for each firm, in a division of its section."""
    lots = between(rng, 0, 1_000_000, len(sections)).tolist()
    suffixes = pick(rng, range(len(SUFFIXES), 0, -1), len(sections)).tolist()
    found = []
    for position, lot, suffix in zip(sections.tolist(), lots, suffixes, strict=True):
        divisions = SECTIONS[position].divisions
        found.append(f"{divisions[lot % len(divisions)]:02d}{SUFFIXES[suffix]}")
    return found
