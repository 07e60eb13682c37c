"""A desk with rows on it that no file was read for, for the pages that show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports.stage import Problem, StagedPage, StagedRow

EFFECT = {
    "day": "2023-12-31",
    "measures": ["memberships", "JKK"],
    "cities": [
        {
            "code": "36.71",
            "name": "Kota Tangerang",
            "whole": {"value": 1_190_000, "kind": "labour_force", "period": "2023", "id": 1},
            "before": {"memberships": 736_000, "JKK": 700_000},
            "after": {"memberships": 748_000, "JKK": 712_000},
            "leaving": {"memberships": 20_000, "JKK": 20_000},
            "places": [
                {
                    "code": "36.71.05",
                    "name": "Cipondoh",
                    "before": {"memberships": 60_000, "JKK": 60_000},
                    "after": {"memberships": 72_000, "JKK": 72_000},
                    "leaving": {"memberships": 0, "JKK": 0},
                },
                {
                    "code": "36.71.07",
                    "name": "Karawaci",
                    "before": {"memberships": 50_000, "JKK": 50_000},
                    "after": {"memberships": 50_000, "JKK": 50_000},
                    "leaving": {"memberships": 0, "JKK": 0},
                },
            ],
        }
    ],
    "elsewhere": None,
}


def problem(column: str, code: str, value: str = "", severity: str = "error") -> Problem:
    return Problem(column, code, severity, value)


def employer_row(number: int, *problems: Problem, old: dict[str, str] | None = None, **cells: str) -> StagedRow:
    given = {"NAMA": "CV Contoh Laju", "NPP": "TC101530", "KODE_KECAMATAN": "36.71.05", "SKALA": "Kecil"}
    return StagedRow(number, {**given, **cells}, old or {}, problems)


@dataclass
class Desk:
    """Instead of imports.stage.Stage: `rows` by sort; keeps what it was asked for."""

    rows: dict[str, list[StagedRow]] = field(default_factory=dict)
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def page(self, what: str, number: int, size: int, *, text: str = "", code: str = "") -> StagedPage:
        self.asked.append((what, number, text, code))
        found = [row for row in self.rows.get(what, []) if text.lower() in " ".join(row.cells.values()).lower()]
        found = [row for row in found if not code or code in {each.code for each in row.problems}]
        return StagedPage(tuple(found[(number - 1) * size : number * size]), len(found))

    def problems(self, rows: list[int]) -> dict[int, tuple[Problem, ...]]:
        every = [row for found in self.rows.values() for row in found]
        return {row.row_number: row.problems for row in every if row.row_number in rows}

    def warned_rows(self, code: str) -> list[int]:
        return sorted(
            row.row_number for rows in self.rows.values() for row in rows for each in row.problems if each.code == code
        )


def at_review(by: User, **fields: Any) -> ImportBatch:
    """A file of employers that waits for its review: 198 new, 33 changed, 11 rejected, 6 the same."""
    given: dict[str, Any] = {
        "kind": "employers",
        "state": "review",
        "file_name": "pemberi-kerja-cipondoh.xlsx",
        "position": date(2023, 12, 31),
        "branch_code": "CMN",
        "received_by": by,
        "rows_read": 248,
        "rows_new": 198,
        "rows_changed": 33,
        "rows_rejected": 11,
        "rows_same": 6,
        "summary": {},
    }
    return ImportBatch.objects.create(**given | fields)
