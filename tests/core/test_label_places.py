"""Labels keep clear of each other and, where they can, of dots and lines."""

from fractions import Fraction

from coverage_portal.core.label_places import Box, Label, place, spread, trace

ROOM = Box(Fraction(0), Fraction(0), Fraction(200), Fraction(200))
MIDDLE = (Fraction(100), Fraction(100))


def test_a_free_label_stands_where_it_wants():
    found = place(Label("61,8%", 10, MIDDLE, ("end", "start")), ROOM, [], [], [])
    assert (found.anchor, found.baseline) == ("end", 87)
    assert found.box == Box(Fraction(68), Fraction("79.5"), Fraction(100), Fraction(87))


def test_a_label_avoids_the_line_that_comes_from_its_side():
    falling = trace((Fraction(0), Fraction(40)), MIDDLE)
    found = place(Label("61,8%", 20, MIDDLE), ROOM, [], [], falling)
    assert (found.anchor, found.baseline > 100) == ("start", False)
    at_the_edge = (Fraction(200), Fraction(100))
    falling = trace((Fraction(100), Fraction(40)), at_the_edge)
    found = place(Label("61,8%", 20, at_the_edge), ROOM, [], [], falling)
    assert (found.anchor, found.baseline > 100) == ("end", True)


def test_a_label_leaves_room_to_one_that_is_there():
    label = Label("61,8%", 10, MIDDLE, ("end",))
    first = place(label, ROOM, [], [], [])
    second = place(label, ROOM, [first.box], [], [])
    assert second.baseline > 100
    assert not first.box.meets(second.box)
    assert place(label, ROOM, [first.box, second.box], [], []) is None


def test_no_label_stands_out_of_the_room():
    corner = (Fraction(2), Fraction(2))
    found = place(Label("61,8%", 10, corner), ROOM, [], [], [])
    assert (found.anchor, found.baseline > 2) == ("start", True)


def test_two_heights_move_apart_alike_and_keep_their_order():
    assert spread(Fraction(50), Fraction(60), 18) == (46, 64)
    assert spread(Fraction(60), Fraction(50), 18) == (64, 46)
    assert spread(Fraction(50), Fraction(50), 18) == (41, 59)
    assert spread(Fraction(10), Fraction(90), 18) == (10, 90)
