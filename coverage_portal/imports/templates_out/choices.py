"""The texts a template offers for a column, all of which the import understands."""

from __future__ import annotations

from collections.abc import Callable

from coverage_portal.core.cell_words import word_key
from coverage_portal.core.models import ImportBatch
from coverage_portal.programmes.codes import ScaleBasis, Segment
from employers.extract_checks import KBLI_VERSIONS
from employers.models import Employer
from regions.access import Visitor, branches_of
from regions.figure_kinds import FigureBasis, FigureKind
from regions.models import Branch, Region
from regions.place_words import branch_cities, district_words, place_words

Kind = ImportBatch.Kind
FIXED: dict[str, tuple[str, ...]] = {
    "BENTUK": tuple(str(form) for form in Employer.LegalForm.values),
    "KBLI_VERSI": tuple(map(str, KBLI_VERSIONS)),
    "SKALA": ("Mikro", "Kecil", "Menengah", "Besar"),
    "DASAR_SKALA": tuple(str(basis) for basis in ScaleBasis.values),
    "KELOMPOK_RISIKO": ("1", "2", "3", "4", "5"),
    "JENIS_KELAMIN": ("L", "P"),
    "SEGMEN": tuple(segment.name for segment in Segment),
    "ASAL": ("RILIS",),
}


def choices_of(kind: ImportBatch.Kind, column: str, user: Visitor) -> tuple[str, ...]:
    """What is offered in this column; nothing where the column is free."""
    if column in FIXED:
        return FIXED[column]
    ways: dict[str, Callable[[], tuple[str, ...]]] = {
        "KODE_KANTOR": lambda: _branches(user),
        "KODE_KECAMATAN": lambda: _districts(district_words(branch_cities())),
        "KODE_DOMISILI": lambda: _districts(place_words(branch_cities())),
        "KODE_TEMPAT_KERJA": lambda: _districts(place_words(branch_cities())),
        "JENIS": lambda: tuple(str(kind.label) for kind in FigureKind),
        "BASIS": lambda: tuple(str(basis.label) for basis in FigureBasis),
    }
    return ways[column]() if column in ways else ()


def _branches(user: Visitor) -> tuple[str, ...]:
    """Codes of the branches whose rows `user` may bring in."""
    own = branches_of(user, "import_extracts")
    codes = Branch.objects.order_by("code").values_list("pk", "code")
    return tuple(code for pk, code in codes if pk in own)


def _districts(words: dict[str, str]) -> tuple[str, ...]:
    """Kecamatan of the branches' cities, in the words for one that only it goes by: "Kec. Karawaci"."""
    districts = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=branch_cities()).order_by("path")
    named = [(f"Kec. {name}", code) for name, code in districts.values_list("name", "code")]
    return tuple(name for name, code in named if words.get(word_key(name)) == code)
