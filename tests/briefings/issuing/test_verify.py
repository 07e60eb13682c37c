"""Anybody can see that a printed briefing is genuine, and nothing that the paper does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.briefings.issuing.throttle import network_of
from tests.briefings import sample
from tests.briefings.issuing import desk


@pytest.fixture
def issued(on_desk, pejabat):
    return desk.issue(desk.draft(pejabat), pejabat)


def test_a_genuine_paper_shows_what_is_printed(client, issued):
    answer = client.get(f"/periksa/{issued.code}/")
    page = answer.content.decode()
    printed = ("61,8%", "Kota Tangerang", "31 Desember 2023", "B/12/032024", "Kantor Cabang Contoh", "pejabat")
    for words in (*printed, "22 Mar 2024, 09.05 WIB", issued.sha256):
        assert words in page


def test_and_nothing_else(client, issued):
    page = client.get(f"/periksa/{issued.code}/").content.decode()
    for words in ("454", "736", "Wali Kota", "Sekda", "Balai Kota", "/laporan/", "Budi Santoso", "Cipondoh"):
        assert words not in page
    assert not any(file.sha256 in page for file in issued.files.all())


def test_sample_data_are_marked(client, issued, on_desk, pejabat):
    headline = replace(sample.RATE, provenance=sample.Provenance.ILLUSTRATIVE)
    first, *rest = on_desk.document.sections
    shown = replace(first, title=replace(first.title, inputs=(headline,)))
    on_desk.document = replace(on_desk.document, sections=(shown, *rest))
    made = desk.issue(desk.draft(pejabat), pejabat)
    assert "Ilustrasi" in client.get(f"/periksa/{made.code}/").content.decode()


def test_it_needs_no_cookie_and_sets_none(client, issued):
    for address in ("/periksa/", f"/periksa/{issued.code}/", "/periksa/AAAA2222/"):
        assert not client.get(address).cookies


def test_it_may_be_kept_for_minutes_but_not_found_by_search_engines(client, issued):
    for address in ("/periksa/", f"/periksa/{issued.code}/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=300"
        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_page_that_shows_who_is_signed_in_is_kept_by_nobody(client, issued, pejabat):
    client.force_login(pejabat)
    assert client.get(f"/periksa/{issued.code}/")["Cache-Control"] == "private, no-store"


def test_an_unknown_code_is_the_same_page_as_one_that_can_be_none(client, issued, pejabat):
    desk.draft(pejabat)
    unknown, impossible = client.get("/periksa/AAAA2222/"), client.get("/periksa/?kode=O0I1")
    for answer in (unknown, impossible):
        assert answer.status_code == 404
        assert "Kode tidak dikenal" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
    assert unknown.content.replace(b"AAAA2222", b"") == impossible.content.replace(b"O0I1", b"").replace(
        b"/periksa/?kode=", b"/periksa//"
    )


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{spaced}", "{hyphen}"])
def test_a_code_is_found_as_people_type_it(client, issued, typed):
    code = issued.code
    ways = {"code": code, "lower": code.lower(), "spaced": f"{code[:4]} {code[4:]}", "hyphen": f"{code[:4]}-{code[4:]}"}
    answer = client.get("/periksa/", {"kode": typed.format(**ways)})
    assert answer["Location"] == f"/periksa/{code}/"


def test_a_fingerprint_is_compared_with_content_and_files(client, issued):
    pdf = issued.files.get(format="pdf").sha256
    assert "Ini sidik berkas PDF yang disampaikan." in compared(client, issued, pdf)
    assert "Ini sidik isi, seperti yang tercetak di bahan." in compared(client, issued, issued.sha256.upper())
    assert "Sama pada 12 angka pertama." in compared(client, issued, f"{issued.sha256[:6]} {issued.sha256[6:12]}")
    assert "Tidak sama." in compared(client, issued, "0" * 64)
    for unreadable in (issued.sha256[:7], "z" * 64, f"{pdf}0", "<script>alert(1)</script>"):
        page = compared(client, issued, unreadable)
        assert "Ini bukan sidik SHA-256." in page
        assert "<script>alert" not in page


def test_that_it_was_corrected_is_said_without_saying_by_what(client, issued, on_desk, pejabat):
    correction = desk.draft(pejabat, corrects=issued)
    assert "sudah diperbaiki" not in client.get(f"/periksa/{issued.code}/").content.decode()
    new = desk.issue(correction, pejabat)
    page = client.get(f"/periksa/{issued.code}/").content.decode()
    assert "sudah diperbaiki" in page
    assert new.code not in page


def test_text_that_would_do_harm_stands_as_text(client, on_desk, pejabat):
    harm = sample.HOSTILE[1]
    kept = on_desk.document
    on_desk.document = replace(
        kept,
        meeting=replace(kept.meeting, number=harm),
        letterhead=replace(kept.letterhead, office=harm, institution=sample.HOSTILE[2]),
        region=replace(kept.region, name=harm),
    )
    made = desk.issue(desk.draft(pejabat), pejabat)
    page = client.get(f"/periksa/{made.code}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{7*7}}" in page
    assert "<script>alert" not in client.get("/periksa/", {"kode": harm}).content.decode()


def test_a_briefing_without_a_summary_is_genuine_too(client, on_desk, pejabat):
    on_desk.document = replace(on_desk.document, sections=on_desk.document.sections[1:2])
    made = desk.issue(desk.draft(pejabat), pejabat)
    page = client.get(f"/periksa/{made.code}/").content.decode()
    assert f"Kode {made.code} asli" in page
    assert "61,8%" not in page


def test_a_network_that_asks_too_often_has_to_wait(client, issued):
    address = f"/periksa/{issued.code}/"
    assert {client.get(address).status_code for _time in range(60)} == {200}
    answer = client.get(address)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert client.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_network_of_ipv6_is_counted_as_one():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::4")
    assert network_of("203.0.113.9") == "203.0.113.9"


def test_it_reads_in_english_too(client, issued):
    assert f"Code {issued.code} is genuine" in client.get(f"/en/periksa/{issued.code}/").content.decode()


def compared(client, issued, typed):
    return client.get(f"/periksa/{issued.code}/", {"sidik": typed}).content.decode()
