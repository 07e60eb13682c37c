"""The pages on which a briefing is prepared: list, new, draft, preview."""

import re

import pytest
from django.test import Client

from coverage_portal.briefings.drafting import actions
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import scope_of, wanted_of
from tests import people
from tests.briefings import made as briefings
from tests.briefings.drafting.world import NEW, WANTED, city, draft, official, sent, text_of

HOSTILE = ('#read("/etc/passwd")', "<script>alert(1)</script>", "{{7*7}}", '=HYPERLINK("http://x","klik")')


@pytest.fixture
def wati(client, db):
    city()
    user = official()
    client.force_login(user)
    return user


def test_the_dashboard_leads_an_official_to_the_form_with_its_question(client, wati):
    page = text_of(client.get("/?wilayah=36.71.05&posisi=2022-12"))
    assert "/laporan/baru/?wilayah=36.71.05&amp;posisi=2022-12" in page
    form = text_of(client.get("/laporan/baru/?wilayah=36.71.05&posisi=2022-12"))
    assert 'value="Camat Cipondoh"' in form
    assert '<option value="2022-12" selected>' in form


def test_nobody_else_is_led_there(client, wati):
    client.force_login(people.budi())
    assert "/laporan/baru/" not in text_of(client.get("/"))
    assert client.get(NEW).status_code == 403


@pytest.mark.parametrize(("query", "status"), [("posisi=2031-03", 404), ("wilayah=99", 404), ("banding=apa", 400)])
def test_a_question_without_an_answer_is_said_and_the_form_is_there(client, wati, query, status):
    answer = client.get(f"{NEW}?{query}")
    assert answer.status_code == status
    assert "Formulir ini dimulai dengan data terbaru." in text_of(answer)


def test_sent_it_is_a_draft_once(client, wati):
    answers = [client.post(NEW, sent()) for _time in range(2)]
    made = Briefing.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/laporan/konsep/{made.pk}/#"}
    assert wanted_of(made) == WANTED
    assert "Konsep disimpan." in text_of(client.get(f"/laporan/konsep/{made.pk}/"))


def test_what_is_wrong_is_said_and_nothing_is_stored(client, wati):
    page = text_of(client.post(NEW, sent(addressee="", day="kemarin")))
    assert "<title>Galat:" in page
    assert "Ada 2 isian yang perlu diperbaiki" in page
    assert 'href="#id_addressee"' in page
    assert not Briefing.objects.exists()


def test_rows_come_and_go_without_a_script(client, wati):
    page = text_of(client.post(NEW, sent(step="ask-add")))
    assert 'name="ask-2-title"' in page
    assert "perlu diperbaiki" not in page
    page = text_of(client.post(NEW, sent(step="ask-drop-0")))
    assert 'value="Satu loket"' in page
    assert 'name="ask-1-title"' not in page
    assert not Briefing.objects.exists()


def test_the_cost_of_a_request_follows_from_the_law(client, wati):
    page = text_of(client.post("/laporan/pratinjau/", sent(ask__0__workers="1.000", ask__0__months="1")))
    assert 'id="biaya-0"' in page
    assert 'id="pratinjau"' in page


def test_a_second_saver_sees_both_and_may_go_on(client, wati):
    made = draft(wati)
    rina = official("rina")
    actions.save_draft(by=rina, briefing=made, version=1, branch=made.branch, scope=scope_of(made), wanted=WANTED)
    answer = client.post(f"/laporan/konsep/{made.pk}/", sent(place="Aula", versi="1"))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "rina menyimpannya" in page
    assert "<td>Balai Kota</td><td>Aula</td>" in page
    assert 'name="versi" value="2"' in page
    client.post(f"/laporan/konsep/{made.pk}/", sent(place="Aula", versi="2"))
    assert wanted_of(Briefing.objects.get()).place == "Aula"


