"""Errors block: each appears when its one thing is spoiled, and none in the good sample."""

from dataclasses import replace
from fractions import Fraction

import pytest

from coverage_portal.briefings.blocks import Annex, Sentence
from coverage_portal.briefings.checklist import Level, check
from coverage_portal.briefings.document import Letterhead
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Working
from tests.briefings.checklist.changed import (
    breakdown_changed,
    figures_changed,
    found,
    good,
    section_changed,
    titled,
)
from tests.briefings.sample import asks


def missing(figure: Figure) -> Figure:
    return replace(figure, value=None, missing="Belum diterbitkan.", working=replace(figure.working, inputs=()))


def test_the_good_sample_has_nothing_to_find():
    assert check(good()) == ()


def test_a_missing_denominator():
    kept = figures_changed(figures_changed(good(), "cakupan", missing), "penyebut", missing)
    error = found(kept)["no-denominator"]
    assert not any(key.startswith("missing") for key in found(kept))
    assert error.level is Level.ERROR
    assert "Angkatan kerja" in error.text
    assert "Belum diterbitkan. Masukkan di halaman Sumber" in error.text


def test_a_summary_without_the_rate():
    def without(section):
        return replace(section, title=Sentence("t", "736 ribu peserta"), blocks=section.blocks[:1])

    assert set(found(section_changed(good(), "ringkasan", without))) == {"no-rate-ringkasan"}


def test_a_share_whose_working_divides_by_nothing():
    bare = figures_changed(good(), "cakupan", lambda one: replace(one, working=replace(one.working, formula="Rasio")))
    assert found(bare)["no-division-ringkasan"].where == "ringkasan"


def test_sample_data_in_a_section_that_does_not_say_so():
    kept = section_changed(good(), "wilayah", lambda one: replace(one, illustrative=False))
    assert set(found(kept)) == {"unmarked-wilayah"}
    assert "Di mana celahnya?" in found(kept)["unmarked-wilayah"].text
    assert "dan 15 lagi" in found(kept)["unmarked-wilayah"].text


def test_sample_data_in_a_briefing_that_does_not_say_so():
    assert set(found(replace(good(), illustrative=False))) == {"unmarked-whole"}


def test_a_figure_made_of_sample_data_that_is_not_marked():
    key = "kecamatan-36.71.05-cakupan"
    kept = figures_changed(good(), key, lambda one: replace(one, provenance=Provenance.COMPUTED))
    assert found(kept)["unmarked-figures-wilayah"].text.count("Cipondoh: Cakupan") == 1


def test_sample_data_beside_a_published_figure_are_no_reason():
    """Employers: the published number with the registry's count for comparison."""

    def beside(figure: Figure) -> Figure:
        sample = replace(figure.working.inputs[0], provenance=Provenance.ILLUSTRATIVE)
        return replace(figure, working=replace(figure.working, inputs=(*figure.working.inputs, sample)))

    assert check(figures_changed(good(), "pemberi-kerja", beside)) == ()


@pytest.mark.parametrize("field", ["publisher", "document"])
def test_a_figure_without_a_source(field):
    def bare(figure: Figure) -> Figure:
        inputs = tuple(replace(source, **{field: " "}) for source in figure.working.inputs)
        return replace(figure, working=replace(figure.working, inputs=inputs))

    assert "Penduduk" in found(figures_changed(good(), "penduduk", bare))["no-source-ringkasan"].text
    nothing = figures_changed(good(), "penduduk", lambda one: replace(one, working=Working("", "Apa adanya", ())))
    assert "no-source-ringkasan" in found(nothing)


def test_a_column_that_does_not_add_up():
    def more(figure: Figure) -> Figure:
        return replace(figure, value=figure.value + 1)

    error = found(figures_changed(good(), "kecamatan-36.71.05-jumlah", more))["wrong-sum-wilayah-3-jumlah"]
    assert "rinciannya 371.401, jumlahnya 371.400" in error.text
    assert "Cakupan menurut kecamatan, 2023, Terlindungi" in error.text


def test_a_column_with_a_withheld_cell_is_not_added_up():
    def hidden(figure: Figure) -> Figure:
        return replace(figure, value=None, withheld=True, working=Working("", "", ()))

    kept = figures_changed(good(), "kecamatan-36.71.05-jumlah", hidden)
    assert {one.level for one in check(kept)} == {Level.WARNING}


