"""Published figures from a file: held to the form's rules, never edited, each with its line in the audit trail."""

from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import AuditEvent, DataVersion, ImportBatch
from coverage_portal.core.tabular import ROW, Block
from coverage_portal.imports.messages import PROBLEMS
from coverage_portal.imports.undoing import undo
from regions import figures_described, figures_fields, figures_importer
from regions.figure_kinds import FigureBasis, FigureKind, broken_rules
from regions.figures_file import COLUMNS, FACTS, FiguresChecker, Reference
from regions.models import ReferenceFigure, Region
from tests import people
from tests.imports.extracts import POSITION, csv_text, issues, load, world

FIGURES = ImportBatch.Kind.FIGURES
FIGURE = dict.fromkeys(COLUMNS, "") | {
    "JENIS": "labour_force",
    "KODE_WILAYAH": "36.71",
    "POSISI": "31-08-2023",
    "PERIODE": "Agustus 2023",
    "NILAI": "1190000",
    "SETENGAH_LANGKAH": "5000",
    "BASIS": "bps_sakernas",
    "PENERBIT": "BPS Contoh",
    "DOKUMEN": "Berita Resmi Contoh",
}


def checked(**changes):
    fresh = FiguresChecker(Reference(row_key=bytes(32), regions={"36.71": 7}))
    frame = pl.DataFrame([FIGURE | changes], schema=dict.fromkeys(COLUMNS, pl.String))
    return fresh.check(fresh.sift(Block(frame.with_row_index(ROW, offset=2))))


def test_a_good_row_becomes_facts():
    row = checked(NILAI="1190000.50", JENIS="claims", SATUAN="rupiah", SETENGAH_LANGKAH="").rows.row(0, named=True)
    assert tuple(row) == (ROW, *FACTS)
    assert (row["kind"], row["region_id"], row["as_at"]) == ("claims", 7, date(2023, 8, 31))
    assert (row["value"], row["half_step"], row["unit"]) == ("1190000.50", None, "rupiah")


@pytest.mark.parametrize(
    ("kind", "cell", "unit"),
    [
        ("labour_force", "", "orang"),
        ("employers", "", "perusahaan"),
        ("ucj", "", "persen"),
        ("ucj", "%", "persen"),
        ("minimum_wage", "", "rupiah/bulan"),
    ],
)
def test_the_usual_unit_of_a_kind_stands_where_none_is_given(kind, cell, unit):
    row = checked(JENIS=kind, SATUAN=cell, NILAI="50", SETENGAH_LANGKAH="").rows.row(0, named=True)
    assert row["unit"] == unit


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"JENIS": ""}, ("JENIS", "required")),
        ({"JENIS": "angkatan"}, ("JENIS", "figure_kind_unknown")),
        ({"KODE_WILAYAH": "99"}, ("KODE_WILAYAH", "region_unknown")),
        ({"POSISI": ""}, ("POSISI", "required")),
        ({"POSISI": "Agustus 2023"}, ("POSISI", "date_form")),
        ({"POSISI": "31-08-1944"}, ("POSISI", "figure_day")),
        ({"PERIODE": ""}, ("PERIODE", "required")),
        ({"NILAI": ""}, ("NILAI", "required")),
        ({"NILAI": "1,19 juta"}, ("NILAI", "figure_form")),
        ({"NILAI": "1190000.12345"}, ("NILAI", "figure_form")),
        ({"NILAI": "1000000000000", "SETENGAH_LANGKAH": ""}, ("NILAI", "figure_too_large")),
        ({"NILAI": "1190000.5", "SETENGAH_LANGKAH": ""}, ("NILAI", "value_not_whole")),
        ({"SATUAN": "ribu orang"}, ("SATUAN", "unit_not_usual")),
        ({"JENIS": "other", "SATUAN": ""}, ("SATUAN", "unit_missing")),
        ({"JENIS": "population", "NILAI": "0"}, ("NILAI", "population_zero")),
        (
            {"JENIS": "unemployment_rate", "NILAI": "100.5", "SETENGAH_LANGKAH": ""},
            ("NILAI", "share_above_hundred"),
        ),
        ({"SETENGAH_LANGKAH": "lima ribu"}, ("SETENGAH_LANGKAH", "figure_form")),
        ({"SETENGAH_LANGKAH": "5000000"}, ("SETENGAH_LANGKAH", "half_step_above_value")),
        ({"NILAI": "1190500"}, ("SETENGAH_LANGKAH", "half_step_unfit")),
        ({"BASIS": "perkiraan"}, ("BASIS", "figure_basis_unknown")),
        ({"ASAL": "Hitungan"}, ("ASAL", "figure_derived")),
        ({"PENERBIT": " "}, ("PENERBIT", "required")),
        ({"DOKUMEN": "x" * 301}, ("DOKUMEN", "too_long")),
        ({"TAUTAN": "javascript:alert(1)"}, ("TAUTAN", "link_form")),
    ],
)
def test_a_bad_cell_rejects_its_row(changes, problem):
    found = checked(**changes)
    assert found.rejected == 1
    assert [row[1:3] for row in found.issues.rows()] == [problem]
    assert problem[1] in PROBLEMS


