"""Odd and hostile files through the browser: refused with a reason, or the good rows saved and the bad ones named."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.imports.messages import UNREADABLE
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.pages.review_questions import questions_of
from coverage_portal.imports.work import work_on
from employers.models import Employer
from regions.models import Branch, Region
from tests.imports.batches import admin
from tests.imports.extracts import POSITION, csv_text, worker, world
from tests.imports.odd_files import COMMANDS, READ, REFUSED, Odd
from tests.imports.test_flow import everything
from workers.models import Membership

pytestmark = pytest.mark.django_db


class Browser:
    """An admin's browser; everything that comes back, is logged or handed to a task is kept."""

    def __init__(self, caplog, monkeypatch, capture):
        caplog.set_level(logging.DEBUG)
        self.client = Client()
        self.client.force_login(admin())
        self.heard: list[str] = []
        self._caplog, self._capture = caplog, capture
        enqueue = work_on.__class__.enqueue

        def overheard(task, *args, **kwargs):
            self.heard.append(repr((args, kwargs)))
            return enqueue(task, *args, **kwargs)

        monkeypatch.setattr(work_on.__class__, "enqueue", overheard)

    def get(self, path, **query):
        return self._answer(self.client.get(path, query, follow=True))

    def post(self, path, **sent):
        with self._capture(execute=True):
            answer = self.client.post(path, sent)
        assert answer.status_code in (200, 302), answer.status_code
        return self.get(answer["Location"]) if answer.status_code == 302 else self._answer(answer)

    def _answer(self, answer):
        assert answer.status_code == 200, answer.status_code
        self.heard += [place for place, _status in getattr(answer, "redirect_chain", ())]
        self.heard.append(answer["Content-Type"] + answer.content.decode(errors="replace"))
        return answer

    def upload(self, odd, **options):
        said = {"kind": odd.kind, "position": POSITION.isoformat(), "extent": "lengkap", "illustrative": "on"}
        file = SimpleUploadedFile(odd.sent_as, odd.data)
        self.post("/impor/unggah/", **said | options, file=file)
        return ImportBatch.objects.latest("pk")

    def columns(self, batch):
        """Take the columns as they were found; where cells can be read in two ways, the first."""
        form = self.get(f"/impor/{batch.pk}/kolom/").context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        for name in form.fields:
            if name.startswith("gaya-") and not sent[name] and sent[name.replace("gaya", "kolom")]:
                sent[name] = form.fields[name].choices[1][0]
        self.post(f"/impor/{batch.pk}/kolom/", **sent)
        batch.refresh_from_db()

    def look_through(self, batch):
        """Every tab of the review, and the rows that go home."""
        for tab in ("", "salah", "ubah", "baru", "sama", "hilang"):
            self.get(f"/impor/{batch.pk}/tinjau/", baris=tab)
        return self.get(f"/impor/{batch.pk}/ditolak.xlsx").content if batch.rows_rejected else b""

    def save(self, batch):
        ticked = [question.code for question in questions_of(batch)]
        self.post(f"/impor/{batch.pk}/simpan/", tanda=batch.summary["mark"], tahu=ticked, hilang="biarkan")
        batch.refresh_from_db()

    def says_no_nik(self, odd):
        """None in any page, address, log, task or table that is no secret."""
        batch = ImportBatch.objects.latest("pk")
        kept = [
            list(ImportBatch.objects.values()),
            list(ImportIssue.objects.values()),
            list(AuditEvent.objects.values()),
        ]
        said = "\n".join([*self.heard, self._caplog.text, repr(kept)])
        written = odd.data.decode("utf-16" if odd.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
        niks = {each for each in re.findall(r"\d{16}", written + odd.sent_as) if each.startswith("3671")}
        niks |= {worker(number)["NIK"] for number in range(1, 40)}
        assert not [nik for nik in niks if nik in said]
        assert batch.file_name.endswith(odd.sent_as[-4:])


@pytest.fixture
def browser(db, tmp_path, settings, caplog, monkeypatch, django_capture_on_commit_callbacks):
    """In a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    Employer.objects.create(
        npp="00001234",
        name="PT Maju Jaya",
        branch=Branch.objects.get(code="CMN"),
        district=Region.objects.get(code="36.71.07"),
        registered_on=POSITION - timedelta(days=3000),
    )
    return Browser(caplog, monkeypatch, django_capture_on_commit_callbacks)


def adds_up(batch):
    parts = (batch.rows_new, batch.rows_changed, batch.rows_same, batch.rows_rejected, batch.rows_blank)
    return batch.rows_read == sum(parts)


@pytest.mark.parametrize("odd", REFUSED, ids=lambda odd: odd.made.__name__)
def test_a_hostile_file_is_refused_with_a_plain_reason(browser, odd):
    before = everything()
    batch = browser.upload(odd)
    assert (batch.state, batch.refusal["code"]) == ("refused", odd.refused)
    page = browser.get(f"/impor/{batch.pk}/").content.decode()
    assert str(UNREADABLE[odd.refused]).partition("%")[0][:40] in page
    assert everything() == before
    browser.says_no_nik(odd)


@pytest.mark.parametrize("odd", READ, ids=lambda odd: odd.made.__name__)
def test_of_an_odd_file_the_good_rows_are_saved_and_the_bad_ones_named(browser, odd):
    before, stored = everything(), ROWS_OF[odd.kind].objects.count()
    batch = browser.upload(odd)
    if batch.state == "columns":
        browser.columns(batch)
    assert batch.state == "review", batch.refusal
    assert adds_up(batch)
    assert (batch.rows_new + batch.rows_same + batch.rows_changed, batch.rows_rejected) == (odd.good, odd.bad)
    assert set(batch.summary["reasons"]) == odd.codes
    home = browser.look_through(batch)
    assert holds_no_formula(home)
    assert everything() == before
    browser.save(batch)
    assert (batch.state, adds_up(batch)) == ("applied", True)
    assert ROWS_OF[odd.kind].objects.count() == stored + batch.rows_new
    assert rollups.check() >= 0
    browser.get(f"/impor/{batch.pk}/")
    browser.says_no_nik(odd)


ROWS_OF = {"workers": Membership, "employers": Employer}


def holds_no_formula(book):
    if not book:
        return True
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return not any(b"<f>" in archive.read(name) for name in archive.namelist() if "sheets/" in name)


def test_names_that_are_commands_are_text_in_the_form_that_comes_filled(browser):
    for at, name in enumerate(COMMANDS):
        Employer.objects.create(
            npp=f"0000567{at}",
            name=name,
            branch=Branch.objects.get(code="CMN"),
            district=Region.objects.get(code="36.71.07"),
            registered_on=POSITION,
        )
    book = browser.get("/impor/templat/pemberi-kerja.xlsx", isi="ya").content
    assert holds_no_formula(book)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        texts = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    assert b"HYPERLINK" in texts


def test_fewer_rows_and_an_older_month_are_saved_only_by_who_insists(browser):
    people = [worker(number) for number in range(1, 11)]
    whole = browser.upload(Odd(lambda: csv_text(people).encode(), "workers"))
    browser.save(whole)
    fewer = browser.upload(Odd(lambda: csv_text(people[:6]).encode(), "workers"))
    assert {"fewer_rows", "total_moves"} <= {alarm["code"] for alarm in fewer.summary["alarms"]}
    assert (fewer.rows_same, fewer.rows_missing, adds_up(fewer)) == (6, 4, True)
    older = browser.upload(Odd(lambda: csv_text(people).encode(), "workers"), position="2023-11-30")
    assert [each["code"] for each in older.summary["refusals"]] == ["position_older"]
    after = everything()
    browser.save(older)
    assert (older.state, everything() == after) == ("review", True)
    browser.post(f"/impor/{older.pk}/izinkan/", izin="allow_older")
    older.refresh_from_db()
    assert (older.summary["refusals"], older.rows_same) == ([], 10)
