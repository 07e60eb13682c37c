"""Files of a briefing: their names say what is inside, and a writer is asked only for what is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.briefings.packing import CONTENT_TYPES, FORMATS, file_name, pack
from coverage_portal.coverage.dashboard import Place
from tests.briefings import sample


def test_a_file_is_named_after_kind_place_month_and_code():
    document = sample.document()
    assert file_name(document, sample.STAMP, "pdf") == "bahan-audiensi-kota-tangerang-2023-12-K7QM2TXR.pdf"
    assert file_name(document, None, "xlsx") == "bahan-audiensi-kota-tangerang-2023-12-konsep.xlsx"


def test_a_name_holds_nothing_that_a_file_system_reads():
    odd = replace(sample.document(), region=Place("36.71", '../<Kota> "x"', 2))
    assert file_name(odd, None, "pdf") == "bahan-audiensi-kota-x-2023-12-konsep.pdf"
    nameless = replace(sample.document(), region=Place("36.71", "…", 2))
    assert file_name(nameless, None, "pdf") == "bahan-audiensi-36.71-2023-12-konsep.pdf"


def test_every_format_has_a_content_type():
    assert set(CONTENT_TYPES) == set(FORMATS)


def test_a_format_there_is_not_is_an_error_before_anything_is_written():
    with pytest.raises(KeyError):
        pack(sample.document(), None, ("exe",))


def test_nothing_is_written_when_nothing_is_asked():
    assert pack(sample.document(), None, ()) == {}
