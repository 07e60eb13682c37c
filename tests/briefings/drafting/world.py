"""A small city with an official, and the form of a briefing as a browser sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coverage_portal.briefings.drafting import actions
from coverage_portal.briefings.drafting.form import as_sent
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.wanted import AskKind, AskWanted, StepWanted, Wanted
from coverage_portal.coverage.scope import Scope
from tests import people
from tests.coverage import examples

NEW = "/laporan/baru/"
FEW = ("36.71.04", "36.71.05")
SCOPE = Scope("36.71", examples.DECEMBER)
WANTED = Wanted(
    title="Bahan audiensi dengan Wali Kota Tangerang",
    addressee="Wali Kota Tangerang",
    day=date(2024, 3, 22),
    place="Balai Kota",
    number="B/12/032024",
    confidentiality="Terbatas",
    asks=(AskWanted(AskKind.VULNERABLE, workers=10_000), AskWanted(AskKind.OWN, title="Satu loket")),
    efforts=("PKS dengan Dinas Sosial",),
    steps=(StepWanted(30, "Menyusun jadwal", "Bidang Kepesertaan"),),
    copies_to=("Kepala Kantor Wilayah Banten",),
)


def city():
    """The city with two of its kecamatan."""
    return examples.city(some=FEW)


def official(name="pejabat", at=None):
    """Makes briefings for Cimone, or for another branch."""
    return people.person(name, "official", at or people.cimone())


def draft(by, wanted=WANTED, at=None, **changed) -> Briefing:
    """A stored draft."""
    return actions.make_draft(by=by, branch=at or people.cimone(), scope=SCOPE, wanted=replace(wanted, **changed))


def sent(wanted=WANTED, step="simpan", at=None, **changed):
    """The form with these choices, one field or other changed, and a button pressed."""
    data = as_sent(wanted, SCOPE, at or people.cimone())
    data["langkah"] = step
    for name, value in changed.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return dict(data.lists())


def text_of(answer) -> str:
    """A page as text."""
    return answer.content.decode()
