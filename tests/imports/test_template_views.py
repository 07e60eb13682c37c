"""The portal's own forms, handed out by kind."""

import io

import pytest
from python_calamine import CalamineWorkbook

from coverage_portal.core.models import AuditEvent
from employers.models import Employer
from tests import people


def test_the_list_offers_a_form_for_every_kind(client):
    html = client.get("/impor/").content.decode()
    assert 'href="/impor/templat/pemberi-kerja.xlsx"' in html
    assert 'href="/impor/templat/pemberi-kerja.xlsx?isi=ya"' in html
    assert 'href="/impor/templat/pekerja.xlsx"' in html
    assert "pekerja.xlsx?isi=ya" not in html
    assert html.count("Templat berisi data saat ini (XLSX)") == 3
    assert html.count("Hanya kosong: portal tidak menyimpan NIK") == 1


def test_a_form_comes_as_a_workbook(client):
    answer = client.get("/impor/templat/pekerja.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="templat-pekerja.xlsx"'
    header = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()[0]
    assert "NIK" in header
    assert not AuditEvent.objects.exists()


def test_a_filled_form_has_ones_own_rows_only_and_is_noted_down(client):
    people.employer_at(people.cikokol())
    Employer.objects.update(npp="87654321")
    people.employer_at(people.cimone())
    answer = client.get("/impor/templat/pemberi-kerja.xlsx?isi=ya")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = str(rows)
    assert "12345678" in told and "87654321" not in told
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor.username) == ("download_import_template", "tuti")


@pytest.mark.parametrize("path", ["apa.xlsx", "pekerja.xlsx?isi=ya"])
def test_what_is_no_form_is_not_found(client, path):
    assert client.get(f"/impor/templat/{path}").status_code == 404
