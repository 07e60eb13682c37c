"""The data behind a native chart: numbers as they are printed, each in the format of its figure."""

from dataclasses import replace
from fractions import Fraction

from coverage_portal.briefings.document import Section
from coverage_portal.briefings.writers.pptx import write
from tests.briefings import sample
from tests.briefings.writers import parts


def with_chart(chart):
    """A briefing of one section with this chart."""
    section = Section("satu", "Satu?", sample.said("judul", "Satu bagian"), (), (chart,))
    return replace(sample.document(), sections=(section,))


def test_a_chart_and_its_workbook_hold_an_estimate_as_it_is_printed():
    """Whoever opens the data of a chart finds the numbers of the paper: ±12 ribu and not 12.345,67."""
    chart = sample.bars()
    values = (Fraction("12345.67"), Fraction("-10712.4"), Fraction("1187499.5"), Fraction(442))
    gaps = [*chart.series[1].figures]
    for place, value in enumerate(values):
        gaps[place] = replace(gaps[place], value=value, estimated=True)
    rough = replace(chart, series=(chart.series[0], replace(chart.series[1], figures=tuple(gaps))))
    data = write(with_chart(rough), sample.STAMP)
    (book,) = parts.workbooks(data)
    for found in (parts.drawn(parts.charts(data)[0])[1], parts.held(book)[1]):
        assert [found[place] for place in range(4)] == [12_000, -11_000, 1_190_000, 400]
    formats = {cell.row - 2: cell.number_format for cell in book if cell.column == "C" and cell.row > 1}
    thousand = '"±"#,##0,"\N{NO-BREAK SPACE}ribu";"±\N{NO-BREAK SPACE}−"#,##0,"\N{NO-BREAK SPACE}ribu"'
    assert formats[0] == formats[1] == thousand
    assert formats[2].startswith('"±"0.00,,"') and formats[3] == '"±"#,##0;"±\N{NO-BREAK SPACE}−"#,##0'


def test_each_label_of_a_chart_is_written_in_the_format_of_its_figure():
    chart = sample.bars()
    values = (Fraction("12345.67"), Fraction("-10712.4"), Fraction("1187499.5"))
    bars = [
        replace(one, value=value, estimated=True) for one, value in zip(chart.series[0].figures, values, strict=False)
    ]
    one = replace(chart, categories=chart.categories[:3], series=(replace(chart.series[0], figures=tuple(bars)),))
    (drawn,) = parts.charts(write(with_chart(one), sample.STAMP))
    usual, own = [
        label.get("formatCode") for label in drawn.iter(f"{parts.CHART}numFmt") if "±" in label.get("formatCode")
    ]
    labels = drawn.findall(f".//{parts.CHART}dLbl")
    assert [label.find(f"{parts.CHART}idx").get("val") for label in labels] == ["2"]
    assert "juta" in labels[0].find(f"{parts.CHART}numFmt").get("formatCode")
    assert {"ribu" in usual, "ribu" in own} == {True, False}
