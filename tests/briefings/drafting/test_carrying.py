"""Words of one's own stay with the request, the effort or the employer they were written for."""

from dataclasses import replace

import pytest

from coverage_portal.briefings.drafting.carrying import with_edits_carried
from coverage_portal.briefings.wanted import AskKind, AskWanted, Edit, EmployerNamed, Wanted

RENTAN, DATA = AskWanted(AskKind.VULNERABLE, workers=10_000), AskWanted(AskKind.DATA)
BEFORE = Wanted(
    asks=(RENTAN, DATA, AskWanted(AskKind.OWN, title="Satu"), AskWanted(AskKind.OWN, title="Dua")),
    efforts=("Turun ke pasar", "", "Rapat camat"),
    named=(EmployerNamed(7, "Lapor sebagian", "Ratna Dewi"), EmployerNamed(9, "Belum terdaftar", "Ratna Dewi")),
)


def keys(*edited, **changes):
    """Where the edits at `edited` stand after the choices changed so, by where they stood; without those dropped."""
    edits = tuple(Edit(key, f"Kata untuk {key}", "Wati") for key in edited)
    found = with_edits_carried(replace(BEFORE, edits=edits, **changes), BEFORE).edits
    return {one.text.removeprefix("Kata untuk "): one.key for one in found}


@pytest.mark.parametrize(
    ("asks", "now"),
    [
        (BEFORE.asks, {1: 1, 3: 3}),
        (BEFORE.asks[::-1], {1: 4, 3: 2}),
        ((replace(RENTAN, workers=500, months=6), *BEFORE.asks[1:]), {1: 1, 3: 3}),
        (BEFORE.asks[:2], {1: 1}),
        ((replace(RENTAN, reason="Alasan yang diketik di formulir"), *BEFORE.asks[1:]), {3: 3}),
        ((), {}),
    ],
)
def test_a_request(asks, now):
    assert keys("usulan-1-alasan", "usulan-3-alasan", asks=asks) == {
        f"usulan-{was}-alasan": f"usulan-{is_}-alasan" for was, is_ in now.items()
    }


def test_two_requests_alike_keep_their_order():
    assert keys("usulan-2-alasan", asks=(RENTAN, RENTAN, DATA)) == {"usulan-2-alasan": "usulan-3-alasan"}


def test_an_effort_by_its_text():
    assert keys("upaya-2", efforts=("Rapat camat", "Turun ke pasar")) == {"upaya-2": "upaya-1"}
    assert keys("upaya-2", efforts=("Turun ke pasar", "Rapat lurah")) == {}


def test_an_employer_by_who_it_is_and_why():
    assert keys("pemberi-kerja-2", named=BEFORE.named[1:]) == {"pemberi-kerja-2": "pemberi-kerja-1"}
    assert keys("pemberi-kerja-1", named=()) == {}
    assert keys("pemberi-kerja-1", named=(EmployerNamed(7, "Alasan lain", "Ratna Dewi"),)) == {}


def test_sentences_that_belong_to_no_row_stay():
    others = ("ringkasan-judul", "usulan-judul", "usulan-jumlah", "upaya-judul", "pemberi-kerja-pilihan")
    assert keys(*others, asks=(), efforts=(), named=()) == {key: key for key in others}
