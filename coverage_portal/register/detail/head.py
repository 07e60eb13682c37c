"""What stands above every tab of an employer's page: what it is today, what may be done with it, its last change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.core.spells import today
from employers.addresses import key_of
from employers.models import Employer
from regions.access import Visitor, branches_of

MARKS = {
    Employer.Status.PROSPECT: "tag-err",
    Employer.Status.REGISTERED: "tag-ok",
    Employer.Status.INACTIVE: "",
    Employer.Status.CLOSED: "",
}
TABS = ("ringkasan", "pekerja", "tindak-lanjut", "riwayat")


@dataclass(frozen=True)
class Head:
    """`status` and its mark; `acts`: what the visitor may do, as words and address; `changed_at` and `changed_by`:
    when and by whom it was changed last (a person, or the import of that number)."""

    status: str
    mark: str
    tabs: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...] = ()
    changed_at: datetime | None = None
    changed_by: str = ""


def head_of(employer: Employer, visitor: Visitor) -> Head:
    """The head, today. One query: the newest event of the employer."""
    status = employer.status_on(today())
    event = events_of(employer).select_related("actor").order_by("-id").first()
    batch = employer.batch if employer.batch and employer.batch.state == ImportBatch.State.APPLIED else None
    imported = batch.applied_at if batch else None
    changed_at, changed_by = imported, _("impor %(n)s") % {"n": batch.pk} if batch else ""
    if event is not None and (imported is None or event.at > imported):
        changed_at, changed_by = event.at, str(event.actor or _("perintah di server"))
    return Head(
        status=_("Digabungkan") if employer.merged_into_id else str(status.label),
        mark="" if employer.merged_into_id else MARKS[status],
        tabs=_tabs(),
        acts=acts_for(employer, visitor),
        changed_at=changed_at,
        changed_by=changed_by,
    )


def events_of(employer: Employer) -> QuerySet[AuditEvent]:
    """The lines of the audit trail that are about this employer."""
    return AuditEvent.objects.filter(object_type=Employer._meta.label_lower, object_id=str(employer.pk))


def acts_for(employer: Employer, visitor: Visitor) -> tuple[tuple[str, str], ...]:
    """What may be done with it by this visitor; with one that was merged nothing."""
    if employer.branch_id not in branches_of(visitor, "edit_employers") or employer.merged_into_id:
        return ()
    closed = employer.closed_on is not None
    wanted = [
        (_("Ubah data"), "employer_edit", True),
        (_("Daftarkan"), "employer_enrol", employer.registered_on is None and not closed),
        (_("Tutup atau nonaktifkan"), "employer_close", not closed),
        (_("Buka kembali"), "employer_reopen", closed),
        (_("Pindah cabang"), "employer_move", True),
        (_("Gabungkan duplikat"), "employer_merge", True),
    ]
    key = key_of(employer)
    return tuple((label, reverse(name, args=[key])) for label, name, shown in wanted if shown)


def _tabs() -> tuple[tuple[str, str], ...]:
    """The tabs by their word in the address."""
    names = {
        "ringkasan": _("Ringkasan"),
        "pekerja": _("Pekerja"),
        "tindak-lanjut": _("Tindak lanjut"),
        "riwayat": _("Riwayat"),
    }
    return tuple(names.items())
