"""Reads a number as people type it: 1.190.000, 1 190 000, 61,85. Refuses in a sentence what could mean two things."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coverage_portal.core.formatting import as_given
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.reference.precision import STEPS
from regions.figure_kinds import CEILING, NEGATIVE, TOO_LARGE

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
DIGITS = re.compile(r"\d+", re.ASCII)
GROUPED_BY_DOT = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
GROUPED_BY_COMMA = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
DECIMAL = re.compile(r"(\d+)[.,](\d{1,4})", re.ASCII)
DOT_THEN_COMMA = re.compile(r"\d{1,3}(\.\d{3})+,\d{1,4}", re.ASCII)
COMMA_THEN_DOT = re.compile(r"\d{1,3}(,\d{3})+\.\d{1,4}", re.ASCII)
WORDED = re.compile(
    r"(\d+)(?:[.,](\d{1,6}))?(ribu|rb|juta|jt|miliar|thousand|million|billion)", re.ASCII | re.IGNORECASE
)
SCALES = {
    **dict.fromkeys(("ribu", "rb", "thousand"), 1_000),
    **dict.fromkeys(("juta", "jt", "million"), 1_000_000),
    **dict.fromkeys(("miliar", "billion"), 1_000_000_000),
}
LONGEST_SHOWN = 30


def count_from(text: str) -> Decimal:
    """A whole number. "1.190" is 1190 here, in either language; raises ValidationError with how to write it."""
    bare = _bare(text)
    if DIGITS.fullmatch(bare) or GROUPED_BY_DOT.fullmatch(bare):
        return _in_range(bare.replace(".", ""))
    if GROUPED_BY_COMMA.fullmatch(bare) and (bare.count(",") > 1 or active_language() == "en"):
        return _in_range(bare.replace(",", ""))
    if DECIMAL.fullmatch(bare):
        raise ValidationError(_("Jenis ini dihitung satu per satu: tulis bilangan bulat."))
    raise _not_a_number(text)


def share_from(text: str) -> Decimal:
    """A percentage: comma or dot before its decimals, four at most, and nothing grouped."""
    bare = _bare(text).removesuffix("%")
    if DIGITS.fullmatch(bare) or DECIMAL.fullmatch(bare):
        return _in_range(bare.replace(",", "."))
    raise _not_a_number(text)


def amount_from(text: str) -> Decimal:
    """Any other amount: 5.399.405,69 or 5,399,405.69 or 5399405.69. One mark with three digits behind it sets thousands
    apart when it is the page's own ("18.437" in Indonesian, "18,437" in English); the other mark is asked again."""
    bare = _bare(text).removeprefix("Rp").removeprefix("rp").lstrip(".")
    if DIGITS.fullmatch(bare):
        return _in_range(bare)
    for own, mark, grouped, with_part in (
        ("id", ".", GROUPED_BY_DOT, DOT_THEN_COMMA),
        ("en", ",", GROUPED_BY_COMMA, COMMA_THEN_DOT),
    ):
        if with_part.fullmatch(bare) or grouped.fullmatch(bare):
            if len(re.findall(r"[.,]", bare)) == 1 and active_language() != own:
                raise ValidationError(_either(bare))
            return _in_range(bare.replace(mark, "").replace(",", "."))
    if DECIMAL.fullmatch(bare):
        return _in_range(bare.replace(",", "."))
    raise _not_a_number(text)


def as_typed(value: Decimal) -> str:
    """A stored value as it may stand in a field again: one of the readers above reads it back in the same language."""
    text = as_given(value, active_language())
    comma = "." if active_language() == "en" else ","
    return f"{text}0" if len(text.partition(comma)[2]) == 3 else text


def _bare(text: str) -> str:
    """Without spaces; raises ValidationError for a number said in words or below zero."""
    bare = SPACES.sub("", text)
    if said := WORDED.fullmatch(bare):
        raise ValidationError(_written_out(*said.groups(default="")))
    if re.fullmatch(r"[-−]\d[\d.,]*", bare, re.ASCII):
        raise ValidationError(NEGATIVE)
    return bare


def _written_out(whole: str, part: str, word: str) -> str:
    """How to write "1,19 juta": in full, with its precision chosen beside it."""
    scale = SCALES[word.lower()]
    value = Decimal(f"{whole}.{part or 0}") * scale
    half_step = Decimal(5) * scale / 10 ** (len(part) + 1)
    rounding = STEPS.get(half_step)
    written = as_given(value, active_language())
    if rounding is None:
        return _("Tulis angkanya penuh: %(value)s.") % {"value": written}
    said = _("Tulis angkanya penuh: %(value)s, dan pilih ketelitian “%(rounding)s” di bawahnya.")
    return said % {"value": written, "rounding": rounding}


def _either(bare: str) -> str:
    """That "1,234" may be one thousand or one and a bit, and how to write each."""
    said = _("“%(text)s” dapat berarti %(whole)s atau %(part)s. Tulis %(whole)s, atau %(part)s0 untuk pecahan.")
    return said % {"text": bare, "whole": re.sub(r"[.,]", "", bare), "part": bare}


def _in_range(digits: str) -> Decimal:
    if len(digits) > 40 or Decimal(digits) >= CEILING:
        raise ValidationError(TOO_LARGE)
    return Decimal(digits)


def _not_a_number(text: str) -> ValidationError:
    shown = text[:LONGEST_SHOWN] + ("…" if len(text) > LONGEST_SHOWN else "")
    return ValidationError(
        _("“%(text)s” tidak terbaca sebagai angka. Tulis misalnya 1.190.000 atau 61,85.") % {"text": shown}
    )
