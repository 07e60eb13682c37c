"""Sentences say what the data hold, counted by hand, and fall silent or neutral where a rule does not hold."""

from dataclasses import replace
from datetime import date

import pytest

from coverage_portal.briefings.blocks import Grid, LegalBases, Listing, Paragraph, Table, TileMap, Waffle
from coverage_portal.briefings.checklist.claims import unknown_numbers
from coverage_portal.briefings.composing.changes import growth
from coverage_portal.briefings.composing.matter import Matter
from coverage_portal.briefings.composing.setting import Setting
from coverage_portal.briefings.document import Letterhead
from coverage_portal.briefings.models import Basis, Progress
from coverage_portal.briefings.wanted import Edit, Part, Wanted
from coverage_portal.core import formatting
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal, Dimension
from coverage_portal.coverage.scope import Scope
from regions.models import ReferenceFigure
from tests.briefings.composing.conftest import DECEMBER, MEETING
from tests.coverage import examples


def said(document, key):
    """The text of the sentence of that key, its spaces plain; None when there is none."""
    found = next((one for one in document.sentences() if one.key == key), None)
    return found and found.text.replace(formatting.NO_BREAK, " ")


def block_of(document, part, kind):
    return next((block for block in document.section(part).blocks if isinstance(block, kind)), None)


def test_the_headline_and_what_it_rests_on(made):
    document = made()
    assert said(document, "ringkasan-judul") == "61,8% angkatan kerja terlindungi, 454 ribu belum"
    assert said(document, "ringkasan-tercatat") == (
        "Tercatat 736 ribu peserta aktif, dibandingkan dengan 1,19 juta angkatan kerja. "
        "Angka masukannya dibulatkan, jadi nilai sebenarnya ada di antara 61,5–62,2%."
    )
    assert "penganggur" in said(document, "ringkasan-catatan") and "domisili" in said(document, "ringkasan-catatan")
    waffle = block_of(document, Part.SUMMARY, Waffle)
    assert (waffle.unit, waffle.covered.value, waffle.gap.value) == (10_000, 736_000, 454_000)
    assert said(document, "pembuka").startswith(
        "Berkat dukungan Pemerintah Kota Tangerang, sekitar enam dari sepuluh angkatan kerja"
    )


def test_the_target_and_the_pace(made):
    """70 % of 1,190,000 is 833,000: 97,000 more, in 24 months 4,042 a month. At 36,069 a year 2025 ends at 808,138,
    67.9 %: 2.1 points short."""
    document = made()
    assert said(document, "ringkasan-target") == "Untuk mencapai target 70% pada 2025 diperlukan 97 ribu peserta lagi."
    assert said(document, "jalur-judul") == "Bila laju bertahan, target 2025 akan meleset 2,1 poin"
    assert said(document, "jalur-target") == (
        "Target 70% pada 2025 memerlukan tambahan 4.042 sebulan; laju setahun terakhir +3.006."
    )
    short = next(figure for figure in document.figures() if figure.key == "laju-meleset-2025")
    assert formatting.points(short.value, "id") == "+2,1\N{NO-BREAK SPACE}poin"


def test_growth_is_of_members_while_the_denominators_are_of_two_publications(made):
    document = made()
    assert said(document, "ringkasan-perubahan") == (
        "Peserta bertambah 36,1 ribu sejak Desember 2022, terutama dari Penerima Upah (PU)."
    )


def test_growth_is_of_the_rate_over_one_denominator(made, city):
    """Of the labour force of 2023 alone, 736,000 less 699,931 of 1,190,000 are 3.0 points."""
    force = ReferenceFigure.objects.filter(kind=ReferenceFigure.Kind.LABOUR_FORCE)
    force.exclude(value=1_190_000).delete()
    force.update(as_at="2020-08-31", period="2020-08")
    document = made()
    assert said(document, "ringkasan-perubahan") == (
        "Cakupan naik 3,0 poin sejak Desember 2022, terutama dari Penerima Upah (PU)."
    )


def test_growth_of_an_estimated_rate_is_an_estimate(made, city):
    force = ReferenceFigure.objects.filter(kind=ReferenceFigure.Kind.LABOUR_FORCE)
    force.exclude(value=1_190_000).delete()
    force.update(as_at="2020-08-31", period="2020-08")
    grown = said(made(Scope(region="36.71.05", month=examples.DECEMBER)), "ringkasan-perubahan")
    assert grown.startswith("Cakupan naik ±2,6 poin sejak Desember 2022")


def test_growth_names_no_segment_when_none_makes_half_of_it(city):
    """A quarter of the growth is in each segment."""
    found = answer(Scope(month=examples.DECEMBER, since=date(2022, 12, 1)))
    block = found.block("segmen")
    place, whole = block.index("perubahan"), block.total.figures[block.index("perubahan")].value
    rows = tuple(
        replace(row, figures=(*row.figures[:place], replace(row.figures[place], value=whole / 4))) for row in block.rows
    )
    alike = replace(found, blocks=tuple(replace(block, rows=rows) if one is block else one for one in found.blocks))
    sentence = growth(Matter(alike, Wanted(), Setting(Letterhead("", ""), None), MEETING), "perubahan")
    assert sentence.text.replace(formatting.NO_BREAK, " ") == "Peserta bertambah 36,1 ribu sejak Desember 2022."


