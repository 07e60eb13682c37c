"""The list of workers: masked, of one's own branch, found by how a name begins, by KPJ or by what one chooses."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.register.people import search
from tests import people
from tests.employers import made
from workers.models import Membership

HTML_LIMIT = 12 * 1024


@pytest.fixture(autouse=True)
def at_year_end(db):
    return made.at_year_end()


def page(user, query="", language=""):
    client = Client()
    client.force_login(user)
    return client.get(f"{language}/pekerja/{query}")


def names(user, query="", **params):
    client = Client()
    client.force_login(user)
    lines = client.get(f"/pekerja/{query}", params or None).context["lines"]
    return sorted(Membership.objects.get(person_id=line.person_id).person.name for line in lines)


def test_a_worker_is_shown_masked_with_programmes_employer_and_time(budi):
    firm = made.employer()
    made.member(firm, name="Siti Rahayu", kpj="12345678901", programmes=3)
    html = page(budi).content.decode()
    assert "Siti R••••" in html
    assert "••••8901" in html
    assert "Rahayu" not in html
    assert "12345678901" not in html
    assert '<abbr title="JKK">K</abbr>' in html
    assert 'title="JHT"' not in html
    assert 'href="/pemberi-kerja/TC100214/"' in html
    assert "1 Jan 2021" in html
    assert "1 kepesertaan<" in html


def test_one_sees_ones_own_branch_only_and_needs_the_right(budi, ratna, joko):
    made.member(made.employer(), name="Siti Rahayu")
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), name="Agus Jauh")
    assert names(budi) == ["Siti Rahayu"]
    assert names(ratna) == ["Agus Jauh", "Siti Rahayu"]
    assert page(joko).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("siti", ["Siti Aminah", "Siti Nur Rahayu"]),
        ("SITI RAH", ["Siti Nur Rahayu"]),
        ("rahayu siti", ["Rahayu Siti", "Siti Nur Rahayu"]),
        ("ah", []),
        ("rahayu", ["Rahayu Siti"]),
        ("ra si", ["Rahayu Siti"]),
        ("  siti   aminah ", ["Siti Aminah"]),
    ],
)
def test_a_name_is_found_by_how_its_words_begin(budi, query, found):
    for name in ("Siti Aminah", "Siti Nur Rahayu", "Rahayu Siti", "Budi"):
        made.member(None, name=name)
    assert names(budi, q=query) == found


def test_capitals_are_those_of_a_to_z_on_both_databases(budi):
    made.member(None, name="José Émile")
    assert names(budi, q="josé ém") == []
    assert names(budi, q="josé Ém") == ["José Émile"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", '"', "🙂", "a" * 10_000, "\0", "( ) *", "x" * 5000 + "\n"])
def test_whatever_is_typed_gets_an_answer(budi, query):
    made.member(None, name="Siti")
    assert names(budi, q=query) in ([], ["Siti"])


def test_a_kpj_is_found_whole_with_or_without_spaces(budi):
    made.member(None, name="Siti", kpj="12345678901")
    assert names(budi, q="12345 678901") == ["Siti"]
    assert names(budi, q="1234567890") == []


@pytest.mark.parametrize(
    "query", ["3671054501900001", "36.71.05.450190.0001", "3671 0545 0190 0001", "siti 36710545019000O1"]
)
def test_a_nik_in_the_address_is_refused_and_not_shown_again(budi, query):
    client = Client()
    client.force_login(budi)
    answer = client.get("/pekerja/", {"q": query}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [("/pekerja/", 302)]
    assert "NIK tidak dicari di sini" in html
    assert query not in html
    assert not AuditEvent.objects.filter(verb="worker_searched").exists()


def test_every_condition_narrows_and_can_be_taken_off(budi):
    firm, other = made.employer(), made.employer("CV Lain", "TC2")
    benda = made.district("36.71.06", "Benda")
    made.member(firm, name="Aktif Firma")
    made.member(firm, name="Berakhir Firma", ended=made.POSITION)
    made.member(other, name="Jakon Lain", segment=Segment.JAKON, programmes=3)
    made.member(None, name="Benda Mandiri", segment=Segment.BPU, programmes=7, workplace=benda)
    assert names(budi, pemberi_kerja=firm.npp.lower()) == ["Aktif Firma", "Berakhir Firma"]
    assert names(budi, pemberi_kerja=f"no-{firm.pk}") == ["Aktif Firma", "Berakhir Firma"]
    assert names(budi, status="berakhir") == ["Berakhir Firma"]
    assert names(budi, pemberi_kerja=firm.npp, status="aktif") == ["Aktif Firma"]
    assert names(budi, segmen="jakon") == ["Jakon Lain"]
    assert names(budi, program=str(Programme.JHT.name), segmen="bpu") == ["Benda Mandiri"]
    assert names(budi, kecamatan="36.71.06") == ["Benda Mandiri"]
    html = page(budi, f"?pemberi_kerja={firm.npp}&status=aktif").content.decode()
    assert 'href="/pekerja/?status=aktif"' in html
    assert "Pemberi kerja: PT Contoh Boga" in html
    assert 'name="pemberi_kerja" value="TC100214"' in html


def test_several_branches_can_be_chosen_between(ratna, budi):
    made.member(made.employer(), name="Siti")
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), name="Agus")
    assert names(ratna, cabang="CKK") == ["Agus"]
    assert 'name="cabang"' in page(ratna).content.decode()
    html = page(budi, "?cabang=CKK").content.decode()
    assert 'name="cabang"' not in html
    assert "Saringan ini tidak dipakai" in html


@pytest.mark.parametrize(
    "query",
    ["pemberi_kerja=TC2", "pemberi_kerja=x%00", "kecamatan=99.99.99", "segmen=x", "program=9", "impor=7"],
)
def test_what_is_unknown_or_not_ones_own_is_said_not_to_be_heeded(budi, query):
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), name="Agus")
    html = page(budi, f"?{query}").content.decode()
    assert "Saringan ini tidak dipakai" in html
    assert query.partition("=")[0] in html


def test_pages_follow_one_another_both_ways_and_hold_every_row_once(budi, monkeypatch):
    monkeypatch.setattr(search, "PAGE_SIZE", 3)
    for number in range(4):
        made.member(None, name=f"Siti {number}")
    twin = made.member(None, name="Siti 1")
    made.member(None, person=twin.person, started=date(2019, 1, 1), ended=date(2020, 1, 1))
    made.member(None, name="Agus")
    made.member(None, name="Yanti")
    client = Client()
    client.force_login(budi)
    seen, forward, query = [], [], {}
    while True:
        found = client.get("/pekerja/", query).context["page"]
        seen += [row.pk for row in found.rows]
        forward.append([row.pk for row in found.rows])
        if not found.after:
            break
        query = {"setelah": found.after}
    assert len(seen) == len(set(seen)) == 8
    back = []
    while found.before:
        found = client.get("/pekerja/", {"sebelum": found.before}).context["page"]
        back.append([row.pk for row in found.rows])
    assert [pk for rows in reversed(back) for pk in rows] == seen[: -len(forward[-1])]


@pytest.mark.parametrize("many", [False, True])
def test_few_and_many_come_in_the_same_order(budi, monkeypatch, many):
    monkeypatch.setattr(search, "MOST_COUNTED", 1 if many else 100)
    for name in ("budi", "Agus", "ZAKI", "citra", "Émile"):
        made.member(None, name=name)
    client = Client()
    client.force_login(budi)
    answer = client.get("/pekerja/")
    rows = answer.context["page"].rows
    assert [row.person.name for row in rows] == ["Agus", "budi", "citra", "ZAKI", "Émile"]
    assert answer.context["count"] == 5


def test_more_than_are_counted_is_said(budi, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 3)
    monkeypatch.setattr(search, "PAGE_SIZE", 2)
    for number in range(4):
        made.member(None, name=f"Siti {number}")
    assert "Lebih dari 3 kepesertaan" in page(budi).content.decode()
    assert "2 kepesertaan di halaman ini" in page(budi).content.decode()


def test_a_page_after_a_row_of_another_branch_is_not_found(budi):
    theirs = made.member(made.employer("CV Jauh", "TC2", people.cikokol()))
    assert page(budi, f"?setelah={theirs.pk}").status_code == 404
    assert page(budi, "?setelah=99999999999999999999999").status_code == 200


def test_a_kpj_not_issued_yet_is_said_so(budi):
    made.member(None, name="Siti", kpj="~ABCDEFGHIJKLMNOPQRS")
    html = page(budi).content.decode()
    assert "KPJ belum terbit" in html
    assert "~ABC" not in html


def test_fifty_rows_in_few_queries_and_few_bytes(budi, django_assert_max_num_queries):
    firm = made.employer()
    for number in range(60):
        made.member(firm, name=f"Siti Rahayu {number}")
    client = Client()
    client.force_login(budi)
    with django_assert_max_num_queries(12):
        answer = client.get("/pekerja/?segmen=pu")
    assert len(answer.context["lines"]) == 50
    assert len(answer.content) < 60_000


def test_an_empty_list_and_an_empty_search_say_what_to_do(budi):
    assert "Belum ada pekerja." in page(budi).content.decode()
    html = page(budi, "?q=zzz").content.decode()
    assert "Tidak ada kepesertaan yang cocok." in html
    assert "Tampilkan semua" in html


def test_a_search_is_in_the_trail_without_what_was_typed(budi):
    firm = made.employer()
    made.member(firm, name="Siti", kpj="12345678901")
    page(budi)
    assert not AuditEvent.objects.filter(verb="worker_searched").exists()
    page(budi, "?q=siti&segmen=pu")
    page(budi, "?q=12345678901")
    named, numbered = AuditEvent.objects.filter(verb="worker_searched").order_by("pk")
    assert named.actor == budi
    assert named.detail == {"found": 1, "segmen": "pu", "searched": "name"}
    assert numbered.detail == {"found": 1, "searched": "kpj"}


def test_the_page_speaks_english_and_stands_in_the_navigation(budi):
    made.member(made.employer(), name="Siti")
    html = page(budi, language="/en").content.decode()
    assert "Workers" in html
    assert "1 membership<" in html
    assert 'href="/en/pekerja/" aria-current="page"' in html
    official = people.person("pejabat", "official")
    client = Client()
    client.force_login(official)
    assert "/pekerja/" not in client.get("/program/").content.decode()