def test_a_change_that_is_sent_twice_is_saved_once_and_nobody_else_is_named(client, wati):
    made = draft(wati)
    answers = [client.post(f"/laporan/konsep/{made.pk}/", sent(place="Aula", versi="1")) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Briefing.objects.get().version == 2
    page = text_of(client.get(f"/laporan/konsep/{made.pk}/"))
    assert "Konsep disimpan." in page
    assert "diubah orang lain" not in page


def test_what_is_odd_about_a_stored_draft_is_said_when_it_is_opened(client, wati):
    made = draft(wati, number="12/ABC")
    assert "Nomor ini lain dari bentuk yang lazim" in text_of(client.get(f"/laporan/konsep/{made.pk}/"))


def test_another_branch_is_not_there(client, wati):
    made = draft(official("lain", people.cikokol()), at=people.cikokol())
    for answer in (client.get(f"/laporan/konsep/{made.pk}/"), client.post(f"/laporan/konsep/{made.pk}/", sent())):
        assert answer.status_code == 404
    assert made.title not in text_of(client.get("/laporan/"))
    assert client.post("/laporan/pratinjau/", sent(konsep=str(made.pk))).status_code == 404


def test_staff_read_a_draft_and_change_nothing(client, wati):
    made = draft(wati)
    client.force_login(people.budi())
    page = text_of(client.get(f"/laporan/konsep/{made.pk}/"))
    assert made.title in page
    assert "Simpan konsep" not in page
    assert client.post(f"/laporan/konsep/{made.pk}/", sent()).status_code == 403


def test_hostile_text_stands_as_text(client, wati):
    fields = dict(zip(("title", "addressee", "place", "ask__1__title"), HOSTILE, strict=True))
    answer = client.post(NEW, sent(**fields), follow=True)
    page = text_of(answer)
    assert wanted_of(Briefing.objects.get()).addressee == HOSTILE[1]
    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_a_form_without_its_token_is_refused(wati):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(wati)
    assert strict.post(NEW, sent()).status_code == 403


def test_the_list_is_narrowed_by_words_region_and_state(client, wati):
    draft(wati)
    draft(wati, title="Bahan lain", number="B/99/012024")
    everything = text_of(client.get("/laporan/"))
    assert "2 bahan" in everything
    assert "1 bahan" in text_of(client.get("/laporan/?q=99/012024"))
    assert "2 bahan" in text_of(client.get("/laporan/?wilayah=36.71&keadaan=konsep"))
    assert "Tidak ada bahan yang cocok." in text_of(client.get("/laporan/?keadaan=disampaikan"))
    assert "2 bahan" in text_of(client.get("/laporan/?wilayah=x&keadaan=y&q=%00"))


def test_an_empty_list_offers_the_one_action(client, wati):
    assert f'href="{NEW}"' in text_of(client.get("/laporan/"))
    client.force_login(people.budi())
    page = text_of(client.get("/laporan/"))
    assert "Belum ada bahan audiensi." in page
    assert f'href="{NEW}"' not in page


def test_it_speaks_english(client, wati):
    page = text_of(client.get("/en/laporan/baru/"))
    assert 'value="Mayor of Tangerang"' in page
    assert "Simpan" not in page


def test_a_new_draft_asks_for_no_number_that_gives_a_withheld_one_away(client, wati, settings):
    def asked_for():
        page = text_of(client.get("/laporan/baru/?wilayah=36.71.05&posisi=2023-12"))
        return re.search(r'<input[^>]*name="ask-0-workers"[^>]*>', page)[0]

    assert 'value="' in asked_for()
    settings.SMALL_CELL_PERSONS = 10**7
    assert 'value="' not in asked_for()


def test_a_nik_is_not_looked_for(client, wati):
    assert "3671054501900001" not in text_of(client.get("/laporan/?q=3671054501900001")).partition("<main")[2]


def test_an_old_form_of_what_went_out_leads_to_the_paper(client, wati):
    made = briefings.issued(wati)
    path = f"/laporan/konsep/{made.pk}/"
    assert client.get(path).headers["Location"] == f"/laporan/{made.code}/"
    page = text_of(client.post(path, sent(versi="1"), follow=True))
    assert "Bahan ini sudah disampaikan, jadi tidak diubah lagi." in page
    made.refresh_from_db()
    assert made.title != WANTED.title


def test_what_another_branch_issued_is_not_led_to(client, wati):
    made = briefings.issued(official("lain", people.cikokol()), at=people.cikokol())
    assert client.get(f"/laporan/konsep/{made.pk}/").status_code == 404


@pytest.mark.parametrize("path", [NEW, "/laporan/pratinjau/"])
def test_a_portal_without_any_place_says_so(client, db, path):
    client.force_login(people.person("pejabat", "official"))
    answer = client.post(path, {"langkah": "simpan"})
    assert answer.status_code == 404
    assert "Portal Cakupan" in text_of(answer)
