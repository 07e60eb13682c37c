"""A registry in a process of its own that answers how many seconds the list took: tests.bench.employer_list."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

LIST = "/pemberi-kerja/"
NARROWED = "?q=jaya&kecamatan=36.71.05"


def serve(folder: Path, scale: str) -> int:
    """Load the demo registry, then answer what is asked with seconds."""
    import django  # noqa: PLC0415 - only this process has a database

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from coverage_portal.core.models import User  # noqa: PLC0415
    from regions.demo_accounts import create_demo_accounts  # noqa: PLC0415
    from tests.bench.registry import load_demo  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_law", verbosity=0, stdout=sys.stderr)
    load_demo(folder, scale)
    create_demo_accounts()
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username="admin"))
    last = last_page()

    def page(query: str, path: str = LIST) -> Callable[[], None]:
        def ask() -> None:
            response = client.get(f"{path}{query}", HTTP_ACCEPT_ENCODING="gzip")
            assert response.status_code == 200, response.status_code
            if response.streaming:
                assert sum(map(len, response.streaming_content)) > 100_000

        return ask

    asked: dict[str, Callable[[], None]] = {
        "first": page(""),
        "last": page(f"?hal={last}"),
        "first by name": page("?urut=nama"),
        "last by name": page(f"?urut=nama&hal={last}"),
        "narrowed": page(NARROWED),
        "first constants": page("", "/bench/list/"),
        "narrowed constants": page(NARROWED, "/bench/list/"),
        "csv": page("", f"{LIST}unduh/csv/"),
        "bare csv": bare_csv,
        "ready": lambda: None,
    }
    for line in sys.stdin:
        begun = time.perf_counter()
        asked[line.strip()]()
        print(time.perf_counter() - begun, flush=True)
    return 0


def last_page() -> int:
    """The number of the list's last page."""
    from coverage_portal.register.listing.conditions import open_on  # noqa: PLC0415
    from coverage_portal.register.listing.views import PAGE_SIZE  # noqa: PLC0415
    from employers.models import Employer  # noqa: PLC0415
    from workers.compliance import latest_position  # noqa: PLC0415

    return -(-Employer.objects.standing().filter(open_on(latest_position())).count() // PAGE_SIZE)


def bare_csv() -> None:
    """Every column of the employers and what was found of them, as the database gives them, written as CSV."""
    from django.db import connection  # noqa: PLC0415

    written = io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM employers_employer e JOIN employers_compliance c ON c.employer_id = e.id"
            " JOIN regions_region r ON r.id = e.district_id JOIN regions_branch b ON b.id = e.branch_id"
            " ORDER BY c.missing DESC, e.id"
        )
        csv.writer(written).writerows(cursor.fetchall())


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), sys.argv[2]))
