"""For a faulty cell the text a person would put there instead. Never for a NIK, and only ever a proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from django.db.models import QuerySet

from coverage_portal.core.cell_words import word_key
from coverage_portal.core.formatting import long_date, number
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spellings import spelt
from coverage_portal.core.tabular_checks import HIDDEN, LIKE_A_NIK
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.imports.suggestions_reading import closest, one_away, one_date, whole_number
from coverage_portal.programmes.codes import PROGRAMMES
from employers.extract import USUAL_NPP
from employers.fields import BASIS_WORDS, FORM_WORDS, RISK_WORDS, SCALE_WORDS
from employers.models import Employer
from regions.figure_kinds import FigureBasis, FigureKind
from regions.figures_fields import figure_places, labels
from regions.models import Branch, Region
from regions.place_words import branch_cities, branch_words, district_words, place_words
from workers.fields import SEGMENT_WORDS, SEX_WORDS

Kind = ImportBatch.Kind
PROGRAMME_WORDS = [str(one.name) for one in PROGRAMMES]
SCALES = ("Mikro", "Kecil", "Menengah", "Besar")
WORDS: dict[str, Mapping[str, str]] = {
    "sex_unknown": SEX_WORDS,
    "segment_unknown": SEGMENT_WORDS,
    "scale_unknown": SCALE_WORDS,
    "scale_basis_unknown": {**BASIS_WORDS, "modal": "modal", "penjualan": "penjualan", "pekerja": "pekerja"},
    "risk_group_unknown": RISK_WORDS,
    "legal_form_unknown": {**FORM_WORDS, **{form: form for form in Employer.LegalForm.values}},
}
"""Problem -> the words that would have been understood."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`right` is the text to put into the cell, `shown` how it is offered."""

    right: str
    shown: str


class Suggester:
    """Suggests for the cells of one file; what it must know of the database it asks once.

    `cities`: where a place's name is looked for (None: wherever there is a branch). `employers`: those that may be
    named to who asks (None: all).
    """

    def __init__(
        self,
        kind: ImportBatch.Kind,
        *,
        cities: Iterable[Region] | None = None,
        employers: QuerySet[Employer] | None = None,
    ) -> None:
        self._kind = kind
        self._cities = cities
        self._employers = (Employer.objects.all() if employers is None else employers).exclude(npp="")
        self._ways: dict[str, Callable[[str, str], Suggestion | None]] = {
            **dict.fromkeys(("district_unknown", "place_unknown", "region_unknown"), self._place),
            "branch_unknown": self._branch,
            "employer_unknown": self._employer,
            **dict.fromkeys(("npp_form", "npp_lost_zeros"), self._zeros_lost),
            "programme_unknown": lambda _column, text: _programmes(text),
            "date_form": lambda _column, text: _day(text),
            **dict.fromkeys(("wage_form", "headcount_form", "figure_form"), lambda _column, text: _number(text)),
            "figure_kind_unknown": lambda _column, text: _named(text, FigureKind),
            "figure_basis_unknown": lambda _column, text: _named(text, FigureBasis),
            **{code: self._word(code) for code in WORDS},
        }

    def suggest(self, column: str, code: str, text: str, cells: Mapping[str, str] | None = None) -> Suggestion | None:
        """What somebody most likely meant by `text` in `column`, which has the problem `code`.

        `cells`: the row's other cells, where they are known: an NPP is looked for with its division.
        """
        way = self._ways.get(code)
        if code == "employer_unknown" and cells and column == "NPP":
            text = f"{cells.get('NPP', text)} {cells.get('DIVISI', '')}".strip()
        if way is None or column == "NIK" or "nik" in code or not text.strip() or _hides_a_nik(text):
            return None
        found = way(column, text.strip())
        return found if found is not None and found.right != text else None

    def _word(self, code: str) -> Callable[[str, str], Suggestion | None]:
        words = spelt(WORDS[code])
        return lambda _column, text: _plainly(closest(text, words))

    def _place(self, column: str, text: str) -> Suggestion | None:
        words = self._districts if column == "KODE_KECAMATAN" else self._places
        code = words.get(word_key(_padded(text))) or closest(text, _names_in(words))
        return Suggestion(code, f"{self._names.get(code, '')} ({code})") if code else None

    def _branch(self, _column: str, text: str) -> Suggestion | None:
        code = closest(text, self._branches)
        return Suggestion(code, f"{self._branch_names[code]} ({code})") if code else None

    def _employer(self, _column: str, text: str) -> Suggestion | None:
        """The registration whose NPP lost its zeros, or is the only one that differs by one sign."""
        typed, _, division = text.upper().partition(" ")
        same = self._employers.filter(division=division)
        if same.filter(npp=typed).exists():
            return None
        candidates = list(same.filter(npp=typed.zfill(USUAL_NPP))) if typed.isdigit() else []
        return _only(candidates or list(same.filter(npp__in=set(one_away(typed)))[:2]))

    def _zeros_lost(self, _column: str, text: str) -> Suggestion | None:
        """A registration that is there already, whose NPP lost its zeros; with a name where it has one division."""
        npp = text.zfill(USUAL_NPP)
        found = list(self._employers.filter(npp=npp)[:2]) if text.isdigit() else []
        return _only(found) or (_plainly(npp) if found else None)

    @cached_property
    def _city_list(self) -> list[Region]:
        return branch_cities() if self._cities is None else list(self._cities)

    @cached_property
    def _districts(self) -> dict[str, str]:
        return district_words(self._city_list)

    @cached_property
    def _places(self) -> dict[str, str]:
        return figure_places() if self._kind == Kind.FIGURES else place_words(self._city_list)

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(Region.objects.filter(level__lte=Region.Level.DISTRICT).values_list("code", "name"))

    @cached_property
    def _branch_names(self) -> dict[str, str]:
        return dict(Branch.objects.values_list("code", "name"))

    @cached_property
    def _branches(self) -> dict[str, str]:
        words = branch_words(Branch.objects.select_related("city"))
        return {**words, **{word_key(code): code for code in self._branch_names}}


