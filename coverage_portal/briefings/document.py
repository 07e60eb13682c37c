"""A briefing as one value: sections of blocks that carry figures and their workings, not strings. Pure.

Whatever a writer shows stands in here: PDF, PPTX, DOCX, XLSX and the page on screen are five ways to write one.
Numbers are Figures and are written by coverage.shown in the Document's language; words a writer needs beside them
("Sumber", "Halaman") are `word(key)`. briefings.compose makes it, briefings.frozen keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from coverage_portal.briefings.blocks import Annex, Asks, Block, Grid, Question, Sentence, Waffle
from coverage_portal.briefings.in_blocks import figures_of, sentences_of
from coverage_portal.coverage.dashboard import Place
from coverage_portal.coverage.workings import Figure, Provenance, Source


@dataclass(frozen=True)
class Section:
    """A part of the briefing: it begins a page and is one slide or more.

    `kicker` is the question it answers ("Di mana celahnya?"), `title` the finding. `illustrative`: whether any of its
    figures rests on sample data; every writer then marks page, slide and sheet. `points` are talking points and
    `questions` what may be asked here, for the speaker.
    """

    key: str
    kicker: str
    title: Sentence
    leads: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    illustrative: bool = False
    points: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def captioned(self) -> tuple[Block, ...]:
        """Its blocks as they stand below its head: the requests in full, and a table of words that is called as its
        kicker, need no caption."""
        return tuple(
            replace(block, caption="") if isinstance(block, Asks | Grid) and self._heads(block) else block
            for block in self.blocks
        )

    def _heads(self, block: Asks | Grid) -> bool:
        return not block.brief if isinstance(block, Asks) else block.caption == self.kicker


@dataclass(frozen=True)
class Letterhead:
    """Who writes: institution, office, address and contact, and the logo they uploaded (PNG, empty without one)."""

    institution: str
    office: str
    address: str = ""
    contact: str = ""
    logo: bytes = b""


@dataclass(frozen=True)
class Signatory:
    """Who signs: "Pps." stands before the title of one who acts for another. `since` is the first day on which they do,
    `until` the first on which they do not any more; None where that is open, or was not kept yet."""

    name: str
    title: str
    prefix: str = ""
    since: date | None = None
    until: date | None = None

    def signs_on(self, day: date) -> bool:
        """Whether they sign on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Meeting:
    """What the cover says. `number` is the letter's, typed by the user; `day` None when it is not fixed yet."""

    title: str
    addressee: str
    day: date | None
    place: str
    number: str = ""
    confidentiality: str = ""

    @property
    def unnamed_addressee(self) -> str:
        """The addressee, to be said after the title; empty where the title names them already."""
        return "" if self.addressee in self.title else self.addressee


@dataclass(frozen=True)
class Reference:
    """How one figure came about, in words, for the last pages: its number there and the numbers of its sources.

    `like` is the number of the reference before it in the same column of a table that came about in the same way, 0 for
    none: paper prints that one only, the workbook and the page print all.
    """

    number: int
    where: str
    figure: Figure
    working: str
    sources: tuple[int, ...]
    like: int = 0


@dataclass(frozen=True)
class CitedSource:
    """A source once, with its number and the sentence that cites it."""

    number: int
    source: Source
    text: str


@dataclass(frozen=True)
class Accepted:
    """A warning that somebody took upon themselves: printed with name and reason."""

    warning: str
    by: str
    reason: str


@dataclass(frozen=True)
class Document:
    """A briefing. `sections` in reading order; `references` and `sources` stand at its end in every format.

    `corrects` names the briefing it corrects ("B/12/112026, 22 Maret 2024"), empty for none. `cautions` are what must
    be known of all its figures. `annexes` are tables that only the spreadsheet carries; their figures are not among
    `figures`. `words` are the fixed words of the writers in the Document's language.
    """

    language: str
    region: Place
    month: date
    as_at: date
    meeting: Meeting
    letterhead: Letterhead
    signatory: Signatory | None
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    sources: tuple[CitedSource, ...]
    words: tuple[tuple[str, str], ...]
    illustrative: bool = False
    cautions: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    corrects: str = ""
    copies_to: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def word(self, key: str) -> str:
        """A fixed word of the writers; raises KeyError when there is none of that key."""
        return dict(self.words)[key]

    def kind_of(self, one: Figure | Source) -> str:
        """The kind of a number: "Rilis resmi"; an estimate from sample data is both: "Ilustrasi, Perkiraan"."""
        kinds = (one.provenance, *((Provenance.ESTIMATED,) if one.estimated else ()))
        return ", ".join(dict.fromkeys(self.word(kind.value) for kind in kinds))

    @property
    def answer(self) -> Section | None:
        """The section that gives the answer: the one with the squares, else the first; None when there is none."""
        shows = (one for one in self.sections if any(isinstance(block, Waffle) for block in one.blocks))
        return next(shows, next(iter(self.sections), None))

    def section(self, key: str) -> Section | None:
        """The section of that key, None when this briefing has none."""
        return next((section for section in self.sections if section.key == key), None)

    @cached_property
    def references_by_key(self) -> dict[str, Reference]:
        """How each figure came about, by the figure's key."""
        return {one.figure.key: one for one in self.references}

    @property
    def printed_references(self) -> tuple[tuple[Reference, int], ...]:
        """What paper prints: each way in which figures came about once, with all its sources, and how many other
        figures came about in the same way."""
        alike: dict[int, list[Reference]] = {}
        for one in self.references:
            alike.setdefault(one.like or one.number, []).append(one)
        return tuple(
            (
                replace(first, sources=tuple(dict.fromkeys(n for one in (first, *others) for n in one.sources))),
                len(others),
            )
            for first, *others in alike.values()
        )

    def figures(self) -> Iterator[Figure]:
        """Every figure of the briefing in reading order, once a key."""
        told = set()
        for section in self.sections:
            for figure in figures_in(section):
                if figure.key not in told:
                    told.add(figure.key)
                    yield figure

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the briefing in reading order, once a key."""
        told = set()
        for section in self.sections:
            for sentence in sentences_in(section):
                if sentence.key not in told:
                    told.add(sentence.key)
                    yield sentence


@dataclass(frozen=True)
class Stamp:
    """What makes a file an issued one: the code and address by which it can be checked, and the SHA-256 of its content.

    Without a stamp a file is a draft and says so on every page.
    """

    code: str
    sha256: str
    address: str
    issued_at: datetime
    issued_by: str
    layout: int


def figures_in(section: Section) -> Iterator[Figure]:
    """The figures of a section, those of its sentences too."""
    for sentence in sentences_in(section):
        yield from sentence.inputs
    for block in section.blocks:
        yield from figures_of(block)


def sentences_in(section: Section) -> Iterator[Sentence]:
    """The sentences of a section in reading order: title, leads, blocks, then what is for the speaker."""
    yield from (section.title, *section.leads)
    for block in section.blocks:
        yield from sentences_of(block)
    yield from section.points
    yield from (question.answer for question in section.questions)
