"""The lists of who is to be followed up, each with its own rank: the largest first, for visits the oldest due first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import today
from employers.compliance import Finding
from employers.models import EmployerQuerySet

SOON_DAYS = 14
"""A next action is due when its day has come, and announced so many days before."""


@dataclass(frozen=True)
class Listing:
    """One list: its word in the address, its name, what its number says, and which employers are on it."""

    code: str
    name: Promise
    counts: Promise
    empty: Promise
    choose: Callable[[EmployerQuerySet], QuerySet]


def _short(rows: EmployerQuerySet) -> QuerySet:
    found = rows.filter(compliance__missing__gt=0).exclude(compliance__findings=Finding.UNREGISTERED.value)
    return found.annotate(amount=F("compliance__missing")).order_by("-amount", "pk")


def _unregistered(rows: EmployerQuerySet) -> QuerySet:
    found = rows.filter(compliance__findings=Finding.UNREGISTERED.value)
    return found.annotate(amount=F("compliance__missing")).order_by(F("amount").desc(nulls_last=True), "pk")


def _owing(rows: EmployerQuerySet) -> QuerySet:
    return rows.filter(compliance__owed__gt=0).annotate(amount=F("compliance__active")).order_by("-amount", "pk")


def _underpaid(rows: EmployerQuerySet) -> QuerySet:
    running = Q(closed_on__isnull=True) | Q(closed_on__gt=today())
    found = rows.filter(running, compliance__below_minimum__gt=0)
    return found.annotate(amount=F("compliance__below_minimum")).order_by("-amount", "pk")


def _due(rows: EmployerQuerySet) -> QuerySet:
    open_ones = Q(follow_ups__settled_by__isnull=True, follow_ups__next_on__lte=today() + timedelta(days=SOON_DAYS))
    found = rows.filter(open_ones).annotate(due_on=Min("follow_ups__next_on", filter=open_ones))
    return found.annotate(amount=F("compliance__missing")).order_by("due_on", "pk")


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
