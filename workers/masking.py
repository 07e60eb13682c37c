"""How a worker is shown to those who may see workers: enough to tell people apart, not enough to carry off. Pure."""

from __future__ import annotations

from typing import NamedTuple

from coverage_portal.programmes.codes import PROGRAMMES, Programme
from workers.sipp import is_stand_in

HIDDEN = "••••"
"""Stands for the rest of a word or a number, however long it is: its length says nothing."""
SHOWN_DIGITS = 4
LETTERS = {Programme.JKK: "K", Programme.JKM: "M", Programme.JHT: "T", Programme.JP: "P", Programme.JKP: "H"}
"""Kecelakaan, kematian, tua, pensiun, kehilangan: a letter for each programme."""


class ProgrammeLetter(NamedTuple):
    """One of the five letters: the programme's code, and whether it is held."""

    letter: str
    code: str
    held: bool


def masked_name(name: str) -> str:
    """The first word in full and the others' first letters: "Siti R••••"; of a single word its first letter."""
    first, *others = name.split() or [""]
    if not others:
        return f"{first[:1]}{HIDDEN}" if first else ""
    return " ".join([first, *(f"{word[0]}{HIDDEN}" for word in others)])


def masked_kpj(kpj: str) -> str:
    """The last four signs: "••••0214"; nothing at all of one that is not issued yet, and none of one as short as
    that."""
    if is_stand_in(kpj):
        return ""
    return HIDDEN + (kpj[-SHOWN_DIGITS:] if len(kpj) > SHOWN_DIGITS else "")


def programme_letters(bits: int) -> tuple[ProgrammeLetter, ...]:
    """The five letters of a set of programmes, always in the same order."""
    return tuple(ProgrammeLetter(LETTERS[one], str(one.name), bool(bits & one)) for one in PROGRAMMES)
