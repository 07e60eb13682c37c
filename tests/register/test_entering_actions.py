"""Registering, enrolling and correcting: one transaction with the trail, and figures follow."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections

from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage import rollups
from coverage_portal.register.entering import actions
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.models import Draft, Sent
from coverage_portal.register.writing import Changed, version_of
from employers.compliance import Finding
from employers.models import Compliance, Employer
from tests import people
from tests.employers import made
from tests.register.sent import prospect, registration


@pytest.fixture
def rini(db):
    """Data admin of Tangerang Cimone."""
    made.at_year_end()
    rollups.rebuild()
    return people.person("rini", "admin", people.cimone())


def sent_by(user, sent):
    form = EmployerForm(user, sent)
    assert form.is_valid(), form.errors
    return {"facts": form.facts(), "programmes": form.programmes()}


def test_a_registration_is_stored_judged_counted_and_recorded(rini):
    firm = actions.register(**sent_by(rini, registration()), by=rini)
    stored = Employer.objects.get()
    assert stored == firm
    assert (stored.name, stored.npp, stored.declared_headcount) == ("PT Contoh Boga Cipondoh", "TC100214", 240)
    assert " BOGA " in stored.search_text
    assert list(stored.programmes.values_list("programme", "started_on")) == [
        (bit, date(2020, 3, 1)) for bit in (1, 2, 4)
    ]
    assert Compliance.objects.get().missing == 240
    assert rollups.check() == 1
    event = AuditEvent.objects.get(verb="employer_registered")
    assert (event.actor, event.object_id) == (rini, str(firm.pk))
    assert event.detail["after"]["npp"] == "TC100214"
    assert event.detail["programmes"] == dict.fromkeys(("JKK", "JKM", "JHT"), "2020-03-01")
    assert "1190000000" not in str(event.detail)


def test_a_form_sent_twice_makes_one_employer(rini):
    token = uuid4()
    Draft.objects.create(user=rini, token=token, data={"name": "PT Contoh"})
    first = actions.register(**sent_by(rini, registration()), by=rini, token=token)
    again = actions.register(facts={}, programmes={}, by=rini, token=token)
    assert first == again
    assert (Employer.objects.count(), Sent.objects.count(), Draft.objects.count()) == (1, 1, 0)
    assert AuditEvent.objects.filter(verb="employer_registered").count() == 1


def test_the_second_of_one_npp_is_refused_and_leaves_nothing(rini):
    sent = sent_by(rini, registration())
    actions.register(**sent, by=rini)
    with pytest.raises(IntegrityError):
        actions.register(**sent, by=rini, token=uuid4())
    assert (Employer.objects.count(), Sent.objects.count()) == (1, 0)


def at_once(*writes):
    """What became of writes that begin together, sorted: "made", or the name of the refusal. On SQLite in memory, which
    is one connection and knows no second writer, they follow each other."""
    start, ends = threading.Barrier(len(writes)), []

    def run(write, wait):
        if wait:
            start.wait()
        try:
            write()
            ends.append("made")
        except (IntegrityError, Changed) as refusal:
            ends.append(type(refusal).__name__)
        finally:
            if wait:
                connections.close_all()

    if connection.vendor != "postgresql":
        for write in writes:
            run(write, wait=False)
        return sorted(ends)
    threads = [threading.Thread(target=run, args=(write, True)) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_npp_one_wins():
    user = people.person("rini", "admin")
    sent = sent_by(user, registration())
    writes = [lambda: actions.register(**sent, by=user, token=uuid4())] * 2
    assert at_once(*writes) == ["IntegrityError", "made"]
    assert (Employer.objects.count(), Sent.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_makes_one_and_both_hear_of_it():
    user, token = people.person("rini", "admin"), uuid4()
    sent = sent_by(user, registration())
    writes = [lambda: actions.register(**sent, by=user, token=token)] * 2
    assert at_once(*writes) == ["made", "made"]
    assert Employer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_of_one_version_one_wins():
    user, firm = people.person("rini", "admin"), made.employer()
    given = {"programmes": {}, "by": user, "version": version_of(firm)}
    writes = [lambda text=text: actions.correct(firm, {"address": text}, **given) for text in ("Satu", "Dua")]
    assert at_once(*writes) == ["Changed", "made"]
    assert AuditEvent.objects.filter(verb="employer_changed").count() == 1


def test_a_prospect_becomes_registered_with_a_day_and_a_note(rini):
    form = EmployerForm(rini, prospect())
    assert form.is_valid(), form.errors
    firm = actions.enter_prospect(form.facts(), by=rini)
    assert Compliance.objects.get().findings == Finding.UNREGISTERED
    assert AuditEvent.objects.filter(verb="prospect_entered").exists()
    given = {"npp": "TC100214", "on": date(2023, 7, 1), "note": "formulir 12", "by": rini}
    actions.enrol(firm, **given, version=version_of(firm))
    stored = Employer.objects.get()
    assert (stored.npp, stored.registered_on, stored.found_in) == ("TC100214", date(2023, 7, 1), "wlkp")
    assert not Compliance.objects.get().findings & Finding.UNREGISTERED
    event = AuditEvent.objects.get(verb="employer_enrolled")
    assert (event.detail["after"]["npp"], event.detail["note"]) == ("TC100214", "formulir 12")
    with pytest.raises(Changed):
        actions.enrol(firm, **given, version=version_of(stored))


def test_a_correction_writes_facts_and_programmes_together(rini):
    firm = made.employer()
    made.joins(firm, 1, 2, 4)
    since = date(2020, 1, 1)
    wanted = {1: since, 2: date(2021, 1, 1), 8: date(2022, 1, 1)}
    given = {"by": rini, "version": version_of(firm), "note": "surat 5"}
    actions.correct(firm, {"address": "Jalan Dua"}, programmes=wanted, **given)
    spells = {row.programme: (row.started_on, row.ended_on is None) for row in firm.programmes.all()}
    assert spells == {
        1: (since, True),
        2: (date(2021, 1, 1), True),
        4: (since, False),
        8: (date(2022, 1, 1), True),
    }
    event = AuditEvent.objects.get(verb="employer_changed")
    assert event.detail["after"] == {"address": "Jalan Dua"}
    assert event.detail["programmes"]["after"] == {"JKK": "2020-01-01", "JKM": "2021-01-01", "JP": "2022-01-01"}
    assert event.detail["note"] == "surat 5"


def test_programmes_alone_are_judged_and_recorded_too(rini):
    firm = made.employer()
    actions.correct(firm, {}, programmes={1: date(2020, 1, 1)}, by=rini, version=version_of(firm))
    assert Compliance.objects.get().programmes == 1
    assert AuditEvent.objects.filter(verb="employer_changed").count() == 1
    assert Employer.objects.get().changed_on is not None


def test_programmes_that_somebody_changed_meanwhile_refuse(rini):
    firm = made.employer()
    made.joins(firm, 1)
    with pytest.raises(Changed):
        actions.correct(firm, {}, programmes={}, programmes_seen={}, by=rini, version=version_of(firm))


def test_a_correction_of_nothing_leaves_no_trace(rini):
    firm = made.employer(row_hash=7)
    actions.correct(firm, {"name": firm.name}, programmes={}, by=rini, version=version_of(firm))
    assert Employer.objects.get().row_hash == 7
    assert not AuditEvent.objects.filter(verb="employer_changed").exists()


def test_wages_do_not_stand_in_the_trail(rini):
    firm = made.employer(declared_headcount=10, declared_wages=50_000_000)
    actions.correct(firm, {"declared_wages": 60_000_000}, programmes={}, by=rini, version=version_of(firm))
    assert AuditEvent.objects.get(verb="employer_changed").detail == {
        "before": {"declared_wages": "diisi"},
        "after": {"declared_wages": "diisi"},
    }
