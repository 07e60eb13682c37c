"""The annex of a briefing: every kecamatan by segment and programme, which only the spreadsheet carries."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Annex, Cell
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.crossing import Crossed, crossing
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.keeping_back import why_kept_back
from coverage_portal.coverage.making import capital
from coverage_portal.coverage.page import district_word
from coverage_portal.coverage.workings import Figure, FigureKind, Source, Working
from coverage_portal.programmes.codes import PROGRAMMES


def annexes_of(found: Dashboard) -> tuple[Annex, ...]:
    """The annexes to an answer in the active language, small counts kept back; none where the registry cannot speak.

    `found` must be the answer as it was given, not yet withheld: it says what other pages keep back.
    """
    rows = crossing(found)
    if not rows:
        return ()
    total = sum(row.counts[0] for row in rows if row.counts)
    label = _("Kepesertaan yang tampil di lampiran")
    source = sources.from_registry(label, total, sources.MEMBERSHIPS, found.as_at, list(found.batches))
    word = district_word(found.region.level)
    month = formatting.month(found.month, active_language())
    return (
        Annex(
            key="lampiran-segmen-program",
            name=_("Lampiran"),
            caption=_("Kepesertaan menurut %(word)s, segmen, dan program, %(month)s") % {"word": word, "month": month},
            heads=(word.capitalize(), _("Segmen"), _("Kepesertaan"), *(str(one.name) for one in PROGRAMMES)),
            rows=tuple(_row(row, source) for row in rows),
            notes=(_("Wilayah yang salah satu jumlahnya kecil dirahasiakan seluruh barisnya."),)
            if any(row.counts is None for row in rows)
            else (),
        ),
    )


def _row(row: Crossed, source: Source) -> tuple[Cell, ...]:
    names = ("kepesertaan", *(str(programme.name) for programme in PROGRAMMES))
    counts = row.counts or (None,) * len(names)
    stem = f"lampiran-{row.code}-{row.segment.value}"
    figures = (_figure(f"{stem}-{name}", name, count, source) for name, count in zip(names, counts, strict=True))
    return (row.name, str(row.segment.label), *figures)


def _figure(key: str, label: str, count: int | None, source: Source) -> Figure:
    working = Working("", _("Dihitung dari registri"), (source,) if count is not None else ())
    value = None if count is None else Fraction(count)
    missing = why_kept_back() if count is None else ""
    kind, withheld = FigureKind.COUNT, count is None
    return Figure(key, capital(label), value, kind, source.provenance, working, missing=missing, withheld=withheld)
