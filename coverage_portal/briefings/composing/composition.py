"""Figures into a Document: sections in the order that was wanted, each made by its module, then references."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from coverage_portal.briefings.composing import told
from coverage_portal.briefings.composing.cover import meeting_of
from coverage_portal.briefings.composing.matter import Matter
from coverage_portal.briefings.composing.programmes import programmes
from coverage_portal.briefings.composing.promised import promised
from coverage_portal.briefings.composing.references import cited
from coverage_portal.briefings.composing.summary import summary
from coverage_portal.briefings.composing.track import track
from coverage_portal.briefings.composing.where import where
from coverage_portal.briefings.composing.who import who
from coverage_portal.briefings.document import Accepted, Document, Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.briefings.words import words_now
from coverage_portal.core.templatetags.portal import active_language

SELF_PLACED = (Part.PROGRESS, Part.NAMED, Part.SOURCES)
COMPOSERS: dict[Part, Callable[[Matter], Section | None]] = {
    Part.PROGRESS: promised,
    Part.SUMMARY: summary,
    Part.LEGAL: told.legal,
    Part.WHERE: where,
    Part.WHO: who,
    Part.PROGRAMMES: programmes,
    Part.TRACK: track,
    Part.EFFORTS: told.efforts,
    Part.NAMED: told.named,
    Part.ASKS: told.asks,
    Part.STEPS: told.steps,
    Part.QUESTIONS: told.questions,
    Part.CLOSING: told.closing,
}


def compose(matter: Matter, *, accepted: tuple[Accepted, ...] = (), corrects: str = "") -> Document:
    """The briefing in the active language. What it rests on stands in `references`, `sources` and `cautions`: its last
    pages in every format, not a section of blocks."""
    sections = tuple(section for part in order(matter) if (section := _section(part, matter)))
    found, listed = matter.found, cited(sections)
    return Document(
        language=active_language(),
        region=found.region,
        month=found.month,
        as_at=found.as_at,
        meeting=meeting_of(matter.wanted, found.region),
        letterhead=matter.setting.letterhead,
        signatory=matter.setting.signatory,
        sections=sections,
        references=listed.references,
        sources=listed.sources,
        words=words_now(),
        illustrative=any(section.illustrative for section in sections),
        cautions=cautions(matter, any(one.figure.withheld for one in listed.references)),
        accepted=accepted,
        corrects=corrects,
        copies_to=matter.wanted.copies_to,
    )


def order(matter: Matter) -> tuple[Part, ...]:
    """The parts in the order wanted, each once; progress on what was promised earlier opens, named employers stand
    before the requests, or at the end of a briefing without any."""
    wanted = [part for part in dict.fromkeys(matter.wanted.parts) if part not in SELF_PLACED]
    place = wanted.index(Part.ASKS) if Part.ASKS in wanted else len(wanted)
    return (Part.PROGRESS, *wanted[:place], Part.NAMED, *wanted[place:])


def _section(part: Part, matter: Matter) -> Section | None:
    composer = COMPOSERS.get(part)
    return composer(matter) if composer else None


def cautions(matter: Matter, withheld: bool) -> tuple[str, ...]:
    """What must be known of all figures: the answer's cautions, in the words of a paper. That something is withheld is
    said when it is."""
    found = matter.found
    on_page, here = (
        _("Rincian segmen, sektor, dan skala di halaman ini tetap menurut tempat kerja."),
        _("Rincian segmen, sektor, dan skala dalam bahan ini tetap menurut tempat kerja."),
    )
    said = (here if text == on_page else text for text in (found.partial, *found.cautions))
    unsaid = "" if withheld else matter.kept_back
    return tuple(dict.fromkeys(text for text in said if text and text != unsaid))
