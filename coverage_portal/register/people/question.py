"""What somebody asks of the list of workers, read from the address of the page.

No NIK is ever part of it: an address stands in histories and logs. A NIK comes in the body of a POST (see nik.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.http import Http404, QueryDict
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular_checks import HIDDEN, shown
from coverage_portal.programmes.codes import PROGRAMMES, Programme, Segment
from coverage_portal.register.listing.of_import import import_asked_for
from employers.addresses import employer_at, key_of
from employers.models import Employer
from regions.access import Visitor, branches_of
from regions.models import Branch, Region
from regions.place_words import branch_cities

LONGEST_SEARCH = 100
LONGEST_VALUE = 40
SEGMENTS = {segment.name.lower(): segment for segment in Segment}
PROGRAMME_BY_CODE = {str(one.name): one for one in PROGRAMMES}


class Status(models.TextChoices):
    """Whether a membership is active at the position of the data."""

    ACTIVE = "aktif", _("Aktif")
    ENDED = "berakhir", _("Berakhir")


@dataclass(frozen=True)
class Chip:
    """A condition that can be taken off: what it says, and the address of the list without it."""

    says: str
    without: str


@dataclass(frozen=True)
class Question:
    """The conditions; empty and None stand for no condition."""

    q: str = ""
    employer: Employer | None = None
    district: Region | None = None
    segment: Segment | None = None
    programme: Programme | None = None
    status: Status | None = None
    branch: Branch | None = None
    batch: ImportBatch | None = None

    @property
    def values(self) -> dict[str, str]:
        """The conditions as parameters of an address."""
        found = {
            "q": self.q,
            "pemberi_kerja": key_of(self.employer) if self.employer else "",
            "kecamatan": self.district.code if self.district else "",
            "segmen": self.segment.name.lower() if self.segment else "",
            "program": str(self.programme.name) if self.programme else "",
            "status": self.status.value if self.status else "",
            "cabang": self.branch.code if self.branch else "",
            "impor": str(self.batch.pk) if self.batch else "",
        }
        return {name: value for name, value in found.items() if value}

    @property
    def query(self) -> str:
        """The conditions as a query string, in one order always."""
        return _encoded(self.values)

    @property
    def chips(self) -> list[Chip]:
        """Every condition beside the words searched for, in words."""
        said = {
            "pemberi_kerja": told("Pemberi kerja: %(name)s") % {"name": self.employer.name} if self.employer else "",
            "kecamatan": told("Tempat kerja: %(name)s") % {"name": self.district.name} if self.district else "",
            "segmen": str(self.segment.label) if self.segment else "",
            "program": told("Ikut %(code)s") % {"code": self.programme.name} if self.programme else "",
            "status": str(self.status.label) if self.status else "",
            "cabang": told("Cabang: %(name)s") % {"name": self.branch.name} if self.branch else "",
            "impor": told("Dari impor %(n)s") % {"n": self.batch.pk} if self.batch else "",
        }
        values = self.values
        return [Chip(says, _without(values, name)) for name, says in said.items() if says]

    def told(self) -> dict[str, Any]:
        """The conditions as the audit trail may keep them: no name and no number of a person that was typed."""
        kept: dict[str, Any] = {name: value for name, value in self.values.items() if name != "q"}
        if self.q:
            kept["searched"] = "kpj" if is_number(self.q) else "name"
        return kept


def read(query: QueryDict, user: Visitor) -> tuple[Question, list[str]]:
    """The question of an address as `user` may ask it, and the names of the parameters that were not heeded."""
    asked: dict[str, Any] = {}
    unheard = []
    for name, (field, find) in _NAMES.items():
        if not (value := query.get(name, "").strip()):
            continue
        asked[field] = find(value, user) if len(value) <= LONGEST_VALUE and "\0" not in value else None
        if asked[field] is None:
            unheard.append(name)
    return replace(Question(q=searched(query.get("q", ""))), **asked), unheard


def searched(text: str) -> str:
    """The words searched for as they are looked for: on one line, no longer than a name may be."""
    return " ".join(text.replace("\0", " ").split())[:LONGEST_SEARCH]


def like_a_nik(text: str) -> bool:
    """Whether a NIK could stand in the text, however its digits are set apart."""
    return HIDDEN in shown(text)


def is_number(query: str) -> bool:
    """Whether a number (KPJ) is searched for, not a name."""
    return any(sign.isdigit() for sign in query)


def districts() -> list[tuple[str, str]]:
    """The districts that workers' places of work may be chosen from: code and name."""
    rows = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=branch_cities())
    return list(rows.order_by("name").values_list("code", "name"))


def branches_to_choose(user: Visitor) -> list[Branch]:
    """The branches to choose between; none where there is only one."""
    seen = branches_of(user, "view_workers")
    rows = Branch.objects.order_by("name")
    found = list(rows if seen.everywhere else rows.filter(pk__in=seen.ids))
    return found if len(found) > 1 else []


def _employer(key: str, user: Visitor) -> Employer | None:
    try:
        return employer_at(key if key.startswith("no-") else key.upper(), user)
    except Http404:
        return None


def _district(code: str, _user: Visitor) -> Region | None:
    return Region.objects.filter(code=code, level=Region.Level.DISTRICT).first()


def _branch(code: str, user: Visitor) -> Branch | None:
    return next((one for one in branches_to_choose(user) if one.code == code), None)


def _encoded(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()


def _without(values: dict[str, str], name: str) -> str:
    return _encoded({key: value for key, value in values.items() if key != name})


_NAMES: dict[str, tuple[str, Any]] = {
    "pemberi_kerja": ("employer", _employer),
    "kecamatan": ("district", _district),
    "segmen": ("segment", lambda value, _user: SEGMENTS.get(value)),
    "program": ("programme", lambda value, _user: PROGRAMME_BY_CODE.get(value)),
    "status": ("status", lambda value, _user: next((one for one in Status if one.value == value), None)),
    "cabang": ("branch", _branch),
    "impor": ("batch", lambda value, user: import_asked_for(user, value)),
}
