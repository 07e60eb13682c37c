"""What the dashboard will do with a target, worked out before it is saved from the dashboard's own functions.

A target is compared in a month exactly when the figures of the dashboard's track would be others without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.core.formatting import month as month_words
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.scope import Against
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.standing import read_standing
from coverage_portal.coverage.track import METRIC, targets_of, track
from coverage_portal.coverage.workings import Figure
from coverage_portal.reference.effects import NEWEST
from coverage_portal.reference.uses import asked, ground_of, with_totals
from coverage_portal.reference.wording import measure_of
from regions.models import Target


@dataclass(frozen=True)
class TargetPreview:
    """`said` is what the place's dashboard will do with the target; `numbers` what will stand there in `month`, the
    newest that is compared with it, and `query` asks for that page."""

    said: str
    month: date | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    query: str = ""


def preview(target: Target) -> TargetPreview:
    """What entering `target` (not saved; in place of what it `replaces`) makes the dashboard show."""
    ground = ground_of(target.region, read_standing())
    against = next((against for against, measure in METRIC.items() if measure == target.measure), None)
    measure = measure_of(target.measure)
    words = {"place": target.region.name, "measure": measure[:1].lower() + measure[1:], "year": target.year}
    if ground is None:
        return TargetPreview(_("Target ini hanya dikutip: ringkasan hanya sampai tingkat kecamatan."))
    if target.programme:
        return TargetPreview(
            _("Target ini hanya dikutip di daftar target: ringkasan hanya membandingkan target semua program bersama.")
        )
    if against is None:
        said = _(
            "Target ini hanya dikutip: bagian “Apakah kita di jalur?” di ringkasan %(place)s menyebutnya, tetapi tidak "
            "membandingkan apa pun dengannya, karena ukurannya lain."
        )
        return TargetPreview(said % words)
    return _compared(ground, target, against, words)


def _compared(ground: Ground, target: Target, against: Against, words: dict[str, object]) -> TargetPreview:
    ground = with_totals(ground, ground.months)
    without, entered = _with_targets(ground, target, ()), _with_targets(ground, target, (_tried(target),))
    months = [month for month in ground.months if _track(entered, month, against) != _track(without, month, against)]
    if not months:
        said = _(
            "Bagian “Apakah kita di jalur?” di ringkasan %(place)s akan menyebut target ini. Belum ada bulan yang "
            "dapat dibandingkan dengannya: rasionya belum dapat dihitung, atau datanya sesudah tahun target."
        )
        return TargetPreview(said % words)
    said = _(
        "Bagian “Apakah kita di jalur?” di ringkasan %(place)s akan membandingkan target ini dengan %(measure)s, dari "
        "posisi data %(first)s sampai Desember %(year)s."
    )
    newest = months[0]
    beside = _track(without, newest, against)
    numbers = [figure for figure in _track(entered, newest, against) if figure not in beside]
    return TargetPreview(
        said % {**words, "first": month_words(months[-1], active_language())},
        newest,
        tuple((figure.label, value_of(figure, active_language())) for figure in numbers),
        asked(ground.at(newest), against).scope.to_query(),
    )


def _with_targets(ground: Ground, target: Target, more: tuple[Target, ...]) -> Ground:
    """The ground with other targets: without what is replaced, with what is tried."""
    kept = [one for one in ground.standing.targets if one.pk != target.replaces_id]
    targets = tuple(sorted([*kept, *more], key=lambda one: (one.year, one.pk)))
    return replace(ground, standing=replace(ground.standing, targets=targets), kept={})


def _tried(target: Target) -> Target:
    names = ("region", "year", "programme", "measure", "percent", "decree", "link", "note")
    return Target(pk=NEWEST, **{name: getattr(target, name) for name in names})


def _track(ground: Ground, month: date, against: Against) -> tuple[Figure, ...]:
    there = asked(ground.at(month), against)
    return track(there, targets_of(there))
