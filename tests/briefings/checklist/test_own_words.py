"""What people typed themselves is asked about too: efforts, steps, requests, reasons and notes with numbers that are
not in the data."""

from dataclasses import replace

import pytest

from coverage_portal.briefings.blocks import Asks, Grid, Item, Listing, Sentence
from coverage_portal.briefings.checklist import Level, check
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from tests.briefings.checklist.changed import blocks_changed, found, good


def with_section(part, *blocks):
    """The good sample with one section more."""
    section = Section(part.value, part.name.capitalize(), Sentence(f"{part.value}-judul", "Judul"), (), blocks)
    return replace(good(), sections=(*good().sections, section))


def with_efforts(*texts):
    items = tuple(Item("", Sentence(f"upaya-{n}", text)) for n, text in enumerate(texts, start=1))
    return with_section(Part.EFFORTS, Listing("", items, numbered=True))


def with_step(what, who="Cimone"):
    return with_section(
        Part.STEPS, Grid("langkah", "Langkah", ("Dalam", "Langkah", "Siapa"), (("30 hari", what, who),))
    )


def with_ask(**words):
    """The good sample with other words in its first request."""

    def change(block):
        first, *others = block.asks
        if reason := words.get("reason"):
            first = replace(first, reason=replace(first.reason, text=reason))
        first = replace(first, **{name: text for name, text in words.items() if name != "reason"})
        return replace(block, asks=(first, *others))

    return blocks_changed(good(), Asks, change)


def test_an_effort_with_a_number_that_is_not_in_the_data():
    findings = found(with_efforts("PKS dengan Dinsos, 26 Januari 2026.", "Mendatangi 317 perusahaan."))
    warning = findings["own-words-upaya-upaya-2"]
    assert (set(findings), warning.level, warning.where) == ({warning.key}, Level.WARNING, "upaya")
    assert warning.text == (
        "Isian sendiri di bagian “Efforts”, baris 2, memuat angka yang tidak ada dalam data: 317. "
        "Tertulis: “Mendatangi 317 perusahaan.”."
    )


@pytest.mark.parametrize(
    ("made", "key", "place"),
    [
        (lambda: with_step("Mendatangi 317 perusahaan"), "tindak-lanjut-langkah-1", "langkah 1"),
        (lambda: with_step("Kunjungan", "Tim 317"), "tindak-lanjut-langkah-1", "langkah 1"),
        (lambda: with_ask(title="Lindungi 317 nelayan"), "usulan-usulan-1", "usulan 1"),
        (lambda: with_ask(output="317 nelayan terdaftar"), "usulan-usulan-1", "usulan 1"),
        (lambda: with_ask(owner="Dinas dengan 317 staf"), "usulan-usulan-1", "usulan 1"),
        (lambda: with_ask(reason="Ada 317 kecelakaan setahun."), "usulan-usulan-1", "usulan 1"),
        (
            lambda: with_section(
                Part.NAMED, Listing("", (Item("PT Maju 9", Sentence("pemberi-kerja-1", "317 pekerja")),))
            ),
            "pemberi-kerja-pemberi-kerja-1",
            "baris 1",
        ),
        (
            lambda: with_section(
                Part.PROGRESS,
                Grid("komitmen", "", ("Siapa", "Apa", "Keadaan"), (("Dinsos", "Izin", "berjalan. 317 izin"),)),
            ),
            "komitmen-komitmen-1",
            "komitmen 1",
        ),
    ],
)
def test_each_place_is_named(made, key, place):
    warning = found(made())[f"own-words-{key}"]
    assert f", {place}, memuat angka yang tidak ada dalam data: 317." in warning.text


@pytest.mark.parametrize(
    "text",
    [
        "Iuran 10.000 pekerja, Rp16.800 sebulan selama 12 bulan: Rp2,016 miliar.",
        "Sebelum 30 Juni 2024, sesuai PP 44/2015 dan Permenaker 5/2021.",
        "Surat B/12/032024 tertanggal 22-03-2024 dan SE Wali Kota 19349.",
        "PKS tahap 2 pada triwulan 3 2024; pertemuan ke-2.",
        "Bersama Dinas Sosial.",
    ],
)
def test_a_requests_own_numbers_days_letters_and_citations_of_law_are_not_asked_about(text):
    assert check(with_ask(reason=text)) == ()
    assert check(with_efforts(text)) == ()


def test_a_step_may_repeat_its_own_days_and_numbers_of_the_data():
    assert check(with_step("Dalam 30 hari mendatangi Cipondoh: 75 ribu belum terlindungi")) == ()
    assert set(found(with_step("Dalam 31 hari"))) == {"own-words-tindak-lanjut-langkah-1"}


def test_a_line_that_somebody_edited_is_told_as_an_edited_sentence_and_once():
    edited = Sentence("upaya-1", "Mendatangi 317 perusahaan.", generated="Kunjungan.", edited_by="Ratna")
    kept = with_section(Part.EFFORTS, Listing("", (Item("", edited),)))
    assert set(found(kept)) == {"edited-upaya-upaya-1"}


def test_it_is_said_in_the_language_of_the_paper():
    (warning,) = check(replace(with_efforts("Visited 317 firms.", "For 10.000 and 10,000 workers."), language="en"))
    assert warning.text == (
        "Own words in “Efforts”, line 1, hold numbers that are not in the data: 317. They say: “Visited 317 firms.”."
    )
