"""What every employer looks like at the position: counted, judged against the law of that day, and kept."""

from datetime import date

import pytest
from django.core.management import call_command

from coverage_portal.programmes.codes import Programme, Scale, Segment
from employers.compliance import Finding
from employers.models import Compliance
from tests.employers import made
from workers import compliance


@pytest.fixture(autouse=True)
def law(db):
    call_command("load_law", verbosity=0)
    made.at_year_end()
    made.minimum_wage()


def judged(employer):
    compliance.rebuild()
    return Compliance.objects.get(pk=employer.pk)


ALL_FOUR = Programme.JKK | Programme.JKM | Programme.JHT | Programme.JP


def test_missing_workers_are_those_declared_less_those_active_on_the_day():
    firm = made.employer(declared_headcount=5)
    for _ in range(2):
        made.member(firm)
    made.member(firm, ended=made.POSITION)
    made.member(firm, started=date(2024, 1, 1))
    found = judged(firm)
    assert (found.position, found.active, found.missing) == (made.POSITION, 2, 3)
    assert Finding.WORKERS in Finding(found.findings)


def test_more_members_than_declared_are_no_negative_shortfall():
    firm = made.employer(declared_headcount=1)
    made.member(firm)
    made.member(firm)
    assert judged(firm).missing == 0


def test_without_a_declared_headcount_nobody_knows_how_many_are_missing():
    firm = made.employer()
    made.member(firm)
    assert judged(firm).missing is None


def test_programmes_below_the_law_of_the_scale_are_owed():
    firm = made.employer(declared_headcount=1, scale=Scale.MEDIUM)
    made.member(firm, programmes=int(Programme.JKK | Programme.JKM))
    found = judged(firm)
    assert Programme(found.owed) == Programme.JHT | Programme.JP
    assert Finding(found.findings) == Finding.PROGRAMMES


def test_what_the_employer_joined_counts_beside_what_its_workers_hold():
    firm = made.employer(declared_headcount=1, scale=Scale.MEDIUM)
    made.member(firm, programmes=int(Programme.JKK | Programme.JKM))
    made.joins(firm, Programme.JHT, Programme.JP)
    assert (judged(firm).owed, judged(firm).findings) == (0, 0)


def test_a_micro_firm_owes_only_what_the_law_asks_of_it():
    firm = made.employer(declared_headcount=1, scale=Scale.MICRO)
    made.member(firm, programmes=int(Programme.JKK | Programme.JKM))
    assert judged(firm).owed == 0


def test_wages_below_the_minimum_wage_of_the_city_and_year_are_counted():
    firm = made.employer(declared_headcount=3)
    made.member(firm, wage=4_584_518)
    made.member(firm, wage=4_584_519)
    made.member(firm, wage=None)
    found = judged(firm)
    assert (found.waged, found.below_minimum, found.wages) == (2, 1, 9_169_037)
    assert Finding(found.findings) == Finding.LOW_WAGES


def test_without_a_published_minimum_wage_nobody_is_below_it():
    firm = made.employer(declared_headcount=1, district=made.district())
    made.ReferenceFigure.objects.all().delete()
    made.member(firm, wage=1)
    assert judged(firm).below_minimum is None


def test_one_wage_for_everybody_is_asked_about_from_five_on():
    few, many = made.employer(declared_headcount=4), made.employer("PT Banyak", "TC2", declared_headcount=5)
    for firm, workers in ((few, 4), (many, 5)):
        for _ in range(workers):
            made.member(firm, wage=5_000_000)
    assert judged(few).findings == 0
    assert Finding(judged(many).findings) == Finding.ALIKE_WAGES


def test_only_wage_earners_have_wages():
    firm = made.employer(declared_headcount=1)
    made.member(firm, segment=Segment.JAKON, programmes=3, wage=1_000)
    assert judged(firm).waged == 0


def test_a_prospect_is_unregistered_and_all_its_workers_are_missing():
    firm = made.employer(npp="", declared_headcount=40, found_on=date(2023, 5, 1))
    found = judged(firm)
    assert (Finding(found.findings), found.missing) == (Finding.UNREGISTERED, 40)


def test_a_closed_employer_lacks_nothing():
    firm = made.employer(declared_headcount=40, closed_on=date(2023, 6, 1))
    found = judged(firm)
    assert (found.findings, found.missing) == (0, 0)


def test_nothing_found_and_something_not_known_is_not_called_compliant():
    unscaled = made.employer(declared_headcount=1, scale=None)
    made.member(unscaled)
    undeclared = made.employer("PT Diam", "TC2")
    made.member(undeclared, programmes=int(ALL_FOUR))
    assert Finding(judged(unscaled).findings) == Finding.UNKNOWN
    assert Finding(judged(undeclared).findings) == Finding.UNKNOWN


def test_a_merged_duplicate_has_no_compliance_of_its_own():
    kept, merged = made.employer(), made.employer("PT Contoh Boga Tbk", "TC2")
    merged.merged_into = kept
    merged.save()
    compliance.rebuild()
    assert list(Compliance.objects.values_list("pk", flat=True)) == [kept.pk]


def test_rebuilding_some_is_the_same_as_rebuilding_all():
    firms = [made.employer(f"PT {n}", f"TC{n}", declared_headcount=n) for n in range(1, 5)]
    for firm in firms:
        made.member(firm, wage=4_000_000 + firm.pk)
    compliance.rebuild()
    whole = list(Compliance.objects.order_by("pk").values())
    for firm in firms:
        made.member(firm)
    compliance.rebuild([firms[0].pk, firms[2].pk])
    partly = list(Compliance.objects.order_by("pk").values())
    assert [new == old for new, old in zip(partly, whole, strict=True)] == [False, True, False, True]
    compliance.rebuild()
    assert Compliance.objects.order_by("pk").values()[0] == partly[0]


def test_who_closed_after_the_position_lacks_nothing_either():
    firm = made.employer(declared_headcount=40, closed_on=date(2024, 3, 1))
    found = judged(firm)
    assert (found.findings, found.missing) == (0, 0)


def test_who_registered_after_the_position_is_not_judged_by_it():
    later = made.employer(declared_headcount=40, registered_on=date(2024, 2, 1))
    made.joins(later, Programme.JKK, since=date(2024, 2, 1))
    found = judged(later)
    assert (Finding(found.findings), found.missing, found.owed) == (Finding.UNKNOWN, None, None)
    made.member(later)
    assert judged(later).missing == 39
