"""The sample briefing without anything to find, and ways to spoil one thing in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from coverage_portal.briefings.blocks import LegalBases, Sentence, Table
from coverage_portal.briefings.checklist import Finding, check
from coverage_portal.briefings.document import Document, Section
from coverage_portal.coverage.workings import Block, Figure
from tests.briefings.sample import document


def good() -> Document:
    """The sample with every legal basis verified."""
    return blocks_changed(
        document(),
        LegalBases,
        lambda block: replace(block, bases=tuple(replace(one, verified_on=date(2024, 1, 2)) for one in block.bases)),
    )


def found(kept: Document) -> dict[str, Finding]:
    """The findings by key."""
    findings = check(kept)
    assert len({one.key for one in findings}) == len(findings)
    return {one.key: one for one in findings}


def section_changed(kept: Document, key: str, change: Callable[[Section], Section]) -> Document:
    """The document with one section changed."""
    sections = tuple(change(section) if section.key == key else section for section in kept.sections)
    return replace(kept, sections=sections)


def blocks_changed(kept: Document, kind: type, change: Callable[[Any], Any]) -> Document:
    """The document with every block of a kind changed."""
    return replace(
        kept,
        sections=tuple(
            replace(
                section, blocks=tuple(change(block) if isinstance(block, kind) else block for block in section.blocks)
            )
            for section in kept.sections
        ),
    )


def figures_changed(kept: Document, key: str, change: Callable[[Figure], Figure]) -> Document:
    """The document with the figure of that key changed wherever it stands."""
    return _everywhere(kept, lambda thing: change(thing) if isinstance(thing, Figure) and thing.key == key else thing)


def titled(kept: Document, key: str, text: str, *inputs: Figure) -> Document:
    """The document whose section has another title."""
    return section_changed(kept, key, lambda one: replace(one, title=Sentence(one.title.key, text, inputs)))


def breakdown_changed(kept: Document, change: Callable[[Block], Block]) -> Document:
    """The document with another breakdown in its table."""
    return blocks_changed(kept, Table, lambda table: replace(table, breakdown=change(table.breakdown)))


def _everywhere(thing: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(thing, tuple):
        return tuple(_everywhere(one, change) for one in thing)
    if isinstance(thing, Figure):
        return change(thing)
    if hasattr(thing, "__dataclass_fields__"):
        values = {name: _everywhere(getattr(thing, name), change) for name in thing.__dataclass_fields__}
        return replace(thing, **values)
    return thing
