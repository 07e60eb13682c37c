"""Who is covered: the registry's own count where it can speak for the whole region, else the published number of
members of the same month. What neither can give is missing, and says why.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.ground import Ground, Kind
from coverage_portal.coverage.workings import Source


def covered_label(ground: Ground) -> str:
    """What the numerator is called."""
    return _("Orang terlindungi menurut domisili") if ground.at_home else _("Peserta aktif")


def numerator(ground: Ground, *, dated: bool = False) -> tuple[Source | None, str]:
    """The source of who is covered in the ground's month, or why there is none; `dated` puts the month in its name."""
    when = f" {formatting.month(ground.month, active_language())}" if dated else ""
    published = ground.published_now(Kind.MEMBERS)
    if ground.speaks:
        source = ground.counted(covered_label(ground) + when, ground.count().total)
        return (source if ground.at_home else sources.as_precise_as(source, published)), ""
    if ground.at_home:
        return None, _("Orang menurut domisili hanya dapat dihitung dari registri yang memuat seluruh wilayah ini.")
    if published:
        return sources.from_reference(published, str(published.get_kind_display()) + when), ""
    if ground.worker_batches and not ground.standing.months:
        return None, _(
            "Data pekerja sudah diimpor tetapi belum dihitung. Di server, jalankan `manage.py rebuild_rollups`."
        )
    if not ground.has_registry:
        return None, _("Belum ada data pekerja. Impor berkas pekerja untuk mengisinya.")
    return None, ground.partial_sentence
