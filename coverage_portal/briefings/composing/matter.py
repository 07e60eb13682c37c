"""What a section is composed of: the answer, the choices, what the database adds, all in the active language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking import asks_of, points_of, questions_of
from coverage_portal.briefings.blocks import Ask, Block, Question, Sentence, Table
from coverage_portal.briefings.composing.setting import Setting
from coverage_portal.briefings.document import Section, figures_in
from coverage_portal.briefings.in_blocks import figures_of
from coverage_portal.briefings.wanted import Edit, Part, Wanted
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.files.words import holds_illustrations
from coverage_portal.coverage.workings import Figure
from regions.models import Region

ASKED_AT = {
    "tanya-di-mana": Part.WHERE,
    "tanya-kerja-domisili": Part.WHERE,
    "tanya-nyata": Part.WHO,
    "tanya-keluarga": Part.PROGRAMMES,
    "tanya-angka-berbeda": Part.TRACK,
    "tanya-biaya": Part.ASKS,
}
"""The part at which a question is likely to be asked; the summary when it is none of these."""


@dataclass(frozen=True)
class Matter:
    """One briefing to be: the answer with small cells withheld, what was wanted of it, what the database adds.

    `day` is the meeting's. `asks` and `questions` are those of briefings.asking, in the words of whoever wrote them
    anew. `kept_back` is the sentence about what is withheld, said where anything is.
    """

    found: Dashboard
    wanted: Wanted
    setting: Setting
    day: date
    asks: tuple[Ask, ...] = ()
    questions: tuple[Question, ...] = ()
    kept_back: str = ""

    def said(self, key: str, text: str, *figures: Figure) -> Sentence:
        """A sentence of its template, or in the words of whoever wrote it anew; `figures` are those it gives."""
        return edited(Sentence(key, text, figures), self.wanted.edits)

    def section(
        self,
        part: Part,
        kicker: str,
        title: Sentence,
        leads: tuple[Sentence | None, ...],
        blocks: tuple[Block | None, ...],
    ) -> Section:
        """A section of what there is: leads and blocks that are None fall away. It is marked when a figure of it is an
        illustration."""
        made = Section(
            part.value,
            kicker,
            title,
            tuple(lead for lead in leads if lead),
            tuple(self._plain(block) for block in blocks if block),
            points=tuple(edited(one, self.wanted.edits) for one in points_of(part.value, self.found, self.asks)),
            questions=tuple(one for one in self.questions if ASKED_AT.get(one.key, Part.SUMMARY) is part),
        )
        return replace(made, illustrative=holds_illustrations(figures_in(made)))

    def _plain(self, block: Block) -> Block:
        """The block; a table of which nothing is withheld does not say that something is."""
        if not isinstance(block, Table) or any(figure.withheld for figure in figures_of(block)):
            return block
        caveats = tuple(caveat for caveat in block.breakdown.caveats if caveat != self.kept_back)
        return replace(block, breakdown=replace(block.breakdown, caveats=caveats))

    @property
    def when(self) -> str:
        """The month of the data: "Desember 2023"."""
        return formatting.month(self.found.month, active_language())

    @property
    def government(self) -> str:
        """The government of the place: "Pemerintah Kota Tangerang"."""
        place = self.found.region
        said = {
            Region.Level.COUNTRY: _("Pemerintah Republik Indonesia"),
            Region.Level.PROVINCE: _("Pemerintah Provinsi %(place)s"),
            Region.Level.DISTRICT: _("Pemerintah Kecamatan %(place)s"),
        }
        return said.get(Region.Level(place.level), _("Pemerintah %(place)s")) % {"place": place.name}


def matter_of(found: Dashboard, wanted: Wanted, setting: Setting, day: date) -> Matter:
    """What a briefing is composed of; `day` is the meeting's, whose law prices the requests."""
    found = _one_key_each(found)
    asks = tuple(replace(ask, reason=edited(ask.reason, wanted.edits)) for ask in asks_of(wanted, day=day))
    paid = tuple(ask for ask, one in zip(asks, wanted.asks, strict=True) if one.paid_by_state)
    questions = tuple(
        replace(question, answer=edited(question.answer, wanted.edits))
        for question in questions_of(found, paid, day=day)
    )
    return Matter(found, wanted, setting, day, asks, questions)


def _one_key_each(found: Dashboard) -> Dashboard:
    """The answer with the denominator under one key: on the dashboard it is a fact of the place besides, with an
    address of its own; in a paper it is one figure."""
    facts = tuple(found.whole if replace(fact, key=found.whole.key) == found.whole else fact for fact in found.facts)
    return replace(found, facts=facts)


def edited(sentence: Sentence, edits: tuple[Edit, ...]) -> Sentence:
    """The sentence in the words of the last edit of its key; as it is when there is none or it says the same."""
    last = next((edit for edit in reversed(edits) if edit.key == sentence.key), None)
    if last is None or last.text == sentence.text:
        return sentence
    before = last.instead_of if last.instead_of != sentence.text else ""
    return replace(sentence, text=last.text, generated=sentence.text, edited_by=last.by, instead_of=before)


def full(figure: Figure) -> str:
    """A figure in full inside a sentence."""
    return shown.value_of(figure, active_language())


def short(figure: Figure) -> str:
    """A figure in short inside a sentence: 454 ribu."""
    return shown.short_value_of(figure, active_language())


def known(*figures: Figure | None) -> bool:
    """Whether every one of them is there and may be told."""
    return all(figure is not None and figure.value is not None for figure in figures)
