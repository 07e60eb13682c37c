"""A file's way through the browser's steps: looked at, checked, saved, put back; each a transaction of its own."""

from __future__ import annotations

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import CoverageCell, CoverageTotal
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.stage import SORTS, Stage
from employers.models import Employer, EmployerProgramme
from regions.models import Branch
from tests.imports.batches import admin, save, undo, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db
FACTS = (Employer, EmployerProgramme, Person, Membership)
COUNTED = (CoverageCell, CoverageTotal)


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


def everything():
    """Every fact, row by row, and every cell by what it says."""
    facts = {model.__name__: list(model.objects.order_by("id").values()) for model in FACTS}
    cells = {
        model.__name__: sorted(
            tuple(sorted((name, str(value)) for name, value in row.items() if name != "id"))
            for row in model.objects.values()
        )
        for model in COUNTED
    }
    return {**facts, **cells}


def counts(batch):
    names = ("read", "new", "changed", "same", "rejected", "blank", "missing")
    return tuple(getattr(batch, f"rows_{name}") for name in names)


def test_a_reviewed_file_is_saved_as_the_command_would_have_loaded_it(sari, tmp_path):
    rows = [worker(1), worker(2, TGL_AKHIR="01-06-2023"), worker(3, SEGMEN="?")]
    before = everything()
    batch = upload(write_workers(tmp_path, rows), sari)
    assert (batch.state, counts(batch)) == ("review", (3, 2, 0, 0, 1, 0, 0))
    assert everything() == before
    batch = save(batch, sari)
    assert (batch.state, batch.approved_by) == ("applied", sari)
    assert sorted(Membership.objects.values_list("kpj", flat=True)) == [worker(1)["KPJ"], worker(2)["KPJ"]]
    assert rollups.check() > 0
    assert list(batch.issues.values_list("row_number", "code")) == [(4, "segment_unknown")]


def test_undoing_a_first_load_restores_everything(sari, tmp_path):
    before = everything()
    batch = save(upload(write_workers(tmp_path, [worker(1), worker(2), worker(3)]), sari), sari)
    assert Membership.objects.count() == 3
    batch = undo(batch, sari)
    assert (batch.state, batch.undone_by) == ("undone", sari)
    assert everything() == before


def test_undoing_changes_restores_what_stood_there(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2), worker(3)]))
    before = everything()
    rows = [worker(1, UPAH="1"), worker(2, NAMA="Nama Baru", SEGMEN="BPU", NPP=""), worker(4)]
    batch = upload(write_workers(tmp_path, rows, "b.csv"), sari)
    assert counts(batch) == (3, 1, 2, 0, 0, 0, 1)
    batch = save(batch, sari, end_missing=True)
    assert (batch.state, batch.rows_ended) == ("applied", 1)
    assert Membership.objects.get(kpj=worker(3)["KPJ"]).ended_on == batch.position
    rollups.check()
    assert undo(batch, sari).state == "undone"
    assert everything() == before


def test_undoing_employers_restores_their_programmes(sari, tmp_path):
    before = everything()
    rows = [employer(SKALA="Besar", JHT_SEJAK="01-01-2021", JKK_SEJAK=""), employer(NPP="00005678", NAMA="CV Dua")]
    batch = save(upload(write_employers(tmp_path, rows, "b.xlsx"), sari, "employers"), sari)
    assert EmployerProgramme.objects.count() == 4
    assert undo(batch, sari).state == "undone"
    assert everything() == before


def test_a_later_import_blocks_undoing_and_is_named(sari, tmp_path):
    first = save(upload(write_workers(tmp_path, [worker(1), worker(2)]), sari), sari)
    second = save(upload(write_workers(tmp_path, [worker(1, UPAH="1"), worker(2)], "b.csv"), sari), sari)
    after = everything()
    first = undo(first, sari)
    assert (first.state, first.summary["undo_refused"]["count"]) == ("applied", 1)
    assert first.summary["undo_refused"]["blocks"][0]["batch"] == second.pk
    assert everything() == after
    assert undo(second, sari).state == "undone"
    assert undo(first, sari).state == "undone"


def test_an_edit_by_hand_blocks_undoing(sari, tmp_path):
    batch = save(upload(write_workers(tmp_path, [worker(1), worker(2)]), sari), sari)
    Membership.objects.filter(kpj=worker(1)["KPJ"]).update(row_hash=None, wage=5)
    batch = undo(batch, sari)
    (block,) = batch.summary["undo_refused"]["blocks"]
    assert (batch.state, block["table"], block["batch"]) == ("applied", "workers_membership", 0)


def test_memberships_of_an_employer_that_came_later_block_undoing_it(sari, tmp_path):
    rows = [employer(), employer(NPP="00005678")]
    batch = save(upload(write_employers(tmp_path, rows, "b.xlsx"), sari, "employers"), sari)
    later = load(write_workers(tmp_path, [worker(1, NPP="00005678")]))
    batch = undo(batch, sari)
    (block,) = batch.summary["undo_refused"]["blocks"]
    assert (block["table"], block["batch"], block["count"]) == ("workers_membership", later.batch_id, 1)


