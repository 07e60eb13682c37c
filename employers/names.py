"""Whether two names are of one employer, however they are written. Pure: no Django.

Every list writes a company's name in its own way: "PT Maju Jaya Tbk", "MAJU JAYA, PT.", "Majujaya". Such are one name
here; only what no way of writing explains is another.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

FORMS = frozenset(
    (
        *("PT", "CV", "TBK", "PERSERO", "PERSEROAN", "TERBATAS", "PERORANGAN", "KOMANDITER", "FA", "FIRMA"),
        *("UD", "PD", "NV", "KOP", "BUT", "LTD", "LIMITED"),
    )
)
"""Words of a legal form, which one list writes and another leaves out."""
CLOSE = 0.8
"""How alike two words must be (difflib's ratio) to be one word with a slip in it."""
SHORTEST_CUT = 3
_JOINING = re.compile(r"[.'’`]")
_NO_WORD = re.compile(r"[^A-Z0-9]+")


def clearly_differ(one: str, other: str) -> bool:
    """True when the names cannot be of one employer; never for a name that says nothing.

    Forms, marks, accents, capitals, the order of words, words cut short ("Ind" for "Indonesia") and slips of the pen
    make no difference, nor what only the longer name adds ("Cabang Tangerang").
    """
    few, many = sorted((_words(one), _words(other)), key=len)
    if not few or "".join(few) == "".join(many):
        return False
    left = list(many)
    for word in few:
        found = max(left, key=lambda each, word=word: _likeness(word, each))  # type: ignore[misc]
        if _likeness(word, found) < CLOSE:
            return True
        left.remove(found)
    return False


LONGEST_SEARCH_TEXT = 600


def search_text(name: str, *numbers: str) -> str:
    """What a search looks through: the words of the name without marks, accents and forms, those words joined, and the
    firm's numbers, each between blanks: " MAJU JAYA MAJUJAYA 12345678 ". A name of forms alone keeps them."""
    words = plain_words(name)
    joined = ["".join(words)] if len(words) > 1 else []
    return f" {' '.join([*words, *joined, *filter(None, numbers)])} "[:LONGEST_SEARCH_TEXT]


def plain_words(text: str) -> list[str]:
    """The words of a name, or of what somebody searches one by, as `search_text` writes them."""
    return _words(text) or _every_word(text)


def _words(name: str) -> list[str]:
    return [word for word in _every_word(name) if word not in FORMS]


def _every_word(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return [word for word in _NO_WORD.split(_JOINING.sub("", plain)) if word]


def _likeness(one: str, other: str) -> float:
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    cut = len(short) >= SHORTEST_CUT and long.startswith(short)
    return max(SequenceMatcher(None, short, long).ratio(), CLOSE if cut else 0.0)
