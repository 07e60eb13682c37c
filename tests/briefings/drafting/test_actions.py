"""Drafts are written by verbs that leave a trace, one version at a time."""

from dataclasses import replace

import pytest
from django.http import Http404

from coverage_portal.briefings.drafting import actions, held
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import scope_of, wanted_of
from coverage_portal.briefings.wanted import AskKind, AskWanted, Edit, EmployerNamed
from coverage_portal.core.models import AuditEvent
from tests import people
from tests.briefings.drafting.world import SCOPE, WANTED, city, draft, official


@pytest.fixture
def wati(db):
    city()
    return official()


def save(by, briefing, version, **changed):
    wanted = replace(WANTED, **changed)
    return actions.save_draft(
        by=by, briefing=briefing, version=version, branch=people.cimone(), scope=SCOPE, wanted=wanted
    )


def verbs():
    return [*AuditEvent.objects.order_by("pk").values_list("verb", flat=True)]


def test_a_draft_is_kept_as_it_was_wanted(wati):
    made = Briefing.objects.get(pk=draft(wati).pk)
    assert (wanted_of(made), scope_of(made)) == (WANTED, SCOPE)
    assert (made.title, made.addressee, made.number, made.region.code) == (
        WANTED.title,
        WANTED.addressee,
        WANTED.number,
        "36.71",
    )
    assert verbs() == ["briefing_made"]


def test_the_same_form_sent_twice_makes_one(wati):
    assert draft(wati).pk == draft(wati).pk
    assert draft(wati, place="Di tempat lain").pk != draft(wati).pk


def test_a_second_saver_is_refused(wati):
    made = draft(wati)
    assert save(wati, made, 1, place="Aula").version == 2
    with pytest.raises(held.Changed):
        save(wati, made, 1, place="Pendopo")
    assert wanted_of(Briefing.objects.get()).place == "Aula"
    assert verbs() == ["briefing_made", "briefing_saved"]


def test_a_sentence_is_worded_anew_and_comes_back(wati):
    made = draft(wati)
    worded = actions.edit_sentence(by=wati, briefing=made, version=1, key="ringkasan-1", text="Kata sendiri")
    assert [(edit.key, edit.text) for edit in wanted_of(worded).edits] == [("ringkasan-1", "Kata sendiri")]
    worded = actions.edit_sentence(by=wati, briefing=made, version=2, key="ringkasan-1", text="")
    assert wanted_of(worded).edits == ()
    assert AuditEvent.objects.order_by("pk").last().detail["before"] == "Kata sendiri"


def test_own_words_follow_their_request(wati):
    one, other = AskWanted(AskKind.VULNERABLE, workers=500), AskWanted(AskKind.DATA)
    made = draft(wati, asks=(one, other))
    save_words = {"key": "usulan-2-alasan", "text": "Demi anak-anak", "instead_of": "Alasan"}
    worded = actions.edit_sentence(by=wati, briefing=made, version=1, **save_words)
    moved = replace(wanted_of(worded), asks=(other, one))
    saved = actions.save_draft(by=wati, briefing=made, version=2, branch=people.cimone(), scope=SCOPE, wanted=moved)
    (edit,) = wanted_of(saved).edits
    assert (edit.key, edit.text, edit.instead_of) == ("usulan-1-alasan", "Demi anak-anak", "Alasan")


def test_a_sentence_that_is_sent_twice_is_worded_once(wati):
    made = draft(wati)
    for text in ("Kata sendiri", "Kata sendiri"):
        assert actions.edit_sentence(by=wati, briefing=made, version=1, key="ringkasan-1", text=text).version == 2
    with pytest.raises(held.Changed):
        actions.edit_sentence(by=wati, briefing=made, version=1, key="ringkasan-1", text="Kata lain")
    assert verbs() == ["briefing_made", "briefing_worded"]


def test_a_copy_is_a_draft_of_its_own_without_number_and_names(wati):
    made = draft(wati, named=(EmployerNamed(1, "alasan", "budi"),))
    other = actions.copy(by=wati, briefing=made, day=None)
    assert other.pk != made.pk
    assert wanted_of(other) == replace(WANTED, day=None, number="")


def test_a_copy_keeps_own_words_but_none_that_may_hold_a_name(wati):
    """The part's title and lead belong to no row; they could name an employer that nobody ticked this time."""
    keys = ("penutup", "pemberi-kerja-judul", "pemberi-kerja-pilihan", "pemberi-kerja-1")
    edits = tuple(Edit(key, "PT Maju Jaya", "Wati") for key in keys)
    made = draft(wati, named=(EmployerNamed(1, "alasan", "budi"),), edits=edits)
    other = actions.copy(by=wati, briefing=made, day=None)
    assert [edit.key for edit in wanted_of(other).edits] == ["penutup"]


def test_a_discarded_draft_is_gone_and_remembered(wati):
    actions.discard(by=wati, briefing=draft(wati))
    assert not Briefing.objects.exists()
    assert AuditEvent.objects.order_by("pk").last().detail["before"]["title"] == WANTED.title


def test_what_went_out_is_not_changed(wati):
    made = draft(wati)
    Briefing.objects.update(issued_at="2024-03-22T00:00Z", issued_by=wati, code="K7QM2TXR", sha256="0" * 64)
    with pytest.raises(held.Issued):
        save(wati, made, 1)
    with pytest.raises(held.Issued):
        actions.discard(by=wati, briefing=made)


def test_what_was_discarded_meanwhile_is_not_found(wati):
    made = draft(wati)
    gone = Briefing.objects.get(pk=made.pk)
    actions.discard(by=wati, briefing=made)
    with pytest.raises(Http404):
        save(wati, gone, gone.version)
