"""Finding out how a file is to be read, and offering again what somebody chose for the last file of its shape."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from coverage_portal.core.cell_dates import DAY_FIRST
from coverage_portal.core.cell_numbers import PLAIN
from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.sheet_look import Choices, Look, SeenColumn
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.kind_parts import KindOfFile
from coverage_portal.imports.kinds import KINDS, SIPP, kind_of
from coverage_portal.imports.models import SavedLayout
from coverage_portal.imports.new_workers import choices_for, for_employer, is_new_workers, without_private_cells
from coverage_portal.imports.reading import CPU_SECONDS, Attempt, memory_for
from workers.sipp_fields import NotForThisFile

OWN_STYLES = (DAY_FIRST, PLAIN)
HAND = "by_hand"
"""The batch's option that keeps what was chosen together with columns nobody had looked at: `styles` of the others, and
whether to `remember` it all."""
REASONS = "ALASAN DITOLAK"
"""The column that rows sent home have more than their sender's file. A file with it is a part of an extract."""


def look_at(batch: ImportBatch, begun: Attempt | None) -> bool:
    """Look at the batch's file: what was found and how to read it. True when nobody has to confirm that.

    The portal's own form needs no confirmation, nor does a shape that somebody confirmed before. `begun` looks already,
    as if nobody had chosen anything; None where somebody has. Raises tabular.Unreadable.
    """
    chosen = {name: value for name, value in batch.options.get("look", {}).items() if value}
    path, choices = Desk.of(batch.pk).upload, Choices(**chosen)
    look = look_into(KINDS[ImportBatch.Kind(batch.kind)], path, choices) if begun is None else begun.look()
    batch.options = {**batch.options, "sipp": is_new_workers(batch.kind, look), "remembered": False}
    if batch.options["sipp"]:
        return _look_at_new_workers(batch, look_into(SIPP, path, choices_for(look, choices)))
    batch.partial = batch.partial or REASONS in look.layout.header
    saved = None if chosen else saved_layout(batch.kind, look.layout)
    if saved is not None:
        return _look_as_before(batch, look, saved)
    batch.looked = without_private_cells(look).as_json()
    if HAND in batch.options:
        return _look_as_chosen(batch, look)
    batch.layout = look.layout.as_json()
    return not chosen and is_own_form(look)


def _look_as_chosen(batch: ImportBatch, look: Look) -> bool:
    """With the styles and texts that somebody chose together with columns nobody had looked at.

    They wanted the file checked, so nobody is asked again unless one of those columns leaves a doubt.
    """
    by_hand = batch.options[HAND]
    styles = by_hand["styles"]
    layout = look.layout
    layout = replace(
        layout,
        dates={name: styles.get(name, style) for name, style in layout.dates.items()},
        numbers={name: styles.get(name, style) for name, style in layout.numbers.items()},
        constants={**batch.options.get("constants", {}), **layout.constants},
    )
    batch.layout = layout.as_json()
    if doubts(look, styles):
        return False
    if by_hand["remember"] and batch.received_by:
        remember_layout(batch, layout, batch.received_by)
    return True


def doubts(look: Look, decided: Collection[str]) -> list[SeenColumn]:
    """The columns, but for those of the fields `decided`, that can be read in two ways or have cells that do not fit
    the way that is proposed."""
    found = [seen for seen in look.columns if seen.field and seen.field not in decided]
    return [seen for seen in found if not seen.sure or seen.misfits]


def _look_as_before(batch: ImportBatch, look: Look, saved: SavedLayout) -> bool:
    """With the columns that somebody confirmed for a file of this shape; its dates and numbers are this file's own.

    Nobody is asked again when it was the same person, and every style is beyond doubt or the one they confirmed.
    """
    before = Layout.from_json(saved.layout)
    if before.columns != look.layout.columns:
        path = Desk.of(batch.pk).upload
        look = look_into(kind_of(batch), path, Choices(sheet=look.layout.sheet, columns=before.columns))
    constants = {name: text for name, text in before.constants.items() if name not in look.layout.columns}
    look = replace(without_private_cells(look), layout=replace(look.layout, constants=constants))
    batch.looked, batch.layout = look.as_json(), look.layout.as_json()
    batch.options["remembered"] = True
    styles = {**before.dates, **before.numbers}
    agreed = all(seen.sure or seen.style == styles.get(seen.field) for seen in look.columns if seen.field)
    complete = not (look.missing or look.repeated or set(look.needed) - set(constants))
    return agreed and complete and saved.saved_by_id == batch.received_by_id


