"""Two people at one employer: what each changed since the form was opened, put together.

What only the other changed is taken over; what only this one changed stays; where both changed the same thing to
different values, the second chooses. Things that mean nothing apart (a KBLI code and its version) are one unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.utils.datastructures import MultiValueDict

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.detail.history import PROGRAMME, steps_of
from coverage_portal.register.detail.history_words import told
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.history import wrote
from coverage_portal.register.entering.opening import as_sent, joined_by
from coverage_portal.register.writing import facts_of
from employers.models import Employer
from regions.models import Region

Facts = dict[str, Any]
SALT = "facts an employer's form was opened with"
UNITS: dict[str, tuple[str, ...]] = {
    "sektor": ("kbli_version", "kbli_code", "kbli_section"),
    "risiko": ("risk_group", "risk_code", "risk_as_of"),
    "skala": ("scale", "scale_basis", "scale_as_of"),
}
FIELDS = {
    "sektor": ("kbli_version", "kbli"),
    "risiko": ("risk_code", "risk_as_of"),
    "skala": ("scale", "scale_basis", "scale_as_of"),
    "district_id": ("district",),
}
"""The form's fields of a unit, where they are not named as its columns."""


@dataclass(frozen=True)
class Both:
    """One thing that both changed: what this form says, what is stored, and who wrote that when."""

    unit: str
    label: str
    mine: str
    theirs: str
    who: str


@dataclass(frozen=True)
class Taken:
    """One thing that only the other changed."""

    label: str
    before: str
    after: str
    who: str


@dataclass(frozen=True)
class Together:
    """What came of it: what the form holds now (by field, as sent), what was taken over, what has to be chosen."""

    values: dict[str, list[str]]
    taken: tuple[Taken, ...]
    both: tuple[Both, ...]
    who: str


def whole(employer: Employer) -> Facts:
    """All facts of an employer, its programmes among them ("programme:JKK" -> first day)."""
    return facts_of(employer) | with_programmes(joined_by(employer))


def said_by(form: EmployerForm) -> Facts:
    """All facts that a valid form says, as `whole` has them."""
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in form.facts().items()}
    return facts | with_programmes(form.programmes())


def with_programmes(joined: Mapping[int, Any]) -> Facts:
    """Programmes as facts of the history are called."""
    return {
        f"{PROGRAMME}{one.name}": joined[one.value].isoformat() if one.value in joined else None for one in PROGRAMMES
    }


def sealed(employer: Employer) -> str:
    """The facts a form opens with, signed, for the form to carry."""
    return signing.dumps([employer.pk, whole(employer)], salt=SALT, compress=True)


def unsealed(text: str, employer: Employer) -> Facts | None:
    """The facts the form was opened with; None for what is no such thing."""
    try:
        pk, facts = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return facts if pk == employer.pk else None


def together(employer: Employer, opened: Facts, mine: Facts) -> Together:
    """The employer as it is stored, what the form was opened with, and what it says now."""
    stored, steps = whole(employer), steps_of(employer)
    merged = dict(mine)
    taken: list[Taken] = []
    both: list[Both] = []
    for unit, names in units(mine):
        was, now, said = ([facts.get(name) for name in names] for facts in (opened, stored, mine))
        if was == now or said == now:
            continue
        who = wrote(steps, names)
        if said == was:
            merged |= {name: stored[name] for name in names}
            taken.extend(Taken(*words, who) for words in _differing(names, opened, stored))
        else:
            both.append(_both(unit, names, mine, stored, who))
    return Together(sent_for(employer, merged), tuple(taken), tuple(both), wrote(steps, ()))


def still_both(employer: Employer, mine: Facts, asked: Collection[str]) -> tuple[Both, ...]:
    """What was to be chosen and was not: these units, where this form still says something else than is stored."""
    stored, steps = whole(employer), steps_of(employer)
    return tuple(
        _both(unit, names, mine, stored, wrote(steps, names))
        for unit, names in units(mine)
        if unit in asked and any(mine.get(name) != stored.get(name) for name in names)
    )


def units(facts: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The units that these facts come in."""
    grouped = {name for names in UNITS.values() for name in names}
    known = [(unit, names) for unit, names in UNITS.items() if names[0] in facts]
    return [*known, *((name, (name,)) for name in facts if name not in grouped)]


def with_theirs(sent: MultiValueDict[str, Any], employer: Employer, chosen: Collection[str]) -> None:
    """Put into the fields sent what is stored of the units for which that was chosen."""
    values = sent_for(employer, whole(employer))
    for unit in chosen:
        code = unit.removeprefix(PROGRAMME)
        if code == unit:
            for name in FIELDS.get(unit, (unit,)):
                sent.setlist(name, values.get(name, []))
        elif f"since_{code}" in values:
            kept = [name for name in sent.getlist("programmes_joined") if name != code]
            stands = [code] if code in values["programmes_joined"] else []
            sent.setlist("programmes_joined", [*kept, *stands])
            sent.setlist(f"since_{code}", values[f"since_{code}"])


def sent_for(employer: Employer, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """All fields as a browser would send them for these facts of an employer."""
    programmes = {name.removeprefix(PROGRAMME): day for name, day in facts.items() if name.startswith(PROGRAMME)}
    joined = {name: day for name, day in programmes.items() if day is not None}
    all_facts = {**facts_of(employer), **facts}
    district = Region.objects.values_list("code", flat=True).get(pk=all_facts["district_id"])
    return as_sent(all_facts, joined, district)


def _both(unit: str, names: tuple[str, ...], mine: Facts, stored: Facts, who: str) -> Both:
    pairs = _differing(names, stored, mine)
    return Both(
        unit=unit,
        label=", ".join(label for label, _theirs, _mine in pairs),
        mine="; ".join(said for _label, _theirs, said in pairs),
        theirs="; ".join(kept for _label, kept, _mine in pairs),
        who=who,
    )


def _differing(names: tuple[str, ...], before: Facts, after: Facts) -> list[tuple[str, str, str]]:
    """Label, and both sides in words, of what differs."""
    sides = {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}
    return [
        (one.name, _wages(sides[name][0]), _wages(sides[name][1]))
        if name == "declared_wages"
        else (one.name, one.before, one.after)
        for name, one in zip(sides, told(sides), strict=True)
    ]


def _wages(side: int | None) -> str:
    return formatting.rupiah(side, active_language()) if side is not None else formatting.MISSING
