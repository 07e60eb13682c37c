"""The list of workers as a file: every row of the question, masked, safe in a spreadsheet, on record."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from coverage_portal.core import out_blocks
from coverage_portal.core.models import AuditEvent
from coverage_portal.programmes.codes import Segment
from tests import people
from tests.employers import made


@pytest.fixture(autouse=True)
def at_year_end(db):
    return made.at_year_end()


def asked(user, query="", language=""):
    client = Client()
    client.force_login(user)
    return client.get(f"{language}/pekerja/unduh.csv{query}")


def lines(user, query="", language=""):
    content = b"".join(asked(user, query, language).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_the_file_says_whose_it_is_how_many_it_holds_of_how_many_and_masks_every_row(budi):
    firm = made.employer(name="=CMD()", npp="TC1")
    made.member(firm, name="Siti Rahayu", kpj="12345678901", programmes=3)
    made.member(None, name="Agus", kpj="~ABCDEFGHIJKLMNOPQRS", segment=Segment.BPU, ended=date(2022, 5, 1))
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), name="Jauh")
    found = lines(budi, "?segmen=pu")
    assert found[0][0].startswith("Terbatas, budi, ")
    assert found[1] == ["1 dari 2 kepesertaan, posisi 31 Desember 2023"]
    assert found[2][:3] == ["Nama", "KPJ", "NPP"]
    assert found[3:] == [
        [
            *("Siti R••••", "••••8901", "TC1", "'=CMD()", "JKK JKM", "Penerima Upah", "Cipondoh"),
            *("Tangerang Cimone", "2021-01-01", "", "Aktif"),
        ]
    ]
    everything = lines(budi)
    assert everything[1] == ["2 dari 2 kepesertaan, posisi 31 Desember 2023"]
    assert sorted(row[:2] for row in everything[3:]) == [["A••••", "KPJ belum terbit"], ["Siti R••••", "••••8901"]]
    assert [row[-2:] for row in everything[3:] if row[0] == "A••••"] == [["2022-05-01", "Tidak aktif"]]


def test_blocks_of_any_size_give_the_same_file(budi, monkeypatch):
    firm = made.employer()
    for number in range(7):
        made.member(firm, name=f'Siti "{number}", Putri\\')
    whole = lines(budi)
    monkeypatch.setattr(out_blocks, "BLOCK_BYTES", 1)
    monkeypatch.setattr(out_blocks, "BLOCK_ROWS", 2)
    assert lines(budi)[1:] == whole[1:]
    assert len(whole) == 10


def test_taking_it_is_in_the_trail_without_what_was_typed(budi):
    made.member(None, name="Siti")
    made.member(None, name="Agus")
    b"".join(asked(budi, "?q=siti").streaming_content)
    event = AuditEvent.objects.get(verb="worker_exported")
    assert (event.actor, event.detail) == (budi, {"rows": 1, "of": 2, "searched": "name"})


def test_no_file_for_a_nik_nor_for_a_condition_that_is_not_heeded(budi):
    made.member(None, name="Siti")
    refused = asked(budi, "?q=3671054501900001")
    assert (refused.status_code, refused["Location"]) == (302, "/pekerja/")
    said = asked(budi, "?segmen=apa")
    assert (said.status_code, said["Location"]) == (302, "/pekerja/?segmen=apa")
    assert not AuditEvent.objects.filter(verb="worker_exported").exists()


def test_nobody_without_the_right_takes_it_and_an_empty_one_is_a_file_too(budi, joko):
    assert asked(joko).status_code == 403
    found = lines(budi, language="/en")
    assert found[1] == ["0 of 0 memberships, as at 31 December 2023"]
    assert found[2][0] == "Name"
    assert len(found) == 3


def test_the_list_links_to_the_file_of_its_own_question(budi):
    made.member(None, name="Siti")
    client = Client()
    client.force_login(budi)
    assert 'href="/pekerja/unduh.csv?q=siti&amp;segmen=pu"' in client.get("/pekerja/?segmen=pu&q=siti").content.decode()
