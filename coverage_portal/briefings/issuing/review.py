"""A draft as it would go out now: its Document, what blocks it, and which warnings somebody took upon themselves.

An acceptance holds for the very words that were accepted: when a warning says something else, it has to be accepted
anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from coverage_portal.briefings.checklist import Finding, Level, check
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.frozen import digest, freeze
from coverage_portal.briefings.issuing.looked_at import well
from coverage_portal.briefings.making import document_of
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import accepted_in
from coverage_portal.core.spells import today

Acceptance = dict[str, str]


@dataclass(frozen=True)
class Warned:
    """A warning and who took it upon themselves: None while nobody has. `outdated`: its words were others then."""

    finding: Finding
    accepted: Acceptance | None = None
    outdated: bool = False

    @property
    def mark(self) -> str:
        """Names the warning with its words, for a form."""
        return mark_of(self.finding)


@dataclass(frozen=True)
class Review:
    """A draft's Document with the warnings that were accepted, frozen, and what was found in it: errors, warnings, and
    in sentences what is well."""

    document: Document
    content: str
    errors: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    well: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of what would be issued."""
        return digest(self.content)

    @property
    def open_warnings(self) -> int:
        """How many warnings nobody has accepted."""
        return sum(1 for one in self.warnings if one.accepted is None)

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of issuing it."""
        return not self.errors and not self.open_warnings


def review(briefing: Briefing) -> Review:
    """What would be issued of a draft now. Raises NoSuchRegion or NoSuchMonth when there are no figures for it."""
    document = replace(document_of(briefing), accepted=())
    findings = check(document, today=today())
    warnings = warned((one for one in findings if one.level is Level.WARNING), briefing.accepted)
    document = replace(document, accepted=accepted_in(one.accepted for one in warnings if one.accepted))
    errors = tuple(one for one in findings if one.level is Level.ERROR)
    return Review(document, freeze(document), errors, warnings, tuple(well(findings)))


def warned(findings: Iterable[Finding], kept: Iterable[Acceptance]) -> tuple[Warned, ...]:
    """The warnings, each with the acceptance that was given to its very words."""
    by_words = {(entry["key"], entry["warning"]): entry for entry in kept}
    keys = {key for key, _words in by_words}
    found = []
    for finding in findings:
        accepted = by_words.get((finding.key, finding.text))
        found.append(Warned(finding, accepted, accepted is None and finding.key in keys))
    return tuple(found)


def mark_of(finding: Finding) -> str:
    """A short name of a finding with its words: other words, another mark."""
    return blake2b(f"{finding.key}\0{finding.text}".encode(), digest_size=8).hexdigest()
