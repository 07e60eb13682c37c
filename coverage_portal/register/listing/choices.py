"""What one can choose from at the list: places, branches and officers of the employers one sees, and saved views."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from coverage_portal.core.models import User
from coverage_portal.register.models import SavedView
from employers.models import Employer
from employers.sectors import sections
from regions.access import Visitor
from regions.models import Branch, Region

PAGE = "employer_list"
DISTRICT, BRANCH, OFFICER, VIEW = range(4)
Pair = tuple[str, str]


@dataclass(frozen=True)
class View:
    """A saved view: its number, its name and the question it asks."""

    pk: int
    name: str
    query: str


@dataclass(frozen=True)
class Offered:
    """Pairs of the word in the address and what is shown for it."""

    districts: list[Pair] = field(default_factory=list)
    branches: list[Pair] = field(default_factory=list)
    officers: list[Pair] = field(default_factory=list)
    views: list[View] = field(default_factory=list)


def offered_to(user: Visitor) -> Offered:
    """Everything one may choose from, in one query."""
    mine = Employer.objects.standing().visible_to(user).order_by()
    places = Region.objects.filter(pk__in=mine.values("district"))
    carers = User.objects.filter(pk__in=mine.filter(officer__isnull=False).values("officer"))
    views = SavedView.objects.filter(user_id=user.pk or 0, page=PAGE)
    called = Concat("first_name", Value(" "), "last_name", output_field=CharField())
    rows = _rows(places, DISTRICT, "code", "name").union(
        _rows(Branch.objects.filter(pk__in=mine.values("branch")), BRANCH, "code", "name"),
        _rows(carers, OFFICER, "username", called),
        _rows(views, VIEW, Cast("pk", CharField()), "name", "query"),
        all=True,
    )
    found: list[list[tuple[str, str, str]]] = [[], [], [], []]
    for kind, *row in rows:
        found[kind].append((row[0], row[1].strip() or row[0], row[2]))
    for some in found:
        some.sort(key=lambda row: (row[1].casefold(), row[0]))
    districts, branches, officers = ([(code, label) for code, label, _more in some] for some in found[:VIEW])
    return Offered(districts, branches, officers, [View(int(pk), name, query) for pk, name, query in found[VIEW]])


def sectors(language: str) -> list[tuple[str, list[Pair]]]:
    """KBLI sections by version, the newest last: a letter alone says nothing."""
    found: dict[str, list[Pair]] = {}
    for version, letter, title in sections(language):
        found.setdefault(f"KBLI {version}", []).append((f"{version}-{letter}", title))
    return list(found.items())


def _rows(rows: QuerySet, kind: int, code: object, label: object, more: str = "") -> QuerySet:
    said = {
        "kind": Value(kind, IntegerField()),
        "said": F(code) if isinstance(code, str) else code,
        "shown": F(label) if isinstance(label, str) else label,
        "rest": F(more) if more else Value("", CharField()),
    }
    return rows.order_by().annotate(**said).values_list("kind", "said", "shown", "rest")
