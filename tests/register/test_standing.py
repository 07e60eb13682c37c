"""An employer closes, opens again and moves by hand: in one step, with its reason, and every figure follows."""

from datetime import date, timedelta

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.core.spells import today
from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal, Dimension
from coverage_portal.register.writing import version_of
from employers.models import Compliance, Employer
from tests import people
from tests.employers import made
from workers import compliance
from workers.models import Membership

CLOSED_ON = date(2023, 6, 1)


@pytest.fixture
def firm(db):
    made.at_year_end()
    firm = made.employer(declared_headcount=3)
    made.member(firm)
    made.member(firm, ended=date(2023, 2, 1))
    rollups.rebuild()
    compliance.rebuild()
    return firm


@pytest.fixture
def tuti(db):
    """May edit the employers of all branches."""
    return people.person("tuti", "admin")


@pytest.fixture
def tutis(tuti):
    client = Client()
    client.force_login(tuti)
    return client


def counted():
    """Everything that was counted and judged, without the keys of rows."""
    tables = (CoverageCell, CoverageTotal, Compliance)
    names = [[f.attname for f in table._meta.concrete_fields if f.name != "id"] for table in tables]
    return [sorted(map(str, t.objects.values_list(*n))) for t, n in zip(tables, names, strict=True)]


def assert_counted_right():
    """A full recount comes to what is stored."""
    stored = counted()
    assert rollups.check() == BuiltMonth.objects.count() > 0
    rollups.rebuild()
    compliance.rebuild()
    assert counted() == stored


def send(client, firm, page, **typed):
    given = {"on": CLOSED_ON.isoformat(), "note": "Surat pemilik", "version": version_of(firm)} | typed
    return client.post(f"/pemberi-kerja/{firm.npp}/{page}/", given)


