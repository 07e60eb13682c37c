"""What reads otherwise, as written: once a figure, named with its row, also what is gone or new."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from coverage_portal.briefings.blocks import Table
from coverage_portal.briefings.issuing.differences import Difference, differences
from tests.briefings import sample
from tests.briefings.sample_figures import GAP, RATE


def test_equal_documents_have_none():
    found = differences(sample.document(), sample.document())
    assert (found.rows, found.changed, found.new) == ((), 0, 0)
    assert found.figures == len(list(sample.document().figures()))


def test_a_figure_that_stands_in_many_places_is_told_once():
    now = with_figures({RATE.key: Fraction(6, 10), GAP.key: Fraction(476_000)})
    assert differences(sample.document(), now).rows == (
        Difference("cakupan", "Kota Tangerang, 2023", RATE.label, "61,8%", "60,0%"),
        Difference("kesenjangan", "Kota Tangerang, 2023", "Kesenjangan", "454.000", "476.000"),
    )


def test_a_figure_of_a_table_is_named_with_its_row():
    (row,) = differences(sample.document(), with_figures({"kecamatan-36.71.05-celah": Fraction(70_000)})).rows
    assert (row.name, row.then, row.now) == ("Cipondoh: Belum", "75.000", "70.000")


def test_what_changes_below_the_last_digit_written_is_no_change():
    assert not differences(sample.document(), with_figures({RATE.key: Fraction(6_184, 10_000)})).rows


def test_what_is_no_more_and_what_is_new_is_said():
    old, new = sample.document(), without_the_first_district(sample.document())
    gone = differences(old, new)
    assert {row.key for row in gone.rows} == {f"kecamatan-36.71.05-{name}" for name in ("jumlah", "cakupan", "celah")}
    assert (gone.changed, gone.new) == (3, 0)
    assert all(row.then and not row.now for row in gone.rows)
    come = differences(new, old)
    assert (come.changed, come.new) == (0, 3)
    assert all(row.now and not row.then for row in come.rows)


def test_a_figure_that_is_withheld_now_does_not_tell_its_number():
    old = sample.document()
    now = mapped(old, lambda figure: replace(figure, value=None, withheld=True) if figure.key == GAP.key else figure)
    (row,) = differences(old, now).rows
    assert (row.then, row.now) == ("454.000", "dirahasiakan")


def test_it_is_written_in_the_language_of_the_paper():
    old, now = (replace(one, language="en") for one in (sample.document(), with_figures({GAP.key: Fraction(1_000)})))
    assert differences(old, now).rows[0].then == "454,000"


def with_figures(values):
    """The sample with other values for some figures, wherever they stand."""
    return mapped(
        sample.document(), lambda figure: replace(figure, value=values[figure.key]) if figure.key in values else figure
    )


def mapped(value, change):
    """The value with every figure in it changed."""
    if isinstance(value, sample.Figure):
        return change(value)
    if isinstance(value, tuple):
        return tuple(mapped(one, change) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: mapped(getattr(value, name), change) for name in value.__dataclass_fields__})
    return value


def without_the_first_district(document):
    """The sample as if Cipondoh had never been: neither in tables nor on the map nor in bars."""

    def kept(block):
        if isinstance(block, Table):
            return replace(block, breakdown=replace(block.breakdown, rows=block.breakdown.rows[1:]))
        if isinstance(block, sample.TileMap):
            return replace(block, tiles=block.tiles[1:])
        if isinstance(block, sample.Chart) and block.categories[0] == "Cipondoh":
            series = tuple(replace(one, figures=one.figures[1:]) for one in block.series)
            return replace(block, categories=block.categories[1:], series=series)
        return block

    sections = tuple(replace(one, blocks=tuple(map(kept, one.blocks))) for one in document.sections)
    return replace(document, sections=sections)
