"""A briefing of Kota Tangerang with every kind of block, made by hand: what the writers are held against. No database.

Its numbers are round inventions around the published 736 ribu of 1,19 juta, and marked as illustrations.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from django.utils.translation import override

from coverage_portal.briefings.blocks import (
    Ask,
    Asks,
    Chart,
    ChartKind,
    ChartRole,
    Grid,
    Item,
    KeyFigures,
    LegalBases,
    LegalBasis,
    Listing,
    Paragraph,
    Question,
    Questions,
    Quote,
    Sentence,
    Series,
    Table,
    Tile,
    TileMap,
    Waffle,
)
from coverage_portal.briefings.document import (
    Accepted,
    CitedSource,
    Document,
    Letterhead,
    Meeting,
    Reference,
    Section,
    Signatory,
    Stamp,
)
from coverage_portal.briefings.words import words_now
from coverage_portal.coverage.arithmetic import Basis, Laid, Unit
from coverage_portal.coverage.dashboard import Place
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Working
from tests.briefings.sample_figures import (
    ACTIVE,
    AT_HOME,
    COVERED,
    FACTS,
    GAP,
    KECAMATAN,
    LABOUR_FORCE,
    RATE,
    SHARE,
    WHOLE,
    YEAR_END,
    YEARS,
    count,
    districts,
    share,
    source,
)

STAMP = Stamp(
    code="K7QM2TXR",
    sha256="5f2d1c0b9a887766554433221100ffeeddccbbaa99887766554433221100ffee",
    address="https://cakupan.contoh.go.id/periksa/K7QM2TXR/",
    issued_at=datetime(2024, 3, 20, 2, 5, tzinfo=UTC),
    issued_by="Ratna Dewi",
    layout=1,
)
HOSTILE = ('#read("/etc/passwd")', "<script>alert(1)</script>", "{{7*7}}", '=HYPERLINK("http://x","klik")')
"""Text that must stand as text in every file."""


def said(key: str, text: str, *inputs: Figure) -> Sentence:
    """A sentence as its template made it."""
    return Sentence(key, text, inputs)


def _tiles() -> tuple[Tile, ...]:
    gaps = {row.code: row.figures[2] for row in districts().rows}
    return tuple(
        Tile(code, row, column, level, name, f"{round(gap / 1000)}", gaps[code])
        for code, name, _covered, gap, row, column, level in KECAMATAN
    )


def trend() -> Chart:
    """Rates of five years, a target two years ahead and where the pace leads."""
    mark = Provenance.ILLUSTRATIVE
    rates = tuple(
        share(
            f"tren-{year}-12-cakupan",
            "Cakupan",
            source("Peserta", permille, provenance=mark),
            source("Angkatan kerja", 1_000, AT_HOME, provenance=mark),
            mark,
        )
        for year, permille in YEARS
    )
    aim = source("target 2025", Fraction(7, 10), Basis(Unit.SHARE, Laid.NOWHERE), publisher="Contoh", document="Contoh")
    target = Figure("target-2025", "Target 2025", Fraction(7, 10), SHARE, mark, Working("", "Target", (aim,)))
    pace = replace(target, key="laju-proyeksi-2025", label="Bila laju tetap", value=Fraction(68, 100))
    return Chart(
        key="tren",
        kind=ChartKind.LINE,
        caption="Cakupan dan target",
        categories=(*(str(year) for year, _rate in YEARS), "2024", "2025"),
        series=(
            Series(ChartRole.COVERED, "Cakupan", (*rates, None, None)),
            Series(ChartRole.TARGET, "Target", (*(None,) * 4, rates[-1], None, target)),
            Series(ChartRole.PACE, "Bila laju tetap", (*(None,) * 4, rates[-1], None, pace)),
        ),
        alt="Garis cakupan 49,6% (2019) sampai 61,8% (2023); target 70% pada 2025.",
        note="Sumbu mulai di atas nol.",
    )


def bars() -> Chart:
    """Covered and gap of the kecamatan, end to end."""
    rows = districts().rows
    return Chart(
        key="batang-kecamatan",
        kind=ChartKind.STACKED,
        caption="Terlindungi dan belum menurut kecamatan",
        categories=tuple(row.label for row in rows),
        series=(
            Series(ChartRole.COVERED, "Terlindungi", tuple(row.figures[0] for row in rows)),
            Series(ChartRole.GAP, "Belum", tuple(row.figures[2] for row in rows)),
        ),
        alt="Batang bertumpuk enam kecamatan; celah terbesar Cipondoh 75.000.",
    )


def programmes() -> Chart:
    """Five programmes as columns; JKP has nothing yet."""
    mark, entitled = Provenance.ILLUSTRATIVE, source("Berhak", 1_000, AT_HOME)
    held = {"JKK": 618, "JKM": 618, "JHT": 534, "JP": 690}
    figures = tuple(share(f"program-{name}", name, source(name, one), entitled, mark) for name, one in held.items())
    columns = (Series(ChartRole.COVERED, "Cakupan", (*figures, None)),)
    alt = "Kolom lima program; JP tertinggi 69,0%, JKP belum ada."
    return Chart("program", ChartKind.COLUMNS, "Cakupan menurut program", (*held, "JKP"), columns, alt)


def asks() -> tuple[Ask, ...]:
    """Two requests, the first with its cost."""
    price = source("JKK dan JKM sebulan", 16_800, Basis(Unit.RUPIAH, Laid.NOWHERE), document="PP 44/2015")
    people = source("pekerja rentan", 10_000, Basis(Unit.PERSONS, Laid.NOWHERE), publisher="Usulan kantor cabang")
    months = source("bulan", 12, Basis(Unit.MONTHS, Laid.NOWHERE))
    working = Working("M9", "Pekerja rentan × iuran sebulan × bulan", (people, price, months))
    cost = Figure(
        "usulan-1-iuran", "Iuran setahun", Fraction(2_016_000_000), FigureKind.RUPIAH, Provenance.COMPUTED, working
    )
    workers = count("usulan-1-pekerja", "Pekerja", 10_000, people)
    reason = said("usulan-1-alasan", "Setiap 10 ribu pekerja membutuhkan Rp2,02 miliar setahun.", workers, cost)
    plain = said("usulan-2-alasan", "Bukti kepesertaan aktif diperiksa saat izin usaha dan kontrak.")
    return (
        Ask(
            "usulan-1",
            "Daftarkan pekerja rentan melalui APBD",
            reason,
            "Dinas Sosial",
            "10.000 pekerja terdaftar",
            date(2024, 6, 30),
            workers,
            cost,
        ),
        Ask("usulan-2", "Syarat perizinan dan pengadaan", plain, "DPMPTSP", "Surat edaran", None),
    )


def _sections() -> tuple[Section, ...]:
    headline = "61,8% angkatan kerja terlindungi, 454 ribu belum"
    lead = said("ringkasan-1", "736 ribu dari 1,19 juta angkatan kerja tercatat sebagai peserta aktif.", ACTIVE, WHOLE)
    question = Question(
        "tanya-1", "Mengapa belum semua?", said("tanya-1-jawab", "Sebagian besar yang belum adalah BPU.", GAP), "BPS"
    )
    summary = Section(
        "ringkasan",
        "Kota Tangerang, 2023",
        said("ringkasan-judul", headline, RATE, GAP),
        (lead,),
        (
            Waffle(ACTIVE, GAP, WHOLE, 10_000, "1 kotak = 10 ribu orang", "119 kotak: 73,6 terisi, 45,4 kosong."),
            KeyFigures(FACTS),
            Asks("Yang kami mohon", asks(), brief=True),
            Quote("Kalimat pembuka", said("pembuka", "Enam dari sepuluh pekerja sudah terlindungi.", RATE)),
        ),
        points=(said("pokok-1", "Mulai dari yang sudah dicapai bersama."),),
        questions=(question,),
    )
    where = Section(
        "wilayah",
        "Di mana celahnya?",
        said("wilayah-judul", "Separuh celah ada di empat kecamatan"),
        (),
        (
            TileMap(
                "Ribu orang belum terlindungi",
                _tiles(),
                ("di bawah 20", "20–35", "35–45", "45 ke atas"),
                "Peta ubin enam kecamatan.",
                "Letak ubin mendekati letak sebenarnya.",
            ),
            bars(),
            Table("Cakupan menurut kecamatan, 2023", "Kecamatan", districts(), bars=True),
        ),
        illustrative=True,
    )
    track = Section(
        "jalur",
        "Apakah kita di jalur?",
        said("jalur-judul", "Dengan laju sekarang, target 2025 meleset 2 poin"),
        (),
        (trend(), programmes()),
        illustrative=True,
    )
    rest = Section(
        "usulan",
        "Usulan",
        said("usulan-judul", "Yang dapat dilakukan bersama tahun ini"),
        (),
        (
            Asks("Usulan", asks()),
            Grid(
                "komitmen", "Kemajuan komitmen", ("Siapa", "Apa", "Pekerja"), (("Disnaker", "SE SERTAKAN", FACTS[2]),)
            ),
            Listing("Upaya", (Item("PKS Dinsos", said("upaya-1", "Ditandatangani 26 Januari 2026.")),), numbered=True),
            LegalBases(
                (
                    LegalBasis("UU 24/2011", "Badan Penyelenggara Jaminan Sosial", date(2026, 2, 1)),
                    LegalBasis("SE Wali Kota 19349", "", None),
                )
            ),
            Questions((question,)),
            Paragraph(
                replace(said("penutup-1", "Demikian disampaikan."), generated="Demikian.", edited_by="Ratna Dewi")
            ),
        ),
    )
    return summary, where, track, rest


def document() -> Document:
    """The sample itself, in Indonesian."""
    sections = _sections()
    with override("id"):
        words = words_now()
    cited = (
        CitedSource(1, COVERED, "Peserta aktif: 736.000; Republika"),
        CitedSource(2, LABOUR_FORCE, "Angkatan kerja"),
    )
    return Document(
        language="id",
        region=Place("36.71", "Kota Tangerang", 2),
        month=date(2023, 12, 1),
        as_at=YEAR_END,
        meeting=Meeting(
            "Bahan audiensi", "Wali Kota Tangerang", date(2024, 3, 22), "Balai Kota", "B/12/032024", "Terbatas"
        ),
        letterhead=Letterhead("BPJS Ketenagakerjaan", "Kantor Cabang Contoh", "Jalan Contoh 1", "(021) 000"),
        signatory=Signatory("Budi Santoso", "Kepala Kantor Cabang", "Pps."),
        sections=sections,
        references=(
            Reference(1, "Ringkasan", RATE, "Peserta aktif ÷ angkatan kerja (736.000 ÷ 1.190.000 = 61,8%)", (1, 2)),
            Reference(2, "Ringkasan", GAP, "Angkatan kerja − peserta aktif (1.190.000 − 736.000 = 454.000)", (2, 1)),
        ),
        sources=cited,
        words=words,
        illustrative=True,
        cautions=("Basis pendaftaran dan domisili berbeda; termasuk penganggur dan ASN.",),
        accepted=(Accepted("Penyebut berbeda terbitan.", "Ratna Dewi", "Sudah dijelaskan kepada Sekda."),),
        copies_to=("Kepala Kantor Wilayah Banten",),
    )


def hostile() -> Document:
    """The sample with text that would do harm if any writer read it as more than text."""
    kept = document()
    summary = kept.sections[0]
    listing = Listing(HOSTILE[0], tuple(Item(text, said(f"jahat-{i}", text)) for i, text in enumerate(HOSTILE)))
    worse = replace(summary, title=replace(summary.title, text=HOSTILE[1]), blocks=(*summary.blocks, listing))
    meeting = replace(kept.meeting, title=HOSTILE[2], addressee=HOSTILE[3], place=HOSTILE[0])
    signatory = Signatory(HOSTILE[3], HOSTILE[1])
    return replace(kept, meeting=meeting, signatory=signatory, sections=(worse, *kept.sections[1:]))
