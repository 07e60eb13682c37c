"""Fields of what goes onto paper: text on one line, and text of one line each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coverage_portal.core.unseen import seen_text
from coverage_portal.register.entering.typed import WordsField, count


def one_line(text: str) -> str:
    """The text as it looks, on one line: nothing invisible in it, no control characters, single spaces."""
    printed = "".join(letter if letter.isprintable() else " " for letter in seen_text(text))
    return " ".join(printed.split())


class OneLineField(forms.CharField):
    """A line of text that any file can hold; other fields of text are made to keep one by it."""

    def to_python(self, value: Any) -> Any:
        """The text on one line."""
        return super().to_python(one_line(str(value or "")))


class LineField(OneLineField, WordsField):
    """A line of text no longer than its column."""


class LinesField(forms.CharField):
    """Several short texts, one a line; a tuple of them. Empty lines are none."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, most: int, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)
        self.longest, self.most = longest, most
        self.widget.attrs |= {"class": "in", "rows": "3", "cols": "40", "maxlength": str((longest + 2) * most)}

    def to_python(self, value: Any) -> Any:
        """The lines; the refusal says which is too long, or how many there are too many."""
        lines = tuple(filter(None, map(one_line, str(value or "").splitlines())))
        if len(lines) > self.most:
            words = {"most": count(self.most), "n": count(len(lines))}
            raise ValidationError(_("Paling banyak %(most)s baris. Yang diisi %(n)s baris.") % words)
        for number, line in enumerate(lines, 1):
            if len(line) > self.longest:
                words = {"row": count(number), "most": count(self.longest), "n": count(len(line))}
                said = _("Baris %(row)s terlalu panjang: paling banyak %(most)s karakter, yang diisi %(n)s karakter.")
                raise ValidationError(said % words)
        return lines
