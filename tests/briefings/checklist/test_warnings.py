"""Warnings are taken upon oneself: each appears when there is reason to, and not otherwise."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.briefings.checklist import Level, check
from coverage_portal.briefings.checklist.wording import SAYINGS
from coverage_portal.coverage.workings import Figure, Working
from tests.briefings.checklist.changed import figures_changed, found, good, section_changed
from tests.briefings.sample import document


def noted(note: str):
    """A figure whose first source carries a note."""
    return lambda figure: replace(
        figure,
        working=replace(
            figure.working, inputs=(replace(figure.working.inputs[0], note=note), *figure.working.inputs[1:])
        ),
    )


def edited(text: str, generated: str = "Demikian."):
    """The good sample with its closing words in somebody's own."""

    def change(section):
        closing = section.blocks[-1]
        sentence = replace(closing.sentence, text=text, generated=generated, edited_by="Ratna Dewi")
        return replace(section, blocks=(*section.blocks[:-1], replace(closing, sentence=sentence)))

    return section_changed(good(), "usulan", change)


def test_words_of_ones_own_that_the_data_have_overtaken():
    def change(section):
        closing = section.blocks[-1]
        sentence = replace(closing.sentence, text="Kata", generated="Kini.", edited_by="Wati", instead_of="Dulu 5%.")
        return replace(section, blocks=(*section.blocks[:-1], replace(closing, sentence=sentence)))

    (warning,) = check(section_changed(good(), "usulan", change))
    assert (warning.key, warning.level) == ("overtaken-usulan-penutup-1", Level.WARNING)
    assert "Wati menulis “Kata” sebagai ganti “Dulu 5%.”" in warning.text
    assert "kini berbunyi “Kini.”" in warning.text


def test_denominators_of_different_publishers_or_times():
    def other(figure: Figure) -> Figure:
        part, whole = figure.working.inputs
        whole = replace(whole, publisher="BPS", period="2020-08")
        return replace(figure, working=replace(figure.working, inputs=(part, whole)))

    warning = found(figures_changed(good(), "tren-2020-12-cakupan", other))["mixed-denominators"]
    assert warning.level is Level.WARNING
    assert "2023, Republika; Agustus 2020, BPS" in warning.text


def test_a_rate_over_one():
    def more(figure: Figure) -> Figure:
        part, whole = figure.working.inputs
        part = replace(part, quantity=replace(part.quantity, value=2 * whole.quantity.value))
        return replace(figure, value=Fraction(2), working=replace(figure.working, inputs=(part, whole)))

    kept = figures_changed(good(), "kecamatan-36.71.02-cakupan", more)
    assert set(found(kept)) == {"over-one"}
    assert "di atas 100% (Jatiuwung: Cakupan)" in found(kept)["over-one"].text


@pytest.mark.parametrize(("day", "stale"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)])
def test_data_older_than_six_months_on_the_day_of_the_meeting(day, stale):
    kept = good()
    assert ("stale" in found(replace(kept, meeting=replace(kept.meeting, day=day)))) is stale
    undated = replace(kept, meeting=replace(kept.meeting, day=None))
    assert bool(check(undated, today=day)) is stale
    if stale:
        assert "31 Desember 2023, lebih dari 6 bulan sebelum 1 Juli 2024" in check(undated, today=day)[0].text


@pytest.mark.parametrize(
    ("day", "warned"), [("2024-01-31", True), ("2024-02-01", False), ("2024-06-30", False), ("2024-07-01", True)]
)
def test_somebody_who_does_not_sign_on_the_day_of_the_meeting(day, warned):
    kept, day = good(), date.fromisoformat(day)
    signs = replace(kept.signatory, since=date(2024, 2, 1), until=date(2024, 7, 1))
    met = replace(kept, signatory=signs, meeting=replace(kept.meeting, day=day))
    assert ("not-signing" in found(met)) is warned
    undated = replace(met, meeting=replace(met.meeting, day=None))
    assert ("not-signing" in [one.key for one in check(undated, today=day)]) is warned
    if warned:
        assert found(met)["not-signing"].text.startswith("Budi Santoso tidak bertugas menandatangani pada ")


def test_a_legal_basis_nobody_verified():
    warning = found(document())["unverified-law"]
    assert "SE Wali Kota 19349" in warning.text
    assert "UU 24/2011" not in warning.text


def test_an_amount_that_rests_on_a_rule_nobody_verified():
    kept = figures_changed(good(), "usulan-1-iuran", noted("Harinya belum diverifikasi."))
    assert "Daftarkan pekerja rentan melalui APBD: Iuran setahun" in found(kept)["unverified-price"].text
    doubted = figures_changed(
        good(),
        "usulan-1-iuran",
        lambda one: replace(one, working=replace(one.working, caveats=("Belum diverifikasi: aturan.",))),
    )
    assert set(found(doubted)) == {"unverified-price"}


