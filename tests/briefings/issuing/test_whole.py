"""From figures to files with nothing standing in: composed, checked, issued, and the same ever after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from django.test import Client

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.frozen import digest, freeze, thaw
from coverage_portal.briefings.issuing import actions
from coverage_portal.briefings.issuing.review import review
from coverage_portal.briefings.models import Signatory
from coverage_portal.briefings.packing import pack
from coverage_portal.briefings.wanted import Part, Wanted
from coverage_portal.core.data_version import bump
from coverage_portal.coverage.models import BuiltMonth, CoverageTotal
from regions.actions import enter_figure
from regions.models import ReferenceFigure
from tests import people
from tests.briefings import made
from tests.briefings.issuing import desk
from tests.coverage import examples

PARTS = (Part.SUMMARY, Part.WHERE, Part.CLOSING)


@pytest.fixture
def issued(db):
    """A short briefing about the city, issued with its four files by an official of Cimone."""
    examples.city(some=("36.71.01", "36.71.05"))
    by = desk.official()
    since = date(2020, 1, 1)
    head = Signatory.objects.create(branch=people.cimone(), name="Sri", title="Kepala Kantor", started_on=since)
    wanted = Wanted(title="Bahan audiensi", addressee="Wali Kota", day=desk.MEETING, signatory=head.pk, parts=PARTS)
    draft = made.draft(by, wanted=wanted)
    for warning in review(draft).warnings:
        actions.accept_warning(briefing=draft, mark=warning.mark, reason=desk.REASON, by=by)
    draft.refresh_from_db()
    return desk.issue(draft, by)


def test_it_stays_the_same_whatever_becomes_of_the_figures(issued):
    client = Client()
    client.force_login(issued.issued_by)
    before = {name: served(client, issued, name) for name in desk.FORMATS}
    document = thaw(issued.content)
    assert isinstance(document, Document)
    assert digest(freeze(document)) == issued.sha256
    assert [content[:4] for content in before.values()] == [b"%PDF", *[b"PK\x03\x04"] * 3]
    assert "angka berubah" not in page_of(client, issued)
    changes = (
        (labour_force_replaced, "angka berubah sejak disampaikan pada 22 Maret 2024."),
        (counted_anew, "angka berubah sejak disampaikan pada 22 Maret 2024."),
        (month_taken_back, "Angka bahan ini tidak dapat dihitung ulang."),
    )
    for change, words in changes:
        change()
        page = page_of(client, issued)
        assert words in page
        assert document.sections[0].title.text in page
        assert {name: served(client, issued, name) for name in desk.FORMATS} == before
    issued.refresh_from_db()
    assert thaw(issued.content) == document
    assert {one.format: one.sha256 for one in issued.files.all()} == {
        name: sha256(content).hexdigest() for name, content in before.items()
    }


def test_what_is_frozen_makes_the_same_files_again(issued):
    again = pack(thaw(issued.content), actions.stamp_of(issued, desk.SITE))
    assert again == {one.format: bytes(one.content) for one in issued.files.all()}


def labour_force_replaced():
    """A correction of the published labour force: 1.21 instead of 1.19 million."""
    old = ReferenceFigure.objects.current().get(region__code="36.71", kind="labour_force", period="2023")
    new = ReferenceFigure.objects.get(pk=old.pk)
    new.pk, new.replaces, new.value, new.seed_key = None, old, Decimal(1_210_000), ""
    new._state.adding = True
    enter_figure(figure=new, by=None)


def counted_anew():
    """What an import leaves behind: other totals, and another version of the data."""
    CoverageTotal.objects.filter(memberships__gt=20).update(memberships=7_000)
    bump()


def month_taken_back():
    """Nothing is known of that month any more, neither counted nor published."""
    CoverageTotal.objects.all().delete()
    BuiltMonth.objects.all().delete()
    ReferenceFigure.objects.update(replaces=None)
    ReferenceFigure.objects.all().delete()
    bump()


def served(client, paper, name):
    return client.get(f"/laporan/{paper.code}/berkas.{name}").content


def page_of(client, paper):
    return client.get(f"/laporan/{paper.code}/").content.decode()
