"""The calculators show what contributions, lump_sums and closing_gap compute, and their state stands in the address."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.contributions import (
    MembershipFacts,
    membership_contribution,
    workforce_contribution,
)
from coverage_portal.programmes.lump_sums import project_contribution
from coverage_portal.programmes.terms import Industry, Payer
from tests.programmes.reading import row_of, rows
from tests.programmes.shipped import programmes, shipped_law

WORKER, EMPLOYER, GAP = "/program/hitung/", "/program/hitung/pemberi-kerja/", "/program/hitung/celah/"
FIVE = ["JKK", "JKM", "JHT", "JP", "JKP"]
DAYS = [date(2015, 7, 1), date(2020, 8, 1), date(2021, 2, 28), date(2025, 2, 6), date(2025, 2, 7), date(2026, 5, 1)]


@pytest.fixture
def client(budi):
    load_law(by=None)
    client = Client()
    client.force_login(budi)
    return client


def asked(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode().partition('id="galat"')[2][:600]
    return response.content.decode()


def money(amount):
    return f"Rp{amount:,}".replace(",", ".")


def is_shown(html, contribution):
    """Every line with its payers, its base and its sum; the totals; the whole amount in the heading."""
    heads = [cells for cells in rows(html) if cells[0] == "Program"]
    payers = [payer for payer in Payer if any(payer in line.shares for line in contribution.lines)]
    assert heads[0][2 : 2 + len(payers)] == [str(payer.label) for payer in payers]
    for line in contribution.lines:
        cells = row_of(html, line.programme.name)
        assert cells[1] == (money(line.base) if line.base else "–")
        shares = [line.shares.get(payer) for payer in payers]
        assert cells[2 : 2 + len(payers)] == ["–" if share is None else money(share.due) for share in shares]
        assert cells[-1] == money(line.total.due)
        off = [f"dipotong {money(line.total.reduced)}"] if line.total.reduced else []
        off += [f"ditunda {money(line.total.deferred)}"] if line.total.deferred else []
        assert ", ".join(off) in (cells[-2], "")
        assert ("Belum diverifikasi" in cells[0]) == line.unverified
    totals = row_of(html, "Jumlah")
    assert totals[2 : 2 + len(payers)] == [money(contribution.share(payer).due) for payer in payers]
    assert totals[-1] == money(contribution.total.due)
    assert f'<h2 id="jumlah">{money(contribution.total.due)} ' in html


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("wage", [3_333_333, 5_000_000, 25_000_000])
def test_a_wage_earners_month_is_what_contributions_say(client, day, wage):
    held = [name for name in FIVE if name != "JKP" or day >= date(2021, 2, 1)]
    html = asked(client, WORKER, tanggal=day, upah=f"{wage:,}", program=held, risiko=3, upah_minimum="4.760.289")
    facts = MembershipFacts(Segment.PU, programmes("+".join(held)), wage, risk_group=3, wage_floor=4_760_289)
    is_shown(html, membership_contribution(shipped_law(day), facts))


@pytest.mark.parametrize(
    ("payer", "word"), [(Payer.WORKER, "sendiri"), (Payer.GOVERNMENT, "pemerintah"), (Payer.SPONSOR, "penyokong")]
)
@pytest.mark.parametrize("industry", [None, Industry.TRANSPORT])
@pytest.mark.parametrize("day", [date(2024, 6, 15), date(2026, 1, 15), date(2026, 6, 15)])
def test_a_self_employed_month_depends_on_payer_and_line_of_business(client, payer, word, industry, day):
    query = {"industri": industry.value} if industry else {}
    html = asked(client, WORKER, segmen="bpu", tanggal=day, upah="3500000", program=FIVE[:3], pembayar=word, **query)
    if "industri" not in html:
        industry = None  # no relief of that day asks about it
    facts = MembershipFacts(Segment.BPU, programmes("JKK+JKM+JHT"), 3_500_000, payer=payer, industry=industry)
    is_shown(html, membership_contribution(shipped_law(day), facts))


def test_a_construction_worker_and_a_whole_project_are_counted_each_in_its_way(client):
    law = shipped_law(date(2025, 3, 1))
    html = asked(client, WORKER, segmen="jakon", tanggal="2025-03-01", upah="4.500.000")
    facts = MembershipFacts(Segment.JAKON, programmes("JKK+JKM"), 4_500_000)
    is_shown(html, membership_contribution(law, facts))
    html = asked(client, WORKER, segmen="jakon", tanggal="2025-03-01", nilai_kontrak="750.000.000")
    is_shown(html, project_contribution(law, 750_000_000))
    assert "sekali bayar</h2>" in html
    assert "Rp100.000.000 × 0,21% = Rp210.000" in html
    assert "Rp250.000.000 × 0,13% = Rp325.000" in html


def test_a_relief_is_asked_about_while_it_runs_and_taken_off_when_its_conditions_are_met(client):
    query = {"tanggal": "2025-03-01", "upah": "5000000", "program": ["JKK"], "risiko": "5"}
    plain = asked(client, WORKER, **query)
    assert "Keringanan</th>" not in plain and 'name="industri"' in plain and 'name="pekerja_aktif"' in plain
    met = asked(client, WORKER, **query, industri="furnitur", pekerja_aktif="50", lunas="2025-01")
    assert row_of(met, "JKK")[1:] == ["Rp5.000.000", "Rp43.500", "dipotong Rp43.500", "Rp43.500"]
    assert "Pemberi kerja: 50% dipotong (Rp43.500), tinggal Rp43.500." in met
    assert "PP 7/2025" in met
    assert 'name="industri"' not in asked(client, WORKER, **{**query, "tanggal": "2024-03-01"})


def test_the_working_says_why_the_base_is_not_the_wage_and_how_a_share_was_rounded(client):
    html = asked(client, WORKER, tanggal="2024-06-15", upah="5069708", program=["JKK", "JKM", "JKP"], risiko="1")
    assert "Pemberi kerja: Rp5.069.708 × 0,3% = Rp15.209,124, dibulatkan menjadi Rp15.209" in html
    assert "Di atas plafon; dasarnya Rp5.000.000." in html
    assert "Dari JKK: Rp5.000.000 × 0,14% = Rp7.000, sudah ada di dalam iuran JKK." in html
    low = asked(client, WORKER, tanggal="2024-06-15", upah="4000000", program=["JKM"], upah_minimum="4760289")
    assert "Upah Rp4.000.000 di bawah upah minimum; dipakai Rp4.760.289." in low
    bpu = asked(client, WORKER, segmen="bpu", tanggal="2024-06-15", upah="600000", program=["JKK", "JKM"])
    assert "Penghasilan Rp600.000 di bawah jenjang terendah; dasarnya Rp1.000.000." in bpu
    assert "jumlah tetap Rp6.800" in bpu


def test_a_minimum_wage_with_sen_is_rounded_up_and_says_so(client):
    query = {"tanggal": "2026-02-01", "upah": "5.399.405,00", "program": ["JKM"], "upah_minimum": "5.399.405,69"}
    html = asked(client, WORKER, **query)
    assert "Upah minimum: Rp5.399.405,69 dibulatkan ke atas menjadi Rp5.399.406." in html
    assert "Upah Rp5.399.405 di bawah upah minimum; dipakai Rp5.399.406." in html
    assert html.count("dibulatkan ke atas menjadi") == 1
    html = asked(client, EMPLOYER, skala="mikro", risiko="1", jumlah_1="2", upah_1="5.000.000,25")
    assert "Baris 1: upah sebulan: Rp5.000.000,25 dibulatkan ke atas menjadi Rp5.000.001." in html
    english = asked(client, f"/en{WORKER}", **{**query, "upah_minimum": "5,399,405.69"})
    assert "Rp5,399,405.69" in english and "Rp5,399,406" in english


@pytest.mark.parametrize("held", [["JKP"], ["JKM", "JKP"], ["JKK", "JKP"], ["JKK", "JKM", "JHT", "JKP"]])
def test_what_is_moved_to_jkp_is_told_only_of_programmes_in_the_table(client, held):
    query = {"tanggal": "2024-06-15", "upah": "5000000", "risiko": "1"}
    for html in (
        asked(client, WORKER, **query, program=held),
        asked(client, EMPLOYER, tanggal="2024-06-15", risiko="1", jumlah_1="2", upah_1="5000000", program=held),
    ):
        for giver in ("JKK", "JKM"):
            assert (f"dari iuran {giver}" in html) == (f"sudah ada di dalam iuran {giver}" in html) == (giver in held)


JKP_WANTS = "JKP hanya bagi pekerja yang juga mengikuti JKK, JKM, JHT (PP 6/2025 Pasal 4). Yang tidak dipilih: "
LARGER = "Pada usaha menengah, besar, JKP juga memerlukan JP (PP 6/2025 Pasal 4), yang tidak dipilih."


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (["JKP"], [f"{JKP_WANTS}JKK, JKM, JHT.", LARGER]),
        (["JKK", "JKM", "JP", "JKP"], [f"{JKP_WANTS}JHT."]),
        (["JKK", "JKM", "JHT", "JKP"], [LARGER]),
        (FIVE, []),
        (["JKM"], []),
    ],
)
def test_jkp_without_what_the_law_wants_beside_it_is_warned_about_and_still_counted(client, held, said):
    html = asked(client, WORKER, tanggal="2025-03-01", upah="5000000", risiko="1", program=held)
    assert [each for each in (f"{JKP_WANTS}JKK, JKM, JHT.", f"{JKP_WANTS}JHT.", LARGER) if each in html] == said
    assert [name for name in FIVE if f'<th scope="row">{name}' in html] == held


def test_before_the_conditions_were_recorded_the_warning_says_that_they_are_a_reading(client):
    html = asked(client, WORKER, tanggal="2024-06-15", upah="5000000", program=["JKM", "JKP"])
    assert "dibaca JKK, JKM, JHT (belum diverifikasi). Yang tidak dipilih: JKK, JHT." in html
    assert "Pada usaha" not in html


@pytest.mark.parametrize(("scale", "said"), [("besar", True), ("kecil", False)])
def test_an_employers_scale_says_what_jkp_wants(client, scale, said):
    query = {"risiko": "1", "jumlah_1": "2", "upah_1": "5000000", "program": ["JKK", "JKM", "JHT", "JKP"]}
    html = asked(client, EMPLOYER, tanggal="2025-03-01", skala=scale, **query)
    wanted = "mengikuti JKK, JKM, JHT, JP (PP 6/2025 Pasal 4). Yang tidak dipilih: JP."
    assert (wanted in html) == said


def test_doubts_stand_under_the_line_they_belong_to(client):
    html = asked(client, WORKER, tanggal="2026-05-01", upah="12000000", program=["JP", "JKM"])
    assert "Angka yang lebih baru seharusnya sudah ada; angka terakhir masih dipakai." in html
    assert "Belum diverifikasi" in row_of(html, "JP")[0]
    assert "Belum diverifikasi" not in row_of(html, "JKM")[0]


def test_an_employers_rows_add_up_and_a_year_is_twelve_of_them(client):
    query = {"jumlah_1": "10", "upah_1": "5.000.000", "jumlah_3": "1.200", "upah_3": "Rp12.345.678"}
    html = asked(client, EMPLOYER, tanggal="2025-03-01", skala="besar", program=FIVE, risiko="4", **query)
    law, held = shipped_law(date(2025, 3, 1)), programmes("+".join(FIVE))
    rows_of = [(10, 5_000_000), (1_200, 12_345_678)]
    groups = [(MembershipFacts(Segment.PU, held, wage, risk_group=4), count) for count, wage in rows_of]
    found = workforce_contribution(law, groups).contribution
    is_shown(html, found)
    assert f"{money(found.total.due)} sebulan untuk 1.210 pekerja" in html
    assert f"<h3>Setahun: {money(found.total.due * 12)}</h3>" in html
    assert f"<dt>Pemerintah (APBN/APBD)</dt><dd>{money(found.share(Payer.GOVERNMENT).due * 12)}</dd>" in html
    assert "1.200 pekerja dengan upah Rp12.345.678, masing-masing:" in html


@pytest.mark.parametrize("scale", ["mikro", "kecil", "menengah", "besar"])
@pytest.mark.parametrize("day", [date(2015, 7, 1), date(2020, 12, 31), date(2025, 2, 7)])
def test_what_the_law_of_the_day_makes_mandatory_for_a_scale_is_ticked(client, scale, day):
    scales = {"mikro": Scale.MICRO, "kecil": Scale.SMALL, "menengah": Scale.MEDIUM, "besar": Scale.LARGE}
    must = shipped_law(day).mandatory(scales[scale])
    for query in ({}, {"jumlah_1": "2", "upah_1": "5000000", "risiko": "1"}):
        html = asked(client, EMPLOYER, tanggal=day, skala=scale, **query)
        ticked = [
            name
            for name in FIVE
            if f'value="{name}"' in html and "checked" in html.partition(f'value="{name}"')[2][:80]
        ]
        assert ticked == [programme.name for programme in Programme if programme in must]
        assert "tetapi tidak dicentang" not in html


def test_a_mandatory_programme_that_is_not_ticked_is_named_with_its_article(client):
    query = {
        "jumlah_1": "2",
        "upah_1": "5000000",
        "program": ["JKK", "JKM", "JHT"],
        "risiko": "1",
        "tanggal": "2025-03-01",
    }
    html = asked(client, EMPLOYER, skala="menengah", **query)
    assert "JP wajib bagi skala ini (Perpres 109/2013 Pasal 6 ayat (3) huruf a), tetapi tidak dicentang." in html
    assert "tetapi tidak dicentang" not in asked(client, EMPLOYER, skala="kecil", **query)


def test_changing_the_scale_keeps_the_rows_and_takes_the_scales_own_programmes(client):
    html = asked(client, EMPLOYER, skala="besar", program="JKK", risiko="1", jumlah_1="2", upah_1="5000000")
    link = next(part for part in html.split('<a href="') if part.startswith("?") and "skala=kecil" in part).partition(
        '"'
    )[0]
    assert "jumlah_1=2" in link and "upah_1=5000000" in link and "program=" not in link


def test_closing_a_gap_costs_people_times_package_times_months(client):
    html = asked(client, GAP, tanggal="2024-01-01", pekerja="40.000", bulan="12", pembayar="pemerintah")
    assert "Rp8.064.000.000 untuk 40.000 orang selama 12 bulan" in html
    assert "40.000 orang × Rp16.800 × 12 bulan = Rp8.064.000.000" in html
    assert row_of(html, "Januari") == ["Januari 2024 – Desember 2024", "12", "Rp16.800", "Rp8.064.000.000"]
    assert "PP 44/2015 Lampiran II" in html
    old_age = asked(client, GAP, tanggal="2024-01-01", pekerja="1", bulan="1", paket="jkk-jkm-jht")
    assert "1 orang × Rp36.800 × 1 bulan = Rp36.800" in old_age


def test_closing_a_gap_over_the_end_of_a_relief_has_two_prices(client):
    html = asked(client, GAP, tanggal="2026-10-01", pekerja="40000", bulan="12")
    assert row_of(html, "Oktober")[:1] == ["Oktober 2026 – Desember 2026 dipotong Rp8.400"]
    assert row_of(html, "Januari")[2] == "Rp16.800"
    assert "Rp7.056.000.000 untuk 40.000 orang" in html
    assert "Tanpa keringanan Rp1.008.000.000 lebih banyak." in html
    state = asked(client, GAP, tanggal="2026-10-01", pekerja="40000", bulan="12", pembayar="pemerintah")
    assert "Rp8.064.000.000 untuk 40.000 orang" in state


def test_a_short_link_is_enough_and_shows_what_it_took_for_granted(client):
    html = asked(client, GAP, pekerja="454000")
    assert "selama 12 bulan" in html and 'name="bulan" value="12"' in html
    html = asked(client, WORKER, upah="5000000", risiko="1", tanggal="2025-03-01")
    assert [cells[0].split(" ")[0] for cells in rows(html) if cells[0].split(" ")[0] in FIVE] == FIVE
    html = asked(client, WORKER, segmen="bpu", upah="1000000", tanggal="2024-03-01")
    assert "Rp16.800 sebulan" in html


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_link_from_the_dashboard_needs_no_more_than_the_number_of_people(client, language):
    for number in ("454000", "1"):
        html = asked(client, f"{language}{GAP}", pekerja=number)
        assert f'name="pekerja" value="{number}"' in html and 'name="bulan" value="12"' in html
        assert 'class="empty"' not in html


@pytest.mark.parametrize("address", [WORKER, EMPLOYER, GAP])
def test_a_calculator_that_was_only_opened_shows_no_answer_and_no_error(client, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(9):  # session, user, rights, five kinds of rows, whether demo data are in
        html = asked(client, address, tanggal="2025-02-07")
    assert "Hasilnya tampil di sini" in html and "galat" not in html
    assert 'value="2025-02-07"' in html


def test_an_answer_costs_no_more_queries_than_the_empty_form(client, django_assert_num_queries):
    client.get(GAP)
    with django_assert_num_queries(9):  # as above: all months are made of the same rows
        asked(client, GAP, tanggal="2026-10-01", pekerja="40000", bulan="60")


def test_the_english_calculator_writes_and_reads_english_numbers(client):
    html = asked(client, f"/en{WORKER}", tanggal="2025-03-01", upah="5,000,000", program=["JKM"])
    assert row_of(html, "JKM")[1:] == ["Rp5,000,000", "Rp15,000", "Rp15,000"]
    assert '<h2 id="jumlah">Rp15,000 a month</h2>' in html


def test_paper_says_what_was_asked(client):
    html = asked(client, WORKER, tanggal="2025-03-01", upah="5000000", program=["JKK", "JKM"], risiko="2")
    said = html.partition('class="pairs asked"')[2].partition("</dl>")[0]
    for words in ("1 Maret 2025", "Rp5.000.000", "JKK, JKM", "Kelompok 2 (0,54%)"):
        assert f"<dd>{words}</dd>" in said
