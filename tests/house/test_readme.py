"""README tells the truth: its commands, options, settings, accounts, files and headline exist as it says."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Ratio, Unit
from regions.demo_accounts import DEMO_ACCOUNTS
from tests.house import tree

README = (tree.ROOT / "README.md").read_text()
COMMAND = re.compile(r"manage\.py\s+([a-z_]+)([^\n`]*)")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("|")]


def options_of(name):
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    return set(parser._option_string_actions)


@pytest.mark.parametrize(("name", "rest"), sorted(set(COMMAND.findall(README))))
def test_a_command_and_its_options_exist(name, rest):
    assert name in get_commands()
    assert set(re.findall(r"--[a-z-]+", rest)) <= options_of(name)


def test_options_told_in_the_table_of_commands_exist():
    told = {match[1]: re.findall(r"--[a-z-]+", row[1]) for row in ROWS if (match := COMMAND.search(row[0]))}
    assert told
    assert {name: [option for option in told[name] if option not in options_of(name)] for name in told} == {
        name: [] for name in told
    }


def test_every_command_of_ours_is_told():
    ours = {name for name, app in get_commands().items() if app.partition(".")[0] in tree.PRODUCTION}
    assert ours - {name for name, _ in COMMAND.findall(README)} == set()


def test_every_make_target_exists_and_is_told():
    makefile = (tree.ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"(?:^|`)make ([a-z]+)\b", README, re.MULTILINE))
    assert told <= targets
    assert targets - told <= {"help", "venv", "installed"}


def test_the_settings_are_those_that_are_read():
    told = {row[0].strip("`") for row in ROWS if re.fullmatch(r"`[A-Z_]+`", row[0])}
    code = tree.text(tree.Path("coverage_portal/settings.py")) + tree.text(tree.Path("coverage_portal/startup.py"))
    read = set(re.findall(r"""(?:env\.\w+|required|whole_number|environ\.get)\(\s*"([A-Z_]+)\"""", code))
    assert told == read


def test_the_demo_accounts_are_those_that_are_made():
    told = {(row[0].strip("`"), row[1].strip("`")) for row in ROWS if row[1].startswith("`contoh-")}
    assert told == {(account.username, account.password) for account in DEMO_ACCOUNTS}


def test_every_file_it_names_is_there():
    named = re.findall(r"\]\(([^)#:]+)\)|`((?:coverage_portal|regions|employers|tests)/[\w./-]*)`", README)
    assert [path for pair in named for path in pair if path and not (tree.ROOT / path).exists()] == []


def test_the_headline_follows_from_the_two_published_figures():
    members = Quantity(736_000, Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE), 500)
    labour_force = Quantity(1_190_000, Basis(Unit.PERSONS, Laid.HOME), 5_000)
    ratio = Ratio(members, labour_force)
    low, high = (float(edge) for edge in ratio.band)
    assert f"{ratio.value:.5f}" == "0.61849"
    assert f"{100 * low:.3f} %" in README
    assert f"{100 * high:.3f} %" in README
    assert ratio.gap == 454_000
