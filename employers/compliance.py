"""What may be wrong with an employer's membership, as bits, and which words say so.

PWBD: found, obliged, not registered. PDS (registered in part): PDS-TK workers missing, PDS-Program programmes below
what the law asks, PDS-Upah wages below the minimum wage or the same for everybody.
"""

from __future__ import annotations

from enum import IntFlag

from django.utils.translation import gettext_lazy as _

ALIKE_FROM = 5
"""From how many wage earners on one wage for all is worth asking about; our own choice, not a rule of law."""


class Finding(IntFlag):
    """What was found of one employer at one day. UNKNOWN: nothing was found, but a headcount, the scale or the
    programmes are not known, so nobody can say that all is well."""

    UNREGISTERED = 1
    WORKERS = 2
    PROGRAMMES = 4
    LOW_WAGES = 8
    ALIKE_WAGES = 16
    UNKNOWN = 32

    @property
    def code(self) -> str:
        """The word of the query string and of the API for one finding."""
        return CODES[self]


WAGES = Finding.LOW_WAGES | Finding.ALIKE_WAGES
CODES = {
    Finding.UNREGISTERED: "pwbd",
    Finding.WORKERS: "pds-tk",
    Finding.PROGRAMMES: "pds-program",
    Finding.LOW_WAGES: "pds-upah",
    Finding.ALIKE_WAGES: "upah-sama",
    Finding.UNKNOWN: "belum-dinilai",
}
LABELS = {
    Finding.UNREGISTERED: _("Belum daftar (PWBD)"),
    Finding.WORKERS: _("PDS tenaga kerja"),
    Finding.PROGRAMMES: _("PDS program"),
    Finding.LOW_WAGES: _("PDS upah"),
    Finding.ALIKE_WAGES: _("Upah semua sama"),
    Finding.UNKNOWN: _("Belum dapat dinilai"),
}
COMPLIANT_CODE, COMPLIANT = "patuh", _("Patuh")
"""Said where nothing was found and everything is known."""


def findings_in(bits: int) -> list[Finding]:
    """The findings in a stored number, most serious first."""
    return [finding for finding in Finding if finding & bits]
