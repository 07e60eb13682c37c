"""Parts keep the order they were sent in; every part is there once, on or off."""

from django.http import QueryDict

from coverage_portal.briefings.drafting.contents import LABELS, lines_of, moved, order_of, parts_of
from coverage_portal.briefings.drafting.form import changed
from coverage_portal.briefings.wanted import PARTS, Part


def test_every_part_one_can_switch_has_a_name():
    assert set(LABELS) == set(PARTS)


def test_the_order_is_as_sent_and_holds_every_part_once():
    order = order_of(QueryDict("order=jalur&order=siapa&order=jalur&order=apa"))
    assert order[:2] == (Part.TRACK, Part.WHO)
    assert sorted(order) == sorted(PARTS)


def test_only_what_is_ticked_is_on():
    assert parts_of(QueryDict("order=jalur&order=siapa&parts=siapa&parts=jalur&parts=sumber")) == (Part.TRACK, Part.WHO)


def test_a_part_moves_by_one_place_and_not_beyond_the_ends():
    assert moved(PARTS, PARTS[1], -1)[:2] == (PARTS[1], PARTS[0])
    assert moved(PARTS, PARTS[0], -1) == PARTS
    assert moved(PARTS, PARTS[-1], 1) == PARTS


def test_the_buttons_move_a_part():
    data = changed(QueryDict("parts=siapa"), "up-siapa")
    assert order_of(data).index(Part.WHO) == PARTS.index(Part.WHO) - 1
    assert [line.part for line in lines_of(data) if line.on] == [Part.WHO]


def test_other_buttons_change_nothing():
    for step in ("simpan", "pratinjau", "up-apa", "ask-drop-99", "ask-drop-x", "lain-add", ""):
        assert changed(QueryDict(""), step) is None
