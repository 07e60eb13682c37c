"""A code is short, unguessable and read the same in small letters."""

from __future__ import annotations

import re

from coverage_portal.briefings.codes import ALPHABET, CodeInAddress, new_code


def test_codes_are_of_the_alphabet_and_differ():
    codes = {new_code() for _time in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(CodeInAddress.regex, code) for code in codes)


def test_nothing_that_looks_like_something_else():
    assert not set("01IO") & set(ALPHABET)


def test_small_letters_are_the_same_code():
    assert re.fullmatch(CodeInAddress.regex, "k7qm2txr")
    assert CodeInAddress().to_python("k7qm2txr") == "K7QM2TXR"
