"""The commands as a person types them: what they print, and the exit code a script sees."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from coverage_portal.core import tabular, tabular_child, tabular_csv, tabular_xlsx
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular import Unreadable
from coverage_portal.imports import messages
from coverage_portal.imports.management.commands import import_extract as command
from coverage_portal.imports.management.commands import remove_demo as removal_command
from employers.extract_checks import checks as employer_checks
from employers.models import Employer
from tests.imports.extracts import csv_text, employer, worker, world, write_employers, write_workers
from tests.imports.shell import run
from tests.people import person
from workers.extract_checks import checks as worker_checks
from workers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    world()
    run("employers", write_employers(tmp_path, [employer()]), "--illustrative")


def test_a_good_file_is_applied(tmp_path):
    code, out, err = run("workers", write_workers(tmp_path, [worker(1), worker(2)]), "--illustrative")
    assert (code, err) == (0, "")
    assert (
        "2 baris dibaca: 2 baru, 0 berubah, 0 sama, 0 ditolak, 0 kosong atau bukan data; 0 tidak ada lagi di berkas."
        in out
    )
    assert "Diterapkan sebagai impor nomor" in out


def test_no_nik_is_shown_or_kept_from_a_file_name_or_an_unknown_column(tmp_path):
    rows = [worker(1) | {"EXTRA 3671/0718/0582/9074": "x"}]
    path = write_workers(tmp_path, rows, "budi_3671-0718-0582-9074_2023-12-31_v2.csv")
    code, out, err = run("workers", path, "--illustrative")
    assert (code, err) == (0, "Kolom yang tidak dikenal dan tidak dibaca: (disamarkan).\n")
    assert "9074" not in out
    assert ImportBatch.objects.latest("pk").file_name == "budi_(disamarkan)_2023-12-31_v2.csv"


def test_the_same_file_again_says_that_nothing_had_to_change(tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    run("workers", path, "--illustrative")
    code, out, _err = run("workers", path, "--illustrative")
    assert code == 0
    assert "Semua baris sudah ada dan sama: tidak ada yang perlu diubah." in out


def test_bad_rows_are_listed_and_end_with_1(tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2, SEGMEN="XX"), worker(3, UPAH="1,5")])
    code, out, err = run("workers", path, "--illustrative")
    assert code == 1
    assert err.splitlines() == [
        "Baris 3, SEGMEN: Segmen harus PU, BPU, JAKON, atau PMI. [XX]",
        "Baris 4, UPAH: Upah harus bilangan bulat rupiah, nol atau lebih, misalnya 5000000 atau 5.000.000. [1.5]",
    ]
    assert "Tidak ada yang ditulis." in out
    assert not Membership.objects.exists()
    code, out, err = run("workers", path, "--illustrative", "--skip-bad")
    assert (code, Membership.objects.count()) == (1, 1)
    assert "Diterapkan" in out


def test_many_warnings_are_shortened_but_counted(tmp_path):
    rows = [worker(n, KPJ=f"AB{n}") for n in range(1, 26)]
    code, _out, err = run("workers", write_workers(tmp_path, rows), "--illustrative")
    assert code == 0
    assert err.count("Peringatan. Baris") == 20
    assert "… dan 5 peringatan lain" in err


def test_json_has_every_problem_with_its_words(tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2, SEGMEN="XX")])
    code, out, err = run("workers", path, "--illustrative", "--json")
    result = json.loads(out)
    assert (code, err, result["applied"], result["batch"]) == (1, "", False, None)
    assert result["rows"] == {"read": 2, "new": 1, "changed": 0, "same": 0, "rejected": 1, "blank": 0, "missing": 0}
    assert result["issues"] == [
        {
            "row_number": 3,
            "column": "SEGMEN",
            "code": "segment_unknown",
            "severity": "error",
            "value": "XX",
            "message": "Segmen harus PU, BPU, JAKON, atau PMI.",
        }
    ]


def test_a_dry_run_writes_nothing(tmp_path):
    code, out, _err = run("workers", write_workers(tmp_path, [worker(1)]), "--illustrative", "--dry-run")
    assert code == 0
    assert "Percobaan: tidak ada yang ditulis." in out
    assert not Membership.objects.exists()


def test_unknown_columns_are_named_and_not_read(tmp_path):
    rows = [worker(1) | {"NAMA_IBU": "x"}]
    code, _out, err = run("workers", write_workers(tmp_path, rows), "--illustrative")
    assert (code, err) == (0, "Kolom yang tidak dikenal dan tidak dibaca: NAMA_IBU.\n")


def test_every_missing_column_is_named(tmp_path):
    rows = [{name: cell for name, cell in worker(1).items() if name not in ("NIK", "KPJ")}]
    code, _out, err = run("workers", write_workers(tmp_path, rows), "--illustrative")
    assert (code, err.startswith("Baris 1: Kolom wajib tidak ada: KPJ, NIK.")) == (2, True)


def test_an_unclosed_quote_is_named_with_its_row(tmp_path):
    path = tmp_path / "pekerja_2023-12-31.csv"
    path.write_text(csv_text([worker(1), worker(2, NAMA='"Rangga'), worker(3)]))
    code, _out, err = run("workers", path, "--illustrative")
    assert (code, err) == (2, "Baris 3: Tanda kutip tidak ditutup; baris sesudahnya tidak dapat dipisahkan.")


def test_the_position_comes_from_the_name_or_the_option_or_is_asked_for(tmp_path):
    path = write_workers(tmp_path, [worker(1)], "pekerja.csv")
    code, _out, err = run("workers", path, "--illustrative")
    assert (code, err[:31]) == (2, "Posisi data tidak diketahui: na")
    assert run("workers", path, "--illustrative", "--position", "2023-11-30")[0] == 0
    assert run("workers", path, "--position", "besok")[0] != 0
    code, _out, err = run("workers", write_workers(tmp_path, [worker(1)], "Pekerja Des 2023.csv"), "--illustrative")
    assert code == 0, err
    assert ImportBatch.objects.get(file_name="Pekerja Des 2023.csv").position == date(2023, 12, 31)


def test_wrong_calls_end_with_2(tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    assert run("workers", tmp_path / "tidak_ada_2023-12-31.csv")[:1] == (2,)
    assert run("workers", path, "--by", "siapa") == (2, "", "Pengguna siapa tidak ada atau tidak aktif.")


def test_who_brought_it_in_is_kept(tmp_path):
    sri = person("sri", "admin")
    path = write_workers(tmp_path, [worker(1)])
    assert run("workers", path, "--illustrative", "--by", sri.username)[0] == 0
    assert Membership.objects.get().batch.approved_by == sri


def test_only_those_who_may_import_can_be_named(tmp_path, ratna):
    path = write_workers(tmp_path, [worker(1)])
    refused = run("workers", path, "--illustrative", "--by", ratna.username)
    assert refused == (2, "", "Pengguna ratna tidak berhak memuat berkas.")
    assert not Membership.objects.exists()


def test_a_file_that_cannot_be_read_is_json_too(tmp_path):
    path = tmp_path / "rusak_2023-12-31.csv"
    path.write_text("KPJ;NIK\n1;2\n")
    code, out, err = run("workers", path, "--json")
    told = json.loads(out)
    assert (code, told["applied"], told["unreadable"]["code"]) == (2, False, "columns_missing")
    assert told["unreadable"]["message"] == err


@pytest.mark.parametrize("form", ["PT\tX", "PT\rX", '"PT\nX"', "PT\x1b[2JX"])
def test_what_stands_in_a_cell_is_told_on_one_line_and_kept(tmp_path, form):
    path = tmp_path / "pk_2023-12-31.csv"
    row = employer(NPP="00009999", BENTUK=form)
    path.write_text(";".join(row) + "\n" + ";".join(row.values()) + "\n", newline="")
    code, _out, err = run("employers", path, "--illustrative")
    assert (code, "\x1b" in err, "\t" in err) == (0, False, False)
    warned = ImportBatch.objects.latest("pk").issues.get(code="legal_form_unknown")
    assert warned.value in ("PT X", "PT [2JX")


def test_a_day_that_is_in_no_calendar_is_refused_in_words(tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    _code, _out, err = run("workers", path, "--position", "2023-02-30")
    assert "tulis tanggal yang ada di kalender sebagai TTTT-BB-HH" in err


def test_the_demos_employers_need_the_mark_of_an_illustration(tmp_path):
    path = write_employers(tmp_path, [employer(NPP="00009999")], sheet="Data contoh pemberi kerja")
    Employer.objects.all().delete()
    ImportBatch.objects.all().delete()
    code, _out, err = run("employers", path)
    assert (code, "Lembar ini berisi pemberi kerja contoh." in err, Employer.objects.count()) == (1, True, 0)
    assert run("employers", path, "--illustrative")[0] == 0


def test_rejected_rows_are_not_called_the_same(tmp_path):
    run("workers", write_workers(tmp_path, [worker(1)]), "--illustrative")
    path = write_workers(tmp_path, [worker(1), worker(2, SEGMEN="")], "b_2023-12-31.csv")
    code, out, _err = run("workers", path, "--illustrative", "--skip-bad")
    assert (code, "Selain baris yang ditolak, semua sudah ada dan sama" in out) == (1, True)


def test_a_position_at_the_end_of_time_is_refused(tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    code, _out, err = run("workers", path, "--illustrative", "--position", "9999-12-31")
    assert (code, "Posisi data sesudah hari ini." in err) == (1, True)


def test_another_running_import_and_a_broken_database_are_one_sentence(tmp_path, monkeypatch):
    path = write_workers(tmp_path, [worker(1)])
    for error, sentence in (
        (Busy("x"), "Impor lain sedang berjalan. Coba lagi setelah selesai."),
        (OperationalError("database is locked"), "Basis data sedang dipakai impor lain. Coba lagi setelah selesai."),
        (OperationalError("no such table: x"), "Basis data belum disiapkan: jalankan manage.py migrate lebih dahulu."),
        (
            OperationalError("secret"),
            "Basis data tidak dapat dihubungi. Periksa DATABASE_URL dan server basis data.",
        ),
    ):

        def fail(*args, error=error, **options):
            raise error

        monkeypatch.setattr(command, "import_extract", fail)
        assert run("workers", path) == (2, "", sentence)
        monkeypatch.setattr(removal_command, "remove_demo", fail)
        with pytest.raises(CommandError, match=sentence[:20]):
            call_command("remove_demo", "--yes")


def test_every_code_has_a_sentence():
    segments = {"PU": 1, "BPU": 2, "JAKON": 3, "PMI": 4}
    checks = [*worker_checks(date(2023, 12, 31), segments, 24), *employer_checks()]
    assert {check.code for check in checks} <= set(messages.PROBLEMS)
    sources = "".join(
        Path(module.__file__).read_text() for module in (tabular, tabular_csv, tabular_xlsx, tabular_child)
    )
    refusals = set(re.findall(r'Unreadable\("(\w+)"', sources))
    assert len(refusals) > 10
    for code in refusals:
        assert messages.unreadable(Unreadable(code, 3, ["X"])).startswith("Baris 3: ")
