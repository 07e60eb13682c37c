"""Who last wrote something of an employer, and when: a person by hand, or an import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.models import AuditEvent
from coverage_portal.core.templatetags.portal import active_language
from employers.models import Employer

ENTERED = ("employer_registered", "prospect_entered", "employer_enrolled")


@dataclass(frozen=True)
class Wrote:
    """Somebody wrote something at some time."""

    who: str
    at: datetime

    def __str__(self) -> str:
        when = self.at
        language = active_language()
        words = (
            formatting.moment(when, language) if isinstance(when, datetime) else formatting.long_date(when, language)
        )
        return _("%(who)s, %(when)s") % {"who": self.who, "when": words}


def entered_by(employer: Employer | None) -> str:
    """Who registered an employer and when; blank where it came with an import."""
    event = _events(employer).filter(verb__in=ENTERED).first() if employer else None
    return str(_by(event)) if event else ""


def last_writer(employer: Employer) -> Wrote | None:
    """Who changed the employer last."""
    event = _events(employer).first()
    batch = employer.batch
    if batch is not None and batch.applied_at is not None and (event is None or batch.applied_at > event.at):
        return Wrote(_("impor %(n)s") % {"n": batch.pk}, batch.applied_at)
    return _by(event) if event else None


def writer_of(employer: Employer, names: Iterable[str]) -> Wrote | None:
    """Who wrote any of these columns last: by hand as the trail has it, else whoever changed the employer last."""
    wanted = set(names)
    for event in _events(employer)[:50]:
        told = event.detail.get("after") or {}
        if wanted & ({*told} | ({"programmes"} & set(event.detail))):
            return _by(event)
    return last_writer(employer)


def _events(employer: Employer) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(object_type=employer._meta.label_lower, object_id=str(employer.pk)).select_related(
        "actor"
    )


def _by(event: AuditEvent) -> Wrote:
    actor = event.actor
    return Wrote((actor.get_full_name() or actor.username) if actor else _("perintah di server"), event.at)
