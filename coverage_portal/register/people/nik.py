"""A NIK that is searched for: it comes in the body of a POST, is hashed at once, and neither kept nor shown."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from workers.identity import NikHasher

LENGTH = 16
_SET_APART = str.maketrans("", "", " .-'\u00a0\u2019\u200b\t")


class NoNik(Exception):
    """What was typed is no NIK; `sentence` says why and what to do, without a digit of it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("no nik")
        self.sentence = sentence


def hash_of(typed: str) -> bytes:
    """The keyed hash of the NIK that was typed; raises NoNik where it is none."""
    digits = typed.translate(_SET_APART)
    if not digits:
        raise NoNik(_("NIK belum diisi. Tulis 16 angka."))
    if not (digits.isascii() and digits.isdigit()):
        raise NoNik(_("NIK hanya berisi angka. Periksa tanda lain di isian Anda, lalu tulis lagi 16 angka."))
    if len(digits) != LENGTH:
        raise NoNik(_("NIK harus 16 angka. Yang diisi %(n)s angka.") % {"n": len(digits)})
    return NikHasher(bytes.fromhex(settings.NIK_KEY)).digest(digits.encode())
