"""Work on batches: taken up when its worker died, one at a time of a register, stopped, and never left half done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coverage_portal.core.locks import only_one
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports import checking, flow, saving, work
from coverage_portal.imports.desk import Desk, Progress
from coverage_portal.imports.kinds import lock_name
from tests.imports.batches import admin, after_work, save, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=2)


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


def die(*_arguments):
    raise SystemExit("killed")


def make_old(batch):
    ImportBatch.objects.filter(pk=batch.pk).update(asked_at=timezone.now() - LONG_AGO)


@pytest.mark.parametrize("module, step", [(checking, "check"), (saving, "save")])
def test_work_whose_worker_died_is_taken_up_again(sari, tmp_path, monkeypatch, module, step):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    if step == "save":
        flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    else:
        flow.correct(batch, by=sari, field="NAMA", right="Rangga", row=2)
    with monkeypatch.context() as patch:
        patch.setattr(module, step, die)
        with pytest.raises(SystemExit):
            work.work_on.call(batch.pk)
    batch.refresh_from_db()
    assert batch.state == {"check": "checking", "save": "saving"}[step]
    assert not Membership.objects.exists()
    work.take_up()
    batch.refresh_from_db()
    assert batch.state in ("checking", "saving")  # it was asked for just now: somebody may be about to begin
    make_old(batch)
    work.take_up()
    batch.refresh_from_db()
    assert batch.state == {"check": "review", "save": "applied"}[step]
    assert Membership.objects.count() == (step == "save")


def test_work_that_somebody_is_at_is_left_to_them(sari, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    make_old(batch)
    if only_one_is_of_the_session():
        pytest.skip("one session never waits for itself; tests/imports/test_import_killed.py has two")
    with only_one(f"batch {batch.pk}"):
        work.take_up()
        work.work_on.call(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "saving"


def only_one_is_of_the_session():
    with only_one("probe"), only_one("probe") as again:
        return again


def test_what_waits_for_its_register_begins_when_that_is_free(sari, tmp_path):
    if only_one_is_of_the_session():
        pytest.skip("one session never waits for itself")
    first = upload(write_workers(tmp_path, [worker(1)]), sari)
    second = upload(write_workers(tmp_path, [worker(2)], "b.csv"), sari, partial=True)
    with only_one("work on import workers"):
        flow.save(second, by=sari, acknowledged=(), end_missing=False)
        assert after_work(second).state == "saving"
    assert save(first, sari).state == "applied"
    second.refresh_from_db()
    assert second.state == "review"  # the first has changed the data since it was looked at
    assert second.options["outdated"]


def test_a_save_that_is_stopped_goes_back_to_its_review(sari, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "BETWEEN_REPORTS", -1.0)
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    flow.cancel(batch, by=sari)
    assert after_work(batch).state == "review"
    assert not Membership.objects.exists()
    assert save(batch, sari).state == "applied"


def test_a_check_that_is_stopped_gives_the_file_up(sari, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "BETWEEN_REPORTS", -1.0)
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.correct(batch, by=sari, field="NAMA", right="Rangga", row=2)
    Desk.of(batch.pk).ask_to_stop()
    assert after_work(batch).state == "cancelled"
    assert not Desk.of(batch.pk).folder.exists()


def test_a_file_that_nobody_is_at_is_given_up_at_once(sari, tmp_path, django_capture_on_commit_callbacks):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.correct(batch, by=sari, field="NAMA", right="Rangga", row=2)
    with django_capture_on_commit_callbacks(execute=True):
        flow.cancel(batch, by=sari)
    batch.refresh_from_db()
    assert (batch.state, batch.looked, Desk.of(batch.pk).folder.exists()) == ("cancelled", None, False)


def test_the_desk_says_how_far_the_reading_is(sari, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "BETWEEN_REPORTS", -1.0)
    batch = upload(write_workers(tmp_path, [worker(1), worker(2)]), sari)
    assert Desk.of(batch.pk).progress() == Progress(2, 2)


def test_a_step_that_fails_leaves_no_batch_waiting_for_ever(sari, tmp_path, monkeypatch):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    monkeypatch.setattr(saving, "apply", lambda *_a, **_k: 1 / 0)
    batch = after_work(batch)
    assert (batch.state, batch.refusal["code"]) == ("review", "not_finished")
    assert not Membership.objects.exists()
    monkeypatch.undo()
    batch = save(batch, sari)
    assert (batch.state, batch.refusal) == ("applied", None)


def test_a_verb_at_the_wrong_moment_changes_nothing(sari, tmp_path):
    batch = save(upload(write_workers(tmp_path, [worker(1)]), sari), sari)
    with pytest.raises(flow.NotNow):
        flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    with pytest.raises(flow.NotNow):
        flow.cancel(batch, by=sari)
    batch.refresh_from_db()
    assert batch.state == "applied"


def test_uploads_nobody_went_on_with_are_forgotten_after_a_week(sari, tmp_path):
    kept = upload(write_workers(tmp_path, [worker(1)]), sari)
    left = upload(write_workers(tmp_path, [worker(2)]), sari)
    ImportBatch.objects.filter(pk=left.pk).update(asked_at=timezone.now() - timedelta(days=8))
    call_command("resume_imports")
    left.refresh_from_db()
    kept.refresh_from_db()
    assert (left.state, Desk.of(left.pk).folder.exists()) == ("cancelled", False)
    assert (kept.state, Desk.of(kept.pk).folder.exists()) == ("review", True)


def test_a_piece_of_an_upload_that_comes_twice_or_too_early_is_told_where_to_go_on(sari, tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    data = path.read_bytes()
    batch = flow.begin_upload(
        kind=ImportBatch.Kind.WORKERS, file_name=path.name, size=len(data), position=timezone.localdate(), by=sari
    )
    assert flow.add_bytes(batch, 0, data[:10]) == 10
    for at in (0, 11):
        with pytest.raises(flow.WrongPlace) as refused:
            flow.add_bytes(batch, at, data[at:20])
        assert refused.value.received == 10
    with pytest.raises(flow.WrongPlace):
        flow.finish_upload(batch)
    assert flow.add_bytes(batch, 10, data[10:]) == len(data)
    flow.finish_upload(batch)
    assert Desk.of(batch.pk).upload.read_bytes() == data


def test_a_step_that_kills_every_worker_is_given_up_in_the_end(sari, tmp_path, monkeypatch):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    with monkeypatch.context() as patch:
        patch.setattr(saving, "save", die)
        for _time in range(work.MOST_TRIES):
            with pytest.raises(SystemExit):
                work.work_on.call(batch.pk)
    batch = after_work(batch)
    assert (batch.state, batch.refusal["code"]) == ("review", "not_finished")
    assert save(batch, sari).state == "applied"  # who asks again is heard


def test_a_step_that_waits_for_another_import_is_not_given_up(sari, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1)]), sari)
    flow.save(batch, by=sari, acknowledged=(), end_missing=False)
    if only_one_is_of_the_session():
        pytest.skip("one session never waits for itself")
    with only_one(f"work on {lock_name(batch.kind)}"):
        for _time in range(work.MOST_TRIES + 1):
            make_old(batch)
            work.take_up()
    assert after_work(batch).state == "applied"
