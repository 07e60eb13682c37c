"""Two rows of one employer become one: the memberships of the duplicate move to the one that is kept, and back again.

Nothing is thrown away: the duplicate's row, its programmes, its follow-ups and both histories stay, and later files
that still name it write to the one that is kept (`employers.merging`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.core import formatting
from coverage_portal.core.audit import record
from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.recounting import counted_again
from coverage_portal.register.writing import WORKERS_LOCK, facts_of, in_trail, locked, save
from employers.models import Employer, Merge
from workers.models import Membership

TOGETHER: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "legal_form": ("legal_form",),
    "nib": ("nib",),
    "npwp": ("npwp",),
    "kbli_code": ("kbli_version", "kbli_code", "kbli_section"),
    "scale": ("scale", "scale_basis", "scale_as_of"),
    "risk_group": ("risk_group", "risk_code", "risk_as_of"),
    "address": ("address", "district_id"),
    "contact_name": ("contact_name", "contact_phone", "contact_email"),
    "officer_id": ("officer_id",),
    "declared_headcount": ("declared_headcount", "declared_wages", "declared_on"),
    "registered_headcount": ("registered_headcount",),
}
"""What may be taken over from the duplicate: facts that say one thing together, by the first of them."""
COLUMNS = {str(column.attname): column for column in Employer._meta.concrete_fields}
A_STATEMENT = 400


class NoMerge(Exception):
    """These two cannot be merged, or no longer be taken apart; `reasons` say why, in sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def hindrance(kept: Employer, duplicate: Employer) -> str:
    """Why the one cannot be merged into the other; empty when it can."""
    if kept.pk == duplicate.pk:
        return _("Itu pemberi kerja yang sama. Pilih duplikatnya.")
    for one in (kept, duplicate):
        if one.merged_into_id:
            return _("%(name)s sudah digabungkan ke pemberi kerja lain.") % {"name": one.name}
    if not kept.npp and duplicate.npp:
        return _("Yang dipertahankan belum punya NPP, duplikatnya punya. Pertahankan yang punya NPP.")
    return ""


@transaction.atomic
def merge(
    *,
    kept: Employer,
    duplicate: Employer,
    by: User,
    note: str,
    taken: Collection[str] = (),
    versions: tuple[str, str] = ("", ""),
) -> Merge:
    """Merge `duplicate` into `kept`, which keeps its own facts but those of TOGETHER that are `taken` from the other.

    Raises NoMerge, writing.Changed where one is not of its version any more, core.locks.Busy during an import.
    """
    stored, other = locked(kept, versions[0]), locked(duplicate, versions[1])
    take_lock(WORKERS_LOCK)
    if reason := hindrance(stored, other):
        raise NoMerge(reason)
    theirs = Membership.objects.filter(employer=other).order_by("pk")
    moved = [list(row) for row in theirs.values_list("pk", "row_hash", "branch")]
    before = facts_of(stored)
    with counted_again([stored.pk, other.pk]):
        Membership.objects.filter(employer=other).update(employer=stored, row_hash=None)
        other.merged_into = stored
        save(other)
        for name in (fact for group in taken for fact in TOGETHER[group]):
            setattr(stored, name, getattr(other, name))
        save(stored)
    after = facts_of(stored)
    facts = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    made = Merge.objects.create(kept=stored, merged=other, note=note, moved=moved, facts=facts, by=by)
    told = {"merge": made.pk, "memberships": len(moved), "note": note}
    sides = {"before": in_trail(before, facts), "after": in_trail(after, facts)}
    record(by=by, verb="duplicate_merged", subject=stored, other=other.pk, **sides, **told)
    record(by=by, verb="merged_into", subject=other, other=stored.pk, **told)
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> None:
    """Take the two apart again: memberships go back, also to their branches, and facts that were taken over. Raises
    NoMerge with everything that has been built on the merge since."""
    stored, other = locked(merge.kept), locked(merge.merged)
    take_lock(WORKERS_LOCK)
    done = Merge.objects.select_for_update().get(pk=merge.pk)
    if reasons := in_the_way(done):
        raise NoMerge(*reasons)
    were = {pk: (row_hash, branch) for pk, row_hash, branch in done.moved}
    before = facts_of(stored)
    with counted_again([stored.pk, other.pk]):
        for some in _pieces(sorted(were)):
            rows = list(Membership.objects.filter(pk__in=some))
            for row in rows:
                row_hash, row.branch_id = were[row.pk]
                row.employer, row.row_hash = other, row_hash if row.row_hash is None else None
            Membership.objects.bulk_update(rows, ["employer", "branch", "row_hash"])
        other.merged_into = None
        save(other)
        for name, (old, _new) in done.facts.items():
            setattr(stored, name, COLUMNS[name].to_python(old))
        save(stored)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    told = {"merge": done.pk, "memberships": len(were)}
    sides = {"before": in_trail(before, done.facts), "after": in_trail(facts_of(stored), done.facts)}
    record(by=by, verb="merge_undone", subject=stored, other=other.pk, **sides, **told)
    record(by=by, verb="merge_undone", subject=other, other=stored.pk, **told)


def in_the_way(done: Merge) -> list[str]:
    """What keeps a merge from being undone, a sentence each."""
    if done.undone_at:
        return [_("Penggabungan ini sudah dibatalkan.")]
    kept, language = done.kept, active_language()
    found = []
    if kept.merged_into:
        words = {"name": kept.name, "other": kept.merged_into.name}
        found.append(_("%(name)s sendiri sudah digabungkan ke %(other)s. Batalkan itu lebih dahulu.") % words)
    stored = facts_of(kept)
    for name, (_old, new) in done.facts.items():
        if stored[name] != new:
            label = capfirst(str(COLUMNS[name].verbose_name))
            found.append(_("%(fact)s sudah diubah lagi sesudah penggabungan.") % {"fact": label})
    moved = [pk for pk, *_rest in done.moved]
    there = sum(Membership.objects.filter(pk__in=some, employer=kept).count() for some in _pieces(moved))
    if there < len(moved):
        gone = len(moved) - there
        sentence = ngettext(
            "%(n)s kepesertaan yang ikut pindah tidak lagi ada pada %(name)s.",
            "%(n)s kepesertaan yang ikut pindah tidak lagi ada pada %(name)s.",
            gone,
        )
        found.append(sentence % {"n": formatting.number(gone, language), "name": kept.name})
    return found + _later_imports(done)


def _later_imports(done: Merge) -> list[str]:
    """Imports that have written memberships of the one that is kept since: nobody can tell whose those are."""
    rows = Membership.objects.filter(
        employer=done.kept, batch__applied_at__gt=done.at, batch__state=ImportBatch.State.APPLIED
    )
    said = []
    for batch, count in rows.order_by("batch").values_list("batch").annotate(n=Count("pk")):
        sentence = ngettext(
            "Impor %(batch)s menambah atau mengubah %(n)s kepesertaan sesudah penggabungan.",
            "Impor %(batch)s menambah atau mengubah %(n)s kepesertaan sesudah penggabungan.",
            count,
        )
        said.append(sentence % {"batch": batch, "n": formatting.number(count, active_language())})
    return said


def _pieces(ids: list[int]) -> Iterator[list[int]]:
    """As many at once as one statement takes on either database."""
    return (ids[at : at + A_STATEMENT] for at in range(0, len(ids), A_STATEMENT))