def test_an_earlier_month_asked_for_is_the_one_compared_with(made):
    document = made(Scope(month=examples.DECEMBER, since=examples.NOVEMBER))
    assert "sejak November 2023" in said(document, "ringkasan-perubahan")


def test_the_first_month_there_is_compares_with_none(made):
    document = made(Scope(month=min(examples.MONTHS)))
    assert said(document, "ringkasan-perubahan") is None


def test_estimates_say_so_in_the_title_and_without_them_there_are_counts_only(made):
    document = made()
    assert said(document, "wilayah-judul") == "Perkiraan: separuh celah ada di tiga kecamatan"
    assert len(block_of(document, Part.WHERE, TileMap).tiles) == 13
    plain = made(Scope(month=examples.DECEMBER, estimates=False))
    assert said(plain, "wilayah-judul") == "Separuh kepesertaan ada di lima kecamatan"
    assert "tanpa rasio cakupan" in said(plain, "wilayah-tanpa-penyebut")
    table = block_of(plain, Part.WHERE, Table)
    assert [column.key for column in table.breakdown.columns] == ["jumlah", "bagian", "perubahan"]


def test_titles_fall_back_to_what_is_shown(made, city):
    """With one employer scale and one segment alone nothing stands out but what there is."""
    CoverageTotal.objects.filter(dimension=Dimension.SEGMENT).update(memberships=100)
    CoverageTotal.objects.filter(dimension=Dimension.SCALE).update(employers=10, memberships=10)
    document = made()
    assert said(document, "siapa-judul") == "Kepesertaan menurut segmen, Desember 2023"
    assert said(document, "siapa-skala") is None
    assert said(document, "program-judul") == "Kepesertaan menurut program, Desember 2023"


def test_what_was_wanted_and_is_not_there_is_said(made):
    document = made(Scope(region="36.71.05", month=examples.DECEMBER))
    assert document.section(Part.WHERE) is None
    assert said(document, "ringkasan-tanpa") == (
        "Tidak ada dalam bahan ini: rincian wilayah. Data tersedia sampai tingkat kecamatan."
    )
    assert said(made(), "ringkasan-tanpa") is None
    assert "1 dari 2 kabupaten/kota" in said(made(Scope(region="36")), "ringkasan-tanpa")


def test_a_year_with_a_hole_is_named_instead_of_shown(made):
    """JKP began in 2021."""
    over_years = [block for block in made().section(Part.PROGRAMMES).blocks if isinstance(block, Table)][1]
    assert [row.code for row in over_years.breakdown.rows] == ["2021-12", "2022-12", "2023-12"]
    assert over_years.breakdown.caveats == ("Tidak ditampilkan karena sebagian angkanya tidak ada: Desember 2020.",)


def test_a_sentence_in_other_words_keeps_what_the_template_said(made):
    words = Edit("ringkasan-judul", "Enam dari sepuluh terlindungi", "Ratna Dewi")
    changed = made(edits=(Edit("ringkasan-judul", "Lain", "Joko"), words)).section(Part.SUMMARY).title
    assert (changed.text, changed.edited_by, changed.edited) == (words.text, "Ratna Dewi", True)
    assert changed.generated == said(made(), "ringkasan-judul").replace("454 ribu", "454\N{NO-BREAK SPACE}ribu")
    assert changed.inputs == made().section(Part.SUMMARY).title.inputs
    same = made(edits=(Edit("ringkasan-judul", changed.generated, "Ratna Dewi"),)).section(Part.SUMMARY).title
    assert not same.edited


def test_words_that_stood_in_for_another_sentence_say_for_which(made):
    """The data came to say something else after they were written."""
    of_old = Edit("ringkasan-judul", "Enam dari sepuluh terlindungi", "Ratna Dewi", instead_of="60% terlindungi")
    title = made(edits=(of_old,)).section(Part.SUMMARY).title
    assert (title.text, title.instead_of) == (of_old.text, "60% terlindungi")
    fresh = replace(of_old, instead_of=title.generated)
    assert made(edits=(fresh,)).section(Part.SUMMARY).title.instead_of == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_number_of_a_sentence_is_in_the_data(made, everything, language):
    document = made(language=language, **everything)
    typed = ("upaya-", "usulan-3", "dasar-hukum", "komitmen", "tanya-keluarga")  # years and ordinals people wrote
    loose = {
        sentence.key: unknown
        for sentence in document.sentences()
        if not sentence.key.startswith(typed) and (unknown := unknown_numbers(document, sentence))
    }
    assert loose == {}


