"""What a briefing usually says, so that a new one starts filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking import usual_asks
from coverage_portal.briefings.composing.cover import head_of
from coverage_portal.briefings.models import Basis, Signatory
from coverage_portal.briefings.wanted import StepWanted, Wanted
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.dashboard import Dashboard, Place
from regions.models import Branch

USUAL_BASES = ("uu-40-2004", "uu-24-2011", "inpres-2-2021")


def usual_words(place: Place) -> Wanted:
    """The usual words for a place, in the active language, and nothing else chosen yet."""
    addressee = head_of(place)
    words = {"who": addressee or place.name}
    return Wanted(
        title=_("Bahan audiensi dengan %(who)s") % words,
        addressee=addressee,
        confidentiality=_("Terbatas"),
        steps=(
            StepWanted(30, _("Menyepakati penanggung jawab dan jadwal tiap usulan bersama perangkat daerah.")),
            StepWanted(60, _("Mulai bertukar data dan mendatangi pemberi kerja yang diutamakan.")),
            StepWanted(90, _("Melaporkan kemajuan kepada %(who)s.") % words),
        ),
    )


def usual(found: Dashboard, branch: Branch, signatories: Iterable[Signatory], bases: Iterable[Basis]) -> Wanted:
    """The usual choices for the place of an answer, in the active language."""
    offered = {basis.code for basis in bases}
    return replace(
        usual_words(found.region),
        language=active_language(),
        signatory=signing(branch, signatories),
        asks=usual_asks(found),
        legal=tuple(code for code in USUAL_BASES if code in offered),
    )


def signing(branch: Branch, signatories: Iterable[Signatory]) -> int | None:
    """Who signs for the branch today: the one who began last."""
    now = today()
    held = [one for one in signatories if one.branch_id == branch.pk and one.started_on <= now]
    held = [one for one in held if one.ended_on is None or one.ended_on > now]
    return max(held, key=lambda one: (one.started_on, one.pk)).pk if held else None


def branch_for(place: Place, branches: tuple[Branch, ...]) -> Branch:
    """The branch whose city lies in the place or the place in it; else the first."""
    near = (one for one in branches if place.code.startswith(one.city.code) or one.city.code.startswith(place.code))
    return next(near, branches[0])
