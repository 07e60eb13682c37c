"""The command with files of other forms than the portal's own, and taking imports back from the shell."""

import json
from datetime import date

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from employers.models import Employer
from tests.imports.extracts import employer, worker, world, write_employers, write_workers
from tests.imports.shell import run
from tests.imports.test_every_kind import NEW_WORKER, sipp_book
from workers.models import Membership


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    world()
    run("employers", write_employers(tmp_path, [employer()]), "--illustrative")


def staff_file(folder, rows):
    """What a branch may send: titles above, its own names and order, slashes in dates, dots in wages, a sum below."""
    lines = ["Kantor Cabang Tangerang Cimone;;;;;;;;;;", "Data Peserta per 31 Desember 2023;;;;;;;;;;"]
    lines.append("No KPJ;NIK KTP;Nama Peserta;L/P;Tgl Lahir;NPP;Segmen;Program;Upah;Wilayah;Mulai;KC")
    for row in rows:
        day = row["TGL_LAHIR"].replace("-", "/")
        wage = f"{int(row['UPAH']):,}".replace(",", ".")
        lines.append(
            f"{row['KPJ']};'{row['NIK']};{row['NAMA']};{row['JENIS_KELAMIN']};{day};{row['NPP']};{row['SEGMEN']};"
            f"{row['PROGRAM']};Rp {wage},-;{row['KODE_TEMPAT_KERJA']};15/03/2021;CMN"
        )
    lines.append(f"JUMLAH;;;;;;;;Rp {sum(int(row['UPAH']) for row in rows):,},-;;;".replace(",", ".", 2))
    path = folder / "peserta_2023-12-31.csv"
    path.write_text("\r\n".join(lines), encoding="cp1252")
    return path


def test_a_file_in_a_branchs_own_form_is_read_with_the_headers_it_is_told(tmp_path):
    path = staff_file(tmp_path, [worker(n) for n in range(1, 30)])
    code, _out, err = run("workers", path, "--illustrative")
    assert code == 2
    told = ["KODE_TEMPAT_KERJA=Wilayah", "TGL_MULAI=Mulai"]
    code, out, err = run("workers", path, "--illustrative", *[word for each in told for word in ("--map", each)])
    assert (code, err.count("ditolak")) == (0, 0)
    assert "29 baru" in out
    first = Membership.objects.get(kpj=worker(1)["KPJ"])
    assert (first.wage, first.started_on, first.person.birth_date) == (4_600_000, date(2021, 3, 15), date(1982, 5, 2))


def test_a_header_that_the_file_does_not_have_and_a_column_that_is_none_are_named(tmp_path):
    path = staff_file(tmp_path, [worker(1)])
    words = ("workers", path, "--illustrative", "--map", "TGL_MULAI=Sejak", "--map", "TEMPAT=Wilayah")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Judul ini tidak ada di berkas: Sejak. Judul di berkas: No KPJ, NIK KTP, Nama Peserta, L/P" in err
    assert "Kolom portal ini tidak dikenal: TEMPAT. Kolom jenis ini: KODE_KANTOR, KPJ, NIK, NAMA" in err
    code, out, again = run(*words, "--json")
    told = json.loads(out)
    assert (code, again, told["applied"], told["wrong_map"]["message"]) == (2, err, False, err)
    assert (told["wrong_map"]["headers"], told["wrong_map"]["fields"]) == (["Sejak"], ["TEMPAT"])
    assert "Wilayah" in told["wrong_map"]["known_headers"]
    assert "KODE_TEMPAT_KERJA" in told["wrong_map"]["known_fields"]


def test_a_header_that_stands_there_twice_points_nothing_out(tmp_path):
    path = tmp_path / "peserta_2023-12-31.csv"
    path.write_text("Kode;Kode;KPJ\nA;B;16000000001\n")
    code, out, err = run("workers", path, "--illustrative", "--json", "--map", "NPP=Kode")
    assert (code, err) == (2, "Baris 1: Judul kolom muncul lebih dari sekali: Kode.")
    assert json.loads(out)["unreadable"]["code"] == "columns_repeated"


def without_version(tmp_path, *columns):
    row = employer(NPP="00005678", NAMA="CV Dua")
    left_out = {"KBLI_VERSI", *columns}
    return write_employers(tmp_path, [{name: text for name, text in row.items() if name not in left_out}])


def test_one_text_may_stand_for_all_rows(tmp_path):
    words = ("employers", without_version(tmp_path, "KODE_KANTOR"), "--illustrative")
    code, out, err = run(*words, "--set", "KBLI_VERSI=KBLI 2020", "--set", "kode_kantor=Tangerang Cimone")
    assert (code, "1 baru" in out, err) == (0, True, "")
    made = Employer.objects.get(npp="00005678")
    assert (made.kbli_version, made.branch.code) == (2020, "CMN")


def test_one_text_that_cannot_be_is_refused_with_what_may_be(tmp_path):
    words = ("employers", without_version(tmp_path), "--illustrative")
    wrong = ("KBLI_VERSI=2015", "NAMA=Sama", "NPP=00001234", "TGL_TUTUP=31-12-2023", "WARNA=biru")
    told = [word for each in wrong for word in ("--set", each)]
    code, out, err = run(*words, *told)
    assert (code, out) == (2, "")
    assert "Isi ini tidak dikenal: KBLI_VERSI=2015. Yang dikenal: 2020, 2025." in err
    assert "Kolom ini ada di berkas, jadi isinya dibaca dari sana: NAMA, NPP, TGL_TUTUP." in err
    assert "tidak dapat ditulis sekali untuk semua: NPP, TGL_TUTUP." in err
    assert "Kolom portal ini tidak dikenal: WARNA." in err
    code, out, again = run(*words, *told, "--json")
    assert (code, again, json.loads(out)["wrong_set"]["message"]) == (2, err, err)
    assert json.loads(out)["wrong_set"]["choices"] == ["2020", "2025"]


