"""The form of a briefing: what was sent, what it says, and how a stored draft stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict

from coverage_portal.briefings.drafting.contents import (
    ON,
    ORDER,
    PartLine,
    lines_of,
    moved,
    order_of,
    parts_of,
    whole_order,
)
from coverage_portal.briefings.drafting.fields import AskForm, CoverForm, Offered, StepForm
from coverage_portal.briefings.drafting.question import asked
from coverage_portal.briefings.drafting.rows import Rows, silence, with_row, without_row
from coverage_portal.briefings.drafting.speaking import WORDED, in_its_language
from coverage_portal.briefings.models import Basis, Signatory
from coverage_portal.briefings.wanted import PARTS, AskKind, AskWanted, Part, StepWanted, Wanted
from coverage_portal.core.models import User
from coverage_portal.coverage.scope import PARAMETERS, Scope
from regions.access import branches_of
from regions.models import Branch

ASKS, STEPS = "ask", "step"
MOST_ASKS, MOST_STEPS = 10, 12
TEXTS = ("title", "addressee", "place", "number", "confidentiality", "language")
BLANK_ASK, BLANK_STEP = AskWanted(kind=AskKind.OWN), StepWanted(days=30, what="")


class BriefingForm:
    """Everything one chooses about a briefing. `quiet`: nothing is wrong with it yet."""

    def __init__(self, data: QueryDict, user: User, *, quiet: bool = False) -> None:
        self.user, self.offered = user, offered_to(user, data)
        self.sent, data = data, in_its_language(data, self.offered.asked.found.region, STEPS, MOST_STEPS)
        self.data = data
        self.cover = CoverForm(data, self.offered)
        self.asks = Rows(AskForm, ASKS, data, MOST_ASKS)
        self.steps = Rows(StepForm, STEPS, data, MOST_STEPS)
        if quiet:
            for form in self.forms():
                silence(form)

    def forms(self) -> Iterator[Form]:
        """The forms it is made of, in reading order."""
        yield self.cover
        yield from self.asks
        yield from self.steps

    def is_valid(self) -> bool:
        """Whether it can be saved."""
        return all(form.is_valid() for form in self.forms())

    @property
    def worded_in(self) -> str:
        """The language of its usual words."""
        return str(self.data.get(WORDED, ""))

    @property
    def reworded(self) -> list[tuple[str, str]]:
        """What became of words that were sent, as the id of each field and what it holds now: of usual words, when
        the language was changed."""
        names = (name for name in self.data if self.data.get(name) != self.sent.get(name))
        return [(f"id_{name}", str(self.data[name])) for name in names]

    @property
    def parts(self) -> list[PartLine]:
        """The parts, on and off, in their order."""
        return lines_of(self.data)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of its field."""
        return [
            (field.id_for_label or field.auto_id, f"{field.label}: {error}")
            for form in self.forms()
            for field in form
            for error in field.errors
        ]

    def branch(self) -> Branch:
        """The branch it is of. Only after is_valid()."""
        return next(one for one in self.offered.branches if str(one.pk) == self.cover.cleaned_data["branch"])

    def scope(self) -> Scope:
        """The question it answers, about a month that is named. Only after is_valid()."""
        return self.offered.asked.scope

    def wanted(self, kept: Wanted | None = None) -> Wanted:
        """The choices; what this form does not hold is as in `kept`. Only after is_valid()."""
        said = self.cover.cleaned_data
        return replace(
            kept or Wanted(),
            **{name: said[name] for name in (*TEXTS, "day", "efforts", "copies_to")},
            signatory=int(said["signatory"]) if said["signatory"] else None,
            legal=tuple(said["legal"]),
            parts=parts_of(self.data),
            asks=tuple(form.wanted() for form in self.asks if not form.blank),
            steps=tuple(form.wanted() for form in self.steps if not form.blank),
        )


def offered_to(user: User, data: QueryDict) -> Offered:
    """What this user may choose from at these parameters. Raises NoSuchMonth where there are no data."""
    branches = branches_for(user)
    return Offered(
        branches=tuple(branches),
        signatories=tuple(Signatory.objects.filter(branch__in=branches)),
        bases=tuple(Basis.objects.all()),
        asked=asked({name: str(data.get(name, "")) for name in PARAMETERS}),
    )


def branches_for(user: User) -> QuerySet[Branch]:
    """The branches a user makes briefings for."""
    mine = branches_of(user, "make_briefings")
    branches = Branch.objects.select_related("city")
    return branches if mine.everywhere else branches.filter(pk__in=mine.ids)


def as_sent(wanted: Wanted, scope: Scope, branch: Branch) -> QueryDict:
    """A stored draft as the form sends it."""
    data = QueryDict(scope.to_query(), mutable=True)
    for name in PARAMETERS:
        data.setdefault(name, "")
    for name in TEXTS:
        data[name] = getattr(wanted, name)
    data[WORDED] = wanted.language
    data["branch"], data["signatory"] = str(branch.pk), str(wanted.signatory or "")
    data["day"] = wanted.day.isoformat() if wanted.day else ""
    data["efforts"], data["copies_to"] = "\n".join(wanted.efforts), "\n".join(wanted.copies_to)
    data.setlist("legal", [*wanted.legal])
    data.setlist(ON, [part.value for part in wanted.parts])
    data.setlist(ORDER, [part.value for part in whole_order(wanted.parts)])
    for ask in wanted.asks:
        data = with_row(data, ASKS, MOST_ASKS, **ask_as_sent(ask))
    for step in wanted.steps:
        data = with_row(data, STEPS, MOST_STEPS, **step_as_sent(step))
    return data


def ask_as_sent(ask: AskWanted) -> dict[str, str]:
    """A request as its row sends it."""
    return {
        **{name: str(getattr(ask, name)) for name in ("title", "reason", "owner", "output", "months")},
        "kind": ask.kind.value,
        "deadline": ask.deadline.isoformat() if ask.deadline else "",
        "workers": str(ask.workers or ""),
        "paid_by_state": "ya" if ask.paid_by_state else "tidak",
    }


def step_as_sent(step: StepWanted) -> dict[str, str]:
    """A step as its row sends it."""
    return {"days": str(step.days), "what": step.what, "who": step.who}


def changed(data: QueryDict, step: str) -> QueryDict | None:
    """The data after a button that changes the form itself: "ask-add", "step-drop-2", "up-jalur"; None for others."""
    verb, _dash, rest = step.partition("-")
    if verb in ("up", "down"):
        part = next((part for part in PARTS if part.value == rest), None)
        return _with_order(data, moved(order_of(data), part, -1 if verb == "up" else 1)) if part else None
    if verb not in ROWS:
        return None
    most, blank = ROWS[verb]
    if rest == "add":
        return with_row(data, verb, most, **blank)
    number = rest.removeprefix("drop-")
    known = [str(place) for place in range(most)]
    return without_row(data, verb, most, known.index(number)) if number in known else None


def _with_order(data: QueryDict, order: tuple[Part, ...]) -> QueryDict:
    sorted_anew = data.copy()
    sorted_anew.setlist(ORDER, [part.value for part in order])
    return sorted_anew


ROWS = {
    ASKS: (MOST_ASKS, ask_as_sent(BLANK_ASK)),
    STEPS: (MOST_STEPS, step_as_sent(BLANK_STEP)),
}
"""How many rows there may be of a kind, and what an added one holds."""
