"""Every rule of the registration form, each with its words and the value that broke it."""

from datetime import date

import pytest

from coverage_portal.register.entering.form import EmployerForm
from tests import people
from tests.employers import made
from tests.register.sent import prospect, registration

NIK = "3671052501909001"


@pytest.fixture
def rini(db):
    """Data admin of Tangerang Cimone."""
    return people.person("rini", "admin", people.cimone())


def errors(user, employer=None, **changed):
    form = EmployerForm(user, registration(**changed), employer)
    return {name: list(found) for name, found in form.errors.items()}


def test_a_firm_in_order_gives_its_facts(rini):
    form = EmployerForm(rini, registration())
    assert form.is_valid(), form.errors
    assert form.warnings == {}
    facts = form.facts()
    assert facts["district_id"] == made.district().pk
    assert facts["branch_id"] == people.cimone().pk
    assert (facts["npp"], facts["nib"], facts["npwp"]) == ("TC100214", "9120000123456", "0012345674411000")
    assert (facts["kbli_version"], facts["kbli_code"], facts["kbli_section"]) == (2020, "56101", "I")
    assert (facts["risk_code"], facts["risk_group"], facts["risk_as_of"]) == ("3-45", 3, date(2023, 1, 1))
    assert (facts["declared_headcount"], facts["declared_wages"]) == (240, 1_190_000_000)
    assert form.programmes() == dict.fromkeys((1, 2, 4), date(2020, 3, 1))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Isian ini belum diisi."),
        ("name", "x" * 10_000, "Paling banyak 200 karakter. Yang diisi 10.000 karakter."),
        ("nib", "912000012345", "NIB harus 13 angka. Yang diisi 12 angka."),
        ("nib", "91200001234567", "NIB harus 13 angka. Yang diisi 14 angka."),
        ("nib", "OSS", "NIB hanya angka. Yang diisi: “OSS”."),
        ("npwp", "01.234.567.4-411", "NPWP harus 15, 16, atau 22 angka. Yang diisi 12 angka."),
        ("npwp", "01.234.567.4-411.00000", "NPWP harus 15, 16, atau 22 angka. Yang diisi 17 angka."),
        ("npp", "", "Isian ini belum diisi."),
        ("registered_on", "", "Isian ini belum diisi."),
        ("registered_on", "2199-01-01", "Tanggal sesudah tahun 2100."),
        ("registered_on", "2090-01-01", "Tanggal tidak boleh sesudah hari ini. Yang diisi: 1 Januari 2090."),
        ("registered_on", "1820-01-01", "Tanggal harus sejak tahun 1901. Yang diisi: 1 Januari 1820."),
        ("kbli", "561", "KBLI 2020: isi kode 5 angka atau huruf kategori. Yang diisi: “561”."),
        ("kbli_version", "", None),
        ("risk_code", "3-999", "Kode “3-999” tidak ada di daftar. Pilih salah satu hasil pencarian."),
        ("scale", "9", "Pilihan “9” tidak dikenal. Pilih salah satu dari daftar."),
        ("scale_basis", "", "Pilih dasarnya: skala menurut modal, penjualan, atau jumlah pekerja."),
        ("registered_headcount", "296", "Pekerja terdaftar (296) melebihi pekerja wajib (240)."),
        ("declared_headcount", "banyak", "Tulis bilangan bulat, misalnya 240. Yang diisi: “banyak”."),
        ("declared_on", "", "Isi tanggal laporannya: jumlah pekerja berubah dari waktu ke waktu."),
        ("contact_email", "sdm@", "Tulis alamat surel lengkap, misalnya nama@perusahaan.co.id. Yang diisi: “sdm@”."),
    ],
)
def test_each_rule_says_itself_and_the_value(rini, field, typed, said):
    found = errors(rini, **{field: typed})
    if said is None:
        assert found["kbli"] == ["Pilih juga versi KBLI: huruf dan kode yang sama berarti lain di versi lain."]
    else:
        assert found == {field: [said]}