def test_a_required_column_that_is_missing_is_named_with_what_there_is_and_how_to_point_it_out(tmp_path):
    path = tmp_path / "f_2023-12-31.csv"
    path.write_text("Nomor;Nama Perusahaan;Kecamatan;Tgl Daftar;KC\n00005678;CV Dua;Karawaci;25-01-2020;CMN\n")
    code, out, err = run("employers", path, "--illustrative", "--json")
    assert code == 2
    assert "Kolom wajib tidak ada: NPP." in err
    assert "Judul di berkas: Nomor, Nama Perusahaan, Kecamatan, Tgl Daftar, KC." in err
    assert "--map NPP=JUDUL" in err
    assert "--set" not in err
    told = json.loads(out)["unreadable"]
    assert (told["names"], told["known_headers"][:2]) == (["NPP"], ["Nomor", "Nama Perusahaan"])
    path.write_text("NPP;Nama Perusahaan;Kecamatan;Tgl Daftar\n00005678;CV Dua;Karawaci;25-01-2020\n")
    assert "--set KODE_KANTOR=ISI" in run("employers", path, "--illustrative")[2]


def test_a_command_that_cannot_begin_says_so_as_json_too(tmp_path):
    path = write_employers(tmp_path, [employer()], "f.csv")
    for words in (("employers", path), ("employers", tmp_path / "tidak-ada.csv"), ("employers",)):
        code, out, err = run(*words, "--json")
        assert (code, json.loads(out)) == (2, {"applied": False, "not_begun": {"message": err}})


def test_a_file_whose_rows_have_days_of_their_own_needs_no_position(tmp_path):
    path = tmp_path / "wlkp.csv"
    path.write_text("NPP;Nama;Jumlah TK;Tgl Lapor\n00001234;PT Maju Jaya;15;25-01-2024\n")
    code, out, err = run("headcounts", path, "--illustrative")
    assert (code, "1 berubah" in out) == (0, True), err
    assert ImportBatch.objects.get(kind="headcounts").position == today()


def test_what_is_still_in_doubt_is_told_as_json_too(tmp_path):
    code, out, err = run("workers", staff_file(tmp_path, [worker(1)]), "--illustrative", "--json")
    assert code == 2
    assert json.loads(out)["applied"] is False
    assert err in json.loads(out).popitem()[1]["message"]


def test_an_import_is_taken_back_from_the_shell(tmp_path):
    run("workers", write_workers(tmp_path, [worker(1), worker(2)]), "--illustrative")
    number = ImportBatch.objects.get(kind="workers").pk
    assert run("--undo", number) == (0, f"Impor nomor {number} dikembalikan seluruhnya.\n", "")
    assert not Membership.objects.exists()
    code, _out, err = run("--undo", number)
    assert (code, err) == (2, f"Impor nomor {number} tidak ada atau tidak sedang tersimpan.")


def test_an_undo_that_is_blocked_says_by_what_and_changes_nothing(tmp_path):
    run("workers", write_workers(tmp_path, [worker(1)]), "--illustrative")
    first = ImportBatch.objects.get(kind="workers").pk
    later = write_workers(tmp_path, [worker(1, UPAH="1")], "p_2024-01-31.csv")
    run("workers", later, "--illustrative")
    second = ImportBatch.objects.filter(kind="workers").order_by("-pk").first().pk
    code, _out, err = run("--undo", first)
    assert code == 1
    assert f"1 kepesertaan diubah atau dipakai oleh impor {second} sesudahnya." in err
    code, out, _err = run("--undo", first, "--json")
    assert json.loads(out)["blocks"][0]["batch"] == second
    assert Membership.objects.get().wage == 1


def test_new_workers_of_sipp_come_in_for_the_employer_that_is_named(tmp_path):
    path = sipp_book(tmp_path, [NEW_WORKER])
    code, _out, err = run("workers", path, "--illustrative", "--position", "2023-12-31")
    assert (code, err) == (
        2,
        "Berkas Data TK Baru tidak menyebut pemberi kerja. Isi NPP pemberi kerja yang mengirimnya.",
    )
    code, _out, err = run(
        "workers", path, "--illustrative", "--position", "2023-12-31", "--npp", "00001234", "--map", "NAMA=Panggilan"
    )
    assert (code, "Judul ini tidak ada di berkas: Panggilan." in err) == (2, True)
    code, out, _err = run("workers", path, "--illustrative", "--position", "2023-12-31", "--npp", "00001234")
    assert (code, "1 baru" in out) == (0, True)
    assert Membership.objects.get().employer.npp == "00001234"


def test_the_portals_own_form_is_read_as_the_browser_reads_it(tmp_path):
    row = employer(NPP="00005678", NAMA="CV Dua", KODE_KECAMATAN="Kec. Karawaci", KODE_KANTOR="Tangerang Cimone")
    code, out, err = run("employers", write_employers(tmp_path, [row], "f_2023-12-31.xlsx"), "--illustrative")
    assert (code, "1 baru" in out) == (0, True), err
