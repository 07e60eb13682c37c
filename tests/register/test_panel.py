"""What stands beside the form: the law of today, what is missing, and the month's contribution with its working."""

from decimal import Decimal

import pytest

from coverage_portal.core.spells import today
from coverage_portal.programmes.actions import load_law
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.panel import panel_of
from tests import people
from tests.employers import made
from tests.register.sent import prospect, registration


@pytest.fixture
def rini(db):
    """Data admin of Tangerang Cimone."""
    load_law(by=None)
    return people.person("rini", "admin", people.cimone())


def panel(user, sent=registration, **changed):
    return panel_of(EmployerForm(user, sent(**changed)))


def asked(found):
    return {rule.codes: rule.lacking for rule in found.asked if rule.words == "Wajib"}


def test_what_the_scale_must_join_and_lacks_with_its_article(rini):
    assert asked(panel(rini)) == {"JKK, JKM, JHT, JP": "JP"}
    assert all(rule.source.citation for rule in panel(rini).asked)
    micro = panel(rini, scale="1", programmes_joined=[])
    assert asked(micro)["JKK, JKM"] == "JKK, JKM"


def test_staff_of_the_state_are_asked_by_their_own_rule(rini):
    private, state = panel(rini, scale=""), panel(rini, scale="", legal_form="Instansi")
    assert private.asked == ()
    assert state.asked != ()


def test_a_prospect_is_told_what_it_must_join_and_not_what_it_failed_to(rini):
    assert set(asked(panel(rini, prospect)).values()) == {""}


def test_the_month_is_split_by_payer_and_adds_up(rini):
    month = panel(rini, programmes_joined=["JKK", "JKM", "JHT", "JP", "JKP"]).month
    payers = [payer for payer, _amount in month.totals]
    assert payers == ["Pemberi kerja", "Pekerja", "Pemerintah (APBN/APBD)"]
    paid = sum(int(amount.removeprefix("Rp").replace(".", "")) for _payer, amount in month.totals)
    assert f"Rp{paid:,}".replace(",", ".") == month.amount
    assert [line.code for line in month.lines] == ["JKK", "JKM", "JHT", "JP", "JKP"]
    assert all(line.working.steps and line.working.sources for line in month.lines)


def test_a_mean_below_the_minimum_wage_of_this_year_is_lifted_and_says_so(rini):
    assert "belum tercatat" in " ".join(panel(rini).month.basis)
    made.minimum_wage(str(Decimal(5_399_405)), year=today().year)
    basis = " ".join(panel(rini).month.basis)
    assert f"Di bawah UMK {today().year}, Rp5.399.405; iuran dihitung dari UMK." in basis


def test_what_is_still_wanted_is_named(rini):
    wanted = panel(rini, declared_wages="", risk_code="")
    assert wanted.month is None
    assert wanted.wanted == ("Jumlah upah sebulan", "Kelompok risiko JKK")


def test_without_any_law_it_says_nothing_it_does_not_know(db):
    user = people.person("tuti", "admin")
    found = panel(user)
    assert (found.asked, found.wanted) == ((), ())


def test_shortfall_and_full_registration_in_words(rini):
    assert panel(rini).unregistered == "96 dari 240 pekerja terdaftar. 144 belum."
    assert panel(rini, registered_headcount="240").unregistered == "240 dari 240 pekerja terdaftar."


def test_numbers_that_cannot_be_so_are_named_while_one_types(rini):
    warned = panel(rini, nib="9120000123", registered_headcount="296").warnings
    assert ("id_nib", "NIB harus 13 angka. Yang diisi 10 angka.") in warned
    assert ("id_registered_headcount", "Pekerja terdaftar (296) melebihi pekerja wajib (240).") in warned
    assert panel(rini, nib="", registered_headcount="").warnings == ()


def test_a_nik_in_place_of_an_npwp_is_explained_while_one_types(rini):
    (warned,) = panel(rini, npwp="3671052501909001").warnings
    assert warned[0] == "id_npwp" and warned[1].startswith("NPWP 16 angka yang tidak diawali 0 adalah NIK seseorang.")
