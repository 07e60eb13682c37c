"""The history of an employer in words: what happened, who did it, and each value as the page writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMME_NAMES, Programme
from coverage_portal.register.detail.history import PROGRAMME, Sides, Step
from employers.models import Employer
from regions.access import Visitor, imports_visible_to
from regions.models import Branch, Region

EDITED_BY_FORM = "employer_changed"
VERBS = {
    "employer_registered": gettext_lazy("Didaftarkan dengan formulir"),
    "prospect_entered": gettext_lazy("Dicatat sebagai prospek dengan formulir"),
    "employer_enrolled": gettext_lazy("Menjadi terdaftar"),
    EDITED_BY_FORM: gettext_lazy("Diubah dengan formulir"),
    "employer_closed": gettext_lazy("Ditutup atau dinonaktifkan"),
    "employer_reopened": gettext_lazy("Dibuka kembali"),
    "employer_moved": gettext_lazy("Dipindah ke kantor lain"),
    "duplicate_merged": gettext_lazy("Duplikat digabungkan ke sini"),
    "merged_into": gettext_lazy("Digabungkan ke pemberi kerja lain"),
    "merge_undone": gettext_lazy("Penggabungan dibatalkan"),
}
NAMED_BY: dict[str, type[Model]] = {"branch_id": Branch, "district_id": Region, "officer_id": User}
RUPIAH = "declared_wages"
_FIELDS = {str(column.attname): column for column in Employer._meta.concrete_fields}


@dataclass(frozen=True)
class Difference:
    """One fact that changed, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change as the page shows it; `batch` is the number of its import where the visitor may open that, `other`
    the other side of a merge, `members` how many memberships went along, `since` the day it holds from, `merge` the
    number of the merge where it still stands."""

    at: datetime
    what: str
    who: str
    note: str
    differences: tuple[Difference, ...]
    batch: int | None = None
    other: Employer | None = None
    members: int = 0
    since: date | None = None
    merge: int | None = None


def in_words(steps: Collection[Step], visitor: Visitor) -> list[Entry]:
    """The steps of one page. Names of branches, places, people and imports are asked for once."""
    names = _names(steps)
    wanted = [step.batch.pk for step in steps if step.batch]
    open_to = set(imports_visible_to(visitor).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    others = _others(steps, visitor)
    return [_entry(step, names, open_to, others) for step in steps]


def told(sides: Mapping[str, Sides]) -> list[Difference]:
    """Both sides of facts in words, in their order; each must be a column of an employer or one of its programmes."""
    names = _names([Step(timezone.now(), differing=sides)])
    return [Difference(_label(name), *_both(name, before, after, names)) for name, (before, after) in sides.items()]


def _entry(step: Step, names: dict[str, dict[int, str]], open_to: set[int], others: dict[int, Employer]) -> Entry:
    differences = tuple(
        Difference(_label(name), *_both(name, before, after, names))
        for name, (before, after) in step.differing.items()
        if name.startswith(PROGRAMME) or name in _FIELDS
    )
    if step.batch is not None:
        words = {"n": step.batch.pk, "file": step.batch.file_name}
        told = _("Ditambahkan oleh impor %(n)s, %(file)s") if step.first else _("Diubah oleh impor %(n)s, %(file)s")
        who = str(step.batch.approved_by or _("perintah di server"))
        shown = step.batch.pk if step.batch.pk in open_to else None
        return Entry(step.at, told % words, who, "", differences, shown)
    assert step.event is not None
    told, detail = str(VERBS.get(step.event.verb, _("Diubah"))), step.event.detail
    if detail.get("via") == "api":
        told = _("%(what)s, lewat API") % {"what": told}
    elif "together" in detail and step.event.verb == EDITED_BY_FORM:
        told = _("Diubah bersama pemberi kerja lain dari daftar")
    elif "together" in detail:
        told = _("%(what)s, bersama pemberi kerja lain dari daftar") % {"what": told}
    who = str(step.event.actor or _("perintah di server"))
    return Entry(
        step.at,
        told,
        who,
        str(detail.get("note", "")),
        differences,
        other=others.get(detail.get("other", 0)),
        members=detail.get("memberships", 0),
        since=date.fromisoformat(detail["on"]) if "on" in detail else None,
        merge=detail["merge"] if step.event.verb == "duplicate_merged" else None,
    )


def _label(name: str) -> str:
    if name.startswith(PROGRAMME):
        return str(PROGRAMME_NAMES[Programme[name.removeprefix(PROGRAMME)]])
    return str(capfirst(str(_FIELDS[name].verbose_name)))


def both_in_words(name: str, one: Any, other: Any) -> tuple[str, str]:
    """The values of one column of two employers, as the page writes them."""
    names = {name: _rows_of(NAMED_BY[name], {one, other} - {None})} if name in NAMED_BY else {}
    return _words(name, one, names), _words(name, other, names)


def _both(name: str, before: Any, after: Any, names: dict[str, dict[int, str]]) -> tuple[str, str]:
    """Both sides in words. Of a sum of wages only that it was given, or is another one."""
    if name == RUPIAH:
        given = formatting.MISSING if before is None else _("diisi")
        return given, formatting.MISSING if after is None else _("diisi") if before is None else _("angka lain")
    return _words(name, before, names), _words(name, after, names)


def _words(name: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    if value is None or value == "":
        return formatting.MISSING
    if name in NAMED_BY:
        return names[name].get(value, str(value))
    if name.startswith(PROGRAMME):
        return _("sejak %(day)s") % {"day": formatting.long_date(date.fromisoformat(value), active_language())}
    column = _FIELDS[name]
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    kind = column.get_internal_type()
    if kind == "DateField":
        return formatting.long_date(date.fromisoformat(value), active_language())
    if name in ("declared_headcount", "registered_headcount"):
        return formatting.number(value, active_language())
    return str(value)


def _names(steps: Iterable[Step]) -> dict[str, dict[int, str]]:
    """The branches, places and people that the steps name by id."""
    found = {}
    for name, model in NAMED_BY.items():
        ids = {side for step in steps for side in step.differing.get(name, ()) if side is not None}
        found[name] = _rows_of(model, ids)
    return found


def _rows_of(model: type[Model], ids: set[int]) -> dict[int, str]:
    rows = model._default_manager.in_bulk(ids) if ids else {}
    return {pk: getattr(row, "name", str(row)) for pk, row in rows.items()}


def _others(steps: Iterable[Step], visitor: Visitor) -> dict[int, Employer]:
    """The other sides of merges, those that the visitor may see."""
    ids = {step.event.detail["other"] for step in steps if step.event and step.event.detail.get("other")}
    return Employer.objects.visible_to(visitor).in_bulk(ids) if ids else {}
