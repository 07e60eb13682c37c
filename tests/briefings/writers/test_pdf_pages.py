"""How a PDF's pages are filled: evenly, with nothing torn, however long the briefing is."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverage_portal.briefings.blocks import Listing, Table
from coverage_portal.briefings.document import CitedSource, Reference
from coverage_portal.briefings.writers.pdf import typesetting, write
from tests.briefings import sample
from tests.briefings.sample_figures import RATE, districts, source
from tests.briefings.writers.pdf_reading import Read

LONG = "Kelurahan yang namanya panjang sekali sehingga tidak muat dalam satu baris tabel mana pun di halaman ini"


@pytest.fixture(scope="module")
def long():
    """Many sections, a table of many rows with long names, forty sources and sixty references."""
    document = sample.document()
    breakdown = districts()
    rows = tuple(replace(breakdown.rows[i % 6], label=f"{LONG} {i}", code=f"{i}") for i in range(48))
    table = Table("Menurut kelurahan", "Kelurahan", replace(breakdown, rows=rows, marked=()), bars=True)
    wide = replace(document.sections[1], key="panjang", blocks=(table,))
    cited = tuple(CitedSource(i, source(f"Sumber {i}", i), f"Terbitan nomor {i}; {LONG}") for i in range(1, 41))
    references = tuple(
        Reference(i, f"Bagian {i // 6}", replace(RATE, key=f"angka-{i}"), f"Cara ke-{i}: {LONG}", (i % 40 + 1,))
        for i in range(1, 61)
    )
    sections = (*document.sections[:3], wide, *document.sections[3:])
    return Read(write(replace(document, sections=sections, sources=cited, references=references), sample.STAMP))


def test_nothing_of_a_long_briefing_is_left_out(long):
    assert all(f"{LONG} {i} " in long.text for i in range(48))
    assert all(f"Terbitan nomor {i};" in long.text for i in range(1, 41))
    assert all(f"Cara ke-{i}:" in long.text for i in range(1, 61))


def test_a_table_over_several_pages_says_its_heads_on_each(long):
    pages = [page for page in long.pages if LONG in page and "83.300" in page]
    assert len(pages) > 1
    assert all("Kelurahan Terlindungi dan belum Terlindungi Cakupan Belum" in page for page in pages)


def test_no_page_is_nearly_empty(long):
    assert min(len(page) for page in long.pages[:-1]) > 400


def test_no_heading_stands_alone_at_the_foot_of_a_page(long):
    heads = ("Menurut kelurahan", "Cara hitung", "Sumber", "Usulan", "Upaya", "Kemajuan komitmen", "Cakupan dan target")
    bodies = [
        page.partition(" Bahan audiensi, Kota Tangerang ")[0].removesuffix("Ilustrasi, bukan data resmi")
        for page in long.pages
    ]
    assert [body[-60:] for body in bodies if body.rstrip().endswith(heads)] == []


def test_a_first_page_that_would_run_over_is_set_tighter():
    document = sample.document()
    summary = document.sections[0]
    waffle, facts, asks, quote = summary.blocks
    more = replace(asks, asks=asks.asks * 2)
    full = replace(
        document, sections=(replace(summary, blocks=(waffle, facts, more, quote, quote)), *document.sections[1:])
    )
    pages = Read(write(full, None)).pages
    assert pages[0].count("Enam dari sepuluh pekerja") == 2
    assert "Di mana celahnya?" in pages[1]


def test_a_word_longer_than_a_line_is_broken():
    document = sample.document()
    word = replace(document.sections[0].leads[0], text="x" * 300)
    read = Read(write(replace(document, sections=(replace(document.sections[0], leads=(word,)),)), None))
    assert read.text.replace(" ", "").replace("\u200b", "").count("x") >= 300
    lines = read.reader.pages[0].extract_text().splitlines()
    assert max(line.count("x") for line in lines) < 100


def test_what_somebody_emptied_does_not_stop_it():
    document = sample.document()
    first = document.sections[0]
    emptied = replace(first, title=replace(first.title, text=" "), blocks=(replace(sample.trend(), alt=""),))
    nameless = replace(document, letterhead=replace(document.letterhead, institution=""), sections=(emptied,))
    assert first.kicker in Read(write(nameless, None)).bookmarks()


def test_short_sections_share_a_page():
    document = sample.document()
    short = [replace(section, blocks=()) for section in document.sections[1:]]
    assert len(Read(write(replace(document, sections=(document.sections[0], *short)), None)).pages) == 2


def test_what_was_laid_out_is_let_go_of():
    """Otherwise a server would hold the layouts of its last ten briefings: half a gigabyte and more."""
    grown = []
    for i in range(6):
        place = replace(sample.document().region, name=f"Tempat {i}")
        write(replace(sample.document(), region=place), None)
        grown.append(resident())
    assert grown[-1] - grown[1] < 30
    assert typesetting.compiler.cache_info().currsize == 2


def resident():
    """The memory of this process in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def test_what_follows_a_drawing_that_went_to_the_next_page_with_its_head_is_not_left_alone():
    document = sample.document()
    answer, _where, track, *_others = document.sections
    item = sample.Item("", replace(sample.asks()[1].reason, text="Satu baris"))

    def lines(count):
        return Listing("", (item,) * count)

    first = replace(answer, leads=(), blocks=(lines(12),))
    drawn = replace(track, leads=answer.leads, blocks=(sample.trend(), lines(20)))
    short, long = (replace(track, key=key, leads=(), blocks=(lines(count),)) for key, count in (("a", 3), ("b", 28)))
    pages = Read(write(replace(document, sections=(first, drawn, short, long)), None)).pages
    assert [page.count("Satu baris") for page in pages[:3]] == [12, 20, 3 + 28]


def paged(above, rows):
    """The pages of a section of `above` lines and, below them, a table of so many rows."""
    document = sample.document()
    item = sample.Item("", replace(sample.asks()[1].reason, text="Satu baris"))
    breakdown = districts()
    kept = tuple(replace(breakdown.rows[0], label=f"Tempat {i}", code=f"{i}") for i in range(rows))
    table = Table("Menurut tempat", "Tempat", replace(breakdown, rows=kept, marked=(), total=None))
    section = replace(document.sections[1], leads=(), blocks=(Listing("", (item,) * above), table))
    return Read(write(replace(document, sections=(section,)), None)).pages


def test_a_table_that_would_leave_a_small_rest_of_the_page_empty_is_not_torn():
    pages = paged(33, 24)
    assert "Satu baris" in pages[0] and "Tempat 0" not in pages[0]
    assert "Tempat 0" in pages[1] and "Tempat 23" in pages[1]


def test_a_table_is_torn_where_half_a_page_would_stay_empty():
    pages = paged(10, 36)
    assert "Tempat 0" in pages[0] and "Tempat 35" in pages[1]
