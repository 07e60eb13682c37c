"""Hand-made answers: the city as the issue of the first dashboard knows it, and its poorer relations."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Ratio, Unit
from coverage_portal.coverage.dashboard import Dashboard, Place
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import BatchNote, Figure, FigureKind, Provenance, Row, Source, Working

YEAR_END = date(2023, 12, 31)
MEMBERSHIPS = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE)
PERSONS = Basis(Unit.PERSONS, Laid.HOME)
EMPLOYERS = Basis(Unit.EMPLOYERS, Laid.REGISTRATION)
CAVEATS = (
    "Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri.",
    "Pembilang menurut tempat kerja, penyebut menurut domisili; penglaju masuk hitungan.",
)
APPLIED = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
WORKERS_BATCH = BatchNote(2, "contoh_pekerja_2023-12-31.csv", YEAR_END, APPLIED, "admin", True)
EMPLOYERS_BATCH = BatchNote(1, "contoh_pemberi_kerja_2023-12-31.xlsx", YEAR_END, APPLIED, "admin", True)
DISTRICTS = (
    ("36.71.01", "Tangerang", 88_320, 71_204),
    ("36.71.02", "Jatiuwung", 102_417, 54_310),
    ("36.71.03", "Batuceper", 58_142, 45_021),
    ("36.71.04", "Benda", 49_871, 38_220),
    ("36.71.05", "Cipondoh", 61_093, 82_114),
    ("36.71.06", "Ciledug", 38_201, 55_702),
    ("36.71.07", "Karawaci", 79_744, 74_982),
    ("36.71.08", "Periuk", 66_918, 60_107),
    ("36.71.09", "Cibodas", 58_806, 63_555),
    ("36.71.10", "Neglasari", 36_420, 39_874),
    ("36.71.11", "Pinang", 43_655, 60_011),
    ("36.71.12", "Karang Tengah", 28_311, 42_190),
    ("36.71.13", "Larangan", 24_102, 50_846),
)
SEGMENTS = (
    ("PU", "Penerima Upah", "Pekerja pada pemberi kerja", 492_976),
    ("BPU", "Bukan Penerima Upah", "Pekerja mandiri, informal, mitra", 228_258),
    ("JAKON", "Jasa Konstruksi", "Pekerja proyek, dihitung per proyek", 14_766),
    ("PMI", "Pekerja Migran Indonesia", "Calon dan pekerja di luar negeri", 0),
)
PROGRAMMES = (
    ("JKK", "Jaminan Kecelakaan Kerja", 736_000),
    ("JKM", "Jaminan Kematian", 736_000),
    ("JHT", "Jaminan Hari Tua", 588_410),
    ("JP", "Jaminan Pensiun", 401_225),
    ("JKP", "Jaminan Kehilangan Pekerjaan", 376_118),
)


def published(label, value, half_step, basis=PERSONS):
    """A figure of the branch head's audience with the mayor, as Republika printed it."""
    return Source(
        label=label,
        quantity=Quantity(Fraction(value), basis, Fraction(half_step)),
        as_at=YEAR_END,
        period="2023",
        provenance=Provenance.OFFICIAL,
        publisher="BPJS Ketenagakerjaan Kantor Cabang Tangerang Cimone (pernyataan kepala cabang)",
        document="Republika, “BPJS Ketenagakerjaan Cimone Audiensi dengan Pj Wali Kota Tangerang”, 22 Maret 2024",
        link="https://republika.co.id/berita/sars7n451",
    )


def counted(label, value, basis=MEMBERSHIPS, half_step=0, batch=WORKERS_BATCH):
    """A count of the demo registry."""
    return Source(
        label=label,
        quantity=Quantity(Fraction(value), basis, Fraction(half_step)),
        as_at=YEAR_END,
        period="2023-12",
        provenance=Provenance.ILLUSTRATIVE,
        publisher="Registri portal ini",
        document="Hitungan baris yang diimpor",
        batches=(batch,),
    )


def plain(key, source, metric="", label=""):
    """A figure that is just its source."""
    working = Working(metric, source.label, (source,), band=source.quantity.band)
    return Figure(
        key,
        label or source.label,
        source.quantity.value,
        FigureKind.COUNT,
        source.provenance,
        working,
        half_step=source.quantity.half_step,
    )


def share(key, label, formula, part, whole, caveats=()):
    """A figure that is one source over another."""
    ratio = Ratio(part.quantity, whole.quantity)
    working = Working("M1", formula, (part, whole), ratio.band, caveats)
    provenance = Provenance.ILLUSTRATIVE if part.provenance is Provenance.ILLUSTRATIVE else Provenance.COMPUTED
    return Figure(key, label, ratio.value, FigureKind.SHARE, provenance, working)


MEMBERS = counted("Peserta aktif", 736_000, half_step=500)
ALL_MEMBERSHIPS = counted("Seluruh kepesertaan aktif", 736_000)
LABOUR_FORCE = published("Angkatan kerja", 1_190_000, 5_000)


