"""The list of briefings: what it is narrowed to by the address, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage_portal.briefings.models import Briefing
from coverage_portal.core.nik_like import may_hold_nik
from regions.access import Visitor
from regions.models import Region

DRAFT, SENT = "konsep", "disampaikan"
LONGEST = 100


@dataclass(frozen=True)
class Listing:
    """`q` words, `wilayah` a region's code and `keadaan` a state, as far as they are heeded; the rows they leave."""

    words: str
    region: str
    state: str
    regions: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    rows: QuerySet[Briefing]

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.words or self.region or self.state)


def listing_of(query: QueryDict, user: Visitor) -> Listing:
    """The briefings one sees, narrowed; what cannot be read leaves none out."""
    mine = Briefing.objects.visible_to(user)
    places = Region.objects.filter(pk__in=mine.order_by().values("region")).values_list("code", "name")
    regions = (("", _("Semua wilayah")), *places)
    states = (("", _("Semua")), (DRAFT, _("Konsep")), (SENT, _("Disampaikan")))
    words = " ".join(query.get("q", "").replace("\0", " ")[:LONGEST].split())
    words = "" if may_hold_nik(words) else words
    region = _known(query.get("wilayah", ""), regions)
    state = _known(query.get("keadaan", ""), states)
    rows = mine.filter(region__code=region) if region else mine
    rows = {DRAFT: rows.drafts(), SENT: rows.issued()}.get(state, rows)
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(addressee__icontains=word)
            | Q(number__icontains=word)
            | Q(region__name__icontains=word)
            | Q(code__iexact=word)
        )
    return Listing(words, region, state, regions, states, rows.select_related("region", "branch", "changed_by"))


def _known(word: str, options: tuple[tuple[str, str], ...]) -> str:
    return word if word in dict(options) else ""
