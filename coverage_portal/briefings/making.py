"""Makes the Document of a briefing from a question and a person's choices. The one door to composing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import override

from coverage_portal.briefings.annex import annexes_of
from coverage_portal.briefings.composing.composition import compose
from coverage_portal.briefings.composing.matter import matter_of
from coverage_portal.briefings.composing.setting import said_on, setting_of
from coverage_portal.briefings.document import Accepted, Document
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import accepted_in, content_of, scope_of, wanted_of
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.core import data_version, formatting
from coverage_portal.core.spells import today
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.standing import Standing, standing_at
from coverage_portal.coverage.withholding import withhold
from regions.models import Branch


def document_for(
    wanted: Wanted,
    scope: Scope,
    branch: Branch,
    *,
    accepted: tuple[Accepted, ...] = (),
    corrects: str = "",
    standing: Standing | None = None,
    made_on: date | None = None,
) -> Document:
    """The briefing of `branch` that answers `scope`, in the language wanted, small counts withheld.

    Raises NoSuchRegion or NoSuchMonth as the dashboard does; their `sentence` may be shown. `standing` is what the
    caller already knows of the current data version, `corrects` the citation of the briefing this one corrects.
    While no day is fixed for the meeting, that on which the briefing is made stands for it (today unless said).
    """
    day = wanted.day or made_on or today()
    with override(wanted.language):
        standing = standing or standing_at(data_version.current())
        found = answer(compared(scope, standing), standing)
        setting = setting_of(wanted, branch, found.region.code, day)
        matter = matter_of(withhold(found), wanted, setting, day)
        matter = replace(matter, kept_back=found.kept_back.sentence)
        return replace(compose(matter, accepted=accepted, corrects=corrects), annexes=annexes_of(found))


def document_of(briefing: Briefing) -> Document:
    """The Document of a briefing: as it was frozen when it is issued, else made anew from its choices."""
    if briefing.issued_at:
        return content_of(briefing)
    wanted, scope, accepted = wanted_of(briefing), scope_of(briefing), accepted_in(briefing.accepted)
    corrects = citation_of(briefing.corrects) if briefing.corrects else ""
    return document_for(wanted, scope, briefing.branch, accepted=accepted, corrects=corrects)


def citation_of(briefing: Briefing) -> str:
    """An issued briefing as another names it: "B/12/032024, 22 Maret 2024"; by its code when it has no number."""
    day = said_on(briefing)
    return f"{briefing.number or briefing.code}, {formatting.long_date(day, briefing.language)}"


def compared(scope: Scope, standing: Standing) -> Scope:
    """The question compared with the same month of the year before, where the registry has it and the question names
    no other: what changed is among the first things asked at a meeting."""
    if scope.since:
        return scope
    month = scope.month or answer(scope, standing).month
    before = month.replace(year=month.year - 1)
    both = month in standing.months and before in standing.months
    return replace(scope, month=month, since=before) if both else scope
