"""Words that stand for a code, ready to be found however they are spelt. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coverage_portal.core.cell_words import word_key


def spelt(words: Mapping[str, str]) -> dict[str, str]:
    """`words` (text -> code) as a field keeps them: by their letters and digits in capitals."""
    return unambiguous(words.items())


def unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The same for pairs of text and code, less the texts that stand for several codes."""
    found: dict[str, set[str]] = {}
    for text, code in pairs:
        found.setdefault(word_key(text), set()).add(code)
    found.pop("", None)
    return {key: codes.pop() for key, codes in found.items() if len(codes) == 1}
