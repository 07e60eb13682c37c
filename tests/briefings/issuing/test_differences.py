"""What reads otherwise, as written: once a figure, named with its row, also what is gone or new."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from coverage_portal.briefings.blocks import Asks, KeyFigures, Table
from coverage_portal.briefings.issuing.differences import Difference, differences
from tests.briefings import sample
from tests.briefings.sample_figures import GAP, RATE, WHOLE


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


def test_one_quantity_that_was_frozen_under_two_keys_is_told_and_counted_once():
    old = with_the_denominator_as_a_fact("angkatan-kerja")
    assert [figure.key for figure in old.figures() if figure.label == WHOLE.label] == [WHOLE.key, "angkatan-kerja"]
    risen = {WHOLE.key: Fraction(1_200_000), "angkatan-kerja": Fraction(1_200_000)}
    for now in (with_figures(risen, old), with_figures(risen)):
        found = differences(old, now)
        assert [(row.name, row.then, row.now) for row in found.rows] == [(WHOLE.label, "1.190.000", "1.200.000")]
        assert (found.changed, found.new) == (1, 0)
        assert found.figures == differences(sample.document(), now).figures
    assert not differences(old, sample.document()).rows
    assert not differences(sample.document(), old).rows


def test_one_quantity_under_two_keys_that_have_parted_is_told_as_it_reads_under_each():
    old = with_the_denominator_as_a_fact("angkatan-kerja")
    (row,) = differences(old, with_figures({"angkatan-kerja": Fraction(1_200_000)}, old)).rows
    assert (row.name, row.then, row.now) == (WHOLE.label, "1.190.000", "1.200.000")
    apart = differences(old, with_figures({WHOLE.key: Fraction(1), "angkatan-kerja": Fraction(2)}, old))
    assert [row.now for row in apart.rows] == ["1", "2"]
    assert apart.changed == 1


def test_two_requests_for_as_many_workers_are_two_figures_and_named():
    first = sample.asks()[0]
    workers = replace(first.workers, key="usulan-2-pekerja")
    old = with_asks(first, replace(first, key="usulan-2", title="SERTAKAN", workers=workers, cost=None))
    found = differences(old, with_figures({"usulan-1-pekerja": Fraction(1), "usulan-2-pekerja": Fraction(1)}, old))
    assert [row.name for row in found.rows] == [f"{first.title}: Pekerja", "SERTAKAN: Pekerja"]


def with_the_denominator_as_a_fact(key):
    """The sample as briefings were frozen when the denominator stood among the facts under a key of its own."""
    fact = replace(WHOLE, key=key)

    def kept(block):
        if not isinstance(block, KeyFigures):
            return block
        return KeyFigures(tuple(fact if figure == WHOLE else figure for figure in block.figures))

    return with_blocks(kept)


def with_asks(*asks):
    """The sample with other requests."""
    return with_blocks(lambda block: replace(block, asks=asks) if isinstance(block, Asks) else block)


def with_blocks(change):
    """The sample with every block changed."""
    document = sample.document()
    sections = tuple(replace(one, blocks=tuple(map(change, one.blocks))) for one in document.sections)
    return replace(document, sections=sections)


def with_figures(values, document=None):
    """The sample, or another document, with other values for some figures, wherever they stand."""
    return mapped(
        document or sample.document(),
        lambda figure: replace(figure, value=values[figure.key]) if figure.key in values else figure,
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