def _look_at_new_workers(batch: ImportBatch, look: Look) -> bool:
    """A Data TK Baru needs its employer; nobody has to confirm its columns, whose names are the same everywhere."""
    layout, reason = look.layout, ""
    npp = batch.options.get("constants", {}).get("NPP", "") or batch.options.get("npp", "")
    try:
        layout = for_employer(layout, npp, batch.position, batch.received_by)
    except NotForThisFile as refusal:
        reason = refusal.code
    missing = tuple(name for name in look.missing if name not in layout.constants)
    notes = (*look.notes, *([reason] if reason else []))
    look = replace(without_private_cells(look), layout=layout, missing=missing, notes=notes)
    batch.looked, batch.layout, batch.partial = look.as_json(), layout.as_json(), True
    if HAND in batch.options:
        return _look_as_chosen(batch, look) and not (missing or reason)
    return not (missing or reason or look.repeated or "look" in batch.options)


def look_into(kind: KindOfFile, path: Path, choices: Choices) -> Look:
    """What a child process sees in a file of a kind. Raises tabular.Unreadable."""
    job = Job(
        path=str(path.resolve()),
        checker=kind.checker,
        reference={},
        memory_bytes=memory_for(path),
        cpu_seconds=CPU_SECONDS,
        mode="look",
        fields=tuple(kind.fields()),
        choices=choices,
        nik_key=bytes.fromhex(settings.NIK_KEY),
    )
    with SheetReader() as child:
        child.start(job)
        return child.look()


def look_closely(batch: ImportBatch) -> None:
    """Look at the whole of a file in the portal's own form whose cells turn out to be written otherwise."""
    columns = {name: tuple(places) for name, places in (batch.layout or {"columns": {}})["columns"].items()}
    look = look_into(kind_of(batch), Desk.of(batch.pk).upload, Choices(columns=columns))
    batch.looked, batch.layout = look.as_json(), look.layout.as_json()


def is_own_form(look: Look) -> bool:
    """True when the header is that of the portal's own form, and so days come first and numbers are plain digits."""
    named = [seen for seen in look.columns if seen.field]
    own = look.layout.header_row == 1 and all(seen.header.strip().upper() == seen.field for seen in named)
    plain = all(seen.sure or seen.style in OWN_STYLES for seen in named)
    return own and plain and not (look.missing or look.repeated or look.needed)


def remember_layout(batch: ImportBatch, layout: Layout, by: User) -> None:
    """Offer these columns for the next file of this kind with the same header.

    Of texts fixed for all rows only those are kept that complete another column, such as the version of its codes: they
    tell the file's shape. The others tell whose it is, and the next file may be another employer's.
    """
    complete = {field.name for field in kind_of(batch).fields() if field.needed_with}
    constants = {name: text for name, text in layout.constants.items() if name in complete}
    SavedLayout.objects.update_or_create(
        kind=batch.kind,
        fingerprint=fingerprint(layout),
        defaults={"layout": replace(layout, constants=constants).as_json(), "saved_by": by},
    )


def saved_layout(kind: str, layout: Layout) -> SavedLayout | None:
    """What somebody confirmed for a file with the same header."""
    return SavedLayout.objects.filter(kind=kind, fingerprint=fingerprint(layout)).first()


def fingerprint(layout: Layout) -> str:
    """What two files of one shape have in common: their header's texts, in order, but for the column of reasons."""
    return sha256(json.dumps([text for text in layout.header if text != REASONS]).encode()).hexdigest()
