"""One employer as the list shows it: its numbers, its bar and what was found of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coverage_portal.core.charts import ChartSpec, Kind, Role, Series, bar_rows
from coverage_portal.core.formatting import short_date
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.shown import sector_of
from employers.compliance import COMPLIANT, LABELS, Finding, findings_in
from employers.models import Compliance, Employer

Status = Employer.Status
TONES = {
    Finding.UNREGISTERED: ("err", "circle-alert"),
    Finding.WORKERS: ("warn", "triangle-alert"),
    Finding.PROGRAMMES: ("warn", "triangle-alert"),
    Finding.LOW_WAGES: ("warn", "triangle-alert"),
    Finding.ALIKE_WAGES: ("warn", "triangle-alert"),
    Finding.UNKNOWN: ("", "info"),
}


@dataclass(frozen=True)
class Tag:
    """A word in a coloured pill: `tone` is "ok", "warn", "err" or none."""

    label: str | Promise
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Line:
    """An employer in the list. `active`, `missing` and `share` are None where they are not known."""

    employer: Employer
    sector: str
    status: Tag | None
    active: int | None
    missing: int | None
    share: Fraction | None
    tags: tuple[Tag, ...]
    updated: date | None

    @property
    def bar(self) -> str:
        """Who is registered and who is missing of those obliged, drawn; nothing where that is not known."""
        if self.share is None or self.active is None:
            return ""
        declared = self.employer.declared_headcount or 0
        parts = (Series(Role.COVERED, "", (self.active,)), Series(Role.GAP, "", (declared - self.active,)))
        return bar_rows(ChartSpec(Kind.STACKED, "", ("",), parts))[0]


def line_of(employer: Employer) -> Line:
    """The employer as it is today, with its numbers at the position of the data."""
    seen: Compliance | None = getattr(employer, "compliance", None)
    status = employer.status_on(today())
    judged = seen if status not in (Status.CLOSED, Status.INACTIVE) else None
    share = share_of(employer, judged)
    return Line(
        employer=employer,
        sector=sector_of(employer),
        status=_status_tag(employer, status),
        active=seen.active if seen else None,
        missing=judged.missing if judged else None,
        share=share,
        tags=tags_of(seen, status),
        updated=employer.changed_on or (employer.batch.position if employer.batch else None),
    )


def share_of(employer: Employer, judged: Compliance | None) -> Fraction | None:
    """Active memberships of the declared headcount; more than one where more are registered than were declared. None
    where nobody can say: no headcount, closed, or registered after the position of the data."""
    if not employer.declared_headcount or judged is None or judged.missing is None:
        return None
    return Fraction(judged.active, employer.declared_headcount)


def tags_of(seen: Compliance | None, status: Employer.Status) -> tuple[Tag, ...]:
    """Everything that was found, most serious first; nothing of one that is closed."""
    if seen is None or status in (Status.CLOSED, Status.INACTIVE):
        return ()
    found = findings_in(seen.findings)
    return tuple(Tag(LABELS[one], *TONES[one]) for one in found) or (Tag(COMPLIANT, "ok", "check"),)


def _status_tag(employer: Employer, status: Employer.Status) -> Tag | None:
    """What it is if it is closed, and when it will be if that day is still to come."""
    if status in (Status.CLOSED, Status.INACTIVE):
        return Tag(status.label)
    if employer.closed_on is not None:
        later = Status(employer.closed_as or Status.CLOSED)
        day = short_date(employer.closed_on, active_language())
        return Tag(_("%(status)s sejak %(day)s") % {"status": later.label, "day": day})
    return None