def test_the_file_is_held_to_the_rules_of_the_form():
    """Every number that breaks a rule of the form breaks it here, under the same code."""
    for kind in FigureKind:
        for value in ("0", "0.5", "99.99", "100.5", "1190500"):
            codes = {row[2] for row in checked(JENIS=kind.value, NILAI=value, SATUAN="orang").issues.rows()}
            assert codes == set(broken_rules(kind, Decimal(value), "orang", Decimal(5000)).values()), (kind, value)


@pytest.fixture
def send(db, tmp_path):
    """Bring in rows of figures."""
    world()

    def sent(*rows, **options):
        path = tmp_path / "angka.csv"
        path.write_text(csv_text([FIGURE | row for row in rows]))
        return load(path, FIGURES, **{"illustrative": False} | options)

    return sent


def test_marks_nobody_sees_are_taken_out(send):
    send({"PENERBIT": "BPS\u202e Contoh\u200b"})
    assert ReferenceFigure.objects.get().publisher == "BPS Contoh"


def counts(receipt):
    return receipt.new, receipt.changed, receipt.same, receipt.rejected, receipt.missing


def test_a_new_figure_is_entered_with_who_brought_it(send):
    steward = people.person("siti", "steward")
    receipt = send({}, {"JENIS": "employed", "NILAI": "1100000"}, by=steward)
    assert counts(receipt) == (2, 0, 0, 0, 0)
    figure = ReferenceFigure.objects.get(kind="labour_force")
    assert (figure.value, figure.unit, figure.half_step, figure.derived) == (1_190_000, "orang", 5_000, False)
    assert (figure.entered_by, figure.replaces, figure.region.code) == (steward, None, "36.71")
    assert AuditEvent.objects.filter(verb="figure_entered", actor=steward).count() == 2
    ids = sorted(ReferenceFigure.objects.values_list("pk", flat=True))
    made = ImportBatch.objects.get(pk=receipt.batch_id).inserted[figures_importer.TABLE]
    assert (ids, receipt.touched_from) == (list(range(made[0], made[1] + 1)), None)
    later = ReferenceFigure.objects.get(pk=ids[0])
    later.pk = None
    later.save()
    assert later.pk == ids[-1] + 1


def test_the_same_figure_again_changes_nothing(send):
    send({})
    version = DataVersion.objects.get().number
    assert counts(send({"CATATAN": "tambahan"})) == (0, 0, 1, 0, 0)
    assert (ReferenceFigure.objects.count(), DataVersion.objects.get().number) == (1, version)


def test_another_value_is_a_new_figure_that_replaces_the_old(send):
    send({})
    receipt = send({"NILAI": "1200000"}, {"JENIS": "employed", "NILAI": "1100000"})
    assert counts(receipt) == (1, 1, 0, 0, 0)
    old, new = ReferenceFigure.objects.filter(kind="labour_force").order_by("pk")
    assert (old.value, new.value, new.replaces) == (1_190_000, 1_200_000, old)
    assert counts(send({"NILAI": "1200000"})) == (0, 0, 1, 0, 0)
    assert counts(send({"NILAI": "1190000"})) == (0, 1, 0, 0, 0)
    assert ReferenceFigure.objects.current().get(kind="labour_force").value == 1_190_000


