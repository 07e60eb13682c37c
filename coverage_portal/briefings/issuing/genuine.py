"""What an outsider is told of a printed briefing, and whether a fingerprint in hand is one of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from coverage_portal.briefings.codes import CodeInAddress
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import content_of
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.workings import Figure

HEADLINE = "cakupan"
FEWEST_DIGITS, ALL_DIGITS = 8, 64
CONTENT = "isi"
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{FEWEST_DIGITS},{ALL_DIGITS}}}", re.ASCII)


@dataclass(frozen=True)
class Genuine:
    """An issued briefing as far as anybody may know it. `value` is the headline as printed, empty without one."""

    code: str
    language: str
    number: str
    institution: str
    office: str
    issuer: str
    issued_at: datetime
    sha256: str
    place: str
    position: date
    headline: Figure | None
    value: str
    corrected: bool


@dataclass(frozen=True)
class Compared:
    """A fingerprint that was typed: whether it is one at all, how many digits were compared, and what it is of: CONTENT
    or formats; nothing when it is of another file."""

    readable: bool
    digits: int = 0
    of: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all digits were compared."""
        return self.digits == ALL_DIGITS


def genuine(code: str) -> tuple[Genuine, Briefing] | None:
    """What is told of the briefing of that code; None when none was issued under it."""
    paper = Briefing.objects.issued().filter(code=code).first()
    if paper is None or paper.issued_at is None:
        return None
    document = content_of(paper)
    headline = next((figure for figure in document.figures() if figure.key == HEADLINE), None)
    told = Genuine(
        code=code,
        language=document.language,
        number=document.meeting.number,
        institution=document.letterhead.institution,
        office=document.letterhead.office,
        issuer=paper.issued_as,
        issued_at=paper.issued_at,
        sha256=paper.sha256,
        place=document.region.name,
        position=document.as_at,
        headline=headline,
        value=value_of(headline, document.language) if headline else "",
        corrected=paper.corrections.filter(issued_at__isnull=False).exists(),
    )
    return told, paper


def compared(paper: Briefing, typed: str) -> Compared:
    """What a fingerprint is of: the first digits, as printed, or all of them, as a program shows them."""
    digits = re.sub(r"[\s:-]", "", typed).lower()
    if not _FINGERPRINT.fullmatch(digits):
        return Compared(readable=False)
    known = {CONTENT: paper.sha256, **dict(paper.files.values_list("format", "sha256"))}
    return Compared(True, len(digits), tuple(name for name, sha256 in known.items() if sha256.startswith(digits)))


def code_in(typed: str) -> str:
    """The code in what somebody typed, spaces and hyphens left out; empty when it can be none."""
    plain = re.sub(r"[\s-]", "", typed)
    return plain.upper() if re.fullmatch(CodeInAddress.regex, plain) else ""
