"""The demo's branch has a letterhead and an example who signs, and never one that pretends to be somebody."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from coverage_portal.briefings.drafting.example import NAME, give_example
from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.core.spells import today
from tests import people
from tests.briefings.drafting.world import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pejabat(db):
    """The demo's official, beside demo data."""
    ImportBatch.objects.create(
        kind="employers", position=people.LONG_AGO, illustrative=True, state=ImportBatch.State.APPLIED
    )
    return people.person("pejabat", "official", people.cimone())


def test_it_gives_both_once_in_the_official_s_name(pejabat):
    assert "Contoh Penanda Tangan" in said() and said() == ""
    head, signatory = Letterhead.objects.get(), Signatory.objects.get()
    assert (head.institution, head.office) == ("BPJS Ketenagakerjaan", "Kantor Cabang Tangerang Cimone")
    assert (head.address, head.contact, bytes(head.logo)) == ("", "", b"")
    assert str(signatory) == "Contoh Penanda Tangan, Kepala Cabang (contoh)"
    assert set(AuditEvent.objects.filter(actor=pejabat).values_list("verb", flat=True)) >= {
        "letterhead_saved",
        "signatory_added",
    }


def test_the_page_of_a_draft_has_nothing_to_ask_about_them(client, pejabat):
    said()
    client.force_login(pejabat)
    page = text_of(client.get("/laporan/kop/"))
    assert NAME in page and 'value="Kantor Cabang Tangerang Cimone"' in page


def test_what_somebody_filled_in_or_ended_stays(pejabat):
    Letterhead.objects.create(branch=people.cimone(), office="Kantor kami", changed_by=pejabat)
    Signatory.objects.create(
        branch=people.cimone(), name="A", title="B", started_on=date(2023, 1, 1), ended_on=date(2023, 6, 1)
    )
    assert not give_example()
    assert Letterhead.objects.get().office == "Kantor kami" and Signatory.objects.get().name == "A"


def test_without_demo_data_or_its_official_nothing_is_given(pejabat):
    ImportBatch.objects.update(state=ImportBatch.State.REMOVED)
    assert not give_example()
    ImportBatch.objects.update(state=ImportBatch.State.APPLIED)
    pejabat.is_active = False
    pejabat.save()
    assert not give_example()
    assert not Letterhead.objects.exists() and not Signatory.objects.exists()


def test_the_example_signs_nothing_after_the_demo_is_gone(pejabat):
    said()
    call_command("remove_demo", "--yes", stdout=StringIO())
    assert Signatory.objects.get().ended_on == today()
    assert not Signatory.objects.on(today()).exists()
    assert said("--end") == said() == ""


def said(*options):
    out = StringIO()
    call_command("make_demo_letterhead", *options, stdout=out)
    return out.getvalue()
