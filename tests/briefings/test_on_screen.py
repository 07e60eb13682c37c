"""A briefing on a page: every block is written, every number is the Document's, and text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.utils.html import escape
from django.utils.translation import override

from coverage_portal.briefings import blocks
from coverage_portal.briefings.blocks import Block
from coverage_portal.briefings.document import Reference
from coverage_portal.briefings.on_screen import placed, sheets
from coverage_portal.briefings.templatetags.briefing import after_number, briefing_sheets
from coverage_portal.coverage import shown
from tests.briefings import sample


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.fixture(scope="module")
def html():
    with override("id"):
        return briefing_sheets(sample.document(), sample.STAMP)


def test_every_kind_of_block_has_its_place_in_the_sample_and_its_template():
    kinds = {type(block) for section in sample.document().sections for block in section.blocks}
    assert kinds == set(Block.__args__)
    assert all(getattr(blocks, kind.__name__) is kind for kind in kinds)


def ways(figure):
    """How a figure may be written: in full, or short in large type."""
    return {write(figure, "id").replace("\xa0", " ") for write in (shown.value_of, shown.short_value_of)}


def test_every_figure_is_written(html):
    parts = _parts(plain(html).replace("\xa0", " "))
    assert [figure.key for figure in sample.document().figures() if not ways(figure) & parts] == []


def _parts(text: str) -> set[str]:
    """Every run of one to three words of the text: a number with its unit is one of them."""
    words = [word.strip(".,;:()") for word in text.split()]
    return {" ".join(words[i : i + n]) for i in range(len(words)) for n in (1, 2, 3)}


def test_every_sentence_is_written(html):
    text = plain(html)
    spoken = {point.key for section in sample.document().sections for point in section.points}
    said = [sentence for sentence in sample.document().sentences() if sentence.key not in spoken]
    assert [sentence.key for sentence in said if sentence.text not in text] == []


def test_text_that_would_do_harm_stands_as_text():
    page = briefing_sheets(sample.hostile())
    assert "<script" not in page
    assert [text for text in sample.HOSTILE if escape(text) not in page] == []


def test_a_draft_says_so_on_every_sheet_and_an_issued_one_bears_its_code(html):
    draft = briefing_sheets(sample.document())
    assert draft.count("Konsep, belum disampaikan") == len(sample.document().sections)
    assert "Konsep" not in html
    assert html.count("K7QM2TXR") == len(sample.document().sections)


def test_sample_data_are_marked_on_their_sheets(html):
    assert html.count("Ilustrasi, bukan data resmi") == 2


def test_a_withheld_number_is_said_and_not_drawn():
    table = next(block for block in sample.document().sections[1].blocks if isinstance(block, blocks.Table))
    first = table.breakdown.rows[0]
    hidden = replace(first, figures=tuple(replace(figure, value=None, withheld=True) for figure in first.figures))
    breakdown = replace(table.breakdown, rows=(hidden, *table.breakdown.rows[1:]))
    line = placed(replace(table, breakdown=breakdown), "id").lines[0]
    assert [shown.value_of(figure, "id") for _name, figure in line.cells] == ["dirahasiakan"] * 3
    assert "c-cov" not in line.drawing


def test_target_and_pace_stand_ahead_of_the_line():
    chart = next(block for block in sample.document().sections[2].blocks if isinstance(block, blocks.Chart))
    drawn = placed(chart, "id").drawing
    assert plain(drawn).endswith("Target 70,0% Bila laju tetap 68,0%")


def test_sheets_are_numbered_in_reading_order():
    assert [(one.number, one.section.key) for one in sheets(sample.document())] == [
        (1, "ringkasan"),
        (2, "wilayah"),
        (3, "jalur"),
        (4, "usulan"),
    ]


def test_sentences_that_somebody_wrote_anew_are_told_at_the_end(html):
    assert "“Demikian disampaikan.” Kalimat ini diubah dengan tangan oleh Ratna Dewi." in plain(html)


def test_each_number_of_a_wide_table_has_its_columns_name_on_a_phone(html):
    table = next(block for block in sample.document().sections[1].blocks if isinstance(block, blocks.Table))
    names = [after_number(column.label) for column in table.breakdown.columns]
    assert len(names) > 2 and all(f'data-l="{escape(name)}"' in html for name in names)
    assert (after_number("JKK"), after_number("Angkatan kerja")) == ("JKK", "angkatan kerja")


def panel(html, about):
    """What opens under "Lihat cara hitung" of that name."""
    found = re.search(rf'<details class="how"><summary>[^/]*: {re.escape(about)}</span></summary>(.*?)</details>', html)
    return plain(found[1]) if found else ""


def told(document, figures):
    """How the figures came about, as the document tells it."""
    return [one.working for one in document.references if one.figure in figures]


@pytest.fixture(scope="module")
def cited():
    """The sample with every figure among its references."""
    document = sample.document()
    references = tuple(
        Reference(number, "", figure, f"cara hitung {figure.key}", (1,))
        for number, figure in enumerate(document.figures(), 1)
    )
    return replace(document, references=references)


def test_the_numbers_of_a_row_open_how_they_came_about_where_they_stand(cited):
    html = briefing_sheets(cited)
    table = next(block for block in cited.sections[1].blocks if isinstance(block, blocks.Table))
    row = table.breakdown.rows[0]
    assert row.figures and all(working in panel(html, row.label) for working in told(cited, row.figures))


def test_finding_key_figures_and_costs_open_how_they_came_about(cited):
    html = briefing_sheets(cited)
    summary = cited.sections[0]
    facts = next(block for block in summary.blocks if isinstance(block, blocks.KeyFigures))
    ask = next(
        ask for s in cited.sections for b in s.blocks if isinstance(b, blocks.Asks) for ask in b.asks if ask.cost
    )
    opening = (
        (summary.title.text, summary.title.inputs),
        (facts.figures[0].label, facts.figures),
        (ask.title, (ask.cost,)),
    )
    for about, figures in opening:
        assert figures and all(working in panel(html, about) for working in told(cited, figures))


def test_the_end_tells_each_way_once_as_paper_does():
    document = sample.document()
    first, second = document.references
    alike = replace(document, references=(first, replace(second, like=1)))
    end = plain(briefing_sheets(alike).split('id="lembar-sumber"')[1])
    assert f"{first.figure.label}: " in end and "1 angka lain" in end
    assert second.working not in end
