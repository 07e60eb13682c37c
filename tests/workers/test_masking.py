"""What is shown of a worker tells people apart and gives nobody away."""

import pytest

from workers.masking import masked_kpj, masked_name, programme_letters


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Siti Rahayu", "Siti R••••"),
        ("Siti  Nur Rahayu", "Siti N•••• R••••"),
        ("Sukarno", "S••••"),
        ("M. Ali", "M. A••••"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_of_a_name_the_first_word_and_initials_are_shown(name, shown):
    assert masked_name(name) == shown


def test_a_mask_does_not_tell_how_long_what_it_hides_is():
    assert masked_name("Ani Li") == masked_name("Ani Lestariningsih")
    assert masked_kpj("12345678901") == masked_kpj("3671071805828901")


def test_of_a_kpj_the_last_four_signs_are_shown_of_a_short_one_none():
    assert masked_kpj("12345678901") == "••••8901"
    assert masked_kpj("1234") == "••••"


def test_what_stands_in_for_a_kpj_is_not_shown_at_all():
    assert masked_kpj("~ABCDEFGHIJKLMNOPQRS") == ""


def test_five_letters_say_which_programmes_are_held():
    letters = programme_letters(1 | 2 | 16)
    assert [one.letter for one in letters] == ["K", "M", "T", "P", "H"]
    assert [one.code for one in letters if one.held] == ["JKK", "JKM", "JKP"]
