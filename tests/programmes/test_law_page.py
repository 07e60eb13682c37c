"""The page of a day says what the law of that day says: every rule, its words, where it comes from."""

import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.changes import turning_days
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.law import law_on
from coverage_portal.programmes.models import Parameter
from coverage_portal.programmes.terms import ObligationLevel, ParameterKey, Unit
from tests import people
from tests.programmes.reading import rows_by_id
from tests.programmes.shipped import shipped_law, shipped_rows

READ = "dibaca Feb 2026"
UNVERIFIED = "Belum diverifikasi"
HTML_LIMIT = 15 * 1024
DAYS = sorted({each for day in turning_days(shipped_rows()) for each in (day - timedelta(days=1), day)})[1:]


@pytest.fixture
def client(budi):
    load_law(by=None)
    client = Client()
    client.force_login(budi)
    return client


def page(client, day, language=""):
    return client.get(f"{language}/program/", {"tanggal": day.isoformat()}).content.decode()


def written(value: Decimal) -> str:
    """0.24 is 0,24; 3.700 is 3,7; written without the portal's own formatting."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def grouped(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def test_every_rate_of_every_day_stands_with_its_payers(client):
    for day in DAYS:
        lines = rows_by_id(page(client, day))
        law = law_on(day)
        for (segment, programme, group), rate in law.rates.items():
            name = f"tarif-{segment.name}-{programme.name}{f'-{group}' if group else ''}".lower()
            shares = [rate.employer, rate.worker, rate.government]
            wanted = [f"{written(share)}%" for share in shares if share]
            wanted += [f"{grouped(rate.flat)} sebulan"] if rate.flat else []
            wanted += [f"{written(rate.total)}%"] if segment is Segment.PU else []
            assert [cell for cell in lines.pop(name)[1:-1] if cell in wanted] == wanted, (day, name)
        assert [name for name in lines if name.startswith("tarif-")] == [], day


def test_what_is_moved_to_jkp_is_said_at_both_ends(client):
    before, after = (rows_by_id(page(client, date(2025, 2, day))) for day in (6, 7))
    assert "0,14% dari JKK, 0,1% dari JKM" in before["tarif-pu-jkp"]
    assert "0,1% ke JKP, tinggal 0,2%" in before["tarif-pu-jkm"]
    assert "0,14% dari JKK" in after["tarif-pu-jkp"]
    assert "0,14% ke JKP, tinggal 1,6%" in after["tarif-pu-jkk-5"]
    assert all("JKP" not in cell for cell in after["tarif-pu-jkm"])


def test_every_figure_of_every_day_stands_with_its_unit(client):
    units = {Unit.YEARS: "tahun", Unit.MONTHS: "bulan", Unit.DAYS: "hari", Unit.TIMES_WAGE: "kali upah"}
    for day in DAYS:
        lines = rows_by_id(page(client, day))
        law = law_on(day)
        for key, figure in law.figures.items():
            value = grouped(figure.whole) if figure.unit is Unit.RUPIAH else f"{written(figure.value)}"
            value += f" {units[figure.unit]}" if figure.unit in units else ""
            value += "% upah" if figure.unit is Unit.PERCENT_OF_WAGE else ""
            assert lines[key.value][1] == value, (day, key)
        assert {key.value for key in ParameterKey} & set(lines) == {key.value for key in law.figures}, day


def test_the_wage_ceilings_stand_beside_their_rates(client):
    for day in (date(2024, 2, 29), date(2024, 3, 1), date(2026, 2, 28)):
        lines = rows_by_id(page(client, day))
        assert grouped(law_on(day).jp_ceiling().whole) in lines["tarif-pu-jp"]
        assert "Rp5.000.000" in lines["tarif-pu-jkp"]
        assert not any(cell.startswith("Rp") for cell in lines["tarif-pu-jht"])


def test_a_ceiling_that_should_have_been_renewed_says_so_until_it_is(client):
    notice = "Plafon upah JP: belum ada angka yang berlaku sejak Maret 2026"
    waiting = "Plafon upah JP: angka yang berlaku sejak Maret 2026 diwajibkan hukum tetapi belum tercatat."
    assert notice not in page(client, date(2026, 2, 28)) and waiting in page(client, date(2026, 2, 28))
    assert notice in rows_by_id(page(client, date(2026, 3, 1)))["plafon_jp"][-1]
    assert waiting not in page(client, date(2024, 6, 1))
    Parameter.objects.create(
        key=ParameterKey.JP_CEILING,
        value=11_111_100,
        unit="rupiah",
        effective_from=date(2026, 3, 1),
        citation="Surat uji",
    )
    html = page(client, date(2026, 3, 1))
    assert notice not in html and waiting not in html
    assert "Rp11.111.100" in rows_by_id(html)["plafon_jp"] and "Surat uji" in html


def test_every_obligation_of_every_day_stands_in_its_column(client):
    for day in DAYS:
        lines = rows_by_id(page(client, day))
        law = law_on(day)
        for (segment, scale, government, programme), rule in law.obligation_rules.items():
            who = "non-asn" if government else Scale(scale).name.lower() if scale else segment.name.lower()
            words = str(rule.level.label)
            if rule.level is ObligationLevel.DERIVED and rule.requires:
                words = "Mengikuti kepesertaan " + ", ".join(p.name for p in Programme if p in rule.requires)
            assert lines[f"wajib-{who}"][1 + list(Programme).index(programme)] == words, (day, who, programme)
    assert rows_by_id(page(client, date(2025, 2, 7)))["wajib-non-asn"][5] == "Tidak tercatat"


def test_the_slices_of_a_contract_stand_with_both_percentages(client):
    lines = rows_by_id(page(client, date(2025, 2, 7)))
    law = law_on(date(2025, 2, 7))
    pairs = zip(law.jakon_brackets(Programme.JKK), law.jakon_brackets(Programme.JKM), strict=True)
    for jkk, jkm in pairs:
        assert lines[f"lapisan-{jkk.above}"][1:3] == [f"{written(jkk.percent)}%", f"{written(jkm.percent)}%"]
    assert lines["lapisan-100000000"][0] == "Di atas Rp100.000.000 sampai Rp500.000.000"
    assert UNVERIFIED in lines["lapisan-500000000"][3] and READ in lines["lapisan-500000000"][3]


def test_reliefs_in_force_say_their_conditions_and_their_last_day(client):
    for day in DAYS:
        html = page(client, day)
        section = html.partition('aria-labelledby="keringanan"')[2].partition("</section>")[0]
        assert section.count("<tr>") == (1 + len(law_on(day).reliefs) if law_on(day).reliefs else 0), day
    html = page(client, date(2025, 2, 7))
    assert "Satu keringanan iuran berlaku" in html
    for words in ("Pekerja aktif paling sedikit: 50.", "Iuran lunas sampai Januari 2025.", "31 Juli 2025", "Alas kaki"):
        assert words in html
    assert "Iuran tidak dibayar APBN atau APBD." in page(client, date(2026, 1, 1))
    assert "Tidak ada keringanan iuran yang tercatat berlaku" in page(client, date(2024, 6, 1))


def test_every_rule_says_where_it_comes_from_and_how_far_it_was_checked(client):
    for day in (date(2015, 7, 1), date(2022, 3, 1), date(2025, 3, 1), date(2026, 4, 1)):
        lines, law = rows_by_id(page(client, day)), shipped_law(day)
        sources = {f"{key.value}": figure.source for key, figure in law.figures.items()}
        sources |= {
            f"tarif-{segment.name}-{programme.name}{f'-{group}' if group else ''}".lower(): rate.source
            for (segment, programme, group), rate in law.rates.items()
        }
        for name, source in sources.items():
            said = lines[name][-1]
            assert said.startswith(source.citation) and source.note in said, (day, name)
            assert (READ in said, UNVERIFIED in said) == (not source.unverified, source.unverified), (day, name)


def test_what_the_marks_mean_is_said_once(client):
    html = page(client, date(2025, 2, 7))
    assert html.count("dan belum dicocokkan dengan JDIH.") == 1
    assert html.count(READ) > 20
    assert "Catatan dikutip" not in html


def test_the_page_counts_what_was_read_and_what_was_not(client):
    day = date(2025, 2, 7)
    law = law_on(day)
    brackets = [bracket for slices in law.brackets.values() for bracket in slices]
    rules = [*law.rates.values(), *law.figures.values(), *law.obligation_rules.values(), *brackets, *law.reliefs]
    unverified = sum(rule.source.verified_on is None for rule in rules)
    html = page(client, day)
    for label, number in (
        ("Aturan yang berlaku", len(rules)),
        ("Ada di sumber terbitan yang dibaca", len(rules) - unverified),
        ("Belum diverifikasi", unverified),
    ):
        assert f"<dt>{label}</dt><dd>{number}</dd>" in html


def test_a_day_after_the_last_reading_says_that_newer_rules_may_be_missing(client):
    late = "Sumber terakhir dibaca pada Februari 2026."
    assert late in page(client, date(2026, 3, 1))
    assert late not in page(client, date(2026, 2, 28))


def test_english_pages_write_numbers_and_notes_as_the_reader_expects(client):
    html = page(client, date(2025, 2, 7), "/en")
    lines = rows_by_id(html)
    assert '<html lang="en">' in html and "<h1>Rules in force on 7 February 2025</h1>" in html
    assert lines["plafon_jp"][1] == "Rp10,042,300"
    assert "0.36%" in lines["tarif-pu-jkp"]
    assert f'<span lang="id">{escape("Seluruhnya 0,36. Rekomposisi dari JKM berakhir.")}</span>' in html


def test_every_note_of_the_english_page_is_marked_as_indonesian_and_that_is_said_once(client):
    with translation.override("en"):
        said = gettext("Catatan dikutip dalam bahasa Indonesia.")
    for day in DAYS:
        html, law = page(client, day, "/en"), law_on(day)
        assert html.count(said) == 1
        rules = [*law.rates.values(), *law.figures.values(), *law.obligation_rules.values(), *law.reliefs]
        for source in {rule.source for rule in rules}:
            assert f'<span lang="id">{escape(source.citation)}</span>' in html
            note = escape(source.note)
            assert not note or html.count(note) == html.count(f'<span lang="id">{note}</span>') > 0, source


def test_the_page_is_small_and_asks_little(client, django_assert_num_queries):
    client.get("/program/")
    with django_assert_num_queries(9):  # session, user, rights, five kinds of rows, whether demo data are in
        html = client.get("/program/").content.decode()
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    assert html.count("<h1") == 1


@pytest.mark.parametrize("path", ["", "hitung/", "hitung/pemberi-kerja/", "hitung/celah/"])
@pytest.mark.parametrize(
    ("role", "status"), [("staff", 200), ("official", 200), ("admin", 200), ("steward", 200), ("", 403)]
)
def test_every_role_reads_the_law_and_nobody_without_one(db, path, role, status):
    load_law(by=None)
    client = Client()
    client.force_login(people.person("wati", role))
    assert client.get(f"/program/{path}").status_code == status
