"""A process that writes one briefing over and over and says how many seconds it took. Started by tests.bench.briefing.

`make` loads a small demo registry and keeps the briefing of Kota Tangerang as text, frozen; `portal` writes it as the
portal does, `peer` by WeasyPrint from the portal's own page. Every time the place has another name, so that no engine
finds the paragraphs it has laid out before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from pypdf import PdfReader

FROZEN = "briefing.json"
PLACE = "Kota Tangerang"
PARTS = ("ringkasan", "wilayah", "program", "jalur", "usulan", "penutup")
WRITERS = ("pdf", "pptx", "docx", "xlsx")
MISSING_LIBRARY = "-1"
"""What the peer answers when a system library of it is not there."""
PLAIN = "body { font: 9.6pt sans-serif } table { border-collapse: collapse; width: 100% } svg.waffle { width: 100% }"


def make(folder: Path, scale: str) -> None:
    """Load the registry into the database of this process and keep the briefing in `folder`."""
    from django.core.management import call_command  # noqa: PLC0415 - only this process has a database

    from coverage_portal.briefings.frozen import freeze  # noqa: PLC0415
    from coverage_portal.briefings.making import document_for  # noqa: PLC0415
    from coverage_portal.briefings.wanted import AskKind, AskWanted, Part, Wanted  # noqa: PLC0415
    from coverage_portal.coverage.scope import parse_scope  # noqa: PLC0415
    from regions.models import Branch  # noqa: PLC0415
    from tests.bench.registry import load_demo  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_demo(folder, scale)
    call_command("load_law", verbosity=0, stdout=sys.stderr)
    asks = (AskWanted(AskKind.VULNERABLE, workers=10_000), AskWanted(AskKind.LICENSING), AskWanted(AskKind.TEAM))
    wanted = Wanted(parts=tuple(Part(part) for part in PARTS), asks=asks)
    scope = parse_scope({"wilayah": "36.71", "posisi": "2023-12"})
    (folder / FROZEN).write_text(freeze(document_for(wanted, scope, Branch.objects.all()[0])), encoding="utf-8")


def serve(folder: Path, actions: dict[str, Callable[[Any, Any], object]]) -> None:
    """Answer each line with the seconds of its action on a briefing never seen before, or with megabytes for "peak"."""
    from coverage_portal.briefings.document import Stamp  # noqa: PLC0415
    from coverage_portal.briefings.frozen import thaw  # noqa: PLC0415

    text, times = (folder / FROZEN).read_text(encoding="utf-8"), count()
    stamp = Stamp("K7QM2TXR", "5f" * 32, "https://contoh/periksa/K7QM2TXR/", datetime(2024, 3, 20, tzinfo=UTC), "R", 1)
    for line in sys.stdin:
        what = line.strip()
        if what == "ready" or what == "peak":
            print(megabytes(), flush=True)
            continue
        document = thaw(text.replace(PLACE, f"{PLACE} {next(times)}"))
        print(actions[what](document, stamp), flush=True)


def portal() -> dict[str, Callable[[Any, Any], object]]:
    """What the portal does: each writer that there is, all of them one after another, and the compiler alone."""
    from coverage_portal.briefings.packing import write  # noqa: PLC0415
    from coverage_portal.briefings.writers.pdf import content, made_at, typesetting  # noqa: PLC0415

    there = [name for name in WRITERS if find_spec(f"coverage_portal.briefings.writers.{name}")]

    def alone(document: Any, stamp: Any) -> float:
        shown, moment = typesetting.as_text(content(document, stamp)), made_at(document, stamp)
        seconds = timed(lambda: typesetting.compiled(shown, "", moment))
        typesetting.forget()
        return seconds

    def writer(name: str) -> Callable[[Any, Any], float]:
        return lambda document, stamp: timed(lambda: write(document, stamp, name))

    def together(document: Any, stamp: Any) -> float:
        return timed(lambda: [write(document, stamp, name) for name in there])

    def processor(document: Any, stamp: Any) -> float:
        begun = time.process_time()
        together(document, stamp)
        return time.process_time() - begun

    def pages(document: Any, stamp: Any) -> int:
        return len(PdfReader(BytesIO(write(document, stamp, "pdf"))).pages)

    found = {name: writer(name) for name in there}
    return {**found, "typst": alone, "together": together, "processor": processor, "pages": pages, "annex": annex}


def annex(document: Any, stamp: Any) -> float:
    """Every kecamatan by segment and programme read from the database, small counts kept back, and written as XLSX."""
    from coverage_portal.briefings.annex import annexes_of  # noqa: PLC0415
    from coverage_portal.briefings.packing import write  # noqa: PLC0415
    from coverage_portal.coverage.figures import answer  # noqa: PLC0415
    from coverage_portal.coverage.scope import parse_scope  # noqa: PLC0415

    found = answer(parse_scope({"wilayah": "36.71", "posisi": "2023-12"}))
    return timed(lambda: write(replace(document, annexes=annexes_of(found)), stamp, "xlsx"))


def peer() -> dict[str, Callable[[Any, Any], object]]:
    """WeasyPrint on the portal's own page of the same briefing."""
    from django.template import engines  # noqa: PLC0415

    try:
        import weasyprint  # noqa: PLC0415 - needs Pango, which a machine may lack
    except OSError:
        return {"weasyprint": lambda _document, _stamp: MISSING_LIBRARY}
    page = engines["django"].from_string('{% include "briefings/_pages.html" %}')

    def print_page(document: Any, stamp: Any) -> float:
        html = f'<html lang="id"><title>Bahan</title>{page.render({"document": document, "stamp": stamp})}'
        paint = weasyprint.CSS(string=PLAIN)
        return timed(lambda: weasyprint.HTML(string=html).write_pdf(stylesheets=[paint], pdf_variant="pdf/ua-1"))

    return {"weasyprint": print_page}


def timed(action: Callable[[], object]) -> float:
    """The seconds an action took."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def megabytes() -> float:
    """The most memory this process has had."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def main(folder: Path, role: str) -> None:
    """Play the role; anything but the two that serve is the size of a registry to make the briefing of."""
    import django  # noqa: PLC0415

    django.setup()
    if role in ("portal", "peer"):
        serve(folder, portal() if role == "portal" else peer())
    else:
        make(folder, role)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
