"""`make bench`: every benchmark, each in a process of its own, one table of ratios after another.

    python -m tests.bench [NAME ...]     names: the modules of this folder, say `imports cells`

Absolute seconds drift with the machine's other work; quote the ratios.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all; 0 when every one ran to its end."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if has_entry_point(path))
    unknown = sorted(set(chosen) - set(names))
    if unknown:
        print(f"Tidak ada pengukuran bernama {', '.join(unknown)}. Yang ada: {', '.join(names)}.", file=sys.stderr)
        return 2
    failed = []
    for name in chosen or names:
        print(f"\n== {name} ==", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            failed.append(name)
    print(f"\nPengukuran gagal: {', '.join(failed)}." if failed else "\nPengukuran selesai.")
    return 1 if failed else 0


def has_entry_point(path: Path) -> bool:
    """Whether a module of this folder is a benchmark by itself (and not a part of one)."""
    return path.stem != "__main__" and 'if __name__ == "__main__":' in path.read_text()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
