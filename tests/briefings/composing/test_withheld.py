"""A briefing is composed of what may be told: small counts, and what gives them away, stand nowhere in it."""

from coverage_portal.briefings.blocks import Chart, Table
from coverage_portal.briefings.checklist import Level, check
from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage import shown
from coverage_portal.coverage.models import CoverageTotal, Dimension
from coverage_portal.programmes.codes import Segment
from tests.briefings.composing.test_document_for import (
    columns_come_to_their_total,
    every_figure_is_referred_to,
    every_source_is_used,
)
from tests.coverage import examples


def test_three_migrant_workers_and_their_company_are_told_nowhere(made, city):
    rows = CoverageTotal.objects.filter(dimension=Dimension.SEGMENT, code=str(Segment.PMI.value))
    rows.filter(month=examples.DECEMBER, region=city["36.71"]).update(memberships=3)
    document = made()
    table = next(block for block in document.section(Part.WHO).blocks if isinstance(block, Table))
    kept = [row.code for row in table.breakdown.rows if row.figures[0].withheld]
    assert str(Segment.PMI.value) in kept and len(kept) == 2
    assert {shown.value_of(row.figures[0], "id") for row in table.breakdown.rows if row.code in kept} == {
        "dirahasiakan"
    }
    chart = next(block for block in document.section(Part.WHO).blocks if isinstance(block, Chart))
    assert chart.series[0].figures.count(None) == 2
    assert all(figure.value is None and not figure.working.inputs for figure in document.figures() if figure.withheld)
    every_figure_is_referred_to(document)
    every_source_is_used(document)
    columns_come_to_their_total(document)
    assert thaw(freeze(document)) == document
    found = check(document)
    assert "withheld" in {one.key for one in found}
    assert {one.key for one in found if one.level is Level.ERROR} == {"no-signatory"}


def test_what_is_withheld_elsewhere_on_the_dashboard_is_not_spoken_of(made):
    """The example's only withheld figures are two changes by kecamatan, which a table with a gap does not show."""
    document = made()
    assert not any(figure.withheld for figure in document.figures())
    assert not any("dirahasiakan" in text for text in document.cautions)
    table = next(block for block in document.section(Part.WHERE).blocks if isinstance(block, Table))
    assert not any("dirahasiakan" in text for text in table.breakdown.caveats)
