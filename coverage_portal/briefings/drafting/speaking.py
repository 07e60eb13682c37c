"""A form whose language was changed: usual words that nobody touched become those of the language chosen."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import override

from coverage_portal.briefings.drafting.fields import LANGUAGES
from coverage_portal.briefings.drafting.lines import one_line
from coverage_portal.briefings.drafting.rows import rows_in
from coverage_portal.briefings.drafting.usual import usual_words
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.dashboard import Place

WORDED = "semula"
"""The field that carries along in which language the words of a form were when it was shown."""


def in_its_language(data: QueryDict, place: Place, steps: str, most: int) -> QueryDict:
    """The data with the usual words for a place in the language chosen; as they are where that is the one they were
    shown in. `steps` is the prefix of the steps, of which there are `most` at the most."""
    before, chosen = data.get(WORDED, ""), data.get("language", "")
    if before == chosen or not {before, chosen} <= {code for code, _name in LANGUAGES}:
        return data
    old, new = _in(before, place), _in(chosen, place)
    anew = data.copy()
    anew[WORDED] = chosen
    for name in ("title", "addressee", "confidentiality"):
        _say(anew, name, {getattr(old, name): getattr(new, name)})
    said = {there.what: here.what for there, here in zip(old.steps, new.steps, strict=True)}
    for number in range(rows_in(data, steps, most)):
        _say(anew, f"{steps}-{number}-what", said)
    return anew


def _in(language: str, place: Place) -> Wanted:
    with override(language):
        return usual_words(place)


def _say(data: QueryDict, name: str, said: dict[str, str]) -> None:
    """Put the other words into a field that holds usual ones."""
    text = one_line(data.get(name, ""))
    if text and text in said:
        data[name] = said[text]
