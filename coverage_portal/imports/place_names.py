"""Codes of places as people know them: with the place's name."""

from __future__ import annotations

from collections.abc import Iterable

from regions.models import Region
from regions.places import CODE

PLACES = ("KODE_KECAMATAN", "KODE_DOMISILI", "KODE_TEMPAT_KERJA", "KODE_WILAYAH")
"""The columns that hold codes of places."""


def with_names(codes: Iterable[str]) -> dict[str, str]:
    """36.71.05 -> Cipondoh (36.71.05), for those of `codes` that are a place's."""
    asked = {code for code in codes if CODE.fullmatch(code)}
    found = Region.objects.filter(code__in=asked).values_list("code", "name") if asked else ()
    return {code: f"{name} ({code})" for code, name in found}
