"""How much memory an import needs at its peak, all its processes added up: read from /proc while it runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

EVERY = 0.02


def peak_megabytes(environment: dict[str, str], extracts: Path) -> float:
    """The peak of a first load of the workers in `extracts`, without the counting of cells."""
    return peak_of("first_load", environment, extracts)


def peak_of(function: str, environment: dict[str, str], extracts: Path) -> float:
    """The peak of one of this module's functions in a process of its own, all its children added up."""
    subprocess.run(_python("prepare", extracts), env=environment, check=True)
    with subprocess.Popen(_python(function, extracts), env=environment) as process:
        highest = 0
        while process.poll() is None:
            highest = max(highest, sum(proportional(pid) for pid in family(process.pid)))
            time.sleep(EVERY)
    assert process.returncode == 0, "the import failed"
    return highest / 1024


def _python(function: str, extracts: Path) -> list[str]:
    return [sys.executable, "-c", f"from tests.bench import memory; memory.{function}()", str(extracts)]


def family(pid: int) -> list[int]:
    """The process and its children."""
    try:
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except OSError:
        return []


def proportional(pid: int) -> int:
    """Memory in kB; a page that processes share, such as a library's, counts once among them (PSS)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def prepare() -> None:
    """Only the employers, in a process of its own."""
    from tests.bench import imports_worker  # noqa: PLC0415 - sets Django up

    imports_worker.prepare(Path(sys.argv[1]), afresh=True)


def first_load() -> None:
    """The workers, without counting cells."""
    from tests.bench import imports_worker  # noqa: PLC0415 - sets Django up

    imports_worker.steps.rebuild_from = lambda touched, say=None, **more: None
    imports_worker.load(imports_worker.ImportBatch.Kind.WORKERS, Path(sys.argv[1]) / imports_worker.FIRST)


def browser_first_load() -> None:
    """The workers through the browser's steps, without counting cells."""
    from tests.bench import browser_imports_worker as worker  # noqa: PLC0415 - sets Django up

    for module in (worker.applying, worker.undoing):
        module.count_again = lambda *_arguments: 0.0
    folder = Path(sys.argv[1])
    worker.review("first", folder)
    worker.save("first", folder)
