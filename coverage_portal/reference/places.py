"""The place somebody typed: a code, a name, or both. A name that several places have is answered with their codes."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from regions.models import Region
from regions.places import CODE, UnknownRegion, plain_name, region_by_code

CODE_FIRST_OR_LAST = re.compile(rf"^(?P<first>{CODE.pattern})(?=\s|$)|\((?P<last>{CODE.pattern})\)$")
SHORT_FORMS = (
    (re.compile(r"^kab(upaten)?\b[.\s]*", re.IGNORECASE), "Kabupaten "),
    (re.compile(r"^kota\s+", re.IGNORECASE), "Kota "),
)
DISTRICT_WORD = re.compile(r"^kec(amatan)?\b[.\s]*", re.IGNORECASE)
SHOWN = 8
HOME = "36.71"
"""The portal's own city: its figures come first, and its places before others of the same name."""


def place_typed(text: str) -> Region:
    """The place of "36.71", "Kota Tangerang" or "36.71 Kota Tangerang".

    Raises ValidationError with a sentence, which names the candidates when there are several.
    """
    if code := CODE_FIRST_OR_LAST.search(text.strip()):
        try:
            return region_by_code(code["first"] or code["last"])
        except UnknownRegion as unknown:
            raise ValidationError(str(unknown)) from None
    found = places_named(text)
    if len(found) == 1:
        return found[0]
    if not found:
        said = _("Wilayah “%(name)s” tidak dikenal. Tulis kode Kemendagri (misalnya 36.71) atau nama lengkapnya.")
        raise ValidationError(said % {"name": text[:40]})
    named = "; ".join(f"{place.code} {described(place)}" for place in found[:SHOWN])
    said = _("Ada beberapa wilayah bernama “%(name)s”: %(places)s. Tulis kodenya.")
    raise ValidationError(said % {"name": text[:40], "places": named})


def places_named(text: str) -> list[Region]:
    """Every place that people call so, those of HOME first: "Tangerang" is a kecamatan, a kota and a kabupaten."""
    name = " ".join(text.split())
    for pattern, word in SHORT_FORMS:
        name = pattern.sub(word, name)
    bare = DISTRICT_WORD.sub("", name)
    exact = Q(name__iexact=bare)
    if bare == name:
        exact |= Q(name__iexact=f"Kota {name}") | Q(name__iexact=f"Kabupaten {name}")
    places = Region.objects.select_related("parent").order_by("path")
    if bare != name:
        places = places.filter(level=Region.Level.DISTRICT)
    if not plain_name(bare):
        return []
    found = {place.pk: place for place in (*places.filter(exact), *_spelt_otherwise(places, bare))}
    return sorted(found.values(), key=lambda place: (not place.code.startswith(HOME), place.path))


def described(place: Region) -> str:
    """A place with what it is and lies in: "Jatiuwung (Kelurahan/desa, Cibodas)"; "Kota Tangerang"."""
    if place.level < Region.Level.DISTRICT or place.parent is None:
        return place.name
    return f"{place.name} ({place.get_level_display()}, {place.parent.name})"


def _spelt_otherwise(places: QuerySet[Region], name: str) -> list[Region]:
    """Karangtengah for Karang Tengah, Batu Ceper for Batuceper."""
    return [place for place in places.filter(name__istartswith=name[:2]) if plain_name(place.name) == plain_name(name)]
