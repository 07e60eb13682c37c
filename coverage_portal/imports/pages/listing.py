"""The list of imports: what its address asks for, and the ones that are still on their way."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage_portal.core.models import ImportBatch

MOST_OPEN = 20


class ImportFilter:
    """`jenis` and `keadaan` of the query string. What is not known there narrows nothing."""

    def __init__(self, query: QueryDict, imports: QuerySet[ImportBatch]) -> None:
        self.imports = imports
        self.kind = _known(query.get("jenis", ""), ImportBatch.Kind.values)
        self.state = _known(query.get("keadaan", ""), ImportBatch.State.values)

    @property
    def narrowed(self) -> bool:
        """True when some imports are left out."""
        return bool(self.kind or self.state)

    def found(self) -> QuerySet[ImportBatch]:
        """The imports to list; without a filter those on their way stand in a list of their own."""
        if not self.narrowed:
            return self.imports.exclude(state__in=ImportBatch.OPEN)
        wanted = {"kind": self.kind, "state": self.state}
        return self.imports.filter(**{name: value for name, value in wanted.items() if value})

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What can be chosen as a kind."""
        return [("", _("Semua isi")), *((kind.value, str(kind.label)) for kind in ImportBatch.Kind)]

    @property
    def states(self) -> list[tuple[str, str]]:
        """What can be chosen as a state."""
        return [("", _("Semua keadaan")), *((state.value, str(state.label)) for state in ImportBatch.State)]


def open_imports(imports: QuerySet[ImportBatch]) -> list[ImportBatch]:
    """Those on their way, newest first."""
    return list(imports.filter(state__in=ImportBatch.OPEN)[:MOST_OPEN])


def _known(value: str, known: list[str]) -> str:
    return value if value in known else ""
