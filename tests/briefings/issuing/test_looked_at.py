"""What is well is said for everything the checklist looks at."""

from __future__ import annotations

from coverage_portal.briefings.checklist.wording import SAYINGS
from coverage_portal.briefings.issuing.looked_at import GROUPS, well
from tests.briefings.issuing import desk


def test_every_saying_of_the_checklist_is_of_one_kind():
    codes = [code for group in GROUPS for code in group.codes]
    known = {code for code in SAYINGS if any(code == one or code.startswith(f"{one}-") for one in codes)}
    assert known == set(SAYINGS) - {"more"}
    assert len(codes) == len(set(codes))


def test_what_was_found_is_not_called_well():
    everything, without = well(()), well((desk.MISSING, desk.MIXED))
    assert len(everything) == len(GROUPS)
    assert set(everything) - set(without) == {"Tidak ada angka yang hilang.", "Penyebut satu terbitan."}
