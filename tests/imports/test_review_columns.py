"""Which columns a review shows: who a row is about, what is wrong or changes, and on request all of them."""

import re

import pytest

from tests.imports.staged import at_review, employer_row, problem

pytestmark = pytest.mark.usefixtures("desks")
WRONG = ("KODE_KECAMATAN", "NIB", "NPWP", "KBLI", "TGL_DAFTAR", "TGL_TUTUP")
"""Six columns with something wrong in them: the first in all six rows, the last in one."""


def columns(html):
    head = re.search(r'<table class="tbl cards review.*?</thead>', html).group(0)
    return re.findall(r"<th [^>]*>(.*?)</th>", head)


@pytest.fixture
def crowded(desk, tuti):
    desk.rows["rejected"] = [
        employer_row(
            14 + at, *[problem(name, "required") for name in WRONG[: 6 - at]], **dict.fromkeys(WRONG, f"x{at}")
        )
        for at in range(6)
    ]
    return at_review(tuti)


def test_much_that_is_wrong_never_makes_the_table_wide(look, crowded):
    html = look(crowded)
    assert columns(html) == ["Baris", "Nama", "NPP", "NIB", "NPWP", "Kecamatan", "Kolom lain"]
    rows = re.findall(r"<tr><td.*?</tr>", html)
    others = [re.findall(r'class="other[^>]*><span class="sub">(.*?)</span>', row) for row in rows]
    assert others[0] == ["Kode KBLI", "Tanggal daftar", "Tanggal tutup"]
    assert others[2] == ["Kode KBLI"] and others[5] == []
    assert html.count("” wajib diisi.") >= 21  # nothing that is wrong is hidden
    assert html.count("Perbaiki di sini") == 21


def test_what_is_wrong_and_fits_has_a_column_and_usual_ones_fill_the_rest(look, desk, tuti):
    desk.rows["rejected"] = [employer_row(14, problem("NIB", "nib_form"), NIB="9")]
    assert columns(look(at_review(tuti))) == [
        "Baris",
        "Nama",
        "NPP",
        "NIB",
        "Kecamatan",
        "Skala usaha",
        "Tanggal daftar",
    ]


def test_all_columns_are_shown_on_request_and_that_stays_in_the_address(look, crowded):
    assert "?baris=salah&amp;kolom=semua#baris" in look(crowded, "?baris=salah")
    html = look(crowded, "?baris=salah&kolom=semua")
    names = columns(html)
    assert names[:3] == ["Baris", "Nama", "NPP"] and len(names) == len(set(names)) > 20
    assert "Kolom lain" not in names
    wrong = ["NIB", "NPWP", "Kode KBLI", "Kecamatan", "Tanggal daftar", "Tanggal tutup"]
    assert names[3:9] == wrong  # what is wrong stands where it is seen
    assert 'href="?baris=baru&amp;kolom=semua#baris"' in html
    assert '<input type="hidden" name="kolom" value="semua">' in html
    assert re.search(r'href="\?baris=salah#baris">Kolom penting saja', html)


def test_a_nik_has_no_column_where_nothing_is_wrong_with_it(look, desk, tuti):
    desk.rows["new"] = [employer_row(14)]
    assert "NIK" not in columns(look(at_review(tuti, kind="workers"), "?baris=baru&kolom=semua"))
