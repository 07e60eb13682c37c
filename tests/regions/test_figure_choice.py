"""Of several figures of one year: what was counted by a method goes before what was only said, derived ones last."""

from __future__ import annotations

from datetime import date

import pytest

from regions.figures import figure_for, speaking
from regions.models import ReferenceFigure
from tests import people

Kind, Basis = ReferenceFigure.Kind, ReferenceFigure.Basis
MONTH = date(2024, 12, 1)


@pytest.fixture
def entered(db):
    """Enters a labour force of the city in 2024; the later, the later entered."""
    place = people.city()

    def enter(value, day, basis=Basis.SAKERNAS, **more):
        fields = {"period": "2024", "unit": "orang", "publisher": "P", "document": "D", **more}
        return ReferenceFigure.objects.create(
            kind=Kind.LABOUR_FORCE, region=place, value=value, as_at=day, basis=basis, **fields
        )

    return enter


def chosen(month=MONTH):
    figure = figure_for(people.city(), Kind.LABOUR_FORCE, month)
    assert figure == speaking(ReferenceFigure.objects.order_by("-pk"), Kind.LABOUR_FORCE, month)
    return figure


def test_a_survey_before_a_statement_however_late_and_a_derived_one_after_both(entered):
    assert chosen() is None
    assert entered(1, date(2024, 12, 31), derived=True) == chosen()
    assert entered(2, date(2024, 3, 31), Basis.STATEMENT) == chosen()
    survey = entered(3, date(2024, 2, 28))
    assert chosen() == survey
    entered(4, date(2024, 12, 31), Basis.STATEMENT)
    entered(5, date(2024, 12, 31), derived=True)
    assert chosen() == survey


@pytest.mark.parametrize("basis", [Basis.CENSUS, Basis.CIVIL_REGISTER, Basis.REGISTRATION, Basis.SAKERNAS])
def test_among_those_counted_by_a_method_the_latest_day_then_the_last_entered(entered, basis):
    later = entered(1, date(2024, 8, 31))
    entered(2, date(2024, 2, 28), basis)
    assert chosen() == later
    assert entered(3, date(2024, 8, 31), basis) == chosen()


def test_a_statement_of_a_later_year_goes_before_a_survey_of_an_earlier(entered):
    survey = entered(1, date(2024, 8, 31))
    said = entered(2, date(2025, 1, 31), Basis.STATEMENT)
    assert chosen(date(2025, 1, 1)) == said and chosen() == survey
