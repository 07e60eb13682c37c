"""A composed briefing against the checklist: its own sentences hold no number that its data do not, and it has nothing
amiss but what is true of its world."""

from datetime import date

import pytest

from coverage_portal.briefings.asking import usual_asks
from coverage_portal.briefings.checklist import check
from coverage_portal.briefings.checklist.claims import unknown_numbers
from coverage_portal.briefings.legal.actions import load_bases
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.models import Obligation
from regions.models import Branch
from tests import people
from tests.coverage import examples

pytestmark = pytest.mark.django_db
MONTH = date(2023, 12, 1)
MIXED, LAW = "mixed-denominators", "unverified-law"
ESTIMATED = "estimated-headline-ringkasan"


@pytest.fixture
def branch():
    regions = examples.city(some=("36.71.02", "36.71.05", "36.71.07", "36.71.11"))
    examples.target(regions["36.71"], 70)
    Obligation.objects.all().delete()
    load_law(by=None)
    load_bases(by=None)
    branch = Branch.objects.get(code="CMN")
    Letterhead.objects.create(branch=branch, office="Kantor Cabang Contoh", changed_by=people.person("wulan"))
    Signatory.objects.create(branch=branch, name="Budi", title="Kepala Kantor Cabang", started_on=people.LONG_AGO)
    return branch


def composed(branch, scope, **more):
    asks = usual_asks(answer(Scope(month=MONTH)))
    cover = {"title": "Bahan audiensi", "addressee": "Wali Kota Tangerang", "day": date(2024, 3, 22)}
    return document_for(Wanted(**cover, asks=asks, legal=("uu-40-2004", "pp-45-2015"), **more), scope, branch)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_composed_briefing_has_nothing_amiss_but_what_is_true_of_its_world(branch, language):
    for scope, keys in (
        (Scope(month=MONTH), {MIXED, LAW}),
        (Scope(region="36.71.05", month=MONTH), {MIXED, LAW, ESTIMATED}),
        (Scope(region="36", month=MONTH), {"no-denominator", LAW}),
    ):
        document = composed(branch, scope, language=language)
        kept_back = {"withheld"} if any(f.withheld for one in document.annexes for f in one.figures()) else set()
        assert {one.key for one in check(document)} == keys | kept_back
        unknown = {sentence.key for sentence in document.sentences() if unknown_numbers(document, sentence)}
        assert unknown <= {"dasar-hukum-verifikasi", "ringkasan-tanpa"}  # how many bases and regencies: no figures


def test_legal_bases_say_in_english_what_they_are_about(branch):
    said = [
        basis.about
        for language in ("id", "en")
        for basis in composed(branch, Scope(month=MONTH), language=language).section("dasar-hukum").blocks[0].bases
    ]
    assert said == [
        "Sistem Jaminan Sosial Nasional",
        "Jaminan Pensiun",
        "The national social security system",
        "Pension (JP)",
    ]
