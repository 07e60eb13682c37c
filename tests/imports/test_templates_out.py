"""The portal's own forms: what is in them, whose rows, and that what leaves can come back."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from coverage_portal.core.cell_words import word_key
from coverage_portal.core.layouts import Content, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.demo import EMPLOYER_SHEET_NAME
from coverage_portal.imports.templates_out.choices import choices_of
from coverage_portal.imports.templates_out.guide import GUIDES, NOTES
from coverage_portal.imports.templates_out.rows import can_be_filled
from coverage_portal.imports.templates_out.workbook import FIELDS, write_template
from employers import fields as employer_fields
from employers.models import Employer
from regions import figures_fields
from regions.models import Branch, ReferenceFigure, Region
from tests import people
from tests.imports.extracts import employer, load, world, write_employers
from workers import fields as worker_fields

pytestmark = pytest.mark.django_db
Kind = ImportBatch.Kind
KINDS = [Kind.EMPLOYERS, Kind.WORKERS, Kind.HEADCOUNTS, Kind.FIGURES]
RUNNING = {
    Kind.EMPLOYERS: employer_fields.fields,
    Kind.WORKERS: worker_fields.fields,
    Kind.FIGURES: figures_fields.fields,
}


@pytest.fixture
def ratna(tmp_path):
    """Admin of all branches, in a world with an employer of each branch."""
    world()
    rows = [
        employer(NAMA="=1+1"),
        employer(NPP="00005678", KODE_KANTOR="CKK", JML_TK_WLKP=""),
        employer(NPP="00009999", TGL_TUTUP="01-01-2023"),
    ]
    load(write_employers(tmp_path, rows), "employers")
    return people.person("ratna", "admin")


def written(kind, user, *, filled=False):
    to = io.BytesIO()
    write_template(kind, user, filled=filled, to=to)
    return to.getvalue()


def sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def first_sheet(data):
    return next(iter(sheets(data).values()))


def part(data, name):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_there_in_order_and_explained(ratna, kind):
    data, guide = sheets(written(kind, ratna)).values()
    names = [field.name for field in FIELDS[kind]]
    assert data == [names]
    assert list(GUIDES[kind]) == names
    explained = {row[0]: row for row in guide if row and row[0]}
    for field in FIELDS[kind]:
        line = explained[field.name]
        assert line[1]
        assert (line[2] == "wajib") == field.required
    told = {row[1] for row in guide}
    assert {str(note) for note in NOTES[kind]} <= told


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_stays_in_sight_and_codes_keep_their_zeros(ratna, kind):
    data = written(kind, ratna)
    sheet, styles = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/styles.xml")
    assert 'state="frozen"' in sheet
    formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)[0]
    kept = [at for at, style in enumerate(re.findall(r"<xf [^>]*", formats)) if 'numFmtId="49"' in style]  # 49: text
    columns = {
        at: int((re.findall(r'style="(\d+)"', rest) or ["0"])[0])
        for first, last, rest in re.findall(r'<col min="(\d+)" max="(\d+)"([^>]*)', sheet)
        for at in range(int(first), int(last) + 1)
    }
    for at, field in enumerate(FIELDS[kind], 1):
        assert (columns[at] in kept) == (field.content is not Content.NUMBER), field.name


@pytest.mark.parametrize("kind", KINDS)
def test_lists_of_choices_point_at_the_choices(ratna, kind):
    data = written(kind, ratna)
    guide = list(sheets(data).values())[1]
    found = re.findall(
        r'sqref="([A-Z]+)2:[A-Z]+1048576".*?<formula1>\'?Petunjuk\'?!\$([A-Z]+)\$3:\$\2\$(\d+)</formula1>',
        part(data, "xl/worksheets/sheet1.xml"),
    )
    with_choices = [field.name for field in FIELDS[kind] if choices_of(kind, field.name, ratna)]
    assert len(found) == len(with_choices)
    for (_where, letter, last), name in zip(found, with_choices, strict=True):
        place = ord(letter) - ord("A")
        assert guide[1][place] == name
        listed = [guide[row][place] for row in range(2, int(last))]
        assert tuple(listed) == choices_of(kind, name, ratna)


@pytest.mark.parametrize("kind", RUNNING)
def test_every_choice_is_understood(ratna, kind):
    """By its words, or as the code it is; in the languages a form is written in."""
    for field in RUNNING[kind]():
        for choice in choices_of(kind, field.name, ratna):
            known = field.words.get(word_key(choice))
            assert known or field.name not in ("KODE_KECAMATAN", "KODE_DOMISILI", "JENIS", "BASIS"), choice


def test_kecamatan_are_offered_by_names_that_mean_one_place(ratna):
    assert choices_of(Kind.EMPLOYERS, "KODE_KECAMATAN", ratna) == ("Kec. Karawaci", "Kec. Periuk")
    city = Region.objects.get(code="36.71")
    Region.objects.create(code="36.71.01", level=3, name="Tangerang", parent=city, path="ID.36.71.01.")
    assert "Kec. Tangerang" in choices_of(Kind.WORKERS, "KODE_TEMPAT_KERJA", ratna)


def test_only_ones_own_branches_are_offered(ratna):
    admin = people.person("dewi", "admin", Branch.objects.get(code="CMN"))
    assert choices_of(Kind.EMPLOYERS, "KODE_KANTOR", admin) == ("CMN",)
    assert choices_of(Kind.EMPLOYERS, "KODE_KANTOR", ratna) == ("CKK", "CMN")
    assert choices_of(Kind.EMPLOYERS, "KODE_KANTOR", people.person("joko")) == ()


def test_a_filled_form_of_employers_has_the_rows_of_ones_branches(ratna):
    admin = people.person("dewi", "admin", Branch.objects.get(code="CMN"))
    rows = first_sheet(written(Kind.EMPLOYERS, admin, filled=True))
    assert [row[1] for row in rows[1:]] == ["00001234", "00009999"]
    assert first_sheet(written(Kind.EMPLOYERS, people.person("joko"), filled=True))[1:] == []


def test_a_text_that_begins_a_formula_stays_text(ratna):
    data = written(Kind.EMPLOYERS, ratna, filled=True)
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert "=1+1" in [row[3] for row in first_sheet(data)]


def test_what_leaves_comes_back_as_it_is(ratna, tmp_path):
    path = tmp_path / "pk_2023-12-31.xlsx"
    path.write_bytes(written(Kind.EMPLOYERS, ratna, filled=True))
    receipt = load(path, "employers", partial=True)
    assert (receipt.read, receipt.same, receipt.rejected) == (3, 3, 0)


def test_employers_of_the_demo_leave_under_its_name(ratna):
    assert EMPLOYER_SHEET_NAME in sheets(written(Kind.EMPLOYERS, ratna, filled=True))
    assert EMPLOYER_SHEET_NAME not in sheets(written(Kind.EMPLOYERS, ratna))
    ImportBatch.objects.update(illustrative=False)
    assert EMPLOYER_SHEET_NAME not in sheets(written(Kind.EMPLOYERS, ratna, filled=True))


def test_a_form_of_headcounts_names_the_employers_that_are_open(ratna):
    rows = first_sheet(written(Kind.HEADCOUNTS, ratna, filled=True))
    assert [(row[0], row[3], row[-1]) for row in rows[1:]] == [
        ("00005678", "", "15-01-2023"),
        ("00001234", 12, "15-01-2023"),
    ]


def test_a_form_of_figures_has_those_that_were_published_and_stand(ratna):
    facts = {
        "kind": "claims",
        "region": Region.objects.get(code="36.71"),
        "as_at": date(2023, 12, 31),
        "period": "2023",
        "unit": "rupiah",
        "basis": "statement",
        "publisher": "Contoh",
        "document": "Contoh",
    }
    old = ReferenceFigure.objects.create(value="1.5", **facts)
    ReferenceFigure.objects.create(value="5399405.69", replaces=old, **facts)
    ReferenceFigure.objects.create(value="3", derived=True, **facts)
    rows = first_sheet(written(Kind.FIGURES, ratna, filled=True))
    assert [row[5] for row in rows[1:]] == [5399405.69]
    assert rows[1][0] == "Klaim dibayar"


def test_workers_never_leave_in_a_form(ratna):
    assert [kind for kind in KINDS if not can_be_filled(kind)] == [Kind.WORKERS]
    with pytest.raises(ValueError, match="never filled"):
        written(Kind.WORKERS, ratna, filled=True)


def test_many_rows_are_written_as_they_come(ratna):
    branch, place = Branch.objects.first(), Region.objects.get(code="36.71.07")
    Employer.objects.bulk_create(
        Employer(npp=f"A{at:07}", name="PT", branch=branch, district=place, registered_on=date(2020, 1, 1))
        for at in range(2_000)
    )
    rows = first_sheet(written(Kind.EMPLOYERS, ratna, filled=True))
    assert len(rows) == 2_004
    assert Layout(columns={}, header=tuple(rows[0])).header[0] == "KODE_KANTOR"
