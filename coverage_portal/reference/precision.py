"""How exactly a figure was published, in words: half of its last published digit, as `half_step` stores it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import as_given
from coverage_portal.core.templatetags.portal import active_language

Words = str | Promise

UNKNOWN = "tidak-diketahui"
STEPS: dict[Decimal, Words] = {
    Decimal("0.005"): gettext_lazy("tepat sampai dua angka di belakang koma"),
    Decimal("0.05"): gettext_lazy("tepat sampai satu angka di belakang koma"),
    Decimal("0.5"): gettext_lazy("tepat sampai satuan"),
    Decimal(5): gettext_lazy("dibulatkan ke puluhan"),
    Decimal(50): gettext_lazy("dibulatkan ke ratusan"),
    Decimal(500): gettext_lazy("dibulatkan ke ribuan"),
    Decimal(5_000): gettext_lazy("dibulatkan ke puluhan ribu"),
    Decimal(50_000): gettext_lazy("dibulatkan ke ratusan ribu"),
    Decimal(500_000): gettext_lazy("dibulatkan ke jutaan"),
    Decimal(5_000_000): gettext_lazy("dibulatkan ke puluhan juta"),
}
"""Half step -> how people say it, finest first."""


def in_words(half_step: Decimal | None) -> str:
    """ "dibulatkan ke puluhan ribu (± 5.000)"; "pembulatan tidak diketahui"; "tepat sampai satuan"."""
    if half_step is None:
        return _("pembulatan tidak diketahui")
    within = f"± {as_given(half_step, active_language())}"
    words = str(STEPS.get(half_step, ""))
    if not words:
        return within
    return words if half_step < 1 else f"{words} ({within})"


def choices(kept: Decimal | None = None) -> list[tuple[str, Words]]:
    """What a form offers, `kept` added when it is none of the usual steps (a figure that is replaced may have it)."""
    offered: list[tuple[str, Words]] = [(f"{step}", words) for step, words in STEPS.items()]
    if kept is not None and kept not in STEPS:
        offered.append((chosen(kept), in_words(kept)))
    return [*offered, (UNKNOWN, gettext_lazy("tidak diketahui"))]


def chosen(half_step: Decimal | None) -> str:
    """The choice that stands for a half step: "5000", "0.5"; UNKNOWN for None."""
    if half_step is None:
        return UNKNOWN
    plain = half_step.normalize()
    return next((f"{step}" for step in STEPS if step == plain), f"{plain:f}")


def half_step_of(choice: str) -> Decimal | None:
    """The half step a choice stands for."""
    return None if choice == UNKNOWN else Decimal(choice)
