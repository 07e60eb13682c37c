"""The page of one employer: what is known of it, for those of its branch."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from coverage_portal.programmes.codes import Programme, Segment
from employers.models import Employer, EmployerProgramme
from regions.models import Region
from tests import people
from workers import compliance
from workers.models import Membership, Person

POSITION = date(2023, 12, 31)


@pytest.fixture
def district(db):
    people.city()
    return Region.objects.create(code="36.71.05", name="Cipondoh", level=3, path="ID.36.71.05.")


@pytest.fixture
def at_year_end(db):
    """A workers' file of 31 December 2023 was applied."""
    return ImportBatch.objects.create(
        kind="workers", state="applied", file_name="pekerja.csv", file_sha256="0", position=POSITION
    )


def employer(district, name, npp, branch=None, **fields):
    given = {"registered_on": date(2020, 1, 1), "kbli_version": 2020, "kbli_section": "I", "kbli_code": "56101"}
    branch = branch or people.cimone()
    return Employer.objects.create(name=name, npp=npp, branch=branch, district=district, **given | fields)


def member(employer, kpj, *, started=date(2021, 1, 1), ended=None):
    person = Person.objects.create(
        nik_hash=f"{int(kpj):032x}", key_version=1, name="Orang", sex=1, birth_date=date(1990, 1, 1)
    )
    return Membership.objects.create(
        kpj=kpj,
        person=person,
        employer=employer,
        branch=employer.branch,
        segment=Segment.PU,
        programmes=3,
        workplace=employer.district,
        started_on=started,
        ended_on=ended,
    )


def page_for(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_an_employer_shows_its_shortfall_its_programmes_and_where_the_row_came_from(budi, district, at_year_end):
    ours = employer(
        district, "PT Contoh Boga", "TC100214", declared_headcount=3, declared_on=date(2023, 6, 1), batch=at_year_end
    )
    member(ours, "1")
    EmployerProgramme.objects.create(employer=ours, programme=Programme.JKK, started_on=date(2020, 1, 1))
    EmployerProgramme.objects.create(employer=ours, programme=Programme.JP, started_on=date(2024, 1, 1))
    compliance.rebuild()
    html = page_for(budi, f"/pemberi-kerja/{ours.npp}/").content.decode()
    assert "1 dari 3 pekerja." in html
    assert "2 belum." in html
    assert "sejak 1 Januari 2020" in html
    assert "1 Januari 2024" not in html
    assert f"Impor {at_year_end.pk}" in html
    assert f'href="/impor/{at_year_end.pk}/"' not in html


def test_without_a_declared_headcount_no_shortfall_is_made_up(budi, district):
    ours = employer(district, "PT Contoh Boga", "TC100214")
    html = page_for(budi, f"/pemberi-kerja/{ours.npp}/").content.decode()
    assert "WLKP belum ada" in html
    assert "belum.</strong>" not in html


def test_another_branchs_employer_is_as_missing_as_one_that_never_was(budi, district):
    theirs = employer(district, "CV Contoh Jauh", "TC200001", people.cikokol())
    hidden = page_for(budi, f"/pemberi-kerja/{theirs.npp}/")
    absent = page_for(budi, "/pemberi-kerja/ZZ999999/")
    assert hidden.status_code == absent.status_code == 404
    strip = [
        response.content.decode().replace(theirs.npp, "N").replace("ZZ999999", "N") for response in (hidden, absent)
    ]
    assert "CV Contoh Jauh" not in strip[0]
    assert without_token(strip[0]) == without_token(strip[1])


def without_token(html):
    return html.split("csrfmiddlewaretoken")[0] + html.split("</form>")[-1]


def test_a_closed_employer_is_not_counted_nor_told_that_workers_are_missing(district, budi, at_year_end):
    employer(district, "PT Buka", "00000001")
    closed = employer(district, "PT Tutup Usaha", "00000002", closed_on=date(2023, 10, 11), declared_headcount=1)
    detail = page_for(budi, f"/pemberi-kerja/{closed.npp}/").content.decode()
    assert '<span class="tag">Tutup</span>' in detail and "belum.</strong>" not in detail
