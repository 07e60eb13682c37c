"""Figures inside the sentences of questions and talking points, and the sources they are cited from."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.briefings.blocks import Question, Sentence
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.shown import short_value_of, value_of
from coverage_portal.coverage.workings import Figure


def answered(key: str, title: str, text: str, inputs: tuple[Figure, ...], source: str = "") -> Question:
    """A question with its answer; its source is that of the answer's figures unless it is said; the portal
    itself where there is none."""
    name = f"tanya-{key}"
    return Question(name, title, Sentence(f"{name}-jawab", text, inputs), source or cited(inputs) or _("Portal ini"))


def plainly(figure: Figure) -> str:
    """The figure in full: 454.000."""
    return value_of(figure, active_language())


def short(figure: Figure) -> str:
    """The figure as large type shows it: Rp2,02 miliar."""
    return short_value_of(figure, active_language())


def workers_in_words(workers: Figure) -> str:
    """How many workers: "10.000 pekerja", in English one as one."""
    return ngettext("%(n)s pekerja", "%(n)s pekerja", int(workers.value or 0)) % {"n": plainly(workers)}


def months_in_words(months: int) -> str:
    """How many months: "12 bulan", in English one as one."""
    return ngettext("%(months)s bulan", "%(months)s bulan", months) % {
        "months": formatting.number(months, active_language())
    }


def cited(figures: Iterable[Figure]) -> str:
    """Publisher and document of everything the figures were made from, once each."""
    inputs = (source for figure in figures for source in figure.working.inputs if not source.of_this_page)
    return "; ".join(dict.fromkeys(f"{source.publisher}, {source.document}" for source in inputs))
