"""How many lines a paragraph takes, and where it may be cut. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from coverage_portal.briefings.writers.office.widths import LINE_HEIGHT, width_of
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, Span, hanging

WORD = re.compile(r"\n|[^ \n]+ *| +")
LENIENCE = 1.03
"""No two programs measure a line alike: we count a little more than the font says."""
POINTS = 72


@dataclass(frozen=True)
class Word:
    """A word with the spaces after it, in the look of its span."""

    text: str
    span: Span

    def width(self, size: float) -> float:
        """How wide it is in inches, its spaces aside."""
        return width_of(self.text.rstrip(" "), self.span.size or size, self.span.bold) * LENIENCE / POINTS

    def advance(self, size: float) -> float:
        """How far the next word stands from it."""
        return width_of(self.text, self.span.size or size, self.span.bold) * LENIENCE / POINTS


def lines(paragraph: Paragraph, width: float) -> list[list[Word]]:
    """The paragraph's words line by line; at least one line."""
    room = max(width - hanging(paragraph), 0.1)
    found: list[list[Word]] = [[]]
    used = 0.0
    for word in _words(paragraph, room):
        if word.text == "\n" or (found[-1] and used + word.width(paragraph.size) > room):
            found.append([])
            used = 0.0
        if word.text != "\n":
            found[-1].append(word)
            used += word.advance(paragraph.size)
    return found


@lru_cache(maxsize=16384)
def height_of(paragraph: Paragraph, width: float) -> float:
    """How high the paragraph is in inches, with the room before it."""
    return sum(_line_height(line, paragraph.size) for line in lines(paragraph, width)) + paragraph.before / POINTS


def height_of_all(paragraphs: Iterable[Paragraph], width: float) -> float:
    """How high paragraphs are one below the other."""
    return sum(height_of(paragraph, width) for paragraph in paragraphs)


def fitting(paragraph: Paragraph, width: float, room: float, sizes: tuple[int, ...]) -> Paragraph:
    """The paragraph in the first of the type sizes in which it is no higher than `room`; in the last when in none."""
    made = (replace(paragraph, size=size) for size in sizes)
    return next((one for one in made if height_of(one, width) <= room), replace(paragraph, size=sizes[-1]))


def cut(paragraph: Paragraph, width: float, room: float) -> tuple[Paragraph | None, Paragraph | None]:
    """What of the paragraph fits into that height, and the rest without a mark; None where nothing is left."""
    taken, used = 0, paragraph.before / POINTS
    found = lines(paragraph, width)
    for line in found:
        used += _line_height(line, paragraph.size)
        if used > room:
            break
        taken += 1
    if taken in (0, len(found)):
        return (None, paragraph) if not taken else (paragraph, None)
    rest = replace(paragraph, spans=_spans(found[taken:]), before=0, mark="")
    return replace(paragraph, spans=_spans(found[:taken])), rest


def _line_height(line: list[Word], size: float) -> float:
    return max((word.span.size or size for word in line), default=size) * LINE_HEIGHT / POINTS


def _words(paragraph: Paragraph, room: float) -> Iterable[Word]:
    for span in paragraph.spans:
        for text in WORD.findall("\n".join(span.text.splitlines())):
            word = Word(text, span)
            if word.width(paragraph.size) <= room:
                yield word
            else:
                yield from _broken(word, paragraph.size, room)


def _broken(word: Word, size: float, room: float) -> Iterable[Word]:
    """A word that is wider than the box, letter by letter into pieces that are not."""
    piece = ""
    for letter in word.text:
        if piece and Word(piece + letter, word.span).width(size) > room:
            yield Word(piece, word.span)
            piece = ""
        piece += letter
    yield Word(piece, word.span)


def _spans(found: list[list[Word]]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for word in (word for line in found for word in line):
        if merged and replace(merged[-1], text="") == replace(word.span, text=""):
            merged[-1] = replace(merged[-1], text=merged[-1].text + word.text)
        else:
            merged.append(replace(word.span, text=word.text))
    return tuple(merged)
