"""The files the house tests look at."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = ("coverage_portal", "regions", "employers", "workers")
TOOL = Path(sys.executable).parent
"""Where the tools of this environment lie (ruff, mypy, lint-imports)."""
SCRATCH = Path(tempfile.gettempdir()) / "portal-cakupan-house"
"""Caches of tools, kept between runs and out of the tree."""


@cache
def modules(*, tests: bool) -> tuple[Path, ...]:
    """Every Python module of production, and of tests if wanted, without migrations, relative to the root."""
    folders = (*PRODUCTION, "tests") if tests else PRODUCTION
    found = [ROOT / "manage.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    return tuple(sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts))


@cache
def templates() -> tuple[Path, ...]:
    """Every template, relative to the root."""
    return tuple(sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*") if path.is_file()))


@cache
def text(path: Path) -> str:
    """The text of a file named relative to the root."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module named relative to the root."""
    return ast.parse(text(path))


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished command, run at the root with `environment` added; an empty value takes a variable away."""
    merged = {**os.environ, "DJANGO_SETTINGS_MODULE": "coverage_portal.settings", **environment}
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={name: value for name, value in merged.items() if value},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
