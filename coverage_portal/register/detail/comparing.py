"""Two employers side by side before one is merged into the other: what each says, in the words of its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.formatting import MISSING
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.wording import rupiah
from coverage_portal.register.detail.history_words import RUPIAH, both_in_words
from coverage_portal.register.detail.merging import COLUMNS, TOGETHER
from coverage_portal.register.detail.summary import risk_of
from coverage_portal.register.shown import sector_of
from coverage_portal.register.writing import facts_of
from employers.models import Employer

SECTOR, RISK = "kbli_code", "risk_group"


@dataclass(frozen=True)
class Side:
    """What one of them says: the fact itself, and what belongs to it, each with its name; `kind`, the kind of
    business that was picked, is Indonesian in every language."""

    told: str
    details: tuple[tuple[str, str], ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Choice:
    """Facts that say one thing together, of both: by the first of them. `offered`: the duplicate says something else,
    so it may be taken over."""

    group: str
    name: str
    kept: Side
    other: Side
    offered: bool


def choices(kept: Employer, duplicate: Employer) -> list[Choice]:
    """What may be taken over, a line each thing."""
    mine, theirs = facts_of(kept), facts_of(duplicate)
    found = []
    for group, names in TOGETHER.items():
        differ = any(mine[name] != theirs[name] for name in names)
        said = any(theirs[name] not in (None, "") for name in names)
        sides = _sides(group, kept, duplicate, mine, theirs)
        label = _("Sektor usaha") if group == SECTOR else _label(group)
        found.append(Choice(group, label, *sides, differ and said))
    return found


def cautions(kept: Employer, duplicate: Employer) -> list[str]:
    """What makes one look twice at which of them is kept."""
    found = []
    if kept.closed_on is not None:
        status = str(Employer.Status(kept.closed_as or Employer.Status.CLOSED).label).lower()
        words = {"status": status, "day": formatting.long_date(kept.closed_on, active_language())}
        sentence = _("Yang dipertahankan %(status)s sejak %(day)s, dan tetap begitu sesudah penggabungan.") % words
        if duplicate.closed_on is None:
            sentence += " " + _("Duplikatnya tidak ditutup: bila itu yang benar, tukar keduanya.")
        found.append(sentence)
    if kept.branch_id != duplicate.branch_id:
        words = {"kept": kept.branch.name, "other": duplicate.branch.name}
        found.append(
            _(
                "Kantornya berbeda: yang dipertahankan di %(kept)s, duplikatnya di %(other)s. Kepesertaan yang pindah"
                " tetap tercatat di kantornya sekarang."
            )
            % words
        )
    return found


def _sides(
    group: str, kept: Employer, duplicate: Employer, mine: dict[str, Any], theirs: dict[str, Any]
) -> tuple[Side, Side]:
    if group == SECTOR:
        return _sector(kept), _sector(duplicate)
    first, *others = [(name, _words(name, mine[name], theirs[name])) for name in TOGETHER[group]]
    if group == RISK:
        others = [(name, words) for name, words in others if name != "risk_code"]
    kinds = [risk_of(one) if group == RISK else "" for one in (kept, duplicate)]
    one, two = (
        Side(first[1][at], tuple((_label(name), words[at]) for name, words in others if words[at] != MISSING), kind)
        for at, kind in enumerate(kinds)
    )
    return one, two


def _sector(employer: Employer) -> Side:
    """The section in words; the code with its version beneath it."""
    version = f"KBLI {employer.kbli_version}" if employer.kbli_version else "KBLI"
    return Side(sector_of(employer) or MISSING, ((version, employer.kbli_code),) if employer.kbli_code else ())


def _words(name: str, one: Any, other: Any) -> tuple[str, str]:
    if name == RUPIAH:
        return tuple(MISSING if value is None else rupiah(value) for value in (one, other))  # type: ignore[return-value]
    return both_in_words(name, one, other)


def _label(name: str) -> str:
    return str(capfirst(str(COLUMNS[name].verbose_name)))
