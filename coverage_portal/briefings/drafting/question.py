"""The question a briefing answers, as it was sent: with its answer, or with what is wrong in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coverage_portal.coverage.asking import sentence_for
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion, answer
from coverage_portal.coverage.scope import PARAMETERS, BadScope, Scope, parse_scope


@dataclass(frozen=True)
class Asked:
    """`found` answers the question. Where there is no answer, `sentence` says why, `parameter` is what is at fault,
    `status` the HTTP status that says the same, and `found` the portal's own first answer, to choose again from."""

    scope: Scope
    found: Dashboard
    parameter: str = ""
    sentence: str = ""
    status: int = 200


def asked(query: Mapping[str, str]) -> Asked:
    """The question of these parameters, about a month that is named. Raises NoSuchMonth when there are no data at all,
    NoSuchRegion when there are no places."""
    try:
        scope = parse_scope({name: query.get(name, "") for name in PARAMETERS})
        found = answer(scope)
    except BadScope as error:
        return Asked(Scope(), answer(Scope()), error.parameter, sentence_for(error), 400)
    except NoSuchRegion as error:
        return Asked(Scope(), answer(Scope()), "wilayah", error.sentence, 404)
    except NoSuchMonth as error:
        return Asked(Scope(), answer(Scope()), "posisi", error.sentence, 404)
    return Asked(scope.at(found.month), found)
