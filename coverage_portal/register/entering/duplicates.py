"""Employers that may be the one being entered: the same NIB or NPWP anywhere, or a name like it in its kecamatan."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.core.models import User
from coverage_portal.register.entering.typed import count
from employers.models import Employer, EmployerQuerySet
from employers.names import clearly_differ, plain_words

SHOWN = 5
PIECE = 3
"""How many letters at the beginning or the end of a word two names must share before they are compared at all."""


@dataclass(frozen=True)
class Duplicate:
    """An employer that may be the same, and why."""

    employer: Employer
    reason: str


@dataclass(frozen=True)
class Duplicates:
    """What was found: those the visitor may see, the first of them with their reasons; a sentence for each reason that
    another branch's employer gives, which is not named."""

    shown: tuple[Duplicate, ...] = ()
    total: int = 0
    elsewhere: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.total or self.elsewhere)

    @property
    def mark(self) -> str:
        """A short mark of what was shown, so that a form sent again says what its sender has seen."""
        told = [*(f"{found.employer.pk} {found.reason}" for found in self.shown), *self.elsewhere]
        return blake2b("\n".join(told).encode(), digest_size=6).hexdigest() if told else ""


@dataclass(frozen=True)
class Looked:
    """What duplicates are looked for by."""

    name: str = ""
    nib: str = ""
    npwp: str = ""
    district_id: int | None = None


def find(user: User, looked: Looked, *, but: Employer | None = None) -> Duplicates:
    """The employers that may be the one described, other than `but`."""
    others = Employer.objects.standing().exclude(pk=but.pk if but else None).select_related("branch", "district")
    reasons: dict[int, tuple[Employer, str]] = {}
    for words, rows in (
        (_("NIB yang sama"), others.filter(nib=looked.nib) if looked.nib else ()),
        (_("NPWP yang sama"), others.filter(npwp=looked.npwp) if looked.npwp else ()),
        (_("nama mirip di kecamatan yang sama"), _alike(others, looked)),
    ):
        for employer in rows:
            reasons.setdefault(employer.pk, (employer, words))
    seen = set(Employer.objects.visible_to(user).filter(pk__in=reasons).values_list("pk", flat=True))
    visible = [Duplicate(*found) for pk, found in reasons.items() if pk in seen]
    hidden = [words for pk, (_employer, words) in reasons.items() if pk not in seen]
    return Duplicates(tuple(visible[:SHOWN]), len(visible), _elsewhere(hidden))


def _alike(others: EmployerQuerySet, looked: Looked) -> list[Employer]:
    """Those of the kecamatan whose names no way of writing tells apart."""
    words = [word for word in plain_words(looked.name) if len(word) >= PIECE]
    if looked.district_id is None or not words:
        return []
    near = Q()
    for word in words:
        near |= Q(search_text__contains=f" {word[:PIECE]}") | Q(search_text__contains=f"{word[-PIECE:]} ")
    candidates = others.filter(near, district_id=looked.district_id).order_by("name", "pk")
    return [employer for employer in candidates if not clearly_differ(looked.name, employer.name)]


def _elsewhere(reasons: list[str]) -> tuple[str, ...]:
    """How many other branches' employers there are for each reason."""
    said = []
    for words in dict.fromkeys(reasons):
        n = reasons.count(words)
        sentence = ngettext(
            "Di kantor cabang lain ada %(n)s pemberi kerja: %(reason)s.",
            "Di kantor cabang lain ada %(n)s pemberi kerja: %(reason)s.",
            n,
        )
        said.append(sentence % {"n": count(n), "reason": words})
    return tuple(said)
