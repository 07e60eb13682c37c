"""How much memory an import needs at its peak, all its processes added up: read from /proc while it runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

EVERY = 0.01


def peak_megabytes(environment: dict[str, str], extracts: Path) -> float:
    """The peak of a first load of the workers in `extracts`, without the counting of cells."""
    command = [sys.executable, "-c", "from tests.bench import memory; memory.first_load()", str(extracts)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "start\n", "the import did not start"
        highest = 0
        while process.poll() is None:
            highest = max(highest, sum(resident(pid) for pid in family(process.pid)))
            time.sleep(EVERY)
    assert process.returncode == 0, "the import failed"
    return highest / 1024


def family(pid: int) -> list[int]:
    """The process and its children."""
    try:
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except OSError:
        return []


def resident(pid: int) -> int:
    """Resident memory in kB; shared pages count in each process."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def first_load() -> None:
    """Employers first, then say "start" and load the workers without counting cells."""
    from coverage_portal.core.models import ImportBatch  # noqa: PLC0415 - after django.setup()
    from coverage_portal.imports import steps  # noqa: PLC0415
    from tests.bench import imports_worker  # noqa: PLC0415 - sets Django up
    from workers.models import Membership  # noqa: PLC0415

    extracts = Path(sys.argv[1])
    steps.rebuild = lambda months, say=None: None
    imports_worker.Employer.objects.all().delete()
    ImportBatch.objects.all().delete()
    imports_worker.prepare(extracts)
    print("start", flush=True)
    imports_worker.load(ImportBatch.Kind.WORKERS, extracts / imports_worker.FIRST)
    assert Membership.objects.exists()
