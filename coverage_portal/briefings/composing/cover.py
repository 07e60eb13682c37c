"""What stands on the cover when the user left it open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coverage_portal.briefings.document import Meeting
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.dashboard import Place
from regions.models import Region

CITY, REGENCY = "Kota ", "Kabupaten "


def meeting_of(wanted: Wanted, place: Place) -> Meeting:
    """The meeting as wanted; a title and an addressee are found when there is none."""
    return Meeting(
        title=wanted.title or _("Bahan audiensi"),
        addressee=wanted.addressee or head_of(place),
        day=wanted.day,
        place=wanted.place,
        number=wanted.number,
        confidentiality=wanted.confidentiality,
    )


def head_of(place: Place) -> str:
    """Who leads a place: "Wali Kota Tangerang", "Bupati Lebak", "Gubernur Banten", "Camat Cipondoh"; empty for the
    country."""
    if place.level == Region.Level.COUNTRY:
        return ""
    if place.level == Region.Level.PROVINCE:
        return _("Gubernur %(place)s") % {"place": place.name}
    if place.level >= Region.Level.DISTRICT:
        return _("Camat %(place)s") % {"place": place.name}
    if place.name.startswith(CITY):
        return _("Wali Kota %(place)s") % {"place": place.name.removeprefix(CITY)}
    return _("Bupati %(place)s") % {"place": place.name.removeprefix(REGENCY)}