def test_promises_open_and_named_employers_stand_before_the_requests(made, everything):
    document = made(**everything)
    keys = [section.key for section in document.sections]
    assert keys[:2] == [Part.PROGRESS, Part.SUMMARY] and keys[-1] == Part.CLOSING
    assert keys.index(Part.NAMED) == keys.index(Part.ASKS) - 1
    assert said(document, "komitmen-judul") == "Satu dari dua komitmen terpenuhi"
    grid = block_of(document, Part.PROGRESS, Grid)
    assert [row[-1] for row in grid.rows] == ["berjalan, lewat tenggat. Tahap dua", "terpenuhi"]
    assert [cell.value for cell in grid.rows[0][3:5]] == [10_000, 4_000]
    assert grid.rows[1][3:5] == (formatting.MISSING, formatting.MISSING)


def test_while_nothing_is_kept_the_briefing_opens_without_reproach(made, everything):
    kept = Progress.objects.get(state=Progress.State.KEPT).commitment
    Progress.objects.create(commitment=kept, on=date(2024, 7, 2), made_by=kept.made_by)
    assert said(made(**everything), "komitmen-judul") == "Kemajuan komitmen pertemuan lalu"


def test_what_was_written_down_wrongly_is_not_held_against_anybody(made, everything):
    wrong, state = Progress.objects.get(state=Progress.State.KEPT).commitment, Progress.State.MISTAKEN
    Progress.objects.create(
        commitment=wrong,
        on=date(2024, 7, 2),
        state=state,
        note="Bukan DPMPTSP",
        made_by=wrong.made_by,
    )
    document = made(**everything)
    assert [row[0] for row in block_of(document, Part.PROGRESS, Grid).rows] == ["Dinas Sosial"]
    assert said(document, "komitmen-judul") == "Kemajuan komitmen pertemuan lalu"


def test_what_was_promised_at_this_very_meeting_opens_no_correction_of_it(made, everything):
    assert made(**{**everything, "day": date(2024, 3, 23)}).section(Part.PROGRESS)
    assert made(**{**everything, "day": date(2024, 3, 22)}).section(Part.PROGRESS) is None


def test_parts_come_in_the_order_wanted_and_those_left_out_stay_out(made, everything):
    wanted = (Part.CLOSING, Part.SOURCES, Part.ASKS, Part.SUMMARY, Part.ASKS)
    document = made(**{**everything, "parts": wanted})
    keys = [section.key for section in document.sections]
    assert keys == [Part.PROGRESS, Part.CLOSING, Part.NAMED, Part.ASKS, Part.SUMMARY]
    assert document.references and document.sources


def test_the_office_speaks_as_it_is_on_the_day(made, everything):
    document = made(**everything)
    assert (document.signatory.prefix, document.signatory.name) == ("Pps.", "Sri")
    assert document.letterhead.address == "Jalan A"
    bases = block_of(document, Part.LEGAL, LegalBases).bases
    assert [basis.citation for basis in bases] == ["UU 40/2004", "UU 24/2011"]
    assert said(document, "dasar-hukum-verifikasi") == "1 dari 2 dasar hukum belum diverifikasi dengan JDIH."
    Basis.objects.update(verified_on=None, verified_by=None)
    assert said(made(**everything), "dasar-hukum-verifikasi") == "Dasar hukum ini belum diverifikasi dengan JDIH."
    before = made(**{**everything, "day": examples.YEAR_END})
    assert (before.signatory.prefix, before.signatory.name) == ("", "Budi")
    assert block_of(document, Part.EFFORTS, Listing).items[0].sentence.text == "MoU 5 Agustus 2024."
    assert block_of(document, Part.NAMED, Listing).items[0].head == "PT Contoh"


def test_without_a_letterhead_the_branch_speaks_by_its_name(made):
    document = made()
    assert document.letterhead.office == "Kantor Cabang Tangerang Cimone"
    assert document.signatory is None
    assert document.meeting.addressee == "Wali Kota Tangerang"
    assert made(DECEMBER, language="en").meeting.addressee == "Mayor of Tangerang"


def test_a_closing_paragraph_ends_it(made):
    assert isinstance(made().sections[-1].blocks[-1], Paragraph)


def test_an_official_ucj_and_a_target_of_another_measure_are_cited_with_their_day(made, city):
    more = {"period": "2025 Semester I", "as_at": "2025-06-30", "unit": "persen"}
    examples.published(city["36.71"], ReferenceFigure.Kind.UCJ, 47, None, **more)
    examples.target(city["36.71"], 60, year=2026, measure="UCJ")
    document = made()
    apart = "Tidak dibandingkan dengan rasio dalam bahan ini, karena ukurannya lain."
    assert said(document, "jalur-ucj") == f"UCJ resmi 47% (2025 Semester I, {examples.AUDIENSI}). {apart}"
    assert said(document, "jalur-target-lain-1") == f"Target 2026: 60%, UCJ (Perwal 12/2024). {apart}"
    cited = {figure.key: figure.working.inputs[0].as_at for figure in document.figures() if figure.key[-1:] in "i1"}
    assert (cited["ucj-resmi"], cited["target-lain-1"]) == (date(2025, 6, 30), date(2026, 12, 31))
