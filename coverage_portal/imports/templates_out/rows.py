"""The rows a filled template comes with, as the text of its columns, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from coverage_portal.core.illustration import holds_demo
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.demo import EMPLOYER_SHEET_NAME
from employers import described as employers_described
from employers import headcounts_described
from employers.models import Employer
from regions import figures_described
from regions.access import Visitor
from regions.models import ReferenceFigure

Kind = ImportBatch.Kind
DESCRIBED: dict[str, Any] = {
    Kind.EMPLOYERS: employers_described,
    Kind.HEADCOUNTS: headcounts_described,
    Kind.FIGURES: figures_described,
}
AT_ONCE = 900  # SQLite takes 999 parameters at least


def can_be_filled(kind: ImportBatch.Kind) -> bool:
    """Whether a template of this kind may come with rows: not workers', whose NIK the portal does not hold."""
    return kind in DESCRIBED


def rows_for(kind: ImportBatch.Kind, user: Visitor) -> Iterator[dict[str, str]]:
    """What the portal holds of `kind`, of the branches `user` may see: employers by branch and NPP, the figures that
    were published and stand, by place."""
    ids = _ids(kind, user)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        texts = DESCRIBED[kind].stored(some)
        yield from (texts[pk] for pk in some if pk in texts)


def sheet_name(kind: ImportBatch.Kind, *, filled: bool) -> str:
    """What the data sheet is called. One with employers of the demo bears the demo's name, by which it is known."""
    if kind == Kind.EMPLOYERS and filled and holds_demo():
        return EMPLOYER_SHEET_NAME
    names = {
        Kind.EMPLOYERS: _("Data pemberi kerja"),
        Kind.WORKERS: _("Data pekerja"),
        Kind.HEADCOUNTS: _("Data WLKP"),
        Kind.FIGURES: _("Angka acuan"),
    }
    return names[kind]


def _ids(kind: ImportBatch.Kind, user: Visitor) -> Sequence[int]:
    if kind == Kind.FIGURES:
        published = ReferenceFigure.objects.current().filter(derived=False)
        return list(published.order_by("region__path", "kind", "as_at", "pk").values_list("pk", flat=True))
    employers = Employer.objects.standing().exclude(npp="").visible_to(user)
    if kind == Kind.HEADCOUNTS:
        employers = employers.filter(closed_on__isnull=True)
    return list(employers.order_by("branch__code", "npp", "division").values_list("pk", flat=True))