def test_taken_back_the_old_figure_stands_again(send):
    send({})
    receipt = send({"NILAI": "1200000"}, {"JENIS": "employed", "NILAI": "1100000"})
    batch = ImportBatch.objects.get(pk=receipt.batch_id)
    undo(batch)
    assert batch.state == "undone"
    assert ReferenceFigure.objects.current().get().value == 1_190_000


@pytest.mark.parametrize(
    "change",
    [
        {"KETERANGAN": "perempuan"},
        {"POSISI": "31-08-2022"},
        {"BASIS": "statement"},
        {"PENERBIT": "Lain"},
        {"KODE_WILAYAH": "36"},
        {"JENIS": "employed"},
    ],
)
def test_a_figure_of_something_else_is_new(send, change):
    send({})
    assert counts(send({"NILAI": "1200000"} | change)) == (1, 0, 0, 0, 0)


def test_a_derived_figure_is_not_what_a_file_speaks_of(send):
    send({})
    ReferenceFigure.objects.update(derived=True)
    assert counts(send({})) == (1, 0, 0, 0, 0)


def test_among_figures_of_one_name_the_one_that_says_the_same_answers(send):
    send({})
    twin = ReferenceFigure.objects.get()
    twin.pk, twin.value, twin.period = None, 1_150_000, "lain"
    twin.save()
    assert counts(send({})) == (0, 0, 1, 0, 0)
    assert counts(send({"NILAI": "1150000"})) == (0, 0, 1, 0, 0)
    assert counts(send({"NILAI": "1160000"})) == (0, 1, 0, 0, 0)
    assert ReferenceFigure.objects.latest("pk").replaces == twin


def test_a_figure_that_stands_twice_is_used_in_neither_row(send):
    receipt = send({}, {"NILAI": "1200000"}, {"JENIS": "employed"}, skip_bad=True)
    assert issues(receipt) == [(2, "JENIS", "figure_repeated"), (3, "JENIS", "figure_repeated")]
    assert counts(receipt) == (1, 0, 0, 2, 0)


def test_names_of_kinds_bases_and_places_are_understood(send):
    row = {"JENIS": "Angkatan kerja", "BASIS": "Sakernas BPS", "KODE_WILAYAH": "Kota Tangerang", "NILAI": "1.190.000"}
    layout = Layout(
        columns={name: (at,) for at, name in enumerate(COLUMNS)},
        header=COLUMNS,
        dates={"POSISI": "dmy"},
        numbers={"NILAI": "id", "SETENGAH_LANGKAH": "id"},
    )
    assert counts(send(row | {"ASAL": "Rilis resmi"}, layout=layout)) == (1, 0, 0, 0, 0)
    assert counts(send({})) == (0, 0, 1, 0, 0)


def test_every_kind_and_basis_is_known_by_its_name_in_both_languages(db):
    words = {field.name: field.words for field in figures_fields.fields()}
    assert set(words["JENIS"].values()) == set(FigureKind.values)
    assert set(words["BASIS"].values()) == set(FigureBasis.values)
    assert words["JENIS"]["ANGKATANKERJA"] == words["JENIS"]["LABOURFORCE"] == "labour_force"


def test_a_province_and_the_country_are_known_by_name(db):
    world()
    words = figures_fields.figure_places()
    assert (words["INDONESIA"], words["BANTEN"], words["KOTATANGERANG"]) == ("00", "36", "36.71")


def test_a_review_shows_what_stands_and_what_the_file_says(send):
    send({})
    figure = ReferenceFigure.objects.get()
    said = figures_described.stored([figure.pk])[figure.pk]
    assert (said["JENIS"], said["NILAI"], said["POSISI"], said["KODE_WILAYAH"]) == (
        "Angkatan kerja",
        "1190000",
        "31-08-2023",
        "36.71",
    )
    facts = checked().rows.with_columns(region_id=pl.lit(Region.objects.get(code="36.71").pk))
    assert figures_described.facts(facts) == [said]
    assert figures_described.matching("bps") == [figure.pk]
    assert np.array_equal(figures_importer.stored().known, [0])
    assert ImportBatch.objects.get().position == POSITION
