"""Every package that is listed is used, every package that is used is listed, and each is pinned with its reason."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house import tree

LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][\w.]*)\s+# (?P<reason>\S.+)")
USED_WITHOUT_AN_IMPORT = {
    "argon2-cffi": 'coverage_portal/settings.py names "Argon2PasswordHasher", which imports it',
    "psycopg2-binary": "Django's PostgreSQL backend imports it",
    "gunicorn": "started by its name",
}
TOOLS = {"pytest-django", "pytest-xdist", "ruff", "mypy", "django-stubs", "types-pyyaml", "import-linter"}
"""Test requirements that are run or plugged in, not imported."""


def listed(path):
    lines = [line for line in (tree.ROOT / path).read_text().splitlines() if line and not line.startswith("-r")]
    matches = {line: LINE.fullmatch(line) for line in lines}
    assert [line for line, match in matches.items() if not match] == []
    return {match["name"] for match in matches.values()}


def distributions_of(paths):
    """The distributions that the modules import, with those that settings.py names in a string."""
    known = packages_distributions()
    tops = set()
    for path in paths:
        for node in ast.walk(tree.tree(path)):
            if isinstance(node, ast.Import):
                tops |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                tops.add(node.module.partition(".")[0])
            elif path == Path("coverage_portal/settings.py") and isinstance(node, ast.Constant):
                tops |= {str(node.value).partition(".")[0]} & set(known)
    ours = {*tree.PRODUCTION, "tests", *sys.stdlib_module_names}
    return {known.get(top, [f"?{top}"])[0].lower().replace("_", "-") for top in tops - ours}


def test_production_requirements_are_exactly_what_is_used():
    used = distributions_of(tree.modules(tests=False)) | set(USED_WITHOUT_AN_IMPORT)
    assert used == listed("requirements.txt")


def test_test_requirements_are_exactly_what_is_used():
    only_tests = [path for path in tree.modules(tests=True) if path.parts[0] == "tests"]
    used = (distributions_of(only_tests) - listed("requirements.txt")) | TOOLS
    assert used == listed("tests/requirements.txt")
