"""Which employers a change of many is about: those ticked, those of a page, or all that a question finds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from coverage_portal.register.listing.question import Question, question_of
from employers.models import Employer
from regions.access import Visitor

TICKED, OF_PAGE, ALL = "dicentang", "halaman", "semua"
MOST_NAMED = 1000
"""How many employers may be named one by one; more are named by the question that finds them."""


@dataclass(frozen=True)
class Selection:
    """`numbers` of the employers meant, or none for all that the question finds."""

    question: Question
    numbers: tuple[int, ...] | None

    @property
    def employers(self) -> QuerySet[Employer]:
        """The employers as they are stored now, of those one may see, in the list's order."""
        rows = self.question.sorted
        if self.numbers is not None:
            rows = self.question.visible.filter(pk__in=self.numbers).order_by("name", "pk")
        return rows.select_related("branch", "officer", "compliance")

    @property
    def carried(self) -> dict[str, str]:
        """The fields of a form that say it again."""
        numbers = "" if self.numbers is None else ",".join(map(str, self.numbers))
        return {"which": ALL if self.numbers is None else TICKED, "ids": numbers, "query": self.question.query()}


def selection_of(data: QueryDict, user: Visitor) -> Selection:
    """What a sent form means: `which`, with the boxes `id` or the text `ids`; `page` are those of the page."""
    question = question_of(QueryDict(data.get("query", "")[:1000]), user)
    which = data.get("which", TICKED)
    if which == ALL:
        return Selection(question, None)
    named = (
        data.get("page", "").split(",") if which == OF_PAGE else [*data.getlist("id"), *data.get("ids", "").split(",")]
    )
    numbers = {int(text) for text in named if text.isascii() and text.isdecimal() and len(text) < 19}
    return Selection(question, tuple(sorted(numbers))[:MOST_NAMED])