def suggest(kind: ImportBatch.Kind, column: str, code: str, text: str) -> Suggestion | None:
    """A suggestion for one cell of a file of `kind`; for many cells keep a Suggester."""
    return Suggester(kind).suggest(column, code, text)


def _names_in(words: Mapping[str, str]) -> dict[str, str]:
    """The names among words: no code is guessed from another that looks like it."""
    return {word: code for word, code in words.items() if not word.isdigit()}


def _only(employers: list[Employer]) -> Suggestion | None:
    return Suggestion(employers[0].npp, f"{employers[0].npp} {employers[0].name}") if len(employers) == 1 else None


def _plainly(right: str | None) -> Suggestion | None:
    return Suggestion(right, right) if right else None


def _programmes(text: str) -> Suggestion | None:
    """The same programmes, each once, where every word of the text is one."""
    words = "".join(sign if sign.isalnum() else " " for sign in text.upper()).split()
    known = [word for word in PROGRAMME_WORDS if word in words]
    return _plainly("+".join(known)) if known and set(words) - {"DAN"} <= set(known) else None


def _named(text: str, choices: type[FigureKind] | type[FigureBasis]) -> Suggestion | None:
    code = closest(text, labels(choices))
    return Suggestion(code, str(choices(code).label)) if code else None


def _day(text: str) -> Suggestion | None:
    day = one_date(text)
    return Suggestion(day.strftime("%d-%m-%Y"), long_date(day, active_language())) if day else None


def _number(text: str) -> Suggestion | None:
    value = whole_number(text)
    return Suggestion(str(value), number(value, active_language())) if value is not None else None


def _padded(text: str) -> str:
    """A code of a place as it was before a spreadsheet took its zeros: 36.71.5 -> 36.71.05; 367105.0 -> 367105."""
    parts = text.removesuffix(".0").split(".")
    return ".".join(part.zfill(2) for part in parts) if all(part.isdigit() for part in parts) else text


def _hides_a_nik(text: str) -> bool:
    return text == HIDDEN or bool(pl.select(pl.lit(text).str.contains(LIKE_A_NIK)).item())
