"""The whole checklist in its order. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coverage_portal.briefings.checklist import errors, warnings
from coverage_portal.briefings.checklist.finding import Finding, Looked
from coverage_portal.briefings.checklist.sums import sums
from coverage_portal.briefings.document import Document


def check(document: Document, *, today: date | None = None) -> tuple[Finding, ...]:
    """What is amiss with a briefing, errors first, in the Document's language.

    `today` stands for the meeting's day while that is not fixed.
    """
    looked = Looked.at(document)
    return (*_errors(looked), *_warnings(looked, document.meeting.day or today))


def _errors(looked: Looked) -> Iterator[Finding]:
    yield from errors.cover(looked)
    yield from errors.denominators(looked)
    yield from errors.marks(looked)
    yield from errors.sources(looked)
    yield from sums(looked)
    yield from errors.missing_numbers(looked)


def _warnings(looked: Looked, day: date | None) -> Iterator[Finding]:
    yield from warnings.mixed_denominators(looked)
    yield from warnings.over_one(looked)
    yield from warnings.stale(looked, day)
    yield from warnings.not_signing(looked, day)
    yield from warnings.unverified(looked)
    yield from warnings.withheld(looked)
    yield from warnings.edited(looked)
    yield from warnings.overtaken(looked)
    yield from warnings.own(looked)
    yield from warnings.estimated_headline(looked)
    yield from warnings.named_employers(looked)
    yield from warnings.ending_reliefs(looked)
