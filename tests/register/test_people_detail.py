"""One worker: every membership of one's own branches over time, in full, and the opening of it on record."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent, BeforeImage, ImportBatch
from coverage_portal.programmes.codes import Segment
from tests import people
from tests.employers import made
from workers.models import Person


@pytest.fixture(autouse=True)
def at_year_end(db):
    return made.at_year_end()


def someone(name="Siti Rahayu"):
    return Person.objects.create(
        nik_hash=f"{Person.objects.count() + 900:032x}", key_version=1, name=name, sex=2,
        birth_date=date(1990, 4, 5), home=made.district(),
    )  # fmt: skip


def page(user, pk, language=""):
    client = Client()
    client.force_login(user)
    return client.get(f"{language}/pekerja/{pk}/")


def test_a_worker_is_shown_in_full_with_memberships_over_time(budi):
    one = someone()
    firm = made.employer()
    made.member(firm, person=one, kpj="12345678901", programmes=3)
    made.member(
        None, person=one, kpj="22345678901", segment=Segment.BPU, started=date(2018, 1, 1), ended=date(2020, 1, 1)
    )
    html = page(budi, one.pk).content.decode()
    assert "Siti Rahayu" in html
    assert html.index("12345678901") < html.index("22345678901")
    assert "1990" in html
    assert "5 April 1990" not in html
    assert "Cipondoh" in html
    assert "1 Januari 2018 – 1 Januari 2020" in html
    assert 'href="/pemberi-kerja/TC100214/"' in html
    assert "1 kepesertaan aktif per 31 Desember 2023." in html


def test_of_another_branch_only_that_there_is_something_is_told(budi, ratna):
    one = someone()
    made.member(made.employer(), person=one)
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), person=one, kpj="99999999999")
    html = page(budi, one.pk).content.decode()
    assert "1 kepesertaan lain ada di kantor cabang" in html
    assert "99999999999" not in html
    assert "CV Jauh" not in html
    assert "kepesertaan lain ada" not in page(ratna, one.pk).content.decode()


def test_whoever_has_no_membership_one_may_see_is_not_found(budi, joko):
    theirs = made.member(made.employer("CV Jauh", "TC2", people.cikokol()))
    assert page(budi, theirs.person_id).status_code == 404
    assert page(budi, 987654).status_code == 404
    assert page(budi, 10**30).status_code == 404
    assert page(joko, theirs.person_id).status_code == 403
    assert not AuditEvent.objects.filter(verb="worker_viewed").exists()


def test_opening_it_is_in_the_trail(budi):
    row = made.member(made.employer(), name="Siti Rahayu")
    page(budi, row.person_id)
    event = AuditEvent.objects.get(verb="worker_viewed")
    assert (event.actor, event.object_id, event.detail) == (budi, str(row.person_id), {})


@pytest.mark.parametrize(
    ("wage", "fields", "says"),
    [
        (4_584_518, {}, "Di bawah upah minimum"),
        (4_584_519, {}, "Sama dengan atau di atas upah minimum"),
        (None, {}, "Belum diketahui"),
        (4_000_000, {"segment": Segment.BPU}, "Tidak berlaku"),
        (9_000_000, {"started": date(2020, 1, 1), "ended": date(2022, 1, 1)}, "Belum diketahui"),
    ],
)
def test_a_wage_is_only_said_to_be_below_or_from_the_minimum_wage_of_its_year(budi, wage, fields, says):
    made.minimum_wage()
    row = made.member(made.employer(), wage=wage, **fields)
    html = page(budi, row.person_id).content.decode()
    assert says in html
    if wage:
        assert str(wage) not in html
        assert f"{wage:,}".replace(",", ".") not in html


def test_the_imports_that_touched_a_membership_are_named_and_linked_where_one_may_see_them(budi, ratna):
    first, second = (
        ImportBatch.objects.create(
            kind="workers", state="applied", file_name="a.csv", position=made.POSITION, branch_code="CMN"
        )
        for _ in range(2)
    )
    row = made.member(made.employer(), batch=second)
    BeforeImage.objects.create(
        batch=second, table="workers_membership", row_id=row.pk, facts={"id": row.pk, "batch_id": first.pk}
    )
    html = page(budi, row.person_id).content.decode()
    assert f"Impor {first.pk}" in html
    assert f"Impor {second.pk}" in html
    assert f'href="/impor/{second.pk}/"' not in html
    admin = people.person("sari", "admin", people.cimone())
    assert f'href="/impor/{first.pk}/"' in page(admin, row.person_id).content.decode()


def test_a_membership_nobody_imported_was_entered_here(budi):
    row = made.member(None, kpj="~ABCDEFGHIJKLMNOPQRS")
    html = page(budi, row.person_id).content.decode()
    assert "Diisi di portal" in html
    assert "KPJ belum terbit" in html
    assert "~ABC" not in html


def test_the_page_speaks_english(budi):
    made.minimum_wage()
    row = made.member(made.employer(), wage=1)
    html = page(budi, row.person_id, "/en").content.decode()
    assert "Below the minimum wage" in html
    assert "Year of birth" in html


def test_the_title_that_stays_in_the_browsers_history_holds_no_full_name(budi):
    one = someone("Siti Rahayu")
    made.member(made.employer(), person=one)
    html = page(budi, one.pk).content.decode()
    title = html.split("<title>")[1].split("</title>")[0]
    assert "Siti R••••" in title and "Rahayu" not in title
    assert "<h1>Siti Rahayu</h1>" in html
