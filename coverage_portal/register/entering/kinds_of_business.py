"""What business an employer does: its KBLI section or code, and the kind of Lampiran I that decides its JKK risk group.

The titles of five-digit KBLI codes are not on record here, so a code is known by its section and by the employers that
declared it. The list of Lampiran I is a suggestion nobody has checked against the gazette.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count
from django.utils.translation import gettext as _

from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.models import JkkRiskExample
from coverage_portal.register.entering.typed import count
from employers.identifiers import kbli_sections
from employers.models import Employer
from employers.sectors import SECTIONS, section_name

KBLI_CODE = re.compile(r"[0-9]{5}", re.ASCII)
ROMAN = ("", "I", "II", "III", "IV", "V")
GROUPS = ("1", "2", "3", "4", "5")
SHOWN = 6


@dataclass(frozen=True)
class Match:
    """Something a search found: what the form sends when it is picked, and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Found:
    """The first of what a search found, and how much it was in all."""

    matches: tuple[Match, ...]
    total: int

    @property
    def cut(self) -> bool:
        """True when not all of it is shown."""
        return self.total > len(self.matches)


@cache
def letters(version: int) -> tuple[str, ...]:
    """The sections of a KBLI version, in order."""
    with SECTIONS.open(encoding="utf-8", newline="") as file:
        return tuple(row["kode"] for row in csv.DictReader(file) if row["versi"] == str(version))


def risk_group_of(code: str) -> int | None:
    """The JKK risk group of a kind of Lampiran I ("3-45": the 45th of group III) or of a bare group ("3"); None for
    what is neither."""
    if code in GROUPS:
        return int(code)
    kind = _kind(code)
    return kind.group if kind else None


def _kind(code: str) -> JkkRiskExample | None:
    group, _dash, number = code.partition("-")
    if group not in GROUPS or not number.isdecimal() or len(number) > 3:
        return None
    return JkkRiskExample.objects.filter(group=int(group), number=int(number)).first()


def section_of(version: int | None, code: str) -> str:
    """The section a five-digit code lies in, where that is known of its version."""
    return kbli_sections().get(f"{version} {code[:2]}", "")


def kbli_words(version: int | None, value: str) -> str:
    """A section or a code in words: "I. Penyediaan Akomodasi ..." or "56101, I. Penyediaan Akomodasi ..."."""
    letter = section_of(version, value) if KBLI_CODE.fullmatch(value) else value
    title = section_name(version, letter, active_language())
    named = f"{letter}. {title}" if title else letter
    return named if letter == value else ", ".join(filter(None, [value, named]))


def risk_words(value: str) -> str:
    """A kind of Lampiran I in words, or a group that was named without a kind."""
    if value in GROUPS:
        return _("Kelompok %(group)s, tanpa jenis usaha") % {"group": ROMAN[int(value)]}
    kind = _kind(value)
    return _risk_kind(kind) if kind else ""


def _risk_kind(kind: JkkRiskExample) -> str:
    return _("%(kind)s (kelompok %(group)s)") % {"kind": kind.business, "group": ROMAN[kind.group]}


def find_kbli(version: int | None, words: str, chosen: str = "") -> Found:
    """Sections whose title in either language holds every word, the code itself, and codes that employers of those
    sections declared."""
    if version is None:
        return Found((), 0)
    sought = words.split()
    if sought and KBLI_CODE.fullmatch(words.strip()):
        return _first([words.strip()], chosen, lambda value: kbli_words(version, value))
    titled = {
        letter: [section_name(version, letter, language) for language in ("id", "en")] for letter in letters(version)
    }
    sections = [letter for letter, told in titled.items() if sought and _holds(" ".join([letter, *told]), sought)]
    digits = words.strip() if words.strip().isdecimal() else ""
    declared = _declared(version, sections, digits) if sought else {}

    def worded(value: str) -> str:
        """With how many declared it."""
        said = {"code": value, "letter": section_of(version, value) or "?", "n": count(declared.get(value, 0))}
        if value in declared and value != chosen:
            return _("%(code)s, kategori %(letter)s, dipakai %(n)s pemberi kerja") % said
        return kbli_words(version, value)

    return _first([*sections, *declared], chosen, worded)


def find_risk(words: str, chosen: str = "") -> Found:
    """The kinds of Lampiran I that hold every word, in the order of the list."""
    sought = words.split()
    kinds = JkkRiskExample.objects.order_by("group", "number")
    for word in sought:
        kinds = kinds.filter(business__icontains=word)
    named = {f"{kind.group}-{kind.number}": _risk_kind(kind) for kind in kinds} if sought else {}
    groups = [str(ROMAN.index(sought[0].upper()))] if len(sought) == 1 and sought[0].upper() in ROMAN else []
    return _first([*groups, *named], chosen, lambda value: named.get(value) or risk_words(value))


def _declared(version: int, sections: Iterable[str], digits: str) -> dict[str, int]:
    """Codes that employers of these sections declared, or that begin with the digits, and by how many; commonest
    first."""
    rows = Employer.objects.filter(kbli_version=version).exclude(kbli_code="")
    rows = rows.filter(kbli_code__startswith=digits) if digits else rows.filter(kbli_section__in=list(sections))
    counted = rows.order_by().values("kbli_code").annotate(n=Count("pk")).order_by("-n", "kbli_code")
    return {row["kbli_code"]: row["n"] for row in counted}


def _holds(text: str, sought: Iterable[str]) -> bool:
    told = text.casefold()
    return all(word.casefold() in told for word in sought)


def _first(found: list[str], chosen: str, words: Callable[[str], str]) -> Found:
    """The first of them, the chosen one before all, for it stays picked whatever is sought next."""
    others = [value for value in found if value != chosen]
    shown = [*([chosen] if chosen else []), *others[:SHOWN]]
    return Found(tuple(Match(value, words(value)) for value in shown), len(others) + bool(chosen))
