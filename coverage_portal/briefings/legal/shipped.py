"""The legal bases as shipped, and their English words, which the rows do not hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from coverage_portal.briefings.models import Basis

BASES_FILE = Path(__file__).parents[1] / "data" / "legal_bases.yaml"


@dataclass(frozen=True)
class Shipped:
    """A basis of the file: as cited, what the portal takes from it, what must be known of it, in both languages."""

    code: str
    citation: str
    about: str = ""
    note: str = ""
    about_en: str = ""
    note_en: str = ""


@lru_cache(maxsize=1)
def shipped_bases() -> tuple[Shipped, ...]:
    """Every basis of the file in its order."""
    return tuple(Shipped(**row) for row in yaml.safe_load(BASES_FILE.read_text(encoding="utf-8")))


def about_of(basis: Basis, language: str) -> str:
    """What a basis is about, in English too as long as its words are the shipped ones."""
    known = _known(basis, language)
    return known.about_en if known and known.about == basis.about else basis.about


def note_of(basis: Basis, language: str) -> str:
    """What must be known of a basis, in English too as long as its words are the shipped ones."""
    known = _known(basis, language)
    return known.note_en if known and known.note == basis.note else basis.note


def _known(basis: Basis, language: str) -> Shipped | None:
    if language != "en":
        return None
    return next((one for one in shipped_bases() if one.code == basis.code), None)
