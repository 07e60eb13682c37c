"""The whole briefing as text, in both languages, as somebody read it and found it right. `GOLDEN=write` writes it anew.

Its last line is the digest of the frozen Document: the same on every database.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from coverage_portal.briefings.frozen import digest, freeze
from tests.briefings.composing.reading import read_aloud

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_reads_as_it_was_read(made, everything, language):
    document = made(language=language, **everything)
    frozen = digest(freeze(replace(document, words=())))  # the writers' own words are not composed
    read, kept = f"{read_aloud(document)}{frozen}\n", GOLDEN / f"{language}.txt"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(read)
    assert read == kept.read_text()