def test_the_same_file_again_changes_nothing_and_says_so(sari, tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2)])
    first = save(upload(path, sari), sari)
    again = upload(path, sari)
    assert counts(again) == (2, 0, 0, 2, 0, 0, 0)
    assert [alarm["code"] for alarm in again.summary["alarms"]] == ["same_file"]
    assert again.summary["alarms"][0]["batch"] == first.pk


@pytest.mark.parametrize("kind", ["workers", "employers"])
def test_marks_nobody_sees_make_no_row_another_and_are_not_stored(sari, tmp_path, kind):
    plain, model = {
        "workers": ([worker(1), worker(2, NAMA="Siti Aminah")], Person),
        "employers": ([employer(NAMA="PT Maju Jaya Abadi")], Employer),
    }[kind]
    write = write_workers if kind == "workers" else write_employers
    marked = [row | {"NAMA": "\u202a" + row["NAMA"].replace(" ", "\u00a0\u200b") + "\u200e\ufeff"} for row in plain]
    marked = [{name: cell and f"{cell}\u200f" for name, cell in row.items()} for row in marked]
    ending = "csv" if kind == "workers" else "xlsx"
    batch = save(upload(write(tmp_path, marked, f"a.{ending}"), sari, kind), sari)
    assert (batch.state, batch.rows_rejected) == ("applied", 0)
    names = model.objects.values_list("name", flat=True)
    assert {row["NAMA"] for row in plain} <= set(names)
    assert all(name.isascii() for name in names)
    assert counts(upload(write(tmp_path, plain, f"b.{ending}"), sari, kind))[1:4] == (0, 0, len(plain))
    assert counts(upload(write(tmp_path, marked, f"c.{ending}"), sari, kind))[1:4] == (0, 0, len(plain))


def test_data_that_changed_since_the_review_are_reviewed_again(sari, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1), worker(2)]), sari)
    load(write_workers(tmp_path, [worker(1)], "b.csv"))
    batch = save(batch, sari)
    assert (batch.state, counts(batch)) == ("review", (2, 1, 0, 1, 0, 0, 0))
    assert batch.options["outdated"]
    assert save(batch, sari).state == "applied"


def test_a_page_of_the_review_shows_what_the_sheet_says_and_what_is_stored(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2)]))
    rows = [worker(1, UPAH="5000000"), worker(2), worker(3), worker(4, SEGMEN="?", NIK="12")]
    batch = upload(write_workers(tmp_path, rows, "b.csv"), sari)
    stage = Stage.of(batch)
    (changed,) = stage.page("changed", 1, 50).rows
    assert (changed.row_number, changed.cells["UPAH"], changed.old) == (2, "5000000", {"UPAH": "4600000"})
    (same,) = stage.page("same", 1, 50).rows
    assert (same.row_number, same.cells["KPJ"]) == (3, worker(2)["KPJ"])
    (new,) = stage.page("new", 1, 50, text="rangga").rows
    assert (new.row_number, new.cells["NAMA"], new.cells["KODE_TEMPAT_KERJA"]) == (4, "Rangga Kusuma", "36.71.07")
    page = stage.page("rejected", 1, 50)
    assert (page.total, page.rows[0].row_number, page.rows[0].cells["SEGMEN"]) == (1, 5, "?")
    assert {problem.code for problem in page.rows[0].problems} == {"segment_unknown", "nik_form"}
    assert "12" not in page.rows[0].cells["NIK"]
    assert stage.page("rejected", 1, 50, code="nik_form").total == 1
    assert stage.page("rejected", 1, 50, code="nik_date").total == 0
    assert stage.page("new", 2, 1).rows == ()


def test_the_rows_with_a_warning_are_found_in_every_sort(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2, KPJ="12345678")]))
    rows = [worker(1, KPJ="1234567"), worker(2, KPJ="12345678", UPAH="5"), worker(3, KPJ="123"), worker(4), worker(5)]
    stage = Stage.of(upload(write_workers(tmp_path, [*rows, worker(6, KPJ="99", SEGMEN="?")], "b.csv"), sari))
    found = {what: stage.page(what, 1, 50, code="kpj_form") for what in SORTS}
    assert [row.row_number for page in found.values() for row in page.rows] == [7, 3, 2, 4]
    assert stage.page("new", 1, 50, code="kpj_form", text="tak ada").total == 0
    assert (stage.page("new", 1, 0, code="kpj_form").total, stage.page("missing", 1, 0, code="kpj_form").total) == (
        2,
        0,
    )


