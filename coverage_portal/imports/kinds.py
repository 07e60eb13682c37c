"""The kinds of files the portal takes, and what each is made of. The steps of an import know no kind by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from coverage_portal.core.landing import Sink
from coverage_portal.core.layouts import Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.core.stored_rows import StoredRows
from coverage_portal.imports.effects.counting import EmployersEffect, WorkersEffect
from coverage_portal.imports.effects.figures import FiguresEffect
from coverage_portal.imports.kind_parts import Importer, KindOfFile, Watched
from coverage_portal.imports.receipt import Request
from employers import described as employer_described
from employers import fields as employer_fields
from employers import headcounts_described, headcounts_fields, headcounts_importer
from employers import importer as employers
from employers.models import FollowUp
from employers.writer import PROGRAMME_TABLE
from regions import figures_described, figures_fields, figures_importer
from regions.models import Branch
from workers import described as worker_described
from workers import fields as worker_fields
from workers import importer as workers
from workers import sipp_fields
from workers.sipp_importer import SippImport
from workers.writer import PERSON_TABLE

Kind = ImportBatch.Kind


def _workers_reference(request: Request, known: np.ndarray, suspects: Collection[str]) -> Any:
    return workers.reference(
        today=today(),
        position=request.position,
        known=known,
        suspects=suspects,
        illustrative=request.illustrative,
        accept_zeros=request.accept_zeros,
        own_branches=request.branches,
    )


def _employers_reference(request: Request, known: np.ndarray, suspects: Collection[str]) -> Any:
    return employers.reference(known, suspects, own_branches=request.branches)


def _headcounts_reference(request: Request, _known: np.ndarray, _suspects: Collection[str]) -> Any:
    return headcounts_importer.reference(position=request.position)


def _figures_reference(_request: Request, _known: np.ndarray, _suspects: Collection[str]) -> Any:
    return figures_importer.reference()


EMPLOYERS_TABLE = Watched(
    employers.TABLE,
    batch_column=True,
    held_by=(
        (workers.TABLE, "employer_id"),
        (employers.TABLE, "merged_into_id"),
        (FollowUp._meta.db_table, "employer_id"),
    ),
)
KINDS: dict[Kind, KindOfFile] = {
    Kind.EMPLOYERS: KindOfFile(
        register="employers",
        checker=employers.EmployersImport.checker,
        table=employers.TABLE,
        full=True,
        counts_employers=True,
        rows_permission="view_employers",
        importer=employers.EmployersImport,
        writer=employers.writer,
        keys=employers.keys,
        reference=_employers_reference,
        effect=EmployersEffect,
        watched=(Watched(PROGRAMME_TABLE, batch_column=False), EMPLOYERS_TABLE),
        describe=employer_described,
        fields=employer_fields.fields,
        key_field=employers.EmployersImport.key_column,
    ),
    Kind.WORKERS: KindOfFile(
        register="workers",
        checker=workers.WorkersImport.checker,
        table=workers.TABLE,
        full=True,
        counts_employers=False,
        rows_permission="view_workers",
        importer=workers.WorkersImport,
        writer=workers.writer,
        keys=workers.keys,
        reference=_workers_reference,
        effect=WorkersEffect,
        watched=(
            Watched(workers.TABLE, batch_column=True),
            Watched(PERSON_TABLE, batch_column=False, held_by=((workers.TABLE, "person_id"),)),
        ),
        describe=worker_described,
        fields=worker_fields.fields,
        key_field=workers.WorkersImport.key_column,
    ),
    Kind.HEADCOUNTS: KindOfFile(
        register="employers",
        checker=headcounts_importer.HeadcountsImport.checker,
        table=employers.TABLE,
        full=False,
        counts_employers=True,
        rows_permission="view_employers",
        importer=headcounts_importer.HeadcountsImport,
        writer=headcounts_importer.writer,
        keys=employers.keys,
        reference=_headcounts_reference,
        effect=EmployersEffect,
        watched=(EMPLOYERS_TABLE,),
        describe=headcounts_described,
        fields=headcounts_fields.fields,
        key_field=headcounts_importer.HeadcountsImport.key_column,
        dated_rows=True,
    ),
    Kind.FIGURES: KindOfFile(
        register="figures",
        checker=figures_importer.FiguresImport.checker,
        table=figures_importer.TABLE,
        full=False,
        counts_employers=False,
        rows_permission="view_sources",
        importer=figures_importer.FiguresImport,
        writer=figures_importer.writer,
        keys=figures_importer.keys,
        reference=_figures_reference,
        effect=FiguresEffect,
        watched=(
            Watched(figures_importer.TABLE, batch_column=False, held_by=((figures_importer.TABLE, "replaces_id"),)),
        ),
        describe=figures_described,
        fields=figures_fields.fields,
        dated_rows=True,
        may_be_illustrative=False,
        stored=figures_importer.stored,
    ),
}
SIPP = replace(
    KINDS[Kind.WORKERS],
    checker=SippImport.checker,
    full=False,
    importer=SippImport,
    fields=sipp_fields.fields,
    key_field=SippImport.key_column,
)
"""An employer's new workers, as SIPP writes them: another form of a workers' file, for one employer chosen for all."""


def kind_of(batch: ImportBatch) -> KindOfFile:
    """What the batch's file is a file of."""
    return SIPP if batch.options.get("sipp") else KINDS[Kind(batch.kind)]


def asked_kind(request: Request) -> KindOfFile:
    """What is asked for."""
    return SIPP if request.sipp else KINDS[request.kind]


def lock_name(kind: str) -> str:
    """The lock that lets only one import of a register run at a time."""
    return f"import {KINDS[Kind(kind)].register}"


def absent_from(layout: Layout | None, kind: KindOfFile) -> frozenset[str]:
    """The fields that a file read by `layout` has no column and no constant for; none of the portal's own form."""
    if layout is None:
        return frozenset()
    return frozenset(field.name for field in kind.fields() if field.name not in {**layout.columns, **layout.constants})


def make_importer(
    request: Request, stored: StoredRows, sink: Sink, repeated: Collection[str], *, watch_keys: bool
) -> Importer:
    """The importer of what is asked, over what is stored."""
    own = request.branches
    ids = None if own is None else list(Branch.objects.filter(code__in=own).values_list("id", flat=True))
    kind = asked_kind(request)
    given = {"repeated": repeated, "watch_keys": watch_keys, "branches": ids}
    return kind.importer(stored, sink, absent=absent_from(request.layout, kind), **given)
