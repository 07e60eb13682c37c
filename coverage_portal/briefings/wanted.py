"""What a person wants of a briefing: cover, contents, words. Pure; a draft keeps it as it is, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """The parts of a briefing in their usual order (the skeleton of a bahan audiensi). SOURCES is always last."""

    PROGRESS = "komitmen"
    SUMMARY = "ringkasan"
    LEGAL = "dasar-hukum"
    WHERE = "wilayah"
    WHO = "siapa"
    PROGRAMMES = "program"
    TRACK = "jalur"
    EFFORTS = "upaya"
    NAMED = "pemberi-kerja"
    ASKS = "usulan"
    STEPS = "tindak-lanjut"
    QUESTIONS = "tanya-jawab"
    CLOSING = "penutup"
    SOURCES = "sumber"


PARTS = tuple(part for part in Part if part not in (Part.PROGRESS, Part.NAMED, Part.SOURCES))
"""The parts a person can switch and order; the others come when there is something for them to say."""


class AskKind(StrEnum):
    """The usual requests; OWN is one in the user's own words."""

    VULNERABLE = "rentan"
    SERTAKAN = "sertakan"
    LICENSING = "perizinan"
    DATA = "data"
    TEAM = "tim"
    OWN = "lain"


@dataclass(frozen=True)
class AskWanted:
    """A request as the user filled it in. Empty words are the kind's own; `workers` x `months` have a cost by law."""

    kind: AskKind
    title: str = ""
    reason: str = ""
    owner: str = ""
    output: str = ""
    deadline: date | None = None
    workers: int | None = None
    months: int = 12
    paid_by_state: bool = True


@dataclass(frozen=True)
class StepWanted:
    """What the office itself will do: within how many days, what, and who."""

    days: int
    what: str
    who: str = ""


@dataclass(frozen=True)
class EmployerNamed:
    """An employer that a member of staff chose to name in the paper, and why. `employer` is its id."""

    employer: int
    reason: str
    by: str


@dataclass(frozen=True)
class Edit:
    """A sentence in somebody's own words, by the sentence's key, and what its template said at the time: "" in drafts
    that were worded before this was kept."""

    key: str
    text: str
    by: str
    instead_of: str = ""


@dataclass(frozen=True)
class Wanted:
    """A draft's choices. `parts` are those switched on, in their order; `legal` the codes of the bases picked."""

    title: str = ""
    addressee: str = ""
    day: date | None = None
    place: str = ""
    number: str = ""
    confidentiality: str = ""
    language: str = "id"
    signatory: int | None = None
    parts: tuple[Part, ...] = PARTS
    asks: tuple[AskWanted, ...] = ()
    legal: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()
    steps: tuple[StepWanted, ...] = ()
    named: tuple[EmployerNamed, ...] = ()
    edits: tuple[Edit, ...] = ()
    copies_to: tuple[str, ...] = ()
