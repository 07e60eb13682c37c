"""The sources table: everything that can be looked up, once, with how many numbers of the page come from it."""

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.source_lines import source_lines
from tests.coverage.examples import AUDIENSI, target
from tests.coverage.page_reading import read


def lines(scope=None):
    return source_lines(answer(scope or Scope()))


def test_a_publication_stands_once_under_whatever_names_it_is_used(city):
    found = [line for line in lines() if line.source.publisher == AUDIENSI]
    assert [line.source.label for line in found] == ["Angkatan kerja", "Penduduk", "Pemberi kerja terdaftar"]
    assert {line.count for line in found} == {1}


def test_the_code_list_that_estimates_rest_on_is_a_source(city):
    (line,) = [line for line in lines() if line.source.document == "Kepmendagri 300.2.2-2138/2025"]
    assert line.count == 14 and line.section == "kecamatan"
    assert not [one for one in lines(Scope(estimates=False)) if "Kepmendagri" in one.source.document]


def test_a_target_is_a_source_and_a_number_of_months_is_none(city):
    target(city["36.71"], "70")
    found = {line.source.publisher: line for line in lines()}
    assert found["Perwal 12/2024"].source.label == "target 2025"
    assert "Kalender" not in found


def test_figures_of_the_page_itself_are_no_sources(city):
    assert answer(Scope()).block("kecamatan").highlights
    assert not [line for line in lines() if line.source.publisher == "Hitungan portal ini"]


def test_counts_of_one_basis_are_one_line_with_their_number_and_days(city):
    for scope in (Scope(), Scope(counted_at=CountedAt.HOME)):
        grouped = [line for line in lines(scope) if line.count > 1 and line.source.batches]
        keys = [(line.source.quantity.basis, line.source.document) for line in grouped]
        assert len(keys) == len(set(keys)) > 1
        assert all(line.since is None or line.since < line.source.as_at for line in grouped)
        assert all(line.section for line in grouped)


def test_every_input_of_every_figure_is_told_of(city):
    target(city["36.71"], "70")
    page = answer(Scope())
    told = {}
    for line in source_lines(page):
        days = told.setdefault((line.source.publisher, line.source.document), set())
        days |= {line.since or line.source.as_at, line.source.as_at}
    ours = {"Hitungan portal ini", "Kalender"}
    for figure in page.figures():
        for one in figure.working.inputs:
            if one.publisher not in ours:
                days = told[(one.publisher, one.document)]
                assert min(days) <= one.as_at <= max(days), figure.key


def test_the_table_gives_the_values_others_published(visitor, city):
    target(city["36.71"], "62.35")
    table = read(visitor.get("/").content).section("sumber").one("table")
    rows = [(row.one("th").text, row.all("td")[0].text) for row in table.all("tr")[1:]]
    for row in (
        ("Angkatan kerja", "1.190.000"),
        ("Target 2025", "62,35%"),
        ("14 rincian: kelurahan/desa", "lihat rincian"),
    ):
        assert rows.count(row) == 1
