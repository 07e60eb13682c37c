"""The rows of a file by what becomes of them, as one bar."""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.core.models import ImportBatch


@dataclass(frozen=True)
class Part:
    """A stretch of the bar in percent of its width; `kind` names its colour."""

    kind: str
    start: str
    width: str


def bar_of(batch: ImportBatch) -> list[Part]:
    """New, changed, rejected and same rows, in this order; nothing where the file has none of them."""
    counts = {
        "new": batch.rows_new,
        "changed": batch.rows_changed,
        "rejected": batch.rows_rejected,
        "same": batch.rows_same,
    }
    whole, parts, at = sum(counts.values()), [], 0
    for kind, count in counts.items():
        if count:
            parts.append(Part(kind, f"{100 * at / whole:.2f}%", f"{100 * count / whole:.2f}%"))
        at += count
    return parts
