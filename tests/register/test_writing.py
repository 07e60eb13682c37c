"""An employer is written by hand in one way: locked, compared, recorded, counted."""

from datetime import date

import pytest

from coverage_portal.core.data_version import current
from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import CoverageTotal, Dimension
from coverage_portal.programmes.codes import Scale
from coverage_portal.register.writing import Changed, change, version_of
from employers.models import Compliance, Employer
from tests.employers import made
from workers import compliance


@pytest.fixture
def firm(db):
    made.at_year_end()
    firm = made.employer(declared_headcount=3, row_hash=7)
    made.member(firm)
    rollups.rebuild()
    compliance.rebuild()
    return firm


def test_a_change_is_written_recorded_with_both_sides_and_counted(firm, ratna):
    before = current()
    change(firm, {"scale": Scale.LARGE, "name": "PT Contoh Bōga Raya"}, by=ratna, verb="employer_changed", note="KTP")
    stored = Employer.objects.get()
    assert (stored.scale, stored.row_hash, stored.changed_on is not None) == (Scale.LARGE, None, True)
    assert " BOGA " in stored.search_text
    event = AuditEvent.objects.get(verb="employer_changed")
    assert event.detail == {
        "before": {"name": "PT Contoh Boga", "scale": 3},
        "after": {"name": "PT Contoh Bōga Raya", "scale": 4},
        "note": "KTP",
    }
    assert current() > before
    assert rollups.check() == 1
    scales = CoverageTotal.objects.filter(dimension=Dimension.SCALE, memberships__gt=0).values_list("code", flat=True)
    assert set(scales) == {"4"}


def test_the_shortfall_follows_at_once(firm, ratna):
    change(firm, {"declared_headcount": 10}, by=ratna, verb="employer_changed")
    assert Compliance.objects.get().missing == 9


def test_what_changes_nothing_leaves_no_trace(firm, ratna):
    change(firm, {"name": firm.name}, by=ratna, verb="employer_changed")
    assert Employer.objects.get().row_hash == 7
    assert not AuditEvent.objects.filter(verb="employer_changed").exists()


def test_a_stale_version_is_refused_with_what_is_stored_now(firm, ratna):
    seen = version_of(firm)
    change(firm, {"address": "Jalan Satu"}, by=ratna, verb="employer_changed", version=seen)
    with pytest.raises(Changed) as refused:
        change(firm, {"address": "Jalan Dua"}, by=ratna, verb="employer_changed", version=seen)
    assert refused.value.stored["address"] == "Jalan Satu"
    assert Employer.objects.get().address == "Jalan Satu"


def test_an_import_makes_the_version_another_too(firm):
    seen = version_of(firm)
    Employer.objects.update(declared_on=date(2023, 1, 1))
    assert version_of(Employer.objects.get()) != seen
