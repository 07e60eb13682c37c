"""Every address x method x actor, compared with matrix.txt.

After adding or changing a page, write the file anew and read the difference before committing it:

    MATRIX=write .venv/bin/pytest tests/access/test_matrix.py
"""

from __future__ import annotations

import os
from difflib import unified_diff
from http.cookies import SimpleCookie
from itertools import groupby
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from coverage_portal.core.models import ImportBatch
from regions.access import ALL_PERMISSIONS
from regions.gate import PUBLIC, SIGNED_IN
from tests import people
from tests.access.walk import Address, addresses, undeclared
from tests.employers.made import member

URLCONF = "coverage_portal.urls"
GOLDEN = Path(__file__).with_name("matrix.txt")
METHODS = ("GET", "POST", "PUT", "DELETE")
HEADING = """\
# What every address answers to every method and actor. "masuk": sent to the sign-in page.
# Written by: MATRIX=write .venv/bin/pytest tests/access/test_matrix.py
"""


class Actor:
    """Somebody with a browser, whose session is the same before each request."""

    def __init__(self, user=None):
        self.client = Client()
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output()

    def ask(self, method, path):
        """The answer as one word; whatever the request changed is taken back."""
        cache.clear()
        self.client.cookies = SimpleCookie(self.cookies.replace("Set-Cookie: ", ""))
        with transaction.atomic():
            response = self.client.generic(method, path, HTTP_HOST="localhost")
            if response.streaming:
                list(response.streaming_content)
            transaction.set_rollback(True)
        to_sign_in = response.status_code == 302 and response["Location"].startswith("/masuk/")
        return "masuk" if to_sign_in else str(response.status_code)


@pytest.fixture
def actors(db):
    """The columns of the matrix; see tests/people.py for the world."""
    here, elsewhere = people.cimone(), people.cikokol()
    member(people.employer_at(elsewhere))
    ImportBatch.objects.create(kind="workers", position=people.LONG_AGO, branch_code=elsewhere.code)
    return {
        "anonim": Actor(),
        "joko": Actor(people.joko()),
        "budi": Actor(people.budi()),
        "pejabat": Actor(people.person("pejabat", "official", here)),
        "admin": Actor(people.person("admin", "admin", here)),
        "pengelola": Actor(people.person("pengelola", "steward")),
        "ratna": Actor(people.ratna()),
    }


def table(actors):
    """One line for each address and each run of methods that are answered alike."""
    lines = [line_of("address", "methods", actors)]
    for address in addresses(URLCONF):
        if not address.named():
            continue
        path = address.path()
        answers = [(method, tuple(actor.ask(method, path) for actor in actors.values())) for method in METHODS]
        for words, run in groupby(answers, key=lambda answer: answer[1]):
            lines.append(line_of(address.name, " ".join(method for method, _ in run), words))
    return HEADING + "\n".join(lines) + "\n"


def line_of(name, methods, words):
    return f"{name:<40} {methods:<22} {''.join(f'{word:<10}' for word in words)}".rstrip()


def test_every_address_answers_as_the_matrix_says(actors):
    now = table(actors)
    if os.environ.get("MATRIX") == "write":
        GOLDEN.write_text(now, encoding="utf-8")
    golden = GOLDEN.read_text(encoding="utf-8")
    difference = "\n".join(unified_diff(golden.splitlines(), now.splitlines(), "matrix.txt", "now", lineterm="", n=0))
    assert not difference, f"the matrix has changed; read it, then see the head of this file:\n{difference}"


def test_every_address_has_a_name_and_a_rule(actors):
    assert undeclared(URLCONF) == []


def test_every_rule_names_a_permission_that_exists(actors):
    named = {rule for address in addresses(URLCONF) for rule in address.rules().values()}
    assert named <= ALL_PERMISSIONS | {PUBLIC, SIGNED_IN}


def test_a_page_without_a_rule_is_found_by_the_walk(actors):
    missing = undeclared("tests.access.urls")
    assert missing == ["? (tanpa-nama/)", "undeclared (tanpa-aturan/)"]


def test_two_pages_under_one_name_are_found_by_the_walk(actors):
    hidden = [address for address in addresses("tests.access.twins") if address.name == "twin"]
    with pytest.raises(LookupError, match="share the name twin"):
        [address.path() for address in hidden]


def test_an_address_nobody_said_how_to_try_is_named():
    unknown = next(address for address in addresses("tests.access.twins") if address.name == "unknown")
    assert isinstance(unknown, Address)
    with pytest.raises(LookupError, match=r"unknown with: \['tidak_dikenal'\]"):
        unknown.path()
