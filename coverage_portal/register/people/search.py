"""Memberships found by a question, a page at a time. A page costs the same however deep it lies.

The order is that of names in capitals (A to Z; see Person), then of persons and of memberships by number. Where a page
begins is said by the membership before it, never by a name: that person's name would stand in the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import ascii_lowercase, ascii_uppercase
from uuid import UUID

from django.db.models import F, Q
from django.db.models.expressions import Col
from django.db.models.functions import Upper
from django.http import Http404
from django.utils.translation import gettext as _

from coverage_portal.core.spells import holds_on
from coverage_portal.core.touched import touched_by
from coverage_portal.register.people.question import Question, Status, is_number
from regions.access import Visitor
from workers.models import Membership, MembershipQuerySet, Person

PAGE_SIZE = 50
MOST_COUNTED = 10_000
MOST_NAMED = 500
"""As far as the memberships found by a name are counted: a name is typed on, and each letter has its answer at once."""
FIRST_WORDS, LETTERS_OF_A_FIRST = 6, 4
"""How many of the words may begin the name, and how long a word must be for that unless it was typed first."""
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_LAST = "\U0010ffff"
"""Sorts behind every sign there is, on both engines."""
NAME = Upper("person__name")
ORDER = (NAME, Col(Person._meta.db_table, Person._meta.pk), F("pk"))
"""The person's own number, not the membership's equal one: SQLite reads both from the index of names, in order."""


@dataclass(frozen=True)
class Slice:
    """One page of memberships; `before` and `after` are what its neighbours begin from (0: there is none)."""

    rows: list[Membership]
    before: int = 0
    after: int = 0

    @property
    def alone(self) -> bool:
        """Whether all that was found stands on this page."""
        return not self.before and not self.after


@dataclass(frozen=True)
class Search:
    """The memberships of `user`'s branches that meet every condition of a question at a position of the data."""

    question: Question
    user: Visitor
    position: date

    def rows(self, first: Q | None = None) -> MembershipQuerySet:
        """All of them, in no order. `first` is asked before all else: SQLite takes the bound that is asked first."""
        asked = self.question
        rows = Membership.objects.visible_to(self.user).alias(name_in_capitals=NAME)
        if first is not None:
            rows = rows.filter(first)
        if asked.q:
            rows = rows.filter(_numbered(asked.q) if is_number(asked.q) else _named(asked.q))
        if asked.batch:
            rows = rows.filter(touched_by(asked.batch, Membership._meta.db_table))
        if asked.status:
            ended = Q(ended_on__lte=self.position)
            rows = rows.filter(holds_on(self.position) if asked.status == Status.ACTIVE else ended)
        if asked.programme:
            rows = rows.alias(held=F("programmes").bitand(asked.programme.value)).filter(held__gt=0)
        plain = {
            "employer": asked.employer,
            "workplace": asked.district,
            "segment": asked.segment,
            "branch": asked.branch,
        }
        found: MembershipQuerySet = rows.filter(**{name: value for name, value in plain.items() if value is not None})
        return found

    @cached_property
    def most(self) -> int:
        """As far as they are counted."""
        return MOST_NAMED if self.question.q else MOST_COUNTED

    @cached_property
    def count(self) -> int:
        """How many there are, as far as `most`; one more stands for "more than that"."""
        return self.rows().order_by()[: self.most + 1].count()

    def page(self, *, after: int = 0, before: int = 0) -> Slice:
        """The memberships that follow the one numbered `after` (or come before the one numbered `before`), else the
        first. Http404 where there is no such membership among those that may be seen."""
        if before:
            back = self._rows_to_show(self._beside(before, "lt")).order_by(*(term.desc() for term in ORDER))
            found = list(reversed(back[: PAGE_SIZE + 1]))
            shown = found[-PAGE_SIZE:]
            return Slice(shown, shown[0].pk if len(found) > PAGE_SIZE else 0, shown[-1].pk if shown else 0)
        beyond = self._beside(after, "gt") if after else None
        found = list(self._rows_to_show(beyond).order_by(*ORDER)[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE]
        return Slice(shown, shown[0].pk if after and shown else 0, shown[-1].pk if len(found) > PAGE_SIZE else 0)

    def _rows_to_show(self, beyond: Q | None) -> MembershipQuerySet:
        """Of many, the index of names soon has a page in its order, and SQLite sees that where the name is bounded on
        both sides; few are found by what they have in common and sorted then."""
        if beyond is None and not self.question.q and self.count > self.most:
            beyond = Q(name_in_capitals__gte="", name_in_capitals__lt=_LAST)
        found: MembershipQuerySet = self.rows(beyond).select_related("person", "employer", "workplace", "branch")
        return found

    def _beside(self, number: int, beyond: str) -> Q:
        """The condition to lie beyond the membership with this number; whole persons are passed over first."""
        mark = self.rows(Q(pk=number)).values_list(NAME, "person_id").first()
        if mark is None:
            raise Http404(_("Halaman daftar ini tidak ada."))
        name, person = mark
        bounds = Q(name_in_capitals__gte=name, name_in_capitals__lt=_LAST)
        if beyond == "lt":
            bounds = Q(name_in_capitals__gte="", name_in_capitals__lte=name)
        other_name = Q(**{f"name_in_capitals__{beyond}": name})
        other_person = Q(**{f"person__{beyond}": person}) | Q(person=person, **{f"pk__{beyond}": number})
        return bounds & (other_name | Q(**{f"person__{beyond}e": person})) & (other_name | other_person)


def of_person(nik_hash: bytes, user: Visitor) -> list[Membership]:
    """The memberships of `user`'s branches of the one person with this keyed hash, the newest first."""
    rows = Membership.objects.visible_to(user).filter(person__nik_hash=UUID(bytes=nik_hash))
    return list(rows.select_related("person", "employer", "workplace", "branch").order_by("-started_on", "-pk"))


def capitals(text: str) -> str:
    """The letters a to z as capitals, as both databases write them in the index of names."""
    return text.translate(_CAPITALS)


def _named(query: str) -> Q:
    """Names that begin with the first word, or with another one that is no mere syllable, and hold the beginnings of
    all the others. Of several words each beginning is looked up in the index by itself: an OR would read the rows."""
    words = capitals(query).split(" ")
    if len(words) == 1:
        return _begins_with(words[0])
    persons = Person.objects.alias(name_in_capitals=Upper("name")).order_by().values("pk")
    found = []
    for at, word in enumerate(words[:FIRST_WORDS]):
        if at == 0 or len(word) >= LETTERS_OF_A_FIRST:
            others = (Q(name_in_capitals__contains=f" {other}") for other in (*words[:at], *words[at + 1 :]))
            found.append(persons.filter(_begins_with(word), *others))
    return Q(person__in=found[0].union(*found[1:]) if len(found) > 1 else found[0])


def _begins_with(word: str) -> Q:
    return Q(name_in_capitals__gte=word, name_in_capitals__lt=word + _LAST)


def _numbered(query: str) -> Q:
    return Q(kpj=capitals(query.replace(" ", "")))