def test_a_closed_employer_is_counted_no_more_and_opens_again(tutis, tuti, firm):
    before = counted()
    assert "1 kepesertaan masih berjalan." in tutis.get(f"/pemberi-kerja/{firm.npp}/tutup/").content.decode()
    assert send(tutis, firm, "tutup", to="nonaktif").status_code == 302
    stored = Employer.objects.get()
    assert (stored.closed_on, stored.closed_as, stored.row_hash) == (CLOSED_ON, "nonaktif", None)
    assert not CoverageTotal.objects.filter(month__gte=CLOSED_ON, dimension=Dimension.ALL, employers__gt=0).exists()
    assert Compliance.objects.get().missing == 0
    assert Membership.objects.filter(ended_on__isnull=True).count() == 1
    assert_counted_right()
    assert "Nonaktif</span></h1>" in tutis.get(f"/pemberi-kerja/{firm.npp}/").content.decode()
    assert tutis.get(f"/pemberi-kerja/{firm.npp}/tutup/").status_code == 404
    assert send(tutis, stored, "tutup", to="tutup").url == f"/pemberi-kerja/{firm.npp}/"
    assert Employer.objects.get().closed_as == "nonaktif"
    assert send(tutis, stored, "buka", on="2023-09-01").status_code == 302
    assert Employer.objects.get().closed_on is None
    assert counted() == before
    told = AuditEvent.objects.filter(object_type="employers.employer").order_by("id")
    assert [(event.verb, event.actor, event.detail["note"]) for event in told] == [
        ("employer_closed", tuti, "Surat pemilik"),
        ("employer_reopened", tuti, "Surat pemilik"),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": (today() + timedelta(days=2)).isoformat()}, "Tanggal ini belum tiba."),
        ({"on": "2020-01-01"}, "Tanggalnya harus sesudah 1 Januari 2020."),
        ({"note": ""}, "Isian ini belum diisi."),
        ({"note": "NIK 3671071805829074"}, "sepanjang NIK"),
        ({"to": "prospek"}, "prospek"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_done(tutis, firm, typed, said):
    answer = send(tutis, firm, "tutup", **{"to": "tutup"} | typed)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert Employer.objects.get().closed_on is None


@pytest.mark.parametrize("page", ["tutup", "pindah"])
@pytest.mark.parametrize("nik", ["3671,0101,0190,0001", "03671010101900001"])
def test_a_reason_holds_no_nik(tutis, firm, page, nik):
    answer = send(tutis, firm, page, to=nik, note=f"Milik {nik}").content.decode()
    assert "sepanjang NIK" in answer and nik not in answer
    assert not AuditEvent.objects.filter(verb__startswith="employer").exists()


def test_who_decides_on_an_older_state_is_told_and_may_send_again(tutis, firm):
    seen = version_of(firm)
    Employer.objects.update(address="Jalan Lain")
    answer = send(tutis, firm, "tutup", to="tutup", version=seen)
    assert answer.status_code == 409 and "baru saja diubah orang lain" in answer.content.decode()
    assert Employer.objects.get().closed_on is None
    again = answer.context["form"]["version"].value()
    assert send(tutis, firm, "tutup", to="tutup", version=again).status_code == 302


def test_a_closing_by_mistake_is_taken_back_on_its_own_day_and_not_before(tutis, firm):
    send(tutis, firm, "tutup", to="tutup", on=today().isoformat())
    stored = Employer.objects.get()
    early = send(tutis, stored, "buka", on=(today() - timedelta(days=1)).isoformat())
    assert "Tanggalnya harus sesudah" in early.content.decode()
    page = tutis.get(f"/pemberi-kerja/{firm.npp}/").content.decode()
    assert "Tidak dinilai" in page and "Patuh" not in page
    assert send(tutis, stored, "buka", on=today().isoformat()).status_code == 302
    assert Employer.objects.get().closed_on is None


def test_moving_takes_the_running_memberships_along(tutis, firm):
    there = people.cikokol()
    answer = send(tutis, firm, "pindah", to=there.pk, with_members="ya")
    assert answer.status_code == 302
    assert Employer.objects.get().branch == there
    assert dict(Membership.objects.values_list("ended_on", "branch__code")) == {None: "CKK", date(2023, 2, 1): "CMN"}
    assert AuditEvent.objects.get(verb="employer_moved").detail["memberships"] == 1
    assert_counted_right()
    html = tutis.get(f"/pemberi-kerja/{firm.npp}/?tab=riwayat").content.decode()
    assert "Tangerang Cikokol" in html and "1 kepesertaan ikut berpindah." in html


def test_the_memberships_stay_where_they_are_when_wanted(tutis, firm):
    send(tutis, firm, "pindah", to=people.cikokol().pk, with_members="tidak")
    assert set(Membership.objects.values_list("branch__code", flat=True)) == {"CMN"}
    assert_counted_right()


def test_nobody_moves_to_a_branch_they_may_not_edit_and_is_told_who_may(firm, tuti):
    there = people.cikokol()
    client = Client()
    client.force_login(people.person("wati", "admin", people.cimone()))
    answer = send(client, firm, "pindah", to=there.pk, with_members="ya")
    assert "Yang boleh memindahkannya: tuti." in answer.content.decode()
    assert Employer.objects.get().branch == people.cimone()


@pytest.mark.parametrize("page", ["tutup", "buka", "pindah", "gabungkan"])
def test_staff_and_other_branches_admins_cannot(firm, budi, page):
    client = Client()
    client.force_login(budi)
    assert client.get(f"/pemberi-kerja/{firm.npp}/{page}/").status_code == 403
    assert send(client, firm, page).status_code == 403
    assert "Pindah cabang" not in client.get(f"/pemberi-kerja/{firm.npp}/").content.decode()
    client.force_login(people.person("wati", "admin", people.cikokol()))
    assert client.get(f"/pemberi-kerja/{firm.npp}/{page}/").status_code == 404


def test_a_prospect_does_not_close_before_it_was_found(tutis, db):
    prospect = made.employer("PT Prospek", "", found_on=date(2023, 5, 2))
    address = f"/pemberi-kerja/no-{prospect.pk}/tutup/"
    given = {"to": "tutup", "note": "Salah catat", "version": version_of(prospect)}
    answer = tutis.post(address, given | {"on": "1950-01-01"})
    assert answer.status_code == 200
    assert "Tanggalnya sebelum ditemukan sebagai prospek (2 Mei 2023)." in answer.content.decode()
    assert tutis.post(address, given | {"on": "2023-05-02"}).status_code == 302
    assert Employer.objects.get(pk=prospect.pk).closed_on == date(2023, 5, 2)
