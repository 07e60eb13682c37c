"""The receipts' pages: what became of every row, for those who may see the branch."""

import pytest
from django.test import Client
from django.utils import timezone

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.models import ImportIssue
from regions import access
from tests import people
from tests.coverage.examples import YEAR_END


def receipt(user=None, **fields):
    given = {
        "kind": "employers",
        "state": "applied",
        "file_name": "pemberi_kerja.xlsx",
        "file_sha256": "ab" * 32,
        "position": YEAR_END,
        "branch_code": "CMN",
        "rows_read": 17,
        "rows_new": 8,
        "rows_changed": 3,
        "rows_same": 2,
        "rows_rejected": 3,
        "rows_blank": 1,
        "received_by": user,
        "approved_by": user,
        "applied_at": timezone.now(),
    }
    return ImportBatch.objects.create(**given | fields)


def page_for(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_the_list_names_the_files_of_ones_branch(tuti):
    receipt(tuti, illustrative=True)
    receipt(tuti, branch_code="CKK", file_name="cabang_lain.xlsx")
    html = page_for(tuti, "/impor/").content.decode()
    assert "pemberi_kerja.xlsx" in html
    assert "cabang_lain.xlsx" not in html
    assert "31 Des 2023" in html
    assert "Ilustrasi" in html


def test_a_receipt_tells_what_the_file_no_longer_has(tuti):
    whole, partial = receipt(tuti), receipt(tuti, rows_missing=1_234)
    told = "1.234 pemberi kerja yang terdaftar per 31 Desember 2023 tidak ada lagi di berkas ini."
    assert told in page_for(tuti, f"/impor/{partial.pk}/").content.decode()
    assert "tidak ada lagi di berkas" not in page_for(tuti, f"/impor/{whole.pk}/").content.decode()
    assert page_for(tuti, f"/impor/{whole.pk}/?hal=2").status_code == 404


def test_an_empty_list_says_so_and_staff_may_not_look(tuti, ratna):
    assert "Belum ada berkas yang diimpor." in page_for(tuti, "/impor/").content.decode()
    assert page_for(ratna, "/impor/").status_code == 403


def test_a_receipt_shows_that_the_rows_add_up(tuti):
    html = page_for(tuti, f"/impor/{receipt(tuti).pk}/").content.decode()
    assert "17 baris dibaca = 8 baru + 3 berubah + 2 sama + 3 ditolak + 1 kosong atau bukan data." in html
    assert "disetujui tuti" in html
    assert "Tidak ada baris yang bermasalah." in html


def test_problems_are_paged_and_named_by_their_row(tuti):
    batch = receipt(tuti)
    ImportIssue.objects.bulk_create(
        ImportIssue(batch=batch, row_number=i, column="NIB", code="nib_form", severity="warning", value="=9120")
        for i in range(2, 82)
    )
    html = page_for(tuti, f"/impor/{batch.pk}/").content.decode()
    assert "80 temuan" in html
    assert "Baris 2<" in html
    assert "NIB harus 13 angka." in html
    assert "Tertulis: =9120" in html
    assert html.count('<th scope="row">') == 50
    assert "51–80 dari 80" in page_for(tuti, f"/impor/{batch.pk}/?hal=2").content.decode()


def test_what_no_cell_of_the_row_says_is_not_told_as_written_there(tuti):
    batch = receipt(tuti)
    ImportIssue.objects.bulk_create(
        ImportIssue(batch=batch, row_number=row, column=column, code=code, severity="warning", value=value)
        for row, column, code, value in (
            (2, "DIVISI", "division_missing", "001, 002"),
            (134, "UPAH", "control_sum", "78391 / 78379"),
        )
    )
    html = page_for(tuti, f"/impor/{batch.pk}/").content.decode()
    assert "001, 002" in html and "Tertulis: 001" not in html
    assert "Baris 134<" in html and "78.391 / 78.379" in html
    assert "78,391 / 78,379" in page_for(tuti, f"/en/impor/{batch.pk}/").content.decode()


def test_another_branchs_receipt_is_not_found(tuti):
    assert page_for(tuti, f"/impor/{receipt(branch_code='CKK').pk}/").status_code == 404
    assert page_for(tuti, "/impor/999999/").status_code == 404


def test_a_problem_of_the_whole_file_names_no_row(tuti):
    batch = receipt(tuti)
    ImportIssue.objects.create(batch=batch, row_number=0, code="demo_unmarked", severity="error")
    html = page_for(tuti, f"/impor/{batch.pk}/").content.decode()
    assert "Seluruh berkas" in html
    assert "Baris 0" not in html


WAGE = "4.500.000,00"
WITHHELD = "tidak ditampilkan"


@pytest.fixture
def problem_page(db):
    """The receipt of a file with one bad cell, as somebody sees it."""

    def page(user, **fields):
        batch = receipt(**fields)
        ImportIssue.objects.create(
            batch=batch, row_number=2, column="UPAH", code="wage_form", severity="error", value=WAGE
        )
        return page_for(user, f"/impor/{batch.pk}/").content.decode()

    return page


def test_what_was_typed_in_a_cell_is_for_those_who_see_such_rows(problem_page, tuti):
    steward, everywhere = people.person("pengelola", "steward"), people.person("admin", "admin")
    for kind in ("workers", "employers"):
        for branch_code in ("CMN", ""):
            shown = problem_page(everywhere, kind=kind, branch_code=branch_code)
            assert WAGE in shown and WITHHELD not in shown
            withheld = problem_page(steward, kind=kind, branch_code=branch_code)
            assert WAGE not in withheld and WITHHELD in withheld
            assert ">UPAH<" in withheld.upper()
        assert WAGE in problem_page(tuti, kind=kind)


def test_of_a_file_of_several_branches_one_branch_sees_no_cell(problem_page, tuti):
    withheld = problem_page(tuti, kind="workers", branch_code="", received_by=tuti)
    assert WAGE not in withheld and WITHHELD in withheld


def test_the_kind_of_a_file_says_which_right_it_takes(problem_page, monkeypatch):
    """No role sees employers and not workers today; one may tomorrow."""
    monkeypatch.setitem(access.PERMISSIONS, "official", frozenset({"view_imports", "view_employers"}))
    official = people.person("pejabat", "official")
    assert WAGE in problem_page(official, kind="employers")
    assert WAGE not in problem_page(official, kind="workers")


def test_a_receipt_without_a_problem_says_nothing_of_values(db):
    assert WITHHELD not in page_for(people.person("pengelola", "steward"), f"/impor/{receipt().pk}/").content.decode()
