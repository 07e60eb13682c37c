"""The usual words of a new briefing follow its language while nobody has touched them; what was typed stays."""

import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.utils.translation import override

from coverage_portal.briefings.drafting.form import BriefingForm
from coverage_portal.briefings.drafting.usual import usual_words
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import wanted_of
from coverage_portal.briefings.wanted import StepWanted, Wanted
from coverage_portal.coverage.dashboard import Place
from tests.briefings.drafting.world import NEW, city, draft, official, sent, text_of

CITY = Place("36.71", "Kota Tangerang", 2)


def words_in(language):
    with override(language):
        return usual_words(CITY)


ID, EN = words_in("id"), words_in("en")
USUAL = Wanted(title=ID.title, addressee=ID.addressee, confidentiality=ID.confidentiality, steps=ID.steps)


@pytest.fixture
def wati(client, db):
    city()
    user = official()
    client.force_login(user)
    return user


def form_of(user, wanted, **changed):
    data = QueryDict(mutable=True)
    for name, values in sent(wanted, **changed).items():
        data.setlist(name, values)
    form = BriefingForm(data, user)
    assert form.is_valid(), form.errors
    return form


def test_the_two_languages_say_it_otherwise():
    assert ID.title == "Bahan audiensi dengan Wali Kota Tangerang"
    assert EN.title != ID.title and len(EN.steps) == len(ID.steps) == 3
    assert all(there.what != here.what for there, here in zip(EN.steps, ID.steps, strict=True))


def test_usual_words_become_those_of_the_chosen_language(wati):
    wanted = form_of(wati, USUAL, language="en").wanted()
    assert (wanted.title, wanted.addressee, wanted.confidentiality) == (EN.title, EN.addressee, EN.confidentiality)
    assert wanted.steps == EN.steps
    english = replace(USUAL, title=EN.title, addressee=EN.addressee, confidentiality="", steps=EN.steps, language="en")
    back = form_of(wati, english, language="id").wanted()
    assert (back.title, back.addressee, back.confidentiality, back.steps) == (ID.title, ID.addressee, "", ID.steps)


def test_what_was_typed_stays_and_so_does_who_takes_a_usual_step(wati):
    steps = (StepWanted(60, ID.steps[0].what, "Bidang Kepesertaan"), StepWanted(30, "Menyusun jadwal"))
    wanted = form_of(wati, replace(USUAL, title="Rapat koordinasi", steps=steps), language="en").wanted()
    assert (wanted.title, wanted.addressee) == ("Rapat koordinasi", EN.addressee)
    assert wanted.steps == (StepWanted(60, EN.steps[0].what, "Bidang Kepesertaan"), steps[1])


def test_without_a_change_of_language_nothing_changes(wati):
    """An English paper may bear the usual Indonesian title, when somebody wrote it there."""
    english = replace(USUAL, language="en")
    assert form_of(wati, english).wanted() == english
    assert form_of(wati, USUAL, language="en", semula="fr").wanted().title == ID.title


def test_the_page_shows_them_and_takes_them_back(client, wati):
    """Without a script: the button of the preview sends the form, and it comes back in the other language."""
    page = text_of(client.post(NEW, sent(USUAL, step="pratinjau", language="en")))
    assert f'value="{EN.title}"' in page and f'value="{ID.title}"' not in page
    assert '<input type="hidden" name="semula" id="id_semula" value="en">' in page
    assert "Konsep disimpan" in text_of(client.post(NEW, sent(USUAL, language="en"), follow=True))
    assert wanted_of(Briefing.objects.get()).steps == EN.steps


def test_a_stored_draft_is_saved_in_the_other_language(client, wati):
    stored = draft(wati, USUAL)
    client.post(f"/laporan/konsep/{stored.pk}/", {**sent(USUAL, language="en"), "versi": "1"})
    assert wanted_of(Briefing.objects.get()).title == EN.title


def test_the_live_preview_brings_the_words_to_the_fields(client, wati):
    live = text_of(client.post("/laporan/pratinjau/", sent(USUAL, language="en")))
    brought = dict(re.findall(r'<input hidden id="([^"]+)" value="([^"]*)">', live))
    assert brought["id_title"] == EN.title and brought["id_step-2-what"] == EN.steps[2].what
    assert brought["id_semula"] == "en"
    assert "<input hidden" not in text_of(client.post("/laporan/pratinjau/", sent(USUAL)))
