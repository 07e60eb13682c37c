"""The Typst compiler with the template and the fonts of this folder, and nothing else: no network, no other file."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst

TEMPLATE = Path(__file__).parent / "template"
FONTS = Path(__file__).parent / "fonts"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
UNKNOWN = "□"
"""Stands for a character that no font has: a PDF for screen readers may not show one that is not there."""
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_LONG_WORD, _PIECE = re.compile(r"\w{70,}"), re.compile(r".{1,30}")
BREAK_HERE = "\N{ZERO WIDTH SPACE}"
KEPT_FOR = 10
_one_at_a_time = Lock()


def typeset(content: dict[str, Any], logo: str, made_at: int) -> bytes:
    """The PDF of the template with this content and logo (SVG, or nothing). A character that no font has is shown as an
    empty box."""
    with _one_at_a_time:
        try:
            return _typeset(content, logo, made_at)
        finally:
            forget()


def _typeset(content: dict[str, Any], logo: str, made_at: int) -> bytes:
    while True:
        try:
            return compiled(as_text(content), logo, made_at)
        except typst.TypstError as error:
            shown = replaced(content, not_in_a_font(error))
            if shown == content:
                raise
            content = shown


def as_text(content: dict[str, Any]) -> str:
    """The content as the template reads it: without marks that would turn the direction of reading, and with places
    to break a word that is longer than a line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_TURNING)
    return _LONG_WORD.sub(lambda word: BREAK_HERE.join(_PIECE.findall(word[0])), text)


def compiled(content: str, logo: str, made_at: int) -> bytes:
    """The PDF of `content`; raises typst.TypstError when it holds a character that no font has."""
    inputs = {"content": content, "logo": logo}
    found = compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at)
    return cast(bytes, found)


def forget() -> None:
    """Lets go of the layout of what was set: Typst keeps it, tens of megabytes a document, for its next ten runs."""
    for _run in range(KEPT_FOR + 1):
        compiler("blank.typ").compile(format="svg")


@cache
def compiler(template: str = "main.typ") -> typst.Compiler:
    """One compiler a process and template: it keeps what it has read of template and fonts."""
    nowhere = TEMPLATE / "packages"
    return typst.Compiler(
        TEMPLATE / template,
        root=TEMPLATE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this folder, and for letters that they lack those that come with Typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def not_in_a_font(error: typst.TypstError) -> set[str]:
    """The characters the compiler says it could not show; it names those that are not seen by their number."""
    told = f"{error.message}\n{error.diagnostic}"
    texts = (_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in _NO_GLYPH.findall(told))
    return {mark for text in texts for mark in text if not (mark.isascii() and mark.isprintable())}


def replaced(value: Any, marks: set[str]) -> Any:
    """The value with these characters of every text in it as empty boxes, those that are not seen left out."""
    if isinstance(value, str):
        return value.translate({ord(mark): UNKNOWN if mark.isprintable() else None for mark in marks})
    if isinstance(value, dict):
        return {key: replaced(one, marks) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(one, marks) for one in value]
    return value
