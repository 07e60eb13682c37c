"""What is typed becomes the choices of a draft, or is refused in words."""

import pytest
from django.http import QueryDict

from coverage_portal.briefings.drafting.form import BriefingForm, as_sent
from coverage_portal.briefings.models import Signatory
from coverage_portal.briefings.wanted import Part
from tests import people
from tests.briefings.drafting.world import SCOPE, WANTED, city, official, sent

NIK = "3671052501909001"


@pytest.fixture
def wati(db):
    city()
    return official()


def form_of(user, **changed):
    data = QueryDict(mutable=True)
    for name, values in sent(**changed).items():
        data.setlist(name, values)
    return BriefingForm(data, user)


def test_a_stored_draft_comes_back_as_it_was(wati):
    form = BriefingForm(as_sent(WANTED, SCOPE, people.cimone()), wati)
    assert form.is_valid(), form.errors
    assert (form.wanted(), form.scope(), form.branch()) == (WANTED, SCOPE, people.cimone())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("addressee", "", "belum diisi"),
        ("title", "x" * 201, "Paling banyak 200 karakter. Yang diisi 201"),
        ("day", "31-02-2024", "tidak ada di kalender"),
        ("efforts", "\n".join(["x"] * 21), "Paling banyak 20 baris"),
        ("copies_to", "x" * 121, "Baris 1 terlalu panjang"),
        ("wilayah", "99.99", "99.99"),
        ("posisi", "2031-03", "2031"),
        ("branch", "0", "tidak dikenal"),
        ("signatory", "999", "tidak dikenal"),
        ("language", "fr", "tidak dikenal"),
        ("legal", "uu-1-1900", "uu-1-1900"),
        ("ask__0__workers", "banyak", "Tulis bilangan bulat"),
        ("ask__0__months", "61", "Paling banyak 60"),
        ("step__0__what", "", "belum diisi"),
        ("step__0__days", "45", "tidak dikenal"),
        ("place", f"Rumah {NIK}", "NIK"),
        ("ask__0__reason", NIK, "NIK"),
    ],
)
def test_what_cannot_be_is_said_in_words(wati, field, value, said):
    form = form_of(wati, **{field: value})
    assert not form.is_valid()
    assert any(said in sentence for _id, sentence in form.errors), form.errors
    assert NIK not in str(form.errors)


def test_invisible_and_control_characters_go(wati):
    form = form_of(wati, place="Balai\u200b\x07 Kota\u00a0Baru", title="<script>alert(1)</script>")
    assert form.is_valid(), form.errors
    assert (form.wanted().place, form.wanted().title) == ("Balai Kota Baru", "<script>alert(1)</script>")


def test_workers_may_be_written_with_dots(wati):
    form = form_of(wati, ask__0__workers="12.500", ask__0__paid_by_state="tidak")
    assert form.is_valid(), form.errors
    assert (form.wanted().asks[0].workers, form.wanted().asks[0].paid_by_state) == (12_500, False)


def test_a_row_that_was_added_and_left_empty_is_no_request_and_no_step(wati):
    form = form_of(wati, ask__1__title="", step__0__what=" ", step__0__who="")
    assert form.is_valid(), form.errors
    assert [len(form.wanted().asks), len(form.wanted().steps)] == [len(WANTED.asks) - 1, len(WANTED.steps) - 1]


def test_a_request_of_ones_own_says_what_it_asks(wati):
    form = form_of(wati, ask__1__title="", ask__1__owner="Bappeda")
    assert not form.is_valid()
    assert any("belum diisi" in sentence for _id, sentence in form.errors)


def test_ten_requests_at_most(wati):
    assert len(form_of(wati, ask__rows="40").asks) == 10


def test_parts_that_are_off_are_left_out(wati):
    form = form_of(wati, parts=["usulan", "ringkasan"])
    assert form.wanted().parts == (Part.SUMMARY, Part.ASKS) if form.is_valid() else form.errors


@pytest.mark.parametrize(
    ("number", "odd"), [("B/1328/022020", False), ("", False), ("1328/B", True), ("B/1/132024", True)]
)
def test_an_odd_number_is_pointed_out_and_kept(wati, number, odd):
    form = form_of(wati, number=number)
    assert form.is_valid(), form.errors
    assert ("number" in form.cover.warnings) is odd
    assert form.wanted().number == number


def test_who_does_not_sign_on_the_day_is_pointed_out(wati):
    signs = Signatory.objects.create(
        branch=people.cimone(), name="Siti", title="Kepala", prefix="Pps.", started_on="2024-04-01"
    )
    form = form_of(wati, signatory=str(signs.pk))
    assert form.is_valid(), form.errors
    assert "Siti" in form.cover.warnings["signatory"]
    assert "signatory" not in form_of(wati, signatory=str(signs.pk), day="2024-04-02").cover.warnings


def test_another_branch_signs_not(wati):
    signs = Signatory.objects.create(branch=people.cikokol(), name="Siti", title="Kepala", started_on="2020-01-01")
    form = form_of(wati, signatory=str(signs.pk))
    assert not form.is_valid()
