"""The question an address asks of the register, and the employers that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.nik_like import may_hold_nik_beside_npwp
from coverage_portal.core.spells import today
from coverage_portal.register.listing import conditions
from coverage_portal.register.listing.choices import Offered, offered_to
from coverage_portal.register.listing.filters import EmployerFilter
from coverage_portal.register.listing.of_import import import_asked_for, touched
from coverage_portal.register.listing.ordering import DEFAULT, ordered
from coverage_portal.register.listing.searching import LONGEST, Search, search_of
from employers.models import Employer
from regions.access import Visitor
from workers.compliance import latest_position

SEARCH, IMPORT, ORDER, PAGE_NUMBER = "q", "impor", "urut", "hal"


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by: what it is called, and the question without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Counted:
    """How many employers answer, of how many of that status; the sum of their missing workers, and how many of them
    have no declared headcount to miss any of."""

    found: int
    of: int
    missing: int
    undeclared: int


@dataclass(frozen=True)
class Question:
    """What was asked, as far as it is heeded."""

    search: Search
    filter: EmployerFilter
    batch: ImportBatch | None
    asked_import: bool
    order: str
    position: date
    offered: Offered
    visible: QuerySet[Employer]

    @property
    def any_status(self) -> bool:
        """Whether closed ones are found too, though no status is asked for: by search and in an import."""
        return bool(self.search.words or self.batch)

    @property
    def rows(self) -> QuerySet[Employer]:
        """The employers that answer, in no order."""
        found = self.filter.filter_queryset(self._of_that_status).filter(self.search.condition)
        return found.filter(touched(self.batch)) if self.batch else found

    @property
    def sorted(self) -> QuerySet[Employer]:
        """The employers that answer, in the order asked for."""
        return ordered(self.rows, self.order)

    def read(self, numbers: QuerySet) -> QuerySet[Employer]:
        """The employers with these numbers, a slice of `sorted`, whole. Whatever page it is, only numbers and what they
        are ordered by are sorted, and just the page's rows are read."""
        rows = self.visible.filter(pk__in=numbers).select_related("compliance", "district", "branch", "batch")
        return ordered(rows, self.order)

    @property
    def _of_that_status(self) -> QuerySet[Employer]:
        status = self.filter.taken.get("status")
        if status:
            return self.visible.filter(conditions.has_status(status, today()))
        return self.visible if self.any_status else self.visible.filter(conditions.open_on(today()))

    def counted(self) -> Counted:
        """Count and sum of what was found."""
        wanted: dict[str, Any] = {
            "found": Count("pk"),
            "missing": Coalesce(Sum("compliance__missing"), 0),
            "undeclared": Count("pk", filter=Q(compliance__missing__isnull=True)),
        }
        if self.narrowed:
            everyone = self._of_that_status.order_by().values("merged_into").annotate(n=Count("pk")).values("n")
            wanted["of"] = Max(Subquery(everyone))
        answer = self.rows.aggregate(**wanted)
        if answer.setdefault("of", answer["found"]) is None:
            answer["of"] = self._of_that_status.count()
        return Counted(**answer)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the usual was asked for."""
        return bool(self.search.words or self.batch or self.filter.taken)

    def query(self, **instead: str) -> str:
        """The question as a query string, without what is not heeded and without blanks; `instead` changes it, "" takes
        a word out. `hal` is in it only when given."""
        words = {SEARCH: self.search.text if self.search.words else "", **self.filter.taken}
        words[IMPORT] = str(self.batch.pk) if self.batch else ""
        words[ORDER] = self.order if self.order != DEFAULT else ""
        return urlencode({name: value for name, value in (words | instead).items() if value})

    @property
    def chips(self) -> list[Chip]:
        """What the list is narrowed by, one by one."""
        found = []
        if self.search.words:
            found.append(Chip(_("Cari: %(text)s") % {"text": self.search.text}, self.query(q="")))
        for name in self.filter.taken:
            label = f"{self.filter.form.fields[name].label}: {self.filter.shown(name)}"
            found.append(Chip(label, self.query(**{name: ""})))
        if self.batch:
            found.append(Chip(_("Dari impor %(n)s") % {"n": self.batch.pk}, self.query(impor="")))
        return found

    @property
    def unheard(self) -> list[str]:
        """Sentences about what was asked and is not heeded."""
        said = [
            _("Saringan “%(label)s” tidak dipakai: nilainya tidak dikenal atau tidak ada di antara yang Anda lihat.")
            % {"label": label}
            for label in self.filter.unheard
        ]
        if self.search.says_nothing:
            said.append(_("Pencarian tidak dipakai: isinya tidak memuat huruf atau angka."))
        if self.search.only_forms:
            said.append(_("Pencarian tidak dipakai: bentuk usaha seperti PT atau CV tidak dicari. Tambahkan namanya."))
        if self.search.cut:
            said.append(_("Pencarian hanya memakai %(n)s huruf pertama dari yang diisi.") % {"n": LONGEST})
        if self.asked_import and self.batch is None:
            said.append(
                _(
                    "Saringan menurut impor tidak dipakai: impor itu bukan di antara yang boleh Anda lihat. Daftar ini"
                    " memuat semua pemberi kerja yang boleh Anda lihat."
                )
            )
        return said


def question_of(data: QueryDict, user: Visitor, offered: Offered | None = None) -> Question:
    """The question of a query string, as this user may ask it."""
    offered = offered or offered_to(user)
    position = latest_position()
    visible = Employer.objects.standing().visible_to(user)
    filtered = EmployerFilter(data, visible, offered, user)
    wanted = data.get(IMPORT, "")
    typed = data.get(SEARCH, "")
    return Question(
        search=Search() if may_hold_nik_beside_npwp(typed) else search_of(typed),
        filter=filtered,
        batch=import_asked_for(user, wanted) if wanted else None,
        asked_import=bool(wanted),
        order=str(filtered.form.cleaned_data.get(ORDER) or DEFAULT),
        position=position,
        offered=offered,
        visible=visible,
    )


def without_a_nik(request: HttpRequest) -> HttpResponseRedirect | None:
    """The way to the same page without its search, when that may be a NIK; no address keeps one."""
    if not may_hold_nik_beside_npwp(request.GET.get(SEARCH, "")):
        return None
    messages.error(request, _("NIK tidak dapat dicari di sini: alamat halaman tidak boleh memuatnya."))
    rest = request.GET.copy()
    rest.pop(SEARCH)
    return redirect(f"{request.path}?{rest.urlencode()}")