def test_a_waffle_whose_parts_are_not_the_whole():
    kept = figures_changed(good(), "tercakup", lambda one: replace(one, value=one.value + 1000))
    assert "737" not in found(kept)["wrong-sum-ringkasan-waffle"].text
    assert "1.191.000" in found(kept)["wrong-sum-ringkasan-waffle"].text


def test_a_sum_of_requests_that_is_not_theirs():
    cost = asks()[0].cost
    for value, wrong in ((2_016_000_000, False), (2_016_000_001, True)):
        total = replace(
            cost, key="usulan-jumlah-iuran", value=Fraction(value), working=replace(cost.working, formula="")
        )
        kept = titled(good(), "usulan", "Seluruhnya", total)
        assert ("wrong-sum-usulan-usulan-jumlah-iuran" in found(kept)) is wrong


def test_a_figure_that_is_not_what_its_working_comes_to():
    kept = figures_changed(good(), "usulan-1-iuran", lambda one: replace(one, value=one.value + 1))
    assert set(found(kept)) == {"wrong-working-usulan", "wrong-working-ringkasan"}


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("pemberi-kerja", "ringkasan"),
        ("usulan-1-iuran", "usulan"),
        ("kecamatan-36.71.05-celah", "wilayah"),
        ("kecamatan--celah", "wilayah"),
    ],
)
def test_a_missing_number(key, where):
    error = found(figures_changed(good(), key, missing))[f"missing-{where}"]
    assert (error.level, error.where) == (Level.ERROR, where)
    assert "Belum diterbitkan." in error.text


def test_a_missing_number_in_the_headline():
    kind = FigureKind.SHARE
    gone = Figure("x", "Cakupan lain", None, kind, Provenance.COMPUTED, Working("", "", ()), missing="Belum ada.")
    assert "Cakupan lain" in found(titled(good(), "ringkasan", "–", gone))["missing-ringkasan"].text
    lead = section_changed(good(), "jalur", lambda one: replace(one, leads=(Sentence("l", "–", (gone,)),)))
    assert "missing-jalur" in found(lead)


def test_what_has_no_place_needs_no_denominator():
    def rest(block):
        odd = replace(
            block.rows[0],
            code="",
            label="Tanpa rincian",
            figures=tuple(replace(missing(one), key=f"rest-{one.key}") for one in block.rows[0].figures),
        )
        return replace(block, rows=(*block.rows, odd))

    assert check(breakdown_changed(good(), rest)) == ()


def annexed(change=lambda figure: figure):
    """The good sample with an annex of one row."""
    row = ("Cipondoh", change(good().section("ringkasan").blocks[1].figures[0]))
    return replace(good(), annexes=(Annex("lampiran", "Lampiran", "Segmen dan program", ("Kecamatan", "JKK"), (row,)),))


def test_an_annex_has_sources_and_marks_too():
    assert check(annexed()) == ()
    bare = annexed(lambda figure: replace(figure, working=Working("", "", ())))
    assert "“Segmen dan program”: Lampiran." in found(bare)["no-source-lampiran"].text
    sample = annexed(lambda figure: replace(figure, provenance=Provenance.ILLUSTRATIVE))
    assert set(found(replace(sample, illustrative=False))) >= {"unmarked-whole"}
    hidden = annexed(lambda figure: replace(figure, value=None, withheld=True, working=Working("", "", ())))
    assert found(hidden)["withheld"].text == "1 angka dirahasiakan karena orangnya sedikit: Lampiran."


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_bare_cover(blank):
    kept = good()
    bare = replace(
        kept,
        meeting=replace(kept.meeting, title=blank, addressee=blank),
        letterhead=Letterhead("BPJS Ketenagakerjaan", blank),
        signatory=None,
    )
    assert set(found(bare)) == {"no-title", "no-addressee", "no-letterhead", "no-signatory"}
    named = replace(kept, signatory=replace(kept.signatory, name=blank))
    assert set(found(named)) == {"no-signatory"}


def test_the_letters_number_and_day_may_be_empty():
    kept = good()
    assert check(replace(kept, meeting=replace(kept.meeting, number="", day=None))) == ()
