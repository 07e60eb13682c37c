"""One employer's page: what it says of workers, programmes, wages and the bill, and in how few queries."""

import gzip
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.register.detail.summary import summary_of
from employers.addresses import key_of
from employers.models import Employer
from tests import people
from tests.employers import made
from workers import compliance

TWO = int(Programme.JKK | Programme.JKM)
ALL_FOUR = TWO | int(Programme.JHT | Programme.JP)
VERBS = ("ubah", "daftarkan", "tutup", "buka", "pindah", "gabungkan")
QUERIES = 15
"""Session, visitor and rights; the employer with its judgement; five of the law; memberships over time; programmes
joined; wages alike together; the minimum wage; the last event; and whether demo data are in. However many workers."""


@pytest.fixture(autouse=True)
def world(db):
    call_command("load_law", verbosity=0)
    made.at_year_end()


@pytest.fixture
def budis(budi):
    client = Client()
    client.force_login(budi)
    return client


def page(client, employer, query=""):
    return client.get(f"/pemberi-kerja/{employer.npp}/{query}").content.decode()


def summary(employer):
    compliance.rebuild()
    return summary_of(Employer.objects.select_related("compliance", "district__parent").get(pk=employer.pk))


def texts(employer):
    return {reason.label: reason.text for reason in summary(employer).reasons}


def test_the_bar_has_its_numbers_beside_it(budis):
    firm = made.employer(declared_headcount=5, declared_on=date(2023, 3, 1))
    made.member(firm)
    made.member(firm)
    compliance.rebuild()
    html = page(budis, firm)
    assert "2 dari 5 pekerja." in html and "3 belum." in html and "40,0%" in html
    assert "Dilaporkan 5 pekerja per 1 Maret 2023; kepesertaan aktif 2 per 31 Desember 2023. Selisihnya 3." in html


def test_more_members_than_declared_are_shown_as_they_are_and_explained(budis):
    firm = made.employer(declared_headcount=1, declared_on=date(2022, 3, 1))
    for _ in range(3):
        made.member(firm)
    compliance.rebuild()
    html = page(budis, firm)
    assert "300,0%" in html and "Lebih dari 100%" in html and "1 Maret 2022" in html
    assert 'class="c-whole"' in html


