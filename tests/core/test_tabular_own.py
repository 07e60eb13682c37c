"""A child that looks at a file first: it goes on to check one of the portal's own form, and waits with any other."""

from dataclasses import replace

import pytest

from coverage_portal.core.layouts import Layout
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from tests.core.members_checker import COLUMNS, FIELDS
from tests.core.reading import CHECKER, HEADER

ROWS = 45_000  # more than a block, so that the rest of the file need not be seen
LINES = "".join(
    f"K{number:06};3671070101909001;NAMA ORANG CONTOH NOMOR {number:06};31-01-1990;5000000\n" for number in range(ROWS)
)


@pytest.fixture
def read(tmp_path):
    """Look, then check with the same child; `layout` is for the second job of one that waits."""
    with SheetReader() as child:

        def reading(header: str, layout: Layout | None = None):
            path = tmp_path / "a.csv"
            path.write_text(f"{header}\n{LINES}")
            job = Job(str(path), CHECKER, {}, 4 << 30, 60, mode="own", fields=FIELDS)
            child.start(job, last=False)
            seen = child.look()
            if not seen.canonical:
                child.start(replace(job, mode="check", layout=seen.layout))
            return seen, list(child.parts()), child

        yield reading


def count(parts):
    return sum(part.rows.height for part in parts if part.rows is not None)


def test_a_file_of_the_own_form_is_checked_without_being_asked_again(read):
    seen, parts, child = read(";".join(COLUMNS))
    assert seen.canonical and seen.rows == -1
    assert count(parts) == ROWS and sum(part.counts["read"] for part in parts if part.counts) == ROWS
    assert len(child.sha256) == 64


def test_another_file_waits_until_it_is_said_how_to_read_it(read):
    seen, parts, _child = read(HEADER)
    assert not seen.canonical and seen.rows == ROWS
    assert count(parts) == ROWS
