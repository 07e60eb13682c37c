"""A minimum wage that is entered later is held against all wages at once, whichever way it is entered."""

from datetime import date

import pytest
from django.test import RequestFactory

from coverage_portal.reference.entering import enter_once
from employers.models import Compliance
from regions.admin import site
from regions.models import ReferenceFigure
from tests import people
from tests.employers import made
from workers import compliance


@pytest.fixture
def firm(db):
    made.at_year_end()
    firm = made.employer(declared_headcount=1)
    made.member(firm, wage=4_000_000)
    compliance.rebuild()
    assert Compliance.objects.get().below_minimum is None
    return firm


def wage(rupiah="4584519.08", **more):
    return ReferenceFigure(
        kind="minimum_wage", region=people.city(), as_at=date(2023, 1, 1), period="2023", value=rupiah,
        unit="rupiah/bulan", basis="decree", publisher="Gubernur Banten", document="Kepgub", **more,
    )  # fmt: skip


def test_entered_under_sumber(firm, ratna):
    first = enter_once(row=wage(), by=ratna)
    assert Compliance.objects.get().below_minimum == 1
    enter_once(row=wage("3900000", replaces=first), by=ratna)
    assert Compliance.objects.get().below_minimum == 0


def test_entered_in_the_stewards_site(firm, ratna):
    request = RequestFactory().post("/kelola/")
    request.user = ratna
    site.get_model_admin(ReferenceFigure).save_model(request, wage(), form=None, change=False)
    assert Compliance.objects.get().below_minimum == 1
