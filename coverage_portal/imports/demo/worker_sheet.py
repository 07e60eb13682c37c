"""The memberships as a branch would send them: in the order of a core system, text and dates as in the file."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.imports.demo import places
from coverage_portal.imports.demo.chance import Ints
from coverage_portal.imports.demo.columns import PROGRAMMES, from_list
from coverage_portal.imports.demo.days import NEVER
from coverage_portal.imports.demo.registry import Registry

SEGMENTS = ("", "PU", "BPU", "JAKON")
PROGRAMME_SETS = tuple("+".join(name for bit, name in enumerate(PROGRAMMES) if bits >> bit & 1) for bits in range(32))


def worker_rows(registry: Registry) -> pl.DataFrame:
    """Memberships in the order of the file: branch, NPP and division (none first), KPJ."""
    order = registry.employers.sort("npp", "division")["employer"].to_numpy()
    rank = np.zeros(len(order) + 1, dtype=np.int64)  # the last entry serves rows without employer (-1)
    rank[order] = 1 + np.arange(len(order), dtype=np.int64)
    rows = registry.memberships
    # One number a row: branch, the employer's rank, KPJ (below 2**37).
    firm = rank[rows["employer"].to_numpy()]
    key = (rows["branch"].to_numpy() << 60) + (firm << 37) + rows["kpj"].to_numpy()
    return rows[np.argsort(key)]


def worker_sheet(registry: Registry, rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the workers' extract for some rows of worker_rows(); blank is null."""
    known = places.places()
    people = registry.people[rows["person"]]
    firms = registry.employers
    employer = rows["employer"].to_numpy()
    return pl.DataFrame(
        {
            "KODE_KANTOR": from_list(places.BRANCHES, rows["branch"].to_numpy()),
            "KPJ": rows["kpj"].cast(pl.String).str.zfill(11),
            "NIK": people["nik"],
            "NAMA": people["name"],
            "JENIS_KELAMIN": from_list(("L", "P"), people["female"].cast(pl.Int64).to_numpy()),
            "TGL_LAHIR": people["born"].cast(pl.Int32).cast(pl.Date),
            "KODE_DOMISILI": from_list(known.homes, people["home"].to_numpy()),
            "NPP": _of_employer(firms["npp"], employer),
            "DIVISI": _of_employer(firms["division"], employer),
            "SEGMEN": from_list(SEGMENTS, rows["segment"].to_numpy()),
            "PROGRAM": from_list(PROGRAMME_SETS, rows["programmes"].to_numpy()),
            "UPAH": rows["wage"].replace(-1, None),
            "KODE_TEMPAT_KERJA": from_list(known.kecamatan, rows["workplace"].to_numpy()),
            "TGL_MULAI": rows["started"].cast(pl.Int32).cast(pl.Date),
            "TGL_AKHIR": rows["ended"].replace(NEVER, None).cast(pl.Int32).cast(pl.Date),
        }
    )


def _of_employer(values: pl.Series, employer: Ints) -> pl.Series:
    """The value of each row's employer; null, written blank, for those without one (-1) or where it is ""."""
    blank_last = pl.concat([values, pl.Series(values.name, [""])]).replace("", None)
    return blank_last.gather(np.where(employer < 0, len(values), employer))
