"""The columns of a file of published figures, and what else they go by."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils.translation import override

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.spellings import spelt, unambiguous
from regions.figure_kinds import FigureBasis, FigureKind
from regions.figures_file import PUBLISHED
from regions.models import Region
from regions.place_words import branch_cities, place_words
from regions.places import COUNTRY

FIELDS = (
    Field("JENIS", Content.CODE, required=True, synonyms=("Jenis Angka", "Indikator")),
    Field("KETERANGAN", synonyms=("Keterangan Jenis", "Rincian")),
    Field("KODE_WILAYAH", Content.CODE, required=True, synonyms=("Wilayah", "Nama Wilayah", "Daerah")),
    Field("POSISI", Content.DATE, required=True, synonyms=("Posisi per Tanggal", "Per Tanggal", "Tanggal Posisi")),
    Field("PERIODE", required=True, synonyms=("Periode menurut Penerbit", "Tahun")),
    Field("NILAI", Content.NUMBER, required=True, synonyms=("Angka", "Jumlah")),
    Field("SATUAN", synonyms=("Unit",)),
    Field(
        "SETENGAH_LANGKAH",
        Content.NUMBER,
        synonyms=("Setengah Langkah Pembulatan",),
        blanks=("TIDAK DIKETAHUI", "UNKNOWN"),
    ),
    Field("BASIS", Content.CODE, required=True, synonyms=("Basis Angka",)),
    Field("ASAL", Content.CODE, words=spelt({"Rilis resmi": PUBLISHED, "Official release": PUBLISHED})),
    Field("PENERBIT", required=True, synonyms=("Diterbitkan oleh", "Nama Penerbit")),
    Field("DOKUMEN", required=True, synonyms=("Judul Dokumen", "Nama Dokumen", "Publikasi")),
    Field("TAUTAN", synonyms=("Link", "URL", "Alamat Web")),
    Field("CATATAN", synonyms=("Catatan Penerbit", "Catatan Kaki")),
)


def fields() -> tuple[Field, ...]:
    """FIELDS with the names of kinds and bases in every language of the portal, and of places."""
    words = {"JENIS": labels(FigureKind), "BASIS": labels(FigureBasis), "KODE_WILAYAH": figure_places()}
    return tuple(replace(field, words=words.get(field.name, field.words)) for field in FIELDS)


def labels(choices: type[FigureKind] | type[FigureBasis]) -> dict[str, str]:
    """Name -> code of every choice, in every language of the portal."""
    pairs = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            pairs += [(str(label), str(code)) for code, label in choices.choices]
    return unambiguous([*pairs, *((code, code) for code in choices.values)])


def figure_places() -> dict[str, str]:
    """Name -> code of the country, the provinces, and the places workers' files may name."""
    provinces = Region.objects.filter(level=Region.Level.PROVINCE).values_list("name", "code")
    named = [pair for name, code in provinces for pair in ((name, code), (f"Provinsi {name}", code))]
    return unambiguous([("Indonesia", COUNTRY), ("Nasional", COUNTRY), *named, *place_words(branch_cities()).items()])
