"""Where a file stands on its way, in words: what the portal is doing with it, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import number
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.imports.desk import Desk, Progress
from coverage_portal.imports.messages import UNREADABLE, problem, unreadable

State = ImportBatch.State
WORK: dict[str, tuple[Any, Any]] = {
    State.RECEIVED: (
        gettext_lazy("Berkas sedang dibaca"),
        gettext_lazy("Portal mencari lembar, judul kolom, dan cara tanggal dan angkanya ditulis."),
    ),
    State.CHECKING: (
        gettext_lazy("Baris sedang diperiksa"),
        gettext_lazy("Setiap baris diperiksa dan dibandingkan dengan yang tersimpan. Belum ada yang disimpan."),
    ),
    State.SAVING: (
        gettext_lazy("Sedang disimpan"),
        gettext_lazy("Seluruh baris disimpan sekaligus: bila terhenti, tidak ada yang tersimpan."),
    ),
    State.UNDOING: (
        gettext_lazy("Sedang dikembalikan"),
        gettext_lazy("Data dikembalikan ke keadaan sebelum impor ini."),
    ),
}
STEPS = (
    gettext_lazy("Unggah berkas"),
    gettext_lazy("Cocokkan kolom"),
    gettext_lazy("Tinjau"),
    gettext_lazy("Simpan"),
)
AT_STEP: dict[str, int] = {
    State.UPLOADING: 1,
    State.RECEIVED: 1,
    State.COLUMNS: 2,
    State.CHECKING: 2,
    State.REVIEW: 3,
    State.SAVING: 4,
}


@dataclass(frozen=True)
class Step:
    """One of the four steps: its name, and whether it is behind, here, or ahead."""

    name: str
    place: str


def steps_at(at: int) -> list[Step]:
    """The four steps, seen from one of them."""
    return [
        Step(str(name), "done" if place < at else "here" if place == at else "ahead")
        for place, name in enumerate(STEPS, start=1)
    ]


def steps_of(batch: ImportBatch) -> list[Step]:
    """The four steps, seen from where the batch stands. One that is looked at again is at its columns."""
    if batch.state == State.RECEIVED and batch.looked:
        return steps_at(AT_STEP[State.COLUMNS])
    return steps_at(AT_STEP.get(batch.state, len(STEPS)))


@dataclass(frozen=True)
class Standing:
    """What is being done and how far it is; `total` 0 where that is not known."""

    title: str
    told: str
    how_far: str
    progress: Progress


def standing_of(batch: ImportBatch) -> Standing:
    """Where a batch stands that the portal is at work on."""
    title, told = WORK[batch.state]
    progress = Desk.of(batch.pk).progress()
    return Standing(str(title), str(told), how_far(progress), progress)


def how_far(progress: Progress) -> str:
    """12.000 dari 48.000 baris"""
    done, total = (number(count, active_language()) for count in (progress.done, progress.total))
    if progress.total:
        return _("%(done)s dari %(total)s baris") % {"done": done, "total": total}
    if progress.done:
        return _("%(done)s baris sejauh ini") % {"done": done}
    return _("Menunggu giliran")


def why_refused(refusal: Mapping[str, Any] | None) -> str:
    """Why a file could not be read, as a sentence; it names the rule and, where there is one, the row."""
    if not refusal:
        return _("Berkas tidak dapat dibaca.")
    code, row, names = refusal.get("code", ""), refusal.get("row", 0), refusal.get("names", [])
    return unreadable(Unreadable(code, row, names)) if code in UNREADABLE else problem(code)
