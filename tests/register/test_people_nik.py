"""A NIK that is searched for leaves no trace: not in an address, a log, a session, the trail or the page."""

import logging

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.views.debug import SafeExceptionReporterFilter

from coverage_portal.core.models import AuditEvent
from coverage_portal.register.people import views
from tests import people
from tests.employers import made
from workers.identity import NikHasher
from workers.models import Person

NIK = "3671054501900001"


@pytest.fixture(autouse=True)
def at_year_end(db):
    return made.at_year_end()


def known(nik=NIK, name="Siti Rahayu", branch=None):
    firm = made.employer("PT Satu", f"TC{nik[-3:]}{branch.pk if branch else 0}", branch)
    person = Person.objects.create(
        nik_hash=NikHasher(bytes.fromhex(settings.NIK_KEY)).digest(nik.encode()).hex(), key_version=1, name=name, sex=2,
        birth_date="1990-01-05",
    )  # fmt: skip
    return made.member(firm, person=person)


def asked(user, nik, **extra):
    client = Client()
    client.force_login(user)
    return client, client.post("/pekerja/", {"nik": nik}, **extra)


@pytest.mark.parametrize("typed", [NIK, "36.71.05.450190.0001", " 3671 0545 0190 0001 "])
def test_the_one_person_with_this_nik_is_found(budi, typed):
    row = known()
    known("3671054501900002", "Siti Lain")
    _client, answer = asked(budi, typed)
    assert [line.person_id for line in answer.context["lines"]] == [row.person_id]
    assert "Siti R••••" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_digit_of_it_is_kept_or_shown(budi, caplog):
    known()
    with caplog.at_level(logging.DEBUG):
        client, answer = asked(budi, NIK)
    html = answer.content.decode()
    event = AuditEvent.objects.get(verb="worker_searched")
    assert event.detail == {"found": 1, "searched": "nik"}
    sessions = "".join(str(one.get_decoded()) for one in Session.objects.all())
    for place in (html, caplog.text, sessions, str(dict(client.session))):
        assert NIK not in place
        assert "36710545" not in place


def test_another_branchs_person_is_as_unknown_as_nobody(budi):
    known(branch=people.cikokol())
    _client, answer = asked(budi, NIK)
    assert answer.context["lines"] == []
    assert "Tidak ada pekerja dengan NIK itu." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "NIK belum diisi"),
        ("367105450190000", "Yang diisi 15 angka"),
        ("36710545019000011", "Yang diisi 17 angka"),
        ("36710545O1900001", "hanya berisi angka"),
        ("３６７１０５４５０１９００００１", "hanya berisi angka"),
    ],
)
def test_what_is_no_nik_is_refused_with_the_rule_and_not_shown_again(budi, typed, says):
    _client, answer = asked(budi, typed)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert says in html
    assert "Galat:" in html
    if typed:
        assert typed not in html


def test_a_nik_search_needs_the_right_and_the_token_of_the_form(budi, joko):
    assert asked(joko, NIK)[1].status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(budi)
    assert strict.post("/pekerja/", {"nik": NIK}).status_code == 403


def test_an_error_report_hides_what_was_typed(budi, rf, monkeypatch):
    request = rf.post("/pekerja/", {"nik": NIK})
    request.user = budi
    monkeypatch.setattr(views, "of_person", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        views.worker_list(request)
    shown = SafeExceptionReporterFilter().get_post_parameters(request)
    assert list(shown) == ["nik"]
    assert shown["nik"] != NIK
