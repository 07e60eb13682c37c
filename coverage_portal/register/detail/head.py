"""What stands above every tab of an employer's page: what it is today, what may be done with it, its last change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.core.spells import today
from employers.models import Employer

MARKS = {
    Employer.Status.PROSPECT: "tag-err",
    Employer.Status.REGISTERED: "tag-ok",
    Employer.Status.INACTIVE: "",
    Employer.Status.CLOSED: "",
}
TABS = ("ringkasan", "pekerja", "tindak-lanjut", "riwayat")


@dataclass(frozen=True)
class Head:
    """`status` and its mark; `changed_at` and `changed_by`:
    when and by whom it was changed last (a person, or the import of that number)."""

    status: str
    mark: str
    tabs: tuple[tuple[str, str], ...]
    changed_at: datetime | None = None
    changed_by: str = ""


def head_of(employer: Employer) -> Head:
    """The head, today. One query: the newest event of the employer."""
    status = employer.status_on(today())
    event = events_of(employer).select_related("actor").order_by("-id").first()
    batch = employer.batch if employer.batch and employer.batch.state == ImportBatch.State.APPLIED else None
    imported = batch.applied_at if batch else None
    changed_at, changed_by = imported, _("impor %(n)s") % {"n": batch.pk} if batch else ""
    if event is not None and (imported is None or event.at > imported):
        changed_at, changed_by = event.at, str(event.actor or _("perintah di server"))
    return Head(
        status=str(status.label),
        mark=MARKS[status],
        tabs=_tabs(),
        changed_at=changed_at,
        changed_by=changed_by,
    )


def events_of(employer: Employer) -> QuerySet[AuditEvent]:
    """The lines of the audit trail that are about this employer."""
    return AuditEvent.objects.filter(object_type=Employer._meta.label_lower, object_id=str(employer.pk))


def _tabs() -> tuple[tuple[str, str], ...]:
    """The tabs by their word in the address."""
    names = {
        "ringkasan": _("Ringkasan"),
        "pekerja": _("Pekerja"),
        "tindak-lanjut": _("Tindak lanjut"),
        "riwayat": _("Riwayat"),
    }
    return tuple(names.items())
