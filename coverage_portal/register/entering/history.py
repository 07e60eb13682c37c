"""Who last wrote something of an employer, and when: a person by hand, or an import."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.detail.head import events_of
from coverage_portal.register.detail.history import Step
from employers.models import Employer

ENTERED = ("employer_registered", "prospect_entered", "employer_enrolled")


def entered_by(employer: Employer | None) -> str:
    """Who registered an employer and when; blank where it came with an import."""
    if employer is None:
        return ""
    event = events_of(employer).filter(verb__in=ENTERED).select_related("actor").order_by("-pk").first()
    return written(Step(event.at, event=event)) if event else ""


def wrote(steps: Collection[Step], names: Collection[str]) -> str:
    """Who wrote any of these facts last, and when; of all, where no step tells."""
    found = [step for step in steps if set(names) & set(step.differing)] or list(steps)
    return written(found[0]) if found else ""


def written(step: Step) -> str:
    """Who, and when: "Rini, 12 Mar 2024, 10.00 WIB"."""
    if step.batch is not None:
        who = _("impor %(n)s") % {"n": step.batch.pk}
    else:
        actor = step.event.actor if step.event else None
        who = actor.called if actor else _("perintah di server")
    return _("%(who)s, %(when)s") % {"who": who, "when": formatting.moment(step.at, active_language())}
