"""One engine's part of tests.bench.people: loads the registry, measures, prints seconds as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from coverage_portal.register.people.export import exported  # noqa: E402
from coverage_portal.register.people.question import Question  # noqa: E402
from coverage_portal.register.people.search import ORDER, Search, of_person  # noqa: E402
from tests import people  # noqa: E402
from tests.bench.memory import EVERY, proportional  # noqa: E402
from tests.bench.registry import load_demo  # noqa: E402
from workers.compliance import latest_position  # noqa: E402
from workers.models import Membership  # noqa: E402

DEEP = 400_000
COPIED = (
    "COPY (SELECT p.name, m.kpj, e.npp, e.name, m.programmes, m.segment, w.name, b.name, m.started_on, m.ended_on"
    " FROM workers_membership m JOIN workers_person p ON p.id = m.person_id"
    " LEFT JOIN employers_employer e ON e.id = m.employer_id JOIN regions_region w ON w.id = m.workplace_id"
    " JOIN regions_branch b ON b.id = m.branch_id) TO STDOUT CSV"
)


def main() -> None:
    """Measure and print."""
    folder, scale, rounds, copies = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    call_command("migrate", verbosity=0)
    load_demo(folder, scale)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does within a minute of the load
    user = people.person("penguji", "staff")
    everybody = Search(Question(), user, latest_position())
    rows = everybody.rows().order_by(*ORDER)
    deep = rows[min(DEEP, Membership.objects.count() // 2)]
    timed: dict[str, Callable[[], object]] = {
        "key": lambda: Membership.objects.select_related("person", "employer", "workplace", "branch").get(pk=deep.pk),
        "name": lambda: found(user, deep.person.name.split()[0]),
        "full name": lambda: found(user, deep.person.name),
        "kpj": lambda: found(user, deep.kpj),
        "nik": lambda: of_person(deep.person.nik_hash.bytes, user),
        "first": lambda: Search(Question(), user, latest_position()).page(),
        "deep": lambda: Search(Question(), user, latest_position()).page(after=deep.pk),
    }
    taken = {name: median(act, rounds) for name, act in timed.items()}

    def csv() -> None:
        exported(everybody, by=user, at=timezone.now()).close()

    taken["megabytes"] = grown(csv)
    taken["csv"] = median(csv, copies)
    if connection.vendor == "postgresql":
        taken["copy"] = median(copy, copies)
    print(json.dumps(taken | {"rows": Membership.objects.count()}))


def found(user: object, text: str) -> int:
    """A page of a search with its count, as the list asks for them."""
    search = Search(Question(q=text), user, latest_position())
    page = search.page()
    return len(page.rows) if page.alone else search.count


def copy() -> None:
    """The same columns as they are stored, by PostgreSQL alone."""
    with tempfile.TemporaryFile() as file, connection.cursor() as cursor:
        cursor.cursor.copy_expert(COPIED, file)


def median(act: Callable[[], object], times: int) -> float:
    """Seconds of one go."""
    taken = []
    for _time in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def grown(act: Callable[[], object]) -> float:
    """By how many MB this process grows at most while it acts."""
    before, highest, done = proportional(os.getpid()), [0], threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            highest[0] = max(highest[0], proportional(os.getpid()))

    watching = threading.Thread(target=watch)
    watching.start()
    act()
    done.set()
    watching.join()
    return max(0, highest[0] - before) / 1024


main()
