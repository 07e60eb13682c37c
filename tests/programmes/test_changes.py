"""What changed last and what changes next, against a slow walk from day to day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.changes import change_day, changes_between, news, read_up_to, reliefs_from, turning_days
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.models import Relief
from coverage_portal.programmes.terms import ParameterKey
from tests.programmes.reading import rows
from tests.programmes.shipped import shipped_law, shipped_rows

ONE = timedelta(days=1)
TURNS = turning_days(shipped_rows())


def says(day):
    """Everything the law of a day says, without the day and without what is merely overdue."""
    law = shipped_law(day)
    figures = {key: replace(figure, overdue_since=None) for key, figure in law.figures.items()}
    return law.rates, figures, law.brackets, law.obligation_rules, law.reliefs


def test_the_law_changes_on_its_turning_days_and_on_no_other():
    day = TURNS[0] - ONE
    seen = []
    while day < date(2028, 6, 1):
        day += ONE
        if says(day) != says(day - ONE):
            seen.append(day)
    assert seen == [turn for turn in TURNS if turn < date(2028, 6, 1)]


def test_what_changed_is_the_difference_between_two_neighbouring_days():
    for turn in TURNS:
        found = change_day(shipped_rows(), turn)
        before, after = shipped_law(turn - ONE), shipped_law(turn)
        assert found.day == turn and found.changes
        for change in found.changes:
            assert change.before != change.after
            assert change.before in everything(before) or change.before is None
            assert change.after in everything(after) or change.after is None
        assert list(changes_between(after, after)) == []


def everything(law):
    brackets = [bracket for slices in law.brackets.values() for bracket in slices]
    plain = [replace(figure, overdue_since=None) for figure in law.figures.values()]
    return [*law.rates.values(), *law.figures.values(), *plain, *law.obligation_rules.values(), *brackets, *law.reliefs]


@pytest.mark.parametrize("turn", TURNS)
def test_the_last_change_is_todays_on_the_day_itself_and_the_next_one_the_day_before(turn):
    on_the_day, before = news(shipped_rows(), turn), news(shipped_rows(), turn - ONE)
    assert on_the_day.last == before.next == change_day(shipped_rows(), turn)
    assert on_the_day.next is None or on_the_day.next.day > turn
    assert before.last is None or before.last.day < turn


def test_before_the_first_rule_nothing_changed_and_after_the_last_nothing_is_known_to_come():
    assert news(shipped_rows(), TURNS[0] - ONE).last is None
    assert news(shipped_rows(), TURNS[-1]).next is None


def test_pp_6_of_2025_changed_the_jkp_rate_and_nothing_of_the_others():
    changes = {change.key: change for change in change_day(shipped_rows(), date(2025, 2, 7)).changes}
    rate = changes[Segment.PU, Programme.JKP, 0]
    assert (rate.before.total, rate.after.total) == (
        shipped_law(date(2025, 2, 6)).rate(Programme.JKP).total,
        rate.after.total,
    )
    assert str(rate.before.total) == "0.46" and str(rate.after.total) == "0.36"
    assert [key for key in changes if isinstance(key, tuple) and len(key) == 3] == [(Segment.PU, Programme.JKP, 0)]
    assert changes[ParameterKey.JKP_AGE_BELOW].before is None
    assert rate.source.citation == "PP 6/2025"


def test_a_relief_that_ends_rests_on_its_own_words_and_its_successor_starts_the_same_day():
    changes = {change.key: change for change in change_day(shipped_rows(), date(2025, 8, 1)).changes}
    ended, started = changes["pp-7-2025"], changes["pp-36-2025"]
    assert ended.after is None and ended.source.citation == "PP 7/2025"
    assert started.before is None and started.after.code == "pp-36-2025"


def test_a_figure_waits_for_its_successor_only_while_none_is_recorded():
    assert [waiting.due for waiting in news(shipped_rows(), date(2025, 6, 1)).waiting] == [date(2026, 3, 1)]
    assert news(shipped_rows(), date(2024, 6, 1)).waiting == ()


def test_sources_were_read_up_to_the_newest_reading():
    assert read_up_to(shipped_rows()) == date(2026, 2, 28)


def test_reliefs_to_come_are_those_in_force_and_those_that_start_later():
    assert {relief.code for relief in reliefs_from(shipped_rows(), date(2026, 2, 1))} == {
        "pp-50-2025-transportasi",
        "pp-50-2025-lainnya",
    }
    assert reliefs_from(shipped_rows(), date(2027, 4, 1)) == ()


@pytest.fixture
def client(budi):
    load_law(by=None)
    client = Client()
    client.force_login(budi)
    return client


def section(client, day, language=""):
    html = client.get(f"{language}/program/", {"tanggal": day}).content.decode()
    return html.partition('aria-labelledby="perubahan"')[2].partition("</section>")[0]


def test_the_page_says_what_a_rule_was_and_what_it_became_with_its_citation(client):
    html = section(client, "2025-02-06")
    assert "Perubahan berikutnya 7 Februari 2025" in html
    cells = next(row for row in rows(html) if row[0] == "Tarif JKP, Penerima Upah")
    assert cells[1] == "0,46%: pemerintah 0,22%, dipindahkan dari JKK 0,14%, dipindahkan dari JKM 0,1%"
    assert cells[2] == "0,36%: pemerintah 0,22%, dipindahkan dari JKK 0,14%"
    assert cells[3].startswith("PP 6/2025")
    assert '<a href="?tanggal=2025-02-07">7 Februari 2025</a>' in html
    assert '<a href="?tanggal=2025-02-01">1 Februari 2025</a>' in html


def test_on_the_day_itself_the_change_is_the_last_one_and_leads_nowhere(client):
    html = section(client, "2025-02-07")
    assert "<h3>Terakhir: 7 Februari 2025</h3>" in html
    assert "Perubahan berikutnya 1 Maret 2025" in html
    assert ["Plafon upah JP", "Rp10.042.300", "Rp10.547.400"] in [row[:3] for row in rows(html)]


def test_what_starts_says_it_was_not_recorded_and_what_ends_says_so(client):
    found = {row[0].split(" Segmen")[0]: row for row in rows(section(client, "2025-08-01"))}
    assert found["Keringanan PP 7/2025"][2] == "Berakhir"
    assert found["Keringanan PP 36/2025"][1:3] == ["Belum tercatat", "Potongan 50% iuran JKK, sampai 31 Januari 2026"]


def test_when_nothing_is_known_to_come_the_page_says_so_and_until_when_sources_were_read(client):
    html = section(client, "2044-05-01")
    assert "Belum ada perubahan tercatat sesudah 1 Mei 2044" in html
    assert "sumber dibaca sampai Februari 2026" in html
    assert "Berikutnya:" not in html


def test_the_many_rules_of_the_first_day_are_folded_and_all_there(client):
    html = section(client, "2015-07-01")
    assert "<details" in html and "perubahan</summary>" in html
    names = " ".join(row[0] for row in rows(html))
    assert names.count("Kewajiban") == sum(key[2] is False for key in shipped_law(date(2015, 7, 1)).obligation_rules)


def test_every_day_of_change_is_one_click_away(client):
    html = section(client, "2025-02-07")
    days = html.partition('class="pager"')[2]
    assert [f"?tanggal={turn.isoformat()}" in days for turn in TURNS] == [True] * len(TURNS)
    assert '<a href="?tanggal=2025-02-07" aria-current="page">' in days


def test_a_relief_entered_a_moment_ago_is_the_next_change_at_once(client):
    Relief.objects.create(
        code="uji", kind="potongan", programmes=1, percent=25, started_on=date(2026, 12, 1), citation="PP Uji"
    )
    html = section(client, "2026-11-26")
    assert "Perubahan berikutnya 1 Desember 2026" in html and "Keringanan PP Uji" in html
    assert "Belum diverifikasi" in html.partition("PP Uji")[2]
