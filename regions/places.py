"""Finding places: by code, by name inside a parent, and everything inside a place."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from regions.models import Region

COUNTRY = "00"
CODE = re.compile(r"00|[1-9][0-9](\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
SHOWN_OF_AN_UNKNOWN_CODE = 20
LEVEL_WORD = re.compile(r"^(kecamatan|kec|kelurahan|kel|desa)\b[.\s]*")


class UnknownRegion(LookupError):
    """No such place. Its text is a plain Indonesian sentence that may be shown as it is."""


def region_by_code(code: str) -> Region:
    """The place with this Kemendagri code ("00" the country, "36.71", "36.71.07.1001").

    Raises UnknownRegion, also for text that is no code at all, which never reaches the database.
    """
    region = Region.objects.filter(code=code).first() if CODE.fullmatch(code) else None
    if region is None:
        shown = code[:SHOWN_OF_AN_UNKNOWN_CODE] + ("…" if len(code) > SHOWN_OF_AN_UNKNOWN_CODE else "")
        raise UnknownRegion(_("Kode wilayah “%(code)s” tidak dikenal.") % {"code": shown})
    return region


def regions_within(region: Region, level: Region.Level | None = None) -> QuerySet[Region]:
    """The place itself and every place below it, or only those of one level, in path order."""
    within = Region.objects.filter(path__startswith=region.path)
    return within if level is None else within.filter(level=level)


def region_named(parent: Region, name: str) -> Region | None:
    """The direct child of `parent` that people call `name`; None when there is none or more than one.

    Only inside a parent: Jatiuwung is a kecamatan and a kelurahan of another; Tangerang a kecamatan, kota and
    kabupaten.
    """
    wanted = plain_name(name)
    found = [child for child in parent.children.all() if plain_name(child.name) == wanted]
    return found[0] if len(found) == 1 else None


def plain_name(name: str) -> str:
    """A place name without its spelling habits: "Kec. Karang Tengah" and "Karangtengah" are "karangtengah"."""
    return re.sub(r"[^a-z0-9]", "", LEVEL_WORD.sub("", name.strip().lower()))