def district_row(code, name, memberships, persons):
    here = counted(f"Kepesertaan di {name}", memberships)
    home = counted(f"Orang berdomisili di {name}", persons, PERSONS)
    return Row(
        code,
        name,
        "",
        (
            plain(f"kec-{code}", here),
            share(f"kec-{code}-bagian", "Bagian", "Kepesertaan di sini ÷ seluruh kepesertaan", here, ALL_MEMBERSHIPS),
            plain(f"kec-{code}-orang", home),
        ),
    )


def segment_row(code, name, note, value):
    here = counted(f"Kepesertaan {code}", value)
    part = share(f"segmen-{code}-bagian", "Bagian", "Kepesertaan segmen ÷ seluruh kepesertaan", here, ALL_MEMBERSHIPS)
    return Row(code, name, note, (plain(f"segmen-{code}", here), part))


def programme_row(code, name, value):
    holders = counted(f"Pemegang {code}", value)
    return Row(
        code,
        name,
        "",
        (
            plain(f"program-{code}", holders),
            share(f"program-{code}-bagian", "Bagian", "Pemegang ÷ seluruh kepesertaan", holders, ALL_MEMBERSHIPS),
            share(
                f"program-{code}-banding", "Rasio", "Pemegang program ÷ angkatan kerja", holders, LABOUR_FORCE, CAVEATS
            ),
        ),
    )


def city():
    """Kota Tangerang, December 2023: 736,000 of 1,190,000."""
    ratio = Ratio(MEMBERS.quantity, LABOUR_FORCE.quantity)
    gap = Figure(
        "celah",
        "Belum terlindungi",
        ratio.gap,
        FigureKind.COUNT,
        Provenance.ILLUSTRATIVE,
        Working(
            "M8",
            "Angkatan kerja − peserta aktif",
            (LABOUR_FORCE, MEMBERS),
            (ratio.gap - ratio.gap_half_step, ratio.gap + ratio.gap_half_step),
            CAVEATS[1:],
        ),
        half_step=ratio.gap_half_step,
    )
    employers = published("Pemberi kerja terdaftar", 15_702, Fraction(1, 2), EMPLOYERS)
    return Dashboard(
        scope=Scope(month=date(2023, 12, 1)),
        region=Place("36.71", "Kota Tangerang", 2),
        month=date(2023, 12, 1),
        as_at=YEAR_END,
        rate=share("cakupan", "Cakupan", "Peserta aktif ÷ angkatan kerja", MEMBERS, LABOUR_FORCE, CAVEATS),
        covered=plain("peserta", MEMBERS, "M1"),
        whole=plain("pembanding", LABOUR_FORCE),
        gap=gap,
        facts=(
            plain("penduduk", published("Penduduk", 1_930_000, 5_000)),
            plain("angkatan-kerja", LABOUR_FORCE),
            plain("pemberi-kerja", employers),
            plain(
                "orang", counted("Orang berdomisili di sini", 668_136, PERSONS), label="Peserta yang tinggal di sini"
            ),
        ),
        districts=tuple(district_row(*row) for row in DISTRICTS),
        segments=tuple(segment_row(*row) for row in SEGMENTS),
        programmes=tuple(programme_row(*row) for row in PROGRAMMES),
        places=(Place("36.71", "Kota Tangerang", 2), *(Place(code, name, 3) for code, name, *_ in DISTRICTS)),
        months=(date(2023, 12, 1), date(2023, 11, 1), date(2022, 12, 1)),
        batches=(WORKERS_BATCH, EMPLOYERS_BATCH),
        illustrative=True,
        registry=True,
        cautions=(
            "Peserta dihitung menurut tempat kerja, angkatan kerja menurut domisili: keduanya bukan orang yang sama.",
            "Satu orang dapat memiliki lebih dari satu kepesertaan.",
        ),
    )


def missing(figure, reason):
    return replace(figure, value=None, missing=reason, working=replace(figure.working, inputs=(), band=None))


def without_registry():
    """Published figures only: nothing was imported yet."""
    found, reason = city(), "Belum ada data kepesertaan yang diimpor."
    return replace(
        found,
        rate=missing(found.rate, reason),
        covered=missing(found.covered, reason),
        gap=missing(found.gap, reason),
        facts=found.facts[:3],
        districts=(),
        segments=(),
        programmes=(),
        months=(),
        batches=(),
        illustrative=False,
        registry=False,
    )


def one_district():
    """A kecamatan: its members are counted, but nobody publishes its labour force."""
    found, reason = city(), "Angkatan kerja Cipondoh tidak diterbitkan."
    return replace(
        found,
        scope=Scope("36.71.05", date(2023, 12, 1)),
        region=Place("36.71.05", "Cipondoh", 3),
        rate=missing(found.rate, reason),
        covered=plain("peserta", counted("Peserta aktif", 61_093), "M1"),
        whole=missing(found.whole, reason),
        gap=missing(found.gap, reason),
        facts=(),
        districts=(),
    )


def more_than_all():
    """A place with more memberships at work than residents in the labour force: 120%, never clipped."""
    found = city()
    few = published("Angkatan kerja", 613_333, Fraction(1, 2))
    rate = share("cakupan", "Cakupan", "Peserta aktif ÷ angkatan kerja", MEMBERS, few, CAVEATS)
    return replace(
        found, rate=rate, whole=plain("pembanding", few), gap=replace(found.gap, value=few.quantity.value - 736_000)
    )
