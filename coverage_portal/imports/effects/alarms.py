"""What should make a person look twice before saving: employers that lose many workers, totals that leap, odd files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.receipt import Receipt
from employers.models import Employer

LOST_SHARE = 0.30
LEAP_TIMES, LEAP_WORKERS = 3, 50
"""A headcount leaps when it is more than so many times the one before, and at least so many workers more."""
TOTAL_SHARE = 0.05
FEWER_ROWS_SHARE = 0.30
MOST_NAMED = 20
_MEMBERSHIPS = "memberships"
DECLARED = "declared"


@dataclass(frozen=True)
class Employers:
    """Workers by employer_id (0: none), each frame with `employer_id` and `workers`: before, what the file adds to
    them, and those of them it no longer names. `lost`, `leapt`: what the alarms are called when an employer has far
    fewer or far more; empty where nobody has to look at that."""

    before: pl.DataFrame
    changes: pl.DataFrame
    leaving: pl.DataFrame
    lost: str
    leapt: str = ""

    def losing(self) -> pl.DataFrame:
        """Employers that lose more than LOST_SHARE of their workers, by what they lose: employer_id, before, after.

        Who is no longer in the file counts as lost here: that is what a person is asked about.
        """
        lost = self._beside().with_columns(lost=pl.col("before") - pl.col("after"))
        return lost.filter(pl.col("lost") > LOST_SHARE * pl.col("before")).sort(
            "lost", "employer_id", descending=[True, False]
        )

    def leaping(self) -> pl.DataFrame:
        """Employers whose workers leap, by what they gain: employer_id, before, after."""
        gained = self._beside().with_columns(gained=pl.col("after") - pl.col("before"))
        leaps = (pl.col("after") > LEAP_TIMES * pl.col("before")) & (pl.col("gained") >= LEAP_WORKERS)
        return gained.filter(leaps).sort("gained", "employer_id", descending=[True, False])

    def _beside(self) -> pl.DataFrame:
        """Each employer's workers before and after: employer_id, before, after."""
        both = self.before.rename({"workers": "before"})
        for name, frame in (("change", self.changes), ("gone", self.leaving)):
            both = both.join(frame.rename({"workers": name}), on="employer_id", how="left")
        after = pl.col("before") + pl.col("change").fill_null(0) - pl.col("gone").fill_null(0)
        return both.filter(pl.col("employer_id") != 0).with_columns(after=after)


def employer_alarms(employers: Employers | None) -> list[dict[str, Any]]:
    """One alarm for all employers that lose many workers, and one for those whose workers leap, where there are such;
    each names the first MOST_NAMED."""
    if employers is None:
        return []
    found = [(employers.lost, employers.losing())]
    if employers.leapt:
        found.append((employers.leapt, employers.leaping()))
    return [_named(code, rows) for code, rows in found if not rows.is_empty()]


def _named(code: str, rows: pl.DataFrame) -> dict[str, Any]:
    top = rows.head(MOST_NAMED).rows(named=True)
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
    return {"code": code, "count": rows.height, "employers": named}


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


def file_alarms(batch: ImportBatch, receipt: Receipt, comparable: int) -> list[dict[str, Any]]:
    """What is odd about the file beside the last one of its kind: the very same file, or far fewer rows.

    The last one is one with all branches of this file. It may have had more of them: of its rows only as many count as
    there are stored rows of this file's branches (`comparable`).
    """
    applied = ImportBatch.objects.filter(kind=batch.kind, state=ImportBatch.State.APPLIED).exclude(pk=batch.pk)
    found: list[dict[str, Any]] = []
    same = applied.filter(file_sha256=batch.file_sha256).order_by("-pk").first()
    if same is not None:
        found.append({"code": "same_file", "batch": same.pk, "position": same.position.isoformat()})
    whole = applied.filter(partial=False).order_by("-position", "-pk").defer("summary", "looked", "layout")
    last = next((each for each in whole if set(batch.branch_codes) <= set(each.branch_codes)), None)
    if last is None or batch.partial:
        return found
    rows = receipt.read - receipt.blank
    before = min(last.rows_read - last.rows_blank, comparable)
    if rows < (1 - FEWER_ROWS_SHARE) * before:
        found.append({"code": "fewer_rows", "rows": rows, "before": before, "batch": last.pk})
    unchanged = not (receipt.new or receipt.changed or receipt.rejected) and receipt.same
    if same is None and unchanged and last.position < batch.position:
        found.append({"code": "nothing_new", "batch": last.pk, "position": last.position.isoformat()})
    return found
