"""How wide a line of text is in Calibri, so that a slide never holds more than fits. Pure.

Widths are thousandths of the type size, as the font gives them to every letter; kerning is left out.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

REGULAR = """
    226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 507 268
    268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 543 459 487 642
    567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 525 229 239 455 229 799 525 527 525
    525 349 391 335 525 452 715 433 453 395 314 460 314 498
"""
BOLD = """
    226 326 438 498 507 729 705 233 312 312 498 498 258 306 267 430 507 507 507 507 507 507 507 507 507 507 276
    276 498 498 498 463 898 606 561 529 630 488 459 637 631 267 331 547 423 874 659 676 532 686 563 473 495 653
    591 906 551 520 478 325 430 325 498 498 300 494 537 418 537 503 316 474 537 246 255 480 246 813 537 538 537
    537 355 399 347 537 473 745 459 474 397 344 475 344 498
"""
WIDTHS = {
    bold: dict(zip(map(chr, range(32, 127)), map(int, text.split()), strict=True))
    for bold, text in ((False, REGULAR), (True, BOLD))
}
OTHERS = {"\N{NO-BREAK SPACE}": 226, "–": 498, "—": 905, "…": 711, "“": 435, "”": 435, "‘": 258, "’": 258}
ORDINARY, WIDE = 560, 1000
LINE_HEIGHT = 1.22


@lru_cache(maxsize=8192)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide the text is in points at a type size in points."""
    return sum(_width(letter, bold) for letter in text) * size / 1000


def _width(letter: str, bold: bool) -> int:
    known = WIDTHS[bold].get(letter) or OTHERS.get(letter)
    if known:
        return known
    base = unicodedata.normalize("NFD", letter)[0]
    wide = unicodedata.east_asian_width(letter) in "WF"
    return WIDE if wide else WIDTHS[bold].get(base, ORDINARY)


def spread(natural: list[float], width: float, growing: tuple[int, ...]) -> tuple[float, ...]:
    """Column widths that fill `width`: the growing columns take what is left; all shrink alike when there is not
    enough."""
    total = sum(natural)
    if total >= width:
        return tuple(one * width / total for one in natural)
    more = (width - total) / len(growing)
    return tuple(one + (more if place in growing else 0) for place, one in enumerate(natural))
