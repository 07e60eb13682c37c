"""What has become of an issued briefing's figures since: nothing is computed while the data are the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.issuing.differences import Differences, differences
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import scope_of, wanted_of
from coverage_portal.core.data_version import current
from coverage_portal.core.spells import WIB
from coverage_portal.coverage.ground import NoAnswer


@dataclass(frozen=True)
class Since:
    """The differences, or in a sentence why its question has no answer any more."""

    found: Differences | None
    withdrawn: str = ""


def since_issued(briefing: Briefing, document: Document) -> Since | None:
    """What has changed since the briefing was issued; None when the data are those it was made from."""
    if briefing.data_version == current():
        return None
    scope, made_on = scope_of(briefing).at(briefing.month), localdate(briefing.issued_at, WIB)
    try:
        now = document_for(wanted_of(briefing), scope, briefing.branch, corrects=document.corrects, made_on=made_on)
    except NoAnswer as error:
        return Since(None, error.sentence)
    return Since(differences(document, now))
