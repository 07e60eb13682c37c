"""Saved views: a question to the list under a name, for the one who saved it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.core.nik_like import may_hold_nik
from coverage_portal.register.listing.choices import PAGE
from coverage_portal.register.models import SavedView

MOST_VIEWS = 50


class NameTaken(Exception):
    """The user has a view of that name already."""


class NoName(Exception):
    """A view needs a name."""


class NikInName(Exception):
    """A name that may hold a NIK is kept nowhere."""


class TooMany(Exception):
    """The user has as many views as one may have."""


@transaction.atomic
def save_view(*, by: User, name: str, query: str) -> SavedView:
    """Keep a question under a new name. Raises NoName, NikInName, NameTaken or TooMany."""
    mine = _of(by)
    named = _free_name(by, name)
    if mine.count() >= MOST_VIEWS:
        raise TooMany
    made = SavedView.objects.create(user=by, page=PAGE, name=named, query=query)
    record(by=by, verb="view_saved", subject=made, after={"name": made.name, "query": query})
    return made


@transaction.atomic
def rename_view(*, by: User, view: SavedView, name: str) -> SavedView:
    """Give a view another name. Raises NoName, NikInName or NameTaken."""
    before = view.name
    view.name = _free_name(by, name, view)
    view.save(update_fields=["name"])
    record(by=by, verb="view_renamed", subject=view, before={"name": before}, after={"name": view.name})
    return view


@transaction.atomic
def replace_view(*, by: User, view: SavedView, query: str) -> SavedView:
    """Let a view ask another question."""
    before, view.query = view.query, query
    view.save(update_fields=["query"])
    record(by=by, verb="view_replaced", subject=view, before={"query": before}, after={"query": query})
    return view


@transaction.atomic
def delete_view(*, by: User, view: SavedView) -> None:
    """Forget a view."""
    record(by=by, verb="view_deleted", subject=view, before={"name": view.name, "query": view.query})
    view.delete()


def view_of(user: User, pk: int) -> SavedView | None:
    """The user's own view with that number; another's is as none."""
    return _of(user).filter(pk=pk).first()


def _of(user: User) -> QuerySet[SavedView]:
    return SavedView.objects.select_for_update().filter(user=user, page=PAGE)


def _free_name(user: User, name: str, view: SavedView | None = None) -> str:
    if may_hold_nik(name):
        raise NikInName
    wanted = " ".join(name.replace("\0", " ").split())[: SavedView._meta.get_field("name").max_length]
    if not wanted:
        raise NoName
    others = SavedView.objects.filter(user=user, page=PAGE, name__iexact=wanted)
    if (others.exclude(pk=view.pk) if view else others).exists():
        raise NameTaken(wanted)
    return wanted