@pytest.mark.parametrize("typed", ["1.190.000", "1190000", "1,190,000", "1 190 000"])
def test_numbers_are_read_however_they_are_grouped(rini, typed):
    form = EmployerForm(rini, registration(declared_headcount=typed))
    assert form.is_valid(), form.errors
    assert form.facts()["declared_headcount"] == 1_190_000


def test_wrong_check_digits_and_unusual_npps_only_warn(rini):
    form = EmployerForm(rini, registration(npwp="01.234.567.9-411.000", npp="tc-1"))
    assert form.is_valid(), form.errors
    assert form.warnings == {
        "npp": ["NPP biasanya 8 huruf besar atau angka. Yang diisi: “TC1”."],
        "npwp": ["Angka pemeriksa NPWP tidak cocok. Yang diisi: 0012345679411000. Periksa sekali lagi."],
    }


def test_an_npwp_that_is_a_nik_is_refused_and_never_shown(rini):
    form = EmployerForm(rini, registration(npwp=NIK))
    assert not form.is_valid()
    assert "adalah NIK seseorang" in form.errors["npwp"][0]
    assert NIK not in str(form) + str(form.errors) + str(dict(form.data))


@pytest.mark.parametrize(
    "field",
    ["name", "address", "contact_name", "contact_phone", "contact_email", "npp", "nib", "kbli", "kbli_words", "scale"],
)
@pytest.mark.parametrize("written", [NIK, "36.7105.250190.9001", "3671 0525 0190 9001"])
def test_a_nik_anywhere_is_refused_and_never_shown(rini, field, written):
    form = EmployerForm(rini, registration(**{field: f"{written}"}))
    assert not form.is_valid()
    assert "sepanjang NIK" in form.errors[field][0]
    assert written not in str(form) + str(form.errors) + str(dict(form.data))


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("npwp", "0000003671052501909001"),
        ("npwp", "03671052501909001"),
        ("npwp", "0 3671 0525 0190 9001"),
        ("npwp", "3671052501909001000000"),
        ("contact_phone", "367105/250190/9001"),
        ("contact_phone", "3671,0525,0190,9001"),
        ("division", "3671_0525_0190_9001"),
        ("nib", "3671052501909001"),
        ("npp", "3671.0525.0190.9001"),
        ("address", "Jalan Contoh, 3671\u200b0525 0190\n90010"),
    ],
)
def test_a_nik_made_to_look_like_something_else_is_not_kept(rini, field, written):
    form = EmployerForm(rini, registration(**{field: written}))
    assert not form.is_valid() and form.errors[field]
    assert form.typed.getlist(field) == []
    assert written not in str(form) + str(form.errors) + str(dict(form.data))


@pytest.mark.parametrize("npwp", ["0012345674411000", "012345674411000", "0012345674411000000001"])
def test_a_firms_own_npwp_is_kept(rini, npwp):
    form = EmployerForm(rini, registration(npwp=npwp))
    assert form.is_valid(), form.errors
    assert form.facts()["npwp"] in (npwp, f"0{npwp}")


@pytest.mark.parametrize("typed", ["TC10021🦀", "%%TC1002", "TC1٠٠٢١٤", "ＴＣ１００２１４", "TC_10021", "ßC100214"])
def test_an_npp_is_of_plain_letters_and_digits(rini, typed):
    said = f"NPP hanya huruf A sampai Z dan angka 0 sampai 9. Yang diisi: “{typed}”."
    assert errors(rini, npp=typed)["npp"] == [said]


@pytest.mark.parametrize("typed", ["tc 100.214", "TC-100214", "'TC100214"])
def test_an_npp_is_kept_without_the_signs_people_put_into_it(rini, typed):
    form = EmployerForm(rini, registration(npp=typed))
    assert form.is_valid() and form.facts()["npp"] == "TC100214"


def test_an_npp_that_an_import_stored_stays_as_it_is(rini):
    firm = made.employer(npp="TC_10021")
    assert "npp" not in errors(rini, firm, npp="TC_10021")


