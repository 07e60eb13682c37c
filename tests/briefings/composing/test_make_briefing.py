"""The monthly pack: four files or none, and every reason in words."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coverage_portal.briefings import monthly
from coverage_portal.briefings.packing import FORMATS
from coverage_portal.core.models import AuditEvent
from coverage_portal.programmes.actions import load_law
from regions.models import ReferenceFigure


def make(folder, *options, region="36.71", month="2023-12", branch="CMN"):
    out = StringIO()
    named = ("--branch", branch) if branch else ()
    asked = ("--region", region, "--month", month, "--out", str(folder), *named)
    call_command("make_briefing", *asked, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def law(office):
    """An office that can sign, and the law that prices what it asks for."""
    load_law(by=None)
    return office


def test_four_drafts_are_made_with_warnings_told_and_an_audit_event(law, tmp_path):
    said = make(tmp_path / "baru", "--by", law.username)
    names = sorted(path.name for path in (tmp_path / "baru").iterdir())
    assert names == sorted(f"bahan-audiensi-kota-tangerang-2023-12-konsep.{format}" for format in FORMATS)
    assert (tmp_path / "baru" / names[1]).read_bytes().startswith(b"%PDF")
    assert "Peringatan: Penyebut berbeda terbitan" in said
    assert all(name in said for name in names)
    event = AuditEvent.objects.get(verb="briefing_pack_made")
    assert (event.actor, event.detail) == (law, {"region": "36.71", "month": "2023-12-01"})


def test_cron_hears_nothing_of_a_pack_that_was_made(law, tmp_path):
    assert make(tmp_path, "--verbosity", "0") == ""
    assert len([*tmp_path.iterdir()]) == len(FORMATS)


def test_made_again_from_the_same_data_every_byte_is_the_same(law, tmp_path):
    make(tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    make(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_pack_with_a_missing_number_refuses_to_be_built(law, tmp_path):
    ReferenceFigure.objects.filter(kind=ReferenceFigure.Kind.LABOUR_FORCE).delete()
    with pytest.raises(CommandError) as refused:
        make(tmp_path / "baru")
    assert "tidak ada berkas yang ditulis" in str(refused.value)
    assert "- Penyebut tidak ada" in str(refused.value)
    assert not (tmp_path / "baru").exists()
    assert not AuditEvent.objects.filter(verb="briefing_pack_made").exists()


def test_nothing_is_left_when_a_writer_fails(law, tmp_path, monkeypatch):
    def broken(document, stamp):
        raise RuntimeError

    monkeypatch.setattr(monthly, "pack", broken)
    with pytest.raises(RuntimeError):
        make(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"region": "99", "branch": ""}, "99"),
        ({"region": "36.xx", "branch": ""}, "Kode wilayah “36.xx” tidak dikenal"),
        ({"month": "1990-01"}, "Belum ada data untuk Januari 1990"),
        ({"month": "Desember"}, "Desember"),
        ({"region": "36.74", "branch": ""}, "CKK (Tangerang Cikokol), CMN (Tangerang Cimone)"),
        ({"branch": "XXX"}, "Kantor cabang “XXX” tidak dikenal"),
    ],
)
def test_what_was_asked_wrongly_is_said(city, tmp_path, options, words):
    with pytest.raises(CommandError, match=re.escape(words)):
        make(tmp_path, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_user_who_is_not_there_is_named(city, tmp_path):
    with pytest.raises(CommandError, match="siapa"):
        make(tmp_path, "--by", "siapa")


def test_a_folder_that_cannot_be_written_is_told(law, tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(CommandError, match="Berkas tidak dapat ditulis"):
        make(tmp_path / "berkas")


def test_without_a_branch_the_one_with_a_signatory_makes_it(law, tmp_path):
    said = make(tmp_path, branch="")
    assert "Kantor cabang: Tangerang Cimone (CMN)" in said
    assert len([*tmp_path.iterdir()]) == len(FORMATS)


def test_a_pack_is_a_draft_that_somebody_signs_later(city, tmp_path):
    load_law(by=None)
    said = make(tmp_path, branch="")
    assert "Penanda tangan belum dipilih" in said
    assert len([*tmp_path.iterdir()]) == len(FORMATS)


def test_a_folder_in_the_place_of_a_file_leaves_the_others_unwritten(law, tmp_path):
    (tmp_path / "bahan-audiensi-kota-tangerang-2023-12-konsep.xlsx").mkdir()
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        make(tmp_path)
    assert len([*tmp_path.iterdir()]) == 1
