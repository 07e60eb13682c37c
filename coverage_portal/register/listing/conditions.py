"""What the words of the list's address mean in the register: a status is of today, a count of the data's position."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.programmes.codes import PROGRAMMES, Programme, Scale
from employers.compliance import COMPLIANT, COMPLIANT_CODE, LABELS, Finding
from employers.models import Employer

Status = Employer.Status
Choices = list[tuple[str, str | Promise]]
EVERY_STATUS = "semua"
UNKNOWN_SCALE = "belum"
SCALE_CODES = {"mikro": Scale.MICRO, "kecil": Scale.SMALL, "menengah": Scale.MEDIUM, "besar": Scale.LARGE}
NOBODY, MYSELF = "tanpa", "saya"

SCALES: Choices = [
    *((code, scale.label) for code, scale in SCALE_CODES.items()),
    (UNKNOWN_SCALE, _("Belum diketahui")),
]
STATUSES: Choices = [*Status.choices, (EVERY_STATUS, _("Semua status"))]
FINDINGS: Choices = [*((finding.code, LABELS[finding]) for finding in Finding), (COMPLIANT_CODE, COMPLIANT)]
PROGRAMME_CODES: Choices = [(str(programme.name), str(programme.name)) for programme in PROGRAMMES]


def closed_on(day: date) -> Q:
    """Those that no longer count as registered on `day`."""
    return Q(closed_on__lte=day)


def open_on(day: date) -> Q:
    """Registered ones and prospects: what is not closed on `day`."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


def has_status(status: str, day: date) -> Q:
    """Those with that status on `day`, as `Employer.status_on` says of one."""
    inactive = Q(closed_as=Status.INACTIVE)
    return {
        Status.PROSPECT.value: open_on(day) & Q(registered_on__isnull=True),
        Status.REGISTERED.value: open_on(day) & Q(registered_on__isnull=False),
        Status.INACTIVE.value: closed_on(day) & inactive,
        Status.CLOSED.value: closed_on(day) & ~inactive,
        EVERY_STATUS: Q(),
    }[status]


def has_finding(code: str, day: date) -> Q | GreaterThan:
    """Those of whom that was found; compliant are those not closed of whom nothing was, and all is known."""
    if code == COMPLIANT_CODE:
        return open_on(day) & Q(compliance__findings=0)
    return has_bit("findings", next(finding for finding in Finding if finding.code == code).value)


def holds_programme(name: str) -> GreaterThan:
    """Those that, or whose workers, hold the programme."""
    return has_bit("programmes", Programme[name].value)


def lacks_programme(name: str) -> GreaterThan:
    """Those that the law wants in the programme and that lack it."""
    return has_bit("owed", Programme[name].value)


def has_scale(code: str) -> Q:
    """Those of that scale, or of none that is known."""
    return Q(scale__isnull=True) if code == UNKNOWN_SCALE else Q(scale=SCALE_CODES[code])


def in_section(code: str) -> Q:
    """Those of a KBLI section: "2020-I". A bare letter means different things in different versions."""
    version, _dash, letter = code.partition("-")
    return Q(kbli_version=int(version), kbli_section=letter)


def has_bit(column: str, bit: int) -> GreaterThan:
    """Those with that bit in a column of `Compliance`."""
    return GreaterThan(F(f"compliance__{column}").bitand(bit), 0)
