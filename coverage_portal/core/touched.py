"""Which rows an import made or wrote over, also after later ones have written over them again."""

from __future__ import annotations

from django.db.models import Q

from coverage_portal.core.models import BeforeImage, ImportBatch


def touched_by(batch: ImportBatch, table: str) -> Q:
    """The condition that a row of `table` was made or written over by this import."""
    first, last = batch.inserted.get(table, (1, 0))
    images = BeforeImage.objects.filter(batch=batch, table=table).values("row_id")
    return Q(pk__range=(first, last)) | Q(pk__in=images)
