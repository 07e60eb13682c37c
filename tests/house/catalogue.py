"""What the portal says, and what a .po file translates: read without the gettext tools, which a machine may lack."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house import tree

SHAPES = {"gettext": ("msgid",), "pgettext": ("msgctxt", "msgid"), "ngettext": ("msgid", "msgid_plural")}
SHAPES["npgettext"] = ("msgctxt", "msgid", "msgid_plural")
LITERAL = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL_IN_TEMPLATE = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*u?({LITERAL}(?:\s*,\s*u?{LITERAL})*)")
FIELD_IN_PO = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (\".*\")")


@dataclass(frozen=True, order=True)
class Message:
    """A sentence as the code writes it; the plural and the context are empty where there is none."""

    msgid: str
    msgid_plural: str = ""
    msgctxt: str = ""


@dataclass(frozen=True)
class Entry:
    """What a .po file makes of a message; `fuzzy` when it was only guessed."""

    translations: tuple[str, ...]
    fuzzy: bool


def spoken() -> dict[Message, str]:
    """Every message in the modules and templates of production, with one file that says it."""
    said = {message: str(path) for path in tree.modules(tests=False) for message in _in_module(path)}
    return said | {message: str(path) for path in tree.templates() for message in _in_template(path)}


def _in_module(path: Path) -> set[Message]:
    kinds = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(tree.tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    if any(isinstance(node, ast.FunctionDef) and node.name == "_" for node in tree.tree(path).body):
        kinds["_"] = "gettext"  # a pure module marks its texts by a function of its own
    calls = [node for node in ast.walk(tree.tree(path)) if isinstance(node, ast.Call)]
    found = [
        (kinds[call.func.id], [arg.value for arg in call.args if isinstance(arg, ast.Constant)])
        for call in calls
        if isinstance(call.func, ast.Name) and kinds.get(call.func.id) in SHAPES
    ]
    return {_message(kind, texts) for kind, texts in found if len(texts) >= len(SHAPES[kind])}


def _in_template(path: Path) -> set[Message]:
    found = CALL_IN_TEMPLATE.findall(templatize(tree.text(path)))
    return {_message(kind.replace("_", "gettext"), ast.literal_eval(f"({texts},)")) for kind, texts in found}


def _message(kind: str, texts: list[str]) -> Message:
    return Message(**dict(zip(SHAPES[kind], texts, strict=False)))


def translated(path: Path) -> dict[Message, Entry]:
    """The entries of a .po file; the header and what was struck out (#~) left aside."""
    entries = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if match := FIELD_IN_PO.fullmatch(line):
                name, literal = match.groups()
                fields[name] = ast.literal_eval(literal)
            elif line.startswith('"'):
                fields[name] += ast.literal_eval(line)
        if fields.get("msgid"):
            texts = tuple(text for key, text in sorted(fields.items()) if key.startswith("msgstr"))
            keys = {key: fields[key] for key in ("msgid", "msgid_plural", "msgctxt") if key in fields}
            entries[Message(**keys)] = Entry(texts, fuzzy=bool(re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)))
    return entries