def test_workers_by_programme_and_segment_at_every_month_end():
    firm = made.employer()
    made.member(firm, programmes=TWO, started=date(2023, 6, 15))
    made.member(firm, programmes=TWO, started=date(2021, 1, 1), ended=date(2023, 3, 31), segment=Segment.JAKON)
    made.member(firm, programmes=ALL_FOUR, started=date(2024, 1, 1))
    force = summary(firm).workforce
    assert [each.day for each in force.standings[:2]] == [date(2022, 12, 31), date(2023, 1, 31)]
    assert [each.active for each in force.standings] == [1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert force.now.by_programme[Programme.JKK] == 1 and force.now.by_programme[Programme.JHT] == 0
    assert force.segments == [Segment.PU, Segment.JAKON]
    assert force.rows()[0] == (date(2022, 12, 31), [1, 1, 1, 0, 0, 0, 0, 1])


def test_missing_programmes_name_their_article_and_day(budis):
    firm = made.employer(scale=Scale.LARGE, declared_headcount=1)
    made.member(firm, programmes=TWO)
    made.joins(firm, Programme.JKK)
    found = summary(firm)
    assert [duty.code for duty in found.duties if duty.missing] == ["JHT", "JP"]
    reason = next(one for one in found.reasons if one.label == "PDS program")
    assert reason.text == "Belum diikuti: JHT, JP, wajib bagi usaha besar."
    assert {source.citation for source, _codes in reason.sources} == {"Perpres 109/2013 Pasal 6 ayat (3) huruf a"}
    html = page(budis, firm)
    assert "sejak 1 Jan 2020" not in html and "1 Januari 2020" in html
    assert "Perpres 109/2013 Pasal 6 ayat (3) huruf a" in html and "sejak 1 Jul 2015" in html


def test_wages_below_the_minimum_name_the_published_figure(budis):
    figure = made.minimum_wage()
    firm = made.employer(declared_headcount=2)
    made.member(firm, wage=4_000_000)
    made.member(firm, wage=6_000_000)
    assert texts(firm)["PDS upah"] == "1 dari 2 upah yang tercatat di bawah UMK tahun itu."
    html = page(budis, firm)
    assert f'href="/sumber/{figure.pk}/"' in html and "Rp4.584.519,08" in html and "Kepgub" in html


def test_one_wage_for_all_is_a_question():
    firm = made.employer(declared_headcount=5)
    for _ in range(5):
        made.member(firm)
    assert "Ini pertanyaan, bukan pelanggaran." in texts(firm)["Upah semua sama"]


def test_what_is_not_known_is_said_as_not_known():
    firm = made.employer(scale=None)
    made.member(firm, wage=None)
    said = texts(firm)["Belum dapat dinilai"]
    assert "Jumlah pekerja menurut WLKP belum ada" in said
    assert "Skala usaha belum diketahui" in said
    assert "Tidak ada upah yang tercatat" in said


def test_an_employer_of_whom_all_is_known_and_well_is_said_to_comply():
    made.minimum_wage()
    firm = made.employer(declared_headcount=1)
    made.member(firm)
    assert list(texts(firm)) == ["Patuh"]


def test_a_prospect_says_where_it_was_found_and_what_it_must_join(budis):
    firm = made.employer(npp="", found_on=date(2023, 5, 1), found_in="oss", scale=Scale.SMALL)
    compliance.rebuild()
    said = texts(firm)["Belum daftar (PWBD)"]
    assert said.startswith("Ditemukan 1 Mei 2023 dari OSS (DPMPTSP)") and "Yang wajib diikuti: JKK, JKM" in said
    html = budis.get(f"/pemberi-kerja/no-{firm.pk}/").content.decode()
    assert "Wajib belum daftar (PWBD)</span></h1>" in html and "Belum punya NPP" in html


def test_the_estimate_adds_up_the_real_wages_and_shows_none_of_them(budis):
    firm = made.employer(risk_group=1)
    for wage in (5_000_000, 5_000_000, 6_000_000, 7_000_000, 8_000_000):
        made.member(firm, wage=wage, programmes=int(Programme.JKK | Programme.JHT))
    found = summary(firm).estimate
    assert found.counted == 5
    by_code = {line.code: [cell.text for cell in line.cells] for line in found.table.lines}
    assert by_code["JHT"][:3] == ["Rp31.000.000", "Rp1.147.000", "Rp620.000"]
    html = page(budis, firm)
    assert "Rp5.000.000" not in html and "Rp31.000.000" in html


def test_a_sum_over_so_few_that_it_tells_a_wage_is_not_shown(budis):
    firm = made.employer(risk_group=1)
    for _ in range(4):
        made.member(firm, wage=5_123_000)
    assert summary(firm).estimate.table is None
    html = page(budis, firm)
    assert "membuka upah orang" in html and "5.123.000" not in html and "20.492.000" not in html


def test_what_the_form_said_of_workers_and_wages_is_shown_with_its_day(budis):
    said = {"declared_headcount": 120, "registered_headcount": 100, "declared_wages": 600_000_000}
    html = page(budis, made.employer(**said, declared_on=date(2023, 6, 30)))
    assert "Didaftarkan menurut formulir</dt><dd>100 pekerja<span" in html
    assert 'Rp600.000.000<span class="sub">30 Juni 2023</span>' in html
    few = made.employer("PT Kecil", "TC100299", declared_headcount=1, declared_wages=5_123_000)
    html = page(budis, few)
    assert "5.123.000" not in html and "pekerjanya kurang dari 5" in html


def test_what_the_estimate_leaves_out_is_said():
    firm = made.employer(risk_group=None)
    for _ in range(5):
        made.member(firm, programmes=TWO)
    made.member(firm, programmes=TWO, wage=None)
    made.member(firm, programmes=TWO, segment=Segment.PMI)
    found = summary(firm).estimate
    assert [line.code for line in found.table.lines] == ["JKM"]
    assert any("kelompok risiko" in gap for gap in found.gaps)
    assert any("1 kepesertaan tidak dihitung: upahnya" in gap for gap in found.gaps)
    assert any("1 pekerja migran" in gap for gap in found.gaps)


def test_few_queries_and_few_bytes_at_any_size(budis, django_assert_max_num_queries):
    made.minimum_wage()
    firm = made.employer(declared_headcount=90, risk_group=2)
    for i in range(60):
        made.member(firm, wage=4_000_000 + 1_000 * i, name=f"Orang Ke {i:03}")
    compliance.rebuild()
    with django_assert_max_num_queries(QUERIES):
        html = page(budis, firm)
    assert len(gzip.compress(html.encode(), 9)) <= 12 * 1024
    with django_assert_max_num_queries(9):
        html = page(budis, firm, "?tab=pekerja")
    assert len(gzip.compress(html.encode(), 9)) <= 12 * 1024


def test_workers_are_masked_and_no_wage_is_told(budis):
    firm = made.employer()
    made.member(firm, name="Siti Rahayu", kpj="16000004711", wage=5_123_000, programmes=TWO)
    made.member(firm, name="Budi Santoso", kpj="~ABCDEFGHIJKLMNOPQRS", ended=date(2023, 2, 1))
    html = page(budis, firm, "?tab=pekerja")
    assert "Siti R••••" in html and "••••4711" in html and '<abbr title="JKK">K</abbr>' in html
    for hidden in ("Rahayu", "16000004711", "5.123.000", "1990", "Budi"):
        assert hidden not in html
    ended = page(budis, firm, "?tab=pekerja&keadaan=berakhir")
    assert "Budi S••••" in ended and "KPJ belum terbit" in ended and "Siti" not in ended
    assert "2 kepesertaan" in page(budis, firm, "?tab=pekerja&keadaan=semua")


def test_an_unknown_tab_is_the_first_one(budis):
    firm = made.employer()
    compliance.rebuild()
    assert "Kepatuhan" in page(budis, firm, "?tab=apa")


def test_an_admin_of_its_branch_finds_what_may_be_done_with_it_and_staff_find_nothing(budis):
    client = Client()
    client.force_login(people.person("tuti", "admin", people.cimone()))

    def offered(client, **facts):
        firm = made.employer(**facts)
        html = client.get(f"/pemberi-kerja/{key_of(firm)}/").content.decode()
        return [page for page in VERBS if f'href="/pemberi-kerja/{key_of(firm)}/{page}/"' in html]

    assert offered(client) == ["ubah", "tutup", "pindah", "gabungkan"]
    assert offered(client, npp="") == ["ubah", "daftarkan", "tutup", "pindah", "gabungkan"]
    closed = {"npp": "TC000002", "closed_on": date(2023, 1, 1)}
    assert offered(client, **closed) == ["ubah", "buka", "pindah", "gabungkan"]
    assert offered(budis, npp="TC000003") == []


def test_english_says_it_all_in_english(budis):
    firm = made.employer(declared_headcount=5, declared_on=date(2023, 3, 1))
    made.member(firm)
    compliance.rebuild()
    for tab in ("", "?tab=pekerja", "?tab=tindak-lanjut", "?tab=riwayat"):
        html = budis.get(f"/en/pemberi-kerja/{firm.npp}/{tab}").content.decode()
        for word in ("Kepatuhan", "Dilaporkan", "kepesertaan aktif", "Catat tindak", "Belum ada"):
            assert word not in html


def test_another_branchs_employer_is_not_found_on_any_tab(budis):
    theirs = made.employer(branch=people.cikokol())
    for tab in ("", "?tab=pekerja", "?tab=tindak-lanjut", "?tab=riwayat"):
        assert budis.get(f"/pemberi-kerja/{theirs.npp}/{tab}").status_code == 404
    assert budis.post(f"/pemberi-kerja/{theirs.npp}/").status_code == 404


def test_what_the_law_says_in_indonesian_is_marked_so_on_an_english_page(budis):
    firm = made.employer()
    compliance.rebuild()
    html = budis.get(f"/en/pemberi-kerja/{firm.npp}/").content.decode()
    note = "Hari mulai dibaca sama dengan mulainya tarif."
    assert html.count(note) == html.count(f'<span lang="id">{note}</span>') > 0
