"""Sentences of a draft, its files, a copy for another day, and throwing it away."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from coverage_portal.briefings.drafting import actions
from coverage_portal.briefings.making import document_of
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import scope_of, wanted_of
from tests import people
from tests.briefings import made as briefings
from tests.briefings.drafting.world import WANTED, city, draft, official, sent, text_of


@pytest.fixture
def wati(client, db):
    city()
    user = official()
    client.force_login(user)
    return user


@pytest.fixture
def made(wati):
    return draft(wati)


def sentence_of(briefing):
    return document_of(briefing).sections[0].title


def word(client, briefing, text, version="1", **more):
    data = {"key": sentence_of(briefing).key, "text": text, "versi": version} | more
    return client.post(f"/laporan/konsep/{briefing.pk}/kalimat/", data, follow=True)


def test_every_sentence_stands_there_with_what_it_rests_on(client, made):
    page = unescape(text_of(client.get(f"/laporan/konsep/{made.pk}/kalimat/")))
    assert all(sentence.text in page for sentence in document_of(made).sentences())
    assert "1.190.000 = 9,4%" in page


def test_a_sentence_worded_anew_is_marked_and_has_a_way_back(client, made):
    said = sentence_of(made).text
    page = unescape(text_of(word(client, made, "Lebih dari separuh sudah terlindungi")))
    assert "Kalimat disimpan." in page
    assert "Diubah oleh pejabat." in page
    assert said in page
    assert sentence_of(Briefing.objects.get()).edited
    word(client, made, "", "2", langkah="semula")
    assert wanted_of(Briefing.objects.get()).edits == ()


def test_a_number_that_is_not_in_the_data_is_said_at_once(client, made):
    page = text_of(word(client, made, "Sudah 99,9% terlindungi"))
    assert "Angka ini tidak ada dalam data: 99,9%" in page
    assert wanted_of(Briefing.objects.get()).edits[0].text == "Sudah 99,9% terlindungi"


def test_words_whose_ground_has_changed_are_said_to_be_so(client, made):
    word(client, made, "Lebih dari separuh sudah terlindungi")
    kept, said = Briefing.objects.get(), sentence_of(made).text
    assert "berubah sejak kalimat ini ditulis" not in text_of(client.get(f"/laporan/konsep/{made.pk}/kalimat/"))
    wanted = replace(wanted_of(kept), language="en")
    actions.save_draft(
        by=kept.made_by, briefing=kept, version=2, branch=kept.branch, scope=scope_of(kept), wanted=wanted
    )
    page = unescape(text_of(client.get(f"/laporan/konsep/{made.pk}/kalimat/")))
    assert "berubah sejak kalimat ini ditulis" in page
    assert said in page


def test_the_template_s_own_words_are_no_change(client, made):
    word(client, made, sentence_of(made).text)
    assert wanted_of(Briefing.objects.get()).edits == ()


@pytest.mark.parametrize("text", ["x" * 601, "NIK 3671052501909001"])
def test_what_cannot_be_a_sentence_is_refused(client, made, text):
    page = text_of(word(client, made, text))
    assert "<title>Galat:" in page
    assert "3671052501909001" not in page
    assert wanted_of(Briefing.objects.get()).edits == ()


def test_who_is_slower_is_told_and_keeps_the_words(client, made):
    word(client, made, "Kata pertama")
    page = text_of(word(client, made, "Kata kedua"))
    assert "belum disimpan: “Kata kedua”" in page
    assert wanted_of(Briefing.objects.get()).edits[0].text == "Kata pertama"


def test_hostile_words_stand_as_words(client, made):
    page = text_of(word(client, made, "<script>alert(1)</script> {{7*7}}"))
    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_no_such_sentence_is_404(client, made):
    answer = client.post(f"/laporan/konsep/{made.pk}/kalimat/", {"key": "apa", "text": "x", "versi": "1"})
    assert answer.status_code == 404


def test_a_file_of_a_draft_says_what_it_is(client, made):
    answer = client.get(f"/laporan/konsep/{made.pk}/berkas.xlsx")
    assert answer.headers["Content-Disposition"].endswith('konsep.xlsx"')
    assert answer.content[:2] == b"PK"
    assert client.get(f"/laporan/konsep/{made.pk}/berkas.exe").status_code == 404


def test_a_copy_for_another_day(client, made):
    assert WANTED.title in text_of(client.get(f"/laporan/salin/{made.pk}/"))
    answer = client.post(f"/laporan/salin/{made.pk}/", {"day": "2024-06-01"})
    other = Briefing.objects.exclude(pk=made.pk).get()
    assert answer.headers["Location"] == f"/laporan/konsep/{other.pk}/"
    assert (other.meeting_on, other.number, other.title) == (date(2024, 6, 1), "", WANTED.title)


def test_a_wrong_day_is_said(client, made):
    assert "tidak ada di kalender" in text_of(client.post(f"/laporan/salin/{made.pk}/", {"day": "besok"}))


def test_a_draft_is_thrown_away_after_asking(client, made):
    assert "Buang konsep ini?" in text_of(client.get(f"/laporan/konsep/{made.pk}/hapus/"))
    assert Briefing.objects.exists()
    assert "dibuang" in text_of(client.post(f"/laporan/konsep/{made.pk}/hapus/", follow=True))
    assert not Briefing.objects.exists()


@pytest.mark.parametrize("page", ["konsep/{}/kalimat/", "konsep/{}/hapus/", "konsep/{}/berkas.xlsx", "salin/{}/"])
def test_another_branch_s_draft_is_not_there(client, wati, page):
    elsewhere = draft(official("lain", people.cikokol()), at=people.cikokol())
    path = f"/laporan/{page.format(elsewhere.pk)}"
    assert client.get(path).status_code == 404
    assert client.post(path, {"key": "ringkasan-judul"}).status_code in (403, 404)
    assert Briefing.objects.count() == 1


def test_staff_read_sentences_and_word_none(client, made):
    client.force_login(people.budi())
    page = text_of(client.get(f"/laporan/konsep/{made.pk}/kalimat/"))
    assert "Simpan kalimat" not in page
    assert word(client, made, "Kata").status_code == 403


def test_a_corrections_pages_name_what_it_corrects_while_it_is_written(client, made, wati):
    Briefing.objects.filter(pk=made.pk).update(corrects=briefings.issued(wati, number="B/7/012024"))
    address = f"/laporan/konsep/{made.pk}/"
    live = client.post("/laporan/pratinjau/", {**sent(), "konsep": str(made.pk)})
    assert all("Memperbaiki B/7/012024" in text_of(answer) for answer in (client.get(address), live))
