"""What a Document says of itself: every figure and every sentence once, in reading order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.briefings.blocks import Asks, Grid
from tests.briefings import sample


def test_every_figure_stands_once_however_often_it_is_shown():
    keys = [figure.key for figure in sample.document().figures()]
    assert len(keys) == len(set(keys))
    assert keys[:2] == ["cakupan", "kesenjangan"]
    assert {"kecamatan-36.71.05-celah", "tren-2019-12-cakupan", "usulan-1-iuran", "pemberi-kerja"} <= set(keys)


def test_every_sentence_stands_once():
    keys = [sentence.key for sentence in sample.document().sentences()]
    assert len(keys) == len(set(keys))
    assert keys[0] == "ringkasan-judul"
    assert {"usulan-1-alasan", "upaya-1", "penutup-1", "tanya-1-jawab", "pokok-1", "pembuka"} <= set(keys)


def test_an_edited_sentence_says_so():
    edited = [sentence.key for sentence in sample.document().sentences() if sentence.edited]
    assert edited == ["penutup-1"]


def test_a_caption_that_the_head_says_already_is_left_out():
    section = sample.document().section("usulan")
    asks = next(block for block in section.blocks if isinstance(block, Asks))
    steps = Grid("langkah", "Rencana", ("Dalam",), (("30 hari",),))
    named = replace(section, kicker="Rencana", blocks=(asks, replace(asks, brief=True), steps))
    assert [block.caption for block in named.captioned] == ["", asks.caption, ""]
    assert replace(named, kicker="Lain").captioned[-1] == steps
    where = sample.document().section("wilayah")
    assert where.captioned == where.blocks


def test_a_section_is_found_by_its_key():
    assert sample.document().section("wilayah").illustrative
    assert sample.document().section("lain") is None


def test_a_word_that_nobody_gave_is_an_error():
    assert sample.document().word("sources") == "Sumber"
    with pytest.raises(KeyError):
        sample.document().word("nothing")


def test_paper_prints_each_way_once_with_the_sources_of_all():
    document = sample.document()
    first, second = document.references
    assert document.printed_references == ((first, 0), (second, 0))
    alike = replace(document, references=(replace(first, sources=(2,)), replace(second, sources=(1,), like=1)))
    assert alike.printed_references == ((replace(first, sources=(2, 1)), 1),)


def test_an_addressee_whom_the_title_names_is_not_said_twice():
    meeting = sample.document().meeting
    assert meeting.unnamed_addressee == "Wali Kota Tangerang"
    assert replace(meeting, title="Bahan audiensi dengan Wali Kota Tangerang").unnamed_addressee == ""
    assert replace(meeting, addressee="").unnamed_addressee == ""


def test_the_answer_is_the_section_with_the_squares_else_the_first():
    answer, other, *_others = (kept := sample.document()).sections
    assert replace(kept, sections=(other, answer)).answer is answer
    assert replace(kept, sections=(other,)).answer is other
    assert replace(kept, sections=()).answer is None
