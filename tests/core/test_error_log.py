"""Errors leave a trace on the console, once, and no value of anybody's in it."""

from __future__ import annotations

import io
import logging

import pytest
from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils.log import AdminEmailHandler

from coverage_portal.core.gate import PUBLIC, access
from coverage_portal.core.models import User
from coverage_portal.urls import urlpatterns as real

NIK = "3671070205820001"
PASSWORD = "perahu-merah-77"
NAME = "budi-santoso"


@access(POST=PUBLIC)
def fails_over_what_was_sent(request):
    nik, password = request.POST["nik"], request.POST["password"]
    try:
        int(nik + password)
    except ValueError as error:
        raise RuntimeError(f"{nik} {password}") from error


@access(GET=PUBLIC)
def fails_in_the_database(request):
    for _ in range(2):
        with transaction.atomic():
            User.objects.create(username=NAME)


@access(GET=PUBLIC)
def answers(request):
    return HttpResponse("halo")


urlpatterns = [
    *real,
    path("kirim/", fails_over_what_was_sent, name="sends"),
    path("basis-data/", fails_in_the_database, name="database"),
    path("halo/", answers, name="answers"),
]


@pytest.fixture
def console(monkeypatch):
    """What the portal's handlers write from now on."""
    written = io.StringIO()
    ours = [handler for handler in logging.getLogger().handlers if handler.get_name() == "console"]
    assert len(ours) == 1
    monkeypatch.setattr(ours[0], "stream", written)
    return written


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_an_error_is_logged_once_with_its_trace_and_nothing_that_was_sent(console, visitor):
    sent = {"nik": NIK, "password": PASSWORD}
    assert visitor.post(f"/kirim/?cari={NIK}", sent).status_code == 500
    said = console.getvalue()
    assert said.count("Internal Server Error: /kirim/") == 1
    assert said.count("builtins.RuntimeError") == said.count("builtins.ValueError") == 1
    assert "in fails_over_what_was_sent" in said
    assert f'File "{__file__}"' in said
    assert NIK not in said
    assert PASSWORD not in said


def test_a_row_the_database_names_is_not_in_the_log(console, visitor, db):
    assert visitor.get("/basis-data/").status_code == 500
    said = console.getvalue()
    assert "IntegrityError" in said
    assert "in fails_in_the_database" in said
    assert NAME not in said


def test_what_is_answered_or_merely_missing_leaves_no_line(console, visitor, db):
    assert visitor.get("/halo/").status_code == 200
    assert visitor.get(f"/{NIK}/").status_code == 404
    assert visitor.get("/kirim/").status_code == 403
    assert console.getvalue() == ""


def test_a_wrong_host_is_told_without_the_page(console, visitor):
    assert visitor.get("/halo/", HTTP_HOST="evil.example").status_code == 400
    assert "evil.example" in console.getvalue()
    assert DisallowedHost.__name__ in console.getvalue()


def test_nobody_is_sent_mail_about_an_error():
    every = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    assert not [handler for one in every for handler in one.handlers if isinstance(handler, AdminEmailHandler)]
