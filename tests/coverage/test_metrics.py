"""The catalogue is whole: M1 to M9, each with what must be shown beside it."""

from __future__ import annotations

import pytest

from coverage_portal.coverage.metrics import METRICS, Standing, contribution_need


def test_the_catalogue_runs_from_m1_to_m9():
    assert list(METRICS) == [f"M{number}" for number in range(1, 10)]


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.code)
def test_every_metric_says_its_formula_and_its_caveats(metric):
    assert metric.name and metric.formula and metric.numerator and metric.caveats


def test_the_official_ucj_is_entered_and_never_computed():
    assert METRICS["M3"].standing is Standing.ENTERED
    assert "÷" not in METRICS["M3"].formula


def test_forty_thousand_workers_for_a_year_cost_8_064_billion_rupiah():
    assert contribution_need(40_000, 16_800, 12) == 8_064_000_000


def test_a_negative_gap_has_no_price():
    with pytest.raises(ValueError, match="negative"):
        contribution_need(-1, 16_800, 12)
