"""Writes to the law. Rows that are stored are never edited: a correction is a new row with its own start."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coverage_portal.core.audit import record
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import User
from coverage_portal.programmes.models import JkkRiskExample, Relief
from coverage_portal.programmes.seed import LawRow, read_law, read_risk_examples, starts_on

# What may differ between the file and the stored row: someone has verified it, or added a remark.
REMARKS = {"id", "verified_on", "note"}


class LawConflict(ValueError):
    """A stored row of law and the same row to be loaded say different things; the message names both."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load wrote, and how many stood already."""

    new: int
    same: int


@transaction.atomic
def load_law(*, by: User | None, rows: dict[type[LawRow], list[LawRow]] | None = None) -> Loaded:
    """Write the rows of the law that are not stored yet, the shipped ones unless `rows` is given, and the examples.

    Doing it twice changes nothing. Raises LawConflict when a stored row with the same key and start differs, or when
    a key and start come twice: nothing is written then. Rows entered by people are left alone.
    """
    new = same = 0
    for model, wanted in (read_law() if rows is None else rows).items():
        missing = _missing(model, wanted)
        model._default_manager.bulk_create(missing)  # type: ignore[arg-type]
        new, same = new + len(missing), same + len(wanted) - len(missing)
    examples = read_risk_examples()
    known = set(JkkRiskExample.objects.values_list("group", "number"))
    unknown = [example for example in examples if (example.group, example.number) not in known]
    JkkRiskExample.objects.bulk_create(unknown)
    loaded = Loaded(new + len(unknown), same + len(examples) - len(unknown))
    if loaded.new:
        record(by=by, verb="law.load", new=loaded.new, same=loaded.same)
        bump()
    return loaded


def _missing(model: type[LawRow], wanted: list[LawRow]) -> list[LawRow]:
    """The wanted rows that are not stored; LawConflict on the first that is stored otherwise."""
    stored = {_key(row): row for row in model._default_manager.all()}
    missing = []
    for row in wanted:
        known = stored.setdefault(_key(row), row)
        if known is row:
            missing.append(row)
        else:
            _refuse_difference(known, row)
    return missing


def _key(row: LawRow) -> tuple[object, ...]:
    """What makes a row the same row: its key and, unless its code says it all, its first day."""
    names = tuple(getattr(row, name) for name in row.KEY)
    return names if isinstance(row, Relief) else (*names, starts_on(row))


def _refuse_difference(known: LawRow, row: LawRow) -> None:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in REMARKS]
    differing = [name for name in names if getattr(known, name) != getattr(row, name)]
    if not differing and known.pk is not None:
        return
    if known.pk is None:
        sentence = _("%(kind)s %(row)s sejak %(start)s tertulis dua kali.")
    else:
        sentence = _(
            "%(kind)s %(row)s sejak %(start)s sudah tercatat dan tidak diubah: %(difference)s. "
            "Tulis koreksi sebagai baris baru dengan tanggal mulainya sendiri."
        )
    difference = ", ".join(
        _("%(name)s tercatat %(known)s, berkas %(wanted)s")
        % {"name": name, "known": getattr(known, name), "wanted": getattr(row, name)}
        for name in differing
    )
    raise LawConflict(
        sentence
        % {
            "kind": str(row._meta.verbose_name).capitalize(),
            "row": row,
            "start": date_format(starts_on(row), "j F Y"),
            "difference": difference,
        }
    )
