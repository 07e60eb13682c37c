"""The city whose briefings are composed, what one may hold, and how one is made."""

from datetime import date

import pytest

from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.models import Basis, Commitment, Letterhead, Progress, Signatory
from coverage_portal.briefings.wanted import AskKind, AskWanted, Edit, EmployerNamed, StepWanted, Wanted
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.scope import Scope
from coverage_portal.programmes.actions import load_law
from regions.models import Branch
from tests import people
from tests.briefings import made as briefings
from tests.coverage import examples

DECEMBER = Scope(month=examples.DECEMBER)
MEETING = date(2024, 7, 22)
IMPORTS_FROM = 9001


@pytest.fixture
def city(db):
    """Kota Tangerang with a target for 2025; its imports have the same numbers on every database."""
    regions = examples.city()
    examples.target(regions["36.71"], 70)
    for number, batch in enumerate(ImportBatch.objects.order_by("pk"), start=IMPORTS_FROM):
        ImportBatch.objects.filter(pk=batch.pk).update(id=number)
    return regions


@pytest.fixture
def made(city):
    """Compose a briefing of Tangerang Cimone; answers its Document."""

    def make(scope=DECEMBER, **wanted):
        return document_for(Wanted(**wanted), scope, Branch.objects.get(code="CMN"))

    return make


@pytest.fixture
def office(city):
    """Cimone with a letterhead, two signatories one after the other, and two legal bases, one of them verified."""
    branch, by = Branch.objects.get(code="CMN"), briefings.official()
    Letterhead.objects.create(branch=branch, office="Kantor Cabang Tangerang Cimone", address="Jalan A", changed_by=by)
    Signatory.objects.create(
        branch=branch, name="Budi", title="Kepala Kantor Cabang", started_on=date(2020, 1, 1), ended_on=date(2024, 7, 1)
    )
    Signatory.objects.create(
        branch=branch, name="Sri", title="Kepala Kantor Cabang", prefix="Pps.", started_on=date(2024, 7, 1)
    )
    Basis.objects.create(code="uu-24-2011", citation="UU 24/2011", about="BPJS", position=2)
    Basis.objects.create(
        code="uu-40-2004", citation="UU 40/2004", about="SJSN", position=1, verified_on=MEETING, verified_by=by
    )
    return by


@pytest.fixture
def promises(office):
    """Two commitments of an earlier briefing of the city, one of them half way and late."""
    earlier = briefings.issued(office)
    first = Commitment.objects.create(
        briefing=earlier,
        who="Dinas Sosial",
        what="Pekerja rentan",
        workers=10_000,
        due=date(2024, 6, 30),
        made_by=office,
    )
    Progress.objects.create(commitment=first, on=date(2024, 5, 1), workers=2_000, made_by=office)
    Progress.objects.create(commitment=first, on=date(2024, 7, 1), workers=4_000, note="Tahap dua", made_by=office)
    second = Commitment.objects.create(
        briefing=earlier, who="DPMPTSP", what="Syarat izin", due=date(2024, 9, 30), made_by=office
    )
    Progress.objects.create(commitment=second, on=date(2024, 7, 1), state=Progress.State.KEPT, made_by=office)
    return earlier


@pytest.fixture
def everything(promises):
    """What is wanted of a briefing that leaves nothing out."""
    load_law(by=None)
    employer = people.employer_at(Branch.objects.get(code="CMN"))
    return {
        "title": "Bahan audiensi",
        "addressee": "Wali Kota Tangerang",
        "day": MEETING,
        "place": "Balai Kota",
        "number": "B/12/072024",
        "asks": (
            AskWanted(AskKind.VULNERABLE, workers=10_000, deadline=date(2024, 12, 31)),
            AskWanted(AskKind.SERTAKAN, workers=5_000, months=6, paid_by_state=False),
            AskWanted(AskKind.LICENSING, reason="Sudah dibahas dengan Sekda."),
        ),
        "legal": ("uu-40-2004", "uu-24-2011", "tidak-ada"),
        "efforts": ("MoU 5 Agustus 2024.", " "),
        "steps": (StepWanted(60, "Kunjungan", "Cimone"), StepWanted(30, "Surat edaran")),
        "named": (EmployerNamed(employer.pk, "Meminta kunjungan bersama.", "Ratna"),),
        "edits": (Edit("penutup", "Terima kasih.", "Ratna"),),
        "copies_to": ("Kanwil Banten",),
    }
