"""The changes that many employers can undergo at once: what each writes, from what to what, and whom it passes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import Scale, ScaleBasis
from coverage_portal.register.detail.standing import CLOSED, OPEN, REOPENED, too_early
from coverage_portal.register.listing.columns import officer_of
from employers.models import Employer
from regions.access import BranchSet

Status = Employer.Status
Facts = dict[str, Any]


class Edit(Protocol):
    """One change. `told` is what the audit trail keeps of it, `verb` what it is called at each employer."""

    @property
    def told(self) -> dict[str, Any]: ...

    @property
    def verb(self) -> str: ...

    def said_of(self, employer: Employer) -> dict[str, Any]:
        """What the trail of one employer, as it is before, holds beside both sides."""

    def why_not(self, employer: Employer) -> str:
        """Why this employer is passed over; empty when it is not."""

    def facts(self, employer: Employer) -> Facts:
        """The columns it writes."""

    def sides(self, employer: Employer) -> tuple[str, str]:
        """What it is now and what it becomes, in words."""


class FactsEdit:
    """A change that the trail of an employer calls a correction, and tells by its facts alone."""

    verb = "employer_changed"

    def said_of(self, _employer: Employer) -> dict[str, Any]:
        """Nothing more."""
        return {}


@dataclass(frozen=True)
class OfficerEdit(FactsEdit):
    """Another officer, or none. `at`: the branches where they hold a role today."""

    officer: User | None
    at: BranchSet

    @property
    def told(self) -> dict[str, Any]:
        """The user's number."""
        return {"what": "officer", "officer_id": self.officer.pk if self.officer else None}

    def why_not(self, employer: Employer) -> str:
        """An officer works at the employer's branch."""
        if employer.officer_id == (self.officer.pk if self.officer else None):
            return _("Pembinanya sudah itu")
        if self.officer is not None and employer.branch_id not in self.at:
            return _("Pembina itu tidak bertugas di %(branch)s") % {"branch": employer.branch.name}
        return ""

    def facts(self, _employer: Employer) -> Facts:
        """The officer."""
        return {"officer_id": self.officer.pk if self.officer else None}

    def sides(self, employer: Employer) -> tuple[str, str]:
        """Names."""
        named = self.officer.called if self.officer else ""
        return officer_of(employer) or _("Tanpa pembina"), named or _("Tanpa pembina")


@dataclass(frozen=True)
class ScaleEdit(FactsEdit):
    """Another scale, with what it was judged on and when."""

    scale: Scale
    basis: ScaleBasis
    as_of: date

    @property
    def told(self) -> dict[str, Any]:
        """The three facts."""
        return {"what": "scale", **self._plain}

    @property
    def _plain(self) -> dict[str, Any]:
        return {"scale": self.scale.value, "scale_basis": self.basis.value, "scale_as_of": self.as_of.isoformat()}

    def why_not(self, employer: Employer) -> str:
        """What is stored already, and what is known of a later day."""
        if self.facts(employer) == {name: getattr(employer, name) for name in self._plain}:
            return _("Skala, dasar, dan tanggalnya sudah itu")
        if employer.scale_as_of is not None and employer.scale_as_of > self.as_of:
            return _("Sudah ada skala dari tanggal yang lebih baru")
        return ""

    def facts(self, _employer: Employer) -> Facts:
        """The three columns."""
        return {"scale": self.scale.value, "scale_basis": self.basis.value, "scale_as_of": self.as_of}

    def sides(self, employer: Employer) -> tuple[str, str]:
        """Scales."""
        return str(employer.get_scale_display() or _("Belum diketahui")), str(self.scale.label)


@dataclass(frozen=True)
class StatusEdit:
    """Closed or inactive from a day on, or registered again."""

    status: Employer.Status
    on: date

    @property
    def told(self) -> dict[str, Any]:
        """What it becomes and from when."""
        return {"what": "status", "status": self.status.value, "on": self.on.isoformat()}

    @property
    def verb(self) -> str:
        """As one alone is closed or opened again."""
        return REOPENED if self._opens else CLOSED

    @property
    def _opens(self) -> bool:
        return self.status == Status.REGISTERED

    def said_of(self, employer: Employer) -> dict[str, Any]:
        """The day, where it is not the one that is written."""
        return {"on": self.on.isoformat()} if employer.closed_on else {}

    def why_not(self, employer: Employer) -> str:
        """Only what is registered can end, only what has ended can be registered again, and never before it began."""
        if employer.registered_on is None:
            return _("Belum pernah terdaftar: ubah satu per satu di halamannya")
        if self._opens and employer.closed_on is None:
            return _("Memang terdaftar")
        if employer.closed_on is not None and _as_closed(employer) == self.status:
            return _("Sudah %(status)s") % {"status": str(self.status.label).lower()}
        since = too_early(employer, opens=employer.closed_on is not None)
        if since is not None and self.on <= since:
            if employer.closed_on is not None:
                return _("Tutup atau nonaktif sesudah tanggal itu")
            return _("Terdaftar sesudah atau pada tanggal itu")
        return ""

    def facts(self, employer: Employer) -> Facts:
        """The first day it no longer counts as registered stays, where there is one."""
        if self._opens:
            return dict(OPEN)
        return {"closed_on": employer.closed_on or self.on, "closed_as": self.status.value}

    def sides(self, employer: Employer) -> tuple[str, str]:
        """Statuses with their days."""
        after = self.facts(employer)
        return _standing(employer.closed_on, _as_closed(employer)), _standing(after["closed_on"], self.status)


def _as_closed(employer: Employer) -> Employer.Status:
    return Status(employer.closed_as or Status.CLOSED)


def _standing(closed_on: date | None, closed_as: Employer.Status) -> str:
    if closed_on is None:
        return str(Status.REGISTERED.label)
    day = formatting.short_date(closed_on, active_language())
    return _("%(status)s sejak %(day)s") % {"status": closed_as.label, "day": day}
