"""What should make a person look twice before saving: employers that lose many workers, totals that leap, odd files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.receipt import Receipt
from employers.models import Employer

LOST_SHARE = 0.30
TOTAL_SHARE = 0.05
FEWER_ROWS_SHARE = 0.30
MOST_NAMED = 20
_MEMBERSHIPS = "memberships"
DECLARED = "declared"


@dataclass(frozen=True)
class Employers:
    """Workers by employer_id (0: none), each frame with `employer_id` and `workers`: before, what the file adds to
    them, and those of them it no longer names. `code`: what the alarm is called when many are lost."""

    code: str
    before: pl.DataFrame
    changes: pl.DataFrame
    leaving: pl.DataFrame

    def losing(self) -> pl.DataFrame:
        """Employers that lose more than LOST_SHARE of their workers, by what they lose: employer_id, before, after.

        Who is no longer in the file counts as lost here: that is what a person is asked about.
        """
        both = self.before.rename({"workers": "before"})
        for name, frame in (("change", self.changes), ("gone", self.leaving)):
            both = both.join(frame.rename({"workers": name}), on="employer_id", how="left")
        after = pl.col("before") + pl.col("change").fill_null(0) - pl.col("gone").fill_null(0)
        lost = both.filter(pl.col("employer_id") != 0).with_columns(after=after, lost=pl.col("before") - after)
        return lost.filter(pl.col("lost") > LOST_SHARE * pl.col("before")).sort(
            "lost", "employer_id", descending=[True, False]
        )


def employer_alarms(employers: Employers | None) -> list[dict[str, Any]]:
    """One alarm for all employers that lose many workers, naming the first MOST_NAMED; none when there is no such."""
    losing = employers.losing() if employers else None
    if employers is None or losing is None or losing.is_empty():
        return []
    top = losing.head(MOST_NAMED).rows(named=True)
    names = dict(Employer.objects.filter(pk__in=[row["employer_id"] for row in top]).values_list("pk", "name"))
    named = [
        {
            "id": row["employer_id"],
            "name": names.get(row["employer_id"], ""),
            "before": row["before"],
            "after": row["after"],
        }
        for row in top
    ]
    return [{"code": employers.code, "count": losing.height, "employers": named}]


def total_alarms(effect: dict[str, Any]) -> list[dict[str, Any]]:
    """One alarm for every total of a city that moves more than TOTAL_SHARE, with those who leave and without them.

    Totals are the first measure, and the workers that employers declared.
    """
    totals = [name for at, name in enumerate(effect["measures"]) if not at or name == DECLARED]
    moves = [_total_moves(city, measure) for city in effect["cities"] for measure in totals]
    return [move for move in moves if move is not None]


def _total_moves(city: dict[str, Any], measure: str) -> dict[str, Any] | None:
    before, after, leaving = (city[part][measure] for part in ("before", "after", "leaving"))
    if not before or after is None:
        return None
    leaving = leaving if measure == _MEMBERSHIPS else 0  # an employer that is not in the file stays registered
    furthest = max((after, after - leaving), key=lambda total: abs(total - before))
    if abs(furthest - before) <= TOTAL_SHARE * before:
        return None
    alarm = {"code": "total_moves", "city": city["name"], "measure": measure}
    return {**alarm, "before": before, "after": after, "leaving": leaving}


def file_alarms(batch: ImportBatch, receipt: Receipt) -> list[dict[str, Any]]:
    """What is odd about the file beside the last one of its kind: the very same file, or far fewer rows."""
    applied = ImportBatch.objects.filter(kind=batch.kind, state=ImportBatch.State.APPLIED).exclude(pk=batch.pk)
    found: list[dict[str, Any]] = []
    same = applied.filter(file_sha256=batch.file_sha256).order_by("-pk").first()
    if same is not None:
        found.append({"code": "same_file", "batch": same.pk, "position": same.position.isoformat()})
    last = applied.filter(partial=False).order_by("-position", "-pk").first()
    if last is None or batch.partial:
        return found
    rows, before = receipt.read - receipt.blank, last.rows_read - last.rows_blank
    if rows < (1 - FEWER_ROWS_SHARE) * before:
        found.append({"code": "fewer_rows", "rows": rows, "before": before, "batch": last.pk})
    unchanged = not (receipt.new or receipt.changed or receipt.rejected) and receipt.same
    if same is None and unchanged and last.position < batch.position:
        found.append({"code": "nothing_new", "batch": last.pk, "position": last.position.isoformat()})
    return found