def test_the_effect_is_what_the_figures_then_say(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2), worker(3)]))
    rows = [worker(1, PROGRAM="JKK"), worker(2, KODE_TEMPAT_KERJA="36.71.08"), worker(4, PROGRAM="JKK+JKM+JHT")]
    batch = upload(write_workers(tmp_path, rows, "b.csv"), sari)
    (city,) = batch.summary["effect"]["cities"]
    assert city["before"] == {"memberships": 3, "JKK": 3, "JKM": 3, "JHT": 0, "JP": 0, "JKP": 0}
    assert city["after"] == {"memberships": 4, "JKK": 4, "JKM": 3, "JHT": 1, "JP": 0, "JKP": 0}
    assert city["leaving"]["memberships"] == 1
    places = {place["code"]: place["after"]["memberships"] for place in city["places"]}
    assert places == {"36.71.07": 3, "36.71.08": 1}
    save(batch, sari)
    shown = CoverageTotal.objects.filter(place=1, dimension=0, region__code="36.71").order_by("-month").first()
    assert (shown.memberships, shown.jht) == (4, 1)


def test_an_employer_that_loses_many_workers_is_an_alarm(sari, tmp_path):
    load(write_workers(tmp_path, [worker(n) for n in range(1, 11)]))
    batch = upload(write_workers(tmp_path, [worker(n) for n in range(1, 6)], "b.csv"), sari)
    alarms = {alarm["code"]: alarm for alarm in batch.summary["alarms"]}
    assert set(alarms) == {"fewer_rows", "total_moves", "employers_lose_workers"}
    (named,) = alarms["employers_lose_workers"]["employers"]
    assert (named["before"], named["after"]) == (10, 5)
    assert (batch.rows_missing, alarms["total_moves"]["leaving"]) == (5, 5)


def test_a_file_of_one_branch_is_held_against_the_rows_of_that_branch(sari, tmp_path):
    cikokol = [worker(n, KODE_KANTOR="CKK") for n in range(4, 11)]
    load(write_workers(tmp_path, [*(worker(n) for n in range(1, 4)), *cikokol]))
    alike = upload(write_workers(tmp_path, [worker(1), worker(2), worker(3, UPAH="1")], "b.csv"), sari)
    assert "fewer_rows" not in {alarm["code"] for alarm in alike.summary["alarms"]}
    fewer = upload(write_workers(tmp_path, [worker(1), worker(2)], "c.csv"), sari)
    (alarm,) = (alarm for alarm in fewer.summary["alarms"] if alarm["code"] == "fewer_rows")
    assert (alarm["rows"], alarm["before"]) == (2, 3)


def test_another_branchs_file_is_no_measure_of_this_one(sari, tmp_path):
    load(write_workers(tmp_path, [worker(n) for n in range(1, 9)]))
    load(write_workers(tmp_path, [worker(9, KODE_KANTOR="CKK")], "b.csv"))
    batch = upload(write_workers(tmp_path, [worker(n) for n in range(1, 5)], "c.csv"), sari)
    (alarm,) = (alarm for alarm in batch.summary["alarms"] if alarm["code"] == "fewer_rows")
    assert (alarm["rows"], alarm["before"]) == (4, 8)


def test_a_branch_admin_neither_brings_in_nor_writes_over_another_branchs_rows(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1, KODE_KANTOR="CKK"), worker(2)]))
    dewi = admin("dewi", Branch.objects.get(code="CMN"))
    rows = [worker(1, UPAH="1"), worker(2, UPAH="2"), worker(3, KODE_KANTOR="CKK")]
    batch = upload(write_workers(tmp_path, rows, "b.csv"), dewi)
    assert counts(batch) == (3, 0, 1, 0, 2, 0, 0)
    assert sorted(batch.summary["reasons"]) == ["branch_foreign", "row_of_another_branch"]


def test_rows_refused_beside_others_show_their_cells_too(sari, tmp_path):
    rows = [worker(1), worker(1, NAMA="Lain"), worker(2)]
    batch = upload(write_workers(tmp_path, rows), sari)
    page = Stage.of(batch).page("rejected", 1, 50)
    assert [(row.row_number, row.cells["NAMA"]) for row in page.rows] == [(2, "Rangga Kusuma"), (3, "Lain")]
    assert {problem.code for row in page.rows for problem in row.problems} == {"kpj_repeated"}


def test_a_part_of_an_extract_misses_nobody(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2)]))
    batch = upload(write_workers(tmp_path, [worker(1, UPAH="9")], "b.csv"), sari, partial=True)
    assert (counts(batch), batch.rows_missing) == ((1, 0, 1, 0, 0, 0, 0), 0)


def test_the_desk_is_cleared_of_the_upload_once_it_is_saved(sari, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    desk = Desk.of(batch.pk)
    assert desk.upload.exists()
    save(batch, sari)
    assert not desk.upload.exists() and not desk.stage.exists()
    assert ImportBatch.objects.get(pk=batch.pk).state == "applied"
