"""Names of the business sectors: the sections of KBLI, whose letters mean different things in different versions."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

SECTIONS = Path(__file__).parent / "data" / "kbli_kategori.csv"


def section_name(version: int | None, letter: str, language: str) -> str:
    """The title of a KBLI section in the version it was declared in (2020, 2025); empty when it is not known.

    `language` is "id" for the regulation's own title, "en" for our translation of it.
    """
    return _names().get((str(version), letter, language), "")


@cache
def sections(language: str) -> tuple[tuple[int, str, str], ...]:
    """Every section in the order of the lists: version, letter, title."""
    return tuple((int(version), letter, title) for (version, letter, of), title in _names().items() if of == language)


@cache
def _names() -> dict[tuple[str, str, str], str]:
    with SECTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    titles = {"id": "judul", "en": "judul_en"}
    return {(row["versi"], row["kode"], language): row[name] for row in rows for language, name in titles.items()}
