"""The lists of who is to be followed up, each with its own rank: the largest first, for visits the oldest due first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import today
from employers.compliance import Finding
from employers.merging import survivors
from employers.models import Employer, EmployerQuerySet, FollowUp
from regions.access import Visitor

SOON_DAYS = 14
"""A next action is due when its day has come, and announced so many days before."""


@dataclass(frozen=True)
class Listing:
    """One list: its word in the address, its name, what its number says, and which employers are on it for a
    visitor."""

    code: str
    name: Promise
    counts: Promise
    empty: Promise
    choose: Callable[[EmployerQuerySet, Visitor], QuerySet]


def _short(rows: EmployerQuerySet, _visitor: Visitor) -> QuerySet:
    found = rows.filter(compliance__missing__gt=0).exclude(compliance__findings=Finding.UNREGISTERED.value)
    return found.annotate(amount=F("compliance__missing")).order_by("-amount", "pk")


def _unregistered(rows: EmployerQuerySet, _visitor: Visitor) -> QuerySet:
    found = rows.filter(compliance__findings=Finding.UNREGISTERED.value)
    return found.annotate(amount=F("compliance__missing")).order_by(F("amount").desc(nulls_last=True), "pk")


def _owing(rows: EmployerQuerySet, _visitor: Visitor) -> QuerySet:
    return rows.filter(compliance__owed__gt=0).annotate(amount=F("compliance__active")).order_by("-amount", "pk")


def _underpaid(rows: EmployerQuerySet, _visitor: Visitor) -> QuerySet:
    running = Q(closed_on__isnull=True) | Q(closed_on__gt=today())
    found = rows.filter(running, compliance__below_minimum__gt=0)
    return found.annotate(amount=F("compliance__below_minimum")).order_by("-amount", "pk")


def _due(rows: EmployerQuerySet, visitor: Visitor) -> QuerySet:
    soon = today() + timedelta(days=SOON_DAYS)
    waiting = FollowUp.objects.filter(settled_by__isnull=True, next_on__lte=soon).order_by("next_on")
    taken_in = _with_duplicates(waiting.filter(employer__in=Employer.objects.visible_to(visitor)))
    own = Subquery(waiting.filter(employer=OuterRef("pk")).values("next_on")[:1])
    days = [When(pk=kept, then=Value(day)) for kept, day in taken_in.items()]
    found = rows.filter(Q(pk__in=waiting.order_by().values("employer")) | Q(pk__in=list(taken_in)))
    found = found.annotate(due_on=Case(*days, default=own, output_field=DateField()))
    return found.annotate(amount=F("compliance__missing")).order_by("due_on", "pk")


def _with_duplicates(waiting: QuerySet[FollowUp]) -> dict[int, date]:
    """The employers that duplicates with one of these actions were merged into, each with the earliest day of its own
    and of theirs."""
    kept_for, days = survivors(), dict[int, date]()
    of_merges = Q(employer__merged_into__isnull=False) | Q(employer__in=set(kept_for.values()))
    rows = waiting.filter(of_merges).values_list("employer", "next_on")
    for employer, day in rows:
        kept = kept_for.get(employer, employer)
        days[kept] = min(filter(None, (days.get(kept), day)))
    return days


LISTS = (
    Listing(
        "kekurangan",
        _("Kekurangan pekerja"),
        _("Belum terdaftar"),
        _("Tidak ada pemberi kerja terdaftar yang pekerjanya kurang dari yang dilaporkannya."),
        _short,
    ),
    Listing(
        "pwbd",
        _("Belum daftar (PWBD)"),
        _("Pekerja dilaporkan"),
        _("Tidak ada pemberi kerja yang tercatat wajib tetapi belum mendaftar."),
        _unregistered,
    ),
    Listing(
        "program",
        _("Program kurang"),
        _("Pekerja aktif"),
        _("Tidak ada pemberi kerja yang programnya di bawah kewajiban skalanya."),
        _owing,
    ),
    Listing(
        "upah",
        _("Upah di bawah UMK"),
        _("Pekerja di bawah UMK"),
        _("Tidak ada pemberi kerja yang melaporkan upah di bawah upah minimum kotanya."),
        _underpaid,
    ),
    Listing(
        "jatuh-tempo",
        _("Jatuh tempo"),
        _("Belum terdaftar"),
        _("Tidak ada tindakan yang jatuh tempo dalam 14 hari."),
        _due,
    ),
)
BY_CODE = {listing.code: listing for listing in LISTS}


def overdue(day: date | None) -> bool:
    """Whether a next action's day has passed."""
    return day is not None and day < today()
