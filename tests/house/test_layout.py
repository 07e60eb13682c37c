"""The floors, the sizes and the names of the house."""

import ast
import re
import tomllib

import pytest

from tests.house import tree

ALLOWED_AT_THE_TOP = {
    *("manage.py", "coverage_portal", "regions", "employers", "workers", "templates", "tests"),
    *("requirements.txt", "README.md", "LICENSE", "pyproject.toml", "Makefile"),
}
PURE = {
    *("arithmetic", "metrics", "scope", "workings", "dashboard", "findings", "contributions", "formatting", "charts"),
    *("tabular", "identity", "matching", "document"),
}
BANNED_NAMES = {"utils.py", "helpers.py", "managers.py", "services", "signals.py", "misc.py", "common.py"}
CEILINGS = {"module": 300, "function": 40, "template": 120}


def contracts():
    return tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_modules_import_only_downwards():
    finished = tree.run(tree.TOOL / "lint-imports", "--no-cache")
    assert finished.returncode == 0, finished.stdout


def test_every_part_of_the_portal_stands_on_a_floor():
    floors = " | ".join(next(c for c in contracts() if c["type"] == "layers")["layers"])
    parts = {path.stem for path in (tree.ROOT / "coverage_portal").iterdir() if (path / "__init__.py").is_file()}
    parts |= {path.stem for path in (tree.ROOT / "coverage_portal").glob("*.py")} - {"__init__"}
    assert {part for part in parts if f"coverage_portal.{part}" not in re.split(r"[ |]+", floors)} == set()


def test_every_pure_module_is_held_to_it():
    held = set(next(c for c in contracts() if c["name"] == "Pure modules know no Django")["source_modules"])
    pure = {
        ".".join(path.with_suffix("").parts)
        for path in tree.modules(tests=False)
        if path.stem in PURE and "templatetags" not in path.parts
    }
    assert pure - held == set()


def test_the_top_level_holds_only_what_is_fixed():
    tracked = tree.run("git", "ls-files").stdout.splitlines()
    names = {name.partition("/")[0] for name in tracked} or {path.name for path in tree.ROOT.iterdir()}
    assert {name for name in names if not name.startswith(".")} - ALLOWED_AT_THE_TOP == set()


def test_no_module_is_named_for_leftovers():
    parts = {part for path in tree.modules(tests=True) for part in path.parts}
    assert parts & BANNED_NAMES == set()


def test_modules_keep_under_their_ceiling():
    lengths = {str(path): len(tree.text(path).splitlines()) for path in tree.modules(tests=True)}
    assert {name: length for name, length in lengths.items() if length > CEILINGS["module"]} == {}


def test_functions_keep_under_their_ceiling():
    lengths = {
        f"{path}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in tree.modules(tests=False)
        for node in ast.walk(tree.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > CEILINGS["function"]} == {}


def test_templates_keep_under_their_ceiling():
    lengths = {str(path): len(tree.text(path).splitlines()) for path in tree.templates()}
    assert {name: length for name, length in lengths.items() if length > CEILINGS["template"]} == {}


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "# XX" + "X", "raise Not" + "ImplementedError"])
def test_nothing_is_left_for_later(word):
    found = [
        f"{path}:{number}"
        for path in (*tree.modules(tests=True), *tree.templates())
        for number, line in enumerate(tree.text(path).splitlines(), start=1)
        if re.search(rf"(?<!\w){word}\b", line)
    ]
    assert found == []
