"""The day in a file's name: every form that people write is read, and nothing is guessed."""

import pytest

from coverage_portal.imports.day_in_name import day_in_name
from tests.imports.names_with_days import NAMES


@pytest.mark.parametrize(("name", "day"), NAMES.items())
def test_the_day_in_a_name_is_read_however_it_is_written(name, day):
    assert day_in_name(name) == day
