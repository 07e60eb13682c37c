"""What stands beside the form: the pages as they would be, or why there are none yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking import asks_of
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.drafting.form import BriefingForm
from coverage_portal.briefings.making import citation_of, document_for, document_of
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import wanted_of
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.core.spells import today
from coverage_portal.coverage.ground import NoAnswer
from coverage_portal.coverage.workings import Figure


@dataclass(frozen=True)
class Preview:
    """The pages, or a sentence that says why there are none; what each request costs by law, None where it has no
    cost or cannot be read yet."""

    document: Document | None = None
    sentence: str = ""
    costs: tuple[Figure | None, ...] = ()


def preview_of(form: BriefingForm, briefing: Briefing | None = None) -> Preview:
    """The pages of what was sent. `briefing`: the draft as stored, for what the form does not hold."""
    checked = BriefingForm(form.data, form.user)
    if not checked.is_valid():
        return Preview(None, _("Pratinjau muncul setelah isian yang ditandai diperbaiki."), _costs(checked))
    try:
        return Preview(_document(checked, briefing), "", _costs(checked))
    except NoAnswer as error:
        return Preview(None, error.sentence, _costs(checked))


def _document(form: BriefingForm, briefing: Briefing | None) -> Document:
    kept = wanted_of(briefing) if briefing else None
    corrects = citation_of(briefing.corrects) if briefing and briefing.corrects else ""
    return document_for(form.wanted(kept), form.scope(), form.branch(), corrects=corrects)


def _costs(form: BriefingForm) -> tuple[Figure | None, ...]:
    """What the requests cost, in the page's own language."""
    sound = [row for row in form.asks if row.is_valid()]
    day = form.cover.cleaned_data.get("day") or today()
    priced = dict(zip(map(id, sound), asks_of(Wanted(asks=tuple(row.wanted() for row in sound)), day=day), strict=True))
    return tuple(priced[id(row)].cost if id(row) in priced else None for row in form.asks)


def preview_of_stored(briefing: Briefing) -> Preview:
    """The pages of a draft as it is stored."""
    try:
        return Preview(document_of(briefing))
    except NoAnswer as error:
        return Preview(sentence=error.sentence)