def test_two_telephones_are_no_nik(rini):
    assert errors(rini, contact_phone="021-5555555, 081234567890") == {}


def test_emoji_and_quotes_are_letters_like_others(rini):
    form = EmployerForm(rini, registration(name="PT “Contoh” <b>100%_🦀</b>"))
    assert form.is_valid(), form.errors
    assert form.facts()["name"] == "PT “Contoh” <b>100%_🦀</b>"


def test_a_prospect_says_where_it_was_found_and_has_neither_npp_nor_programmes(rini):
    form = EmployerForm(rini, prospect())
    assert form.is_valid(), form.errors
    facts = form.facts()
    assert (facts["found_in"], facts["found_on"]) == ("wlkp", date(2023, 5, 2))
    assert "npp" not in facts
    assert form.programmes() == {}
    wrong = EmployerForm(rini, prospect(npp="TC100214", found_in="", programmes_joined=["JKK"]))
    assert set(wrong.errors) == {"npp", "found_in", "programmes_joined"}


def test_an_npp_is_of_one_employer(rini):
    made.employer(name="PT Lama")
    assert errors(rini) == {"npp": ["NPP TC100214 sudah terdaftar atas nama PT Lama."]}


def test_another_branchs_employer_is_not_named(rini):
    made.employer(name="PT Lama", branch=people.cikokol())
    assert errors(rini) == {"npp": ["NPP TC100214 sudah terdaftar di kantor cabang lain."]}


def test_one_may_only_register_at_branches_one_edits(rini):
    people.cikokol()
    assert set(errors(rini, branch="CKK")) == {"branch"}
    assert errors(people.person("tuti", "admin"), branch="CKK") == {}


def test_what_an_import_stored_without_a_basis_does_not_stop_a_correction(rini):
    firm = made.employer(declared_headcount=10, address="Jalan Satu")
    sent = registration(scale_basis="", scale_as_of="", declared_on="", declared_headcount="10")
    sent |= {"registered_headcount": "", "declared_wages": "", "programmes_joined": []}
    form = EmployerForm(rini, sent, firm)
    assert form.is_valid(), form.errors
    assert "branch_id" not in form.facts()


def test_numbers_that_an_import_parted_stop_no_correction_of_anything_else(rini):
    firm = made.employer(declared_headcount=80, registered_headcount=100, declared_on=date(2023, 6, 30))
    stored = {"declared_headcount": "80", "registered_headcount": "100", "declared_wages": "", "programmes_joined": []}
    form = EmployerForm(rini, registration(**stored), firm)
    assert form.is_valid(), form.errors
    assert form.warnings["registered_headcount"] == ["Pekerja terdaftar (100) melebihi pekerja wajib (80)."]
    assert set(errors(rini, firm, **stored | {"registered_headcount": "90"})) == {"registered_headcount"}
    assert set(errors(rini, firm, **stored | {"declared_headcount": "70"})) == {"registered_headcount"}
    firm.declared_headcount, firm.declared_wages = None, 500_000_000
    gone = stored | {"declared_headcount": "", "declared_wages": "500.000.000"}
    assert errors(rini, firm, **gone) == {}
    assert set(errors(rini, firm, **gone | {"declared_wages": "600.000.000"})) == {"declared_headcount"}


def test_a_code_of_kbli_2025_has_no_section_of_its_own(rini):
    form = EmployerForm(rini, registration(kbli_version="2025"))
    assert form.is_valid(), form.errors
    assert (form.facts()["kbli_code"], form.facts()["kbli_section"]) == ("56101", "")


def test_the_smallest_form_is_enough(rini):
    people.cimone()
    made.district()
    names = ("kind", "name", "npp", "registered_on", "branch", "district")
    form = EmployerForm(rini, {name: registration()[name] for name in names})
    assert form.is_valid(), form.errors
    assert form.facts()["scale"] is None
