"""What somebody types to find an employer, and the condition it comes to.

Capitals, accents, PT and CV, the order of words and the dots and dashes of a number make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from employers.models import Employer
from employers.names import FORMS, plain_words

LONGEST = 100
SHORTEST_NUMBER = 6
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")
_ONLY_A_NUMBER = re.compile(r"[\W_]*[0-9](?:[\W_]*[0-9])*[\W_]*")


@dataclass(frozen=True)
class Search:
    """`text` as it may be shown again and `words` as they are looked for; `cut`: only its beginning was taken;
    `only_forms`: it names nothing but a legal form ("PT"), which no search looks at."""

    text: str = ""
    words: tuple[str, ...] = ()
    cut: bool = False
    only_forms: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether something was typed that holds no letter and no digit to look for."""
        return bool(self.text) and not self.words and not self.only_forms

    @property
    def condition(self) -> Q:
        """Every word stands in what a search looks through, of the employer or of a duplicate merged into it."""
        found = Q()
        for word in self.words:
            found &= Q(search_text__contains=word)
        if not self.words:
            return found
        return found | Q(pk__in=Employer.objects.filter(found, merged_into__isnull=False).values("merged_into"))


def search_of(typed: str) -> Search:
    """What is looked for: "Maju-Jaya, PT" -> MAJU and JAYA; "01.234.567.8-901.000" -> 012345678901000."""
    text = _UNSEEN.sub(" ", typed).strip()
    cut = len(text) > LONGEST
    text = text[:LONGEST].strip()
    if _ONLY_A_NUMBER.fullmatch(text) and len(number := digits_of(text)) >= SHORTEST_NUMBER:
        return Search(text, (number,), cut)
    words = tuple(dict.fromkeys(plain_words(text)))
    only_forms = bool(words) and FORMS.issuperset(words)
    return Search(text, () if only_forms else words, cut, only_forms)


def digits_of(text: str) -> str:
    """Its plain digits."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())