def test_withheld_cells():
    def hidden(figure: Figure) -> Figure:
        return replace(figure, value=None, withheld=True, working=Working("", "", ()))

    kept = figures_changed(
        figures_changed(good(), "kecamatan-36.71.05-jumlah", hidden), "kecamatan-36.71.05-celah", hidden
    )
    warning = found(kept)["withheld"]
    assert warning.text.startswith("2 angka dirahasiakan")
    assert "Cipondoh: Belum; Cipondoh: Terlindungi" in warning.text


@pytest.mark.parametrize(
    "text",
    [
        "Demikian disampaikan.",
        "Cakupan 61,8% (61,8 persen), 736 ribu dari 1,19 juta.",
        "Celahnya 454.000, antara 448.500–459.500.",
        "Rp2,02 miliar, tepatnya Rp2.016.000.000: Rp16.800 untuk 10.000 pekerja selama 12 bulan.",
        "Dua usulan; 2 usulan untuk 6 kecamatan.",
        "Menurut Pasal 14 UU 24/2011, pada 22 Maret 2024.",
    ],
)
def test_own_words_with_numbers_of_the_data(text):
    assert check(edited(text)) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Cakupan 62,8%.", "62,8%"),
        ("Sekitar 700 ribu pekerja.", "700 ribu"),
        ("Rp2,20 miliar setahun.", "Rp2,20 miliar"),
        ("10.001 pekerja pada 22 Maret 2024.", "10.001"),
        ("61,8 poin.", "61,8 poin"),
        ("736.000%", "736.000%"),
        ("Cakupan 61.9%.", "61.9%"),
    ],
)
def test_own_words_with_a_number_that_is_not_in_the_data(text, number):
    (warning,) = check(edited(text))
    assert (warning.key, warning.where) == ("edited-usulan-penutup-1", "usulan")
    assert f"tidak ada dalam data: {number}." in warning.text
    assert "Ratna Dewi" in warning.text
    assert text in warning.text


def test_numbers_that_the_template_said_may_stay():
    assert check(edited("Registri memuat 77 dari 88.", "Registri ini memuat 77 dari 88 kabupaten/kota.")) == ()
    assert check(edited("Registri memuat 78.", "Registri ini memuat 77 kabupaten/kota.")) != ()


def test_the_templates_own_numbers_are_not_asked_about():
    kept = section_changed(good(), "usulan", lambda one: replace(one, title=replace(one.title, text="999 usulan")))
    assert check(kept) == ()


def test_an_estimate_in_the_headline():
    kept = figures_changed(good(), "cakupan", lambda one: replace(one, estimated=True))
    assert "perkiraan" in found(kept)["estimated-headline-ringkasan"].text
    turned = replace(kept, sections=(kept.sections[1], kept.sections[0], *kept.sections[2:]))
    assert "estimated-headline-ringkasan" in found(turned), "also where progress on commitments comes first"
    elsewhere = figures_changed(good(), "kecamatan-36.71.05-celah", lambda one: replace(one, estimated=True))
    assert check(elsewhere) == ()


def test_named_employers():
    kept = good()
    section = replace(kept.sections[-1], key="pemberi-kerja", kicker="Pemberi kerja", blocks=())
    named = replace(kept, sections=(*kept.sections, section))
    assert set(found(named)) == {"named-employers-pemberi-kerja"}


def test_a_cost_that_rests_on_a_relief_that_ends():
    def relieved(figure: Figure) -> Figure:
        people, price, months = figure.working.inputs
        less = replace(price, label="keringanan PP 50/2025", note="Keringanan berakhir sebelum Januari 2027.")
        less = replace(less, quantity=replace(less.quantity, value=Fraction(8_400)))
        formula = "Pekerja × (iuran − keringanan) × bulan"
        working = replace(figure.working, formula=formula, inputs=(people, price, less, months))
        return replace(figure, value=Fraction(1_008_000_000), working=working)

    warning = found(figures_changed(good(), "usulan-1-iuran", relieved))["relief-ends"]
    assert "Iuran setahun (keringanan PP 50/2025). Keringanan berakhir sebelum Januari 2027." in warning.text


def test_findings_speak_the_documents_language():
    english = replace(document(), language="en", signatory=None)
    assert [one.text for one in check(english)] == [
        "No signatory is chosen. Choose one for the cover, or add one under Letterhead.",
        "Legal bases not verified: SE Wali Kota 19349. Check them at JDIH and record it under Legal bases.",
    ]


@pytest.mark.parametrize("code", SAYINGS)
def test_a_saying_has_the_same_blanks_in_both_languages(code):
    class Told(dict):
        def __missing__(self, key):
            self[key] = ""
            return ""

    blanks = []
    for language in ("id", "en"):
        told = Told()
        assert SAYINGS[code][language] % told
        blanks.append(set(told))
    assert blanks[0] == blanks[1]
