"""The firms as a branch would send them: one row a registration, every cell text."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.imports.demo import places, sectors
from coverage_portal.imports.demo.chance import Flags, Ints, between, happens, pick, stream
from coverage_portal.imports.demo.columns import PROGRAMMES, day_text, from_list
from coverage_portal.imports.demo.days import POSITION, new_year, year_of
from coverage_portal.imports.demo.identifiers import npwp, scattered
from coverage_portal.imports.demo.registry import Registry, declared
from coverage_portal.imports.demo.words import people_names, words

SCALES = ("", "Mikro", "Kecil", "Menengah", "Besar")
SCALE_BASES = ("pekerja", "penjualan", "modal")
# What stands before the name of each legal form.
FORMS = {
    "PT": "PT ",
    "CV": "CV ",
    "UD": "UD ",
    "PT Perorangan": "PT ",
    "Koperasi": "Koperasi ",
    "Yayasan": "Yayasan ",
    "BUMN": "PT ",
    "BUMD": "PT ",
    "Lainnya": "",
    "Perorangan": "",
    "Instansi": "UPT ",
    "Sekolah": "Sekolah ",
}
FORM_NAMES = tuple(FORMS)
# By scale, in the order of FORMS; the last two follow from the sector.
FORM_WEIGHTS = {
    1: (12, 22, 22, 6, 2, 3, 0, 0, 3, 30),
    2: (42, 36, 10, 2, 5, 5, 0, 0, 0, 0),
    3: (88, 5, 0, 0, 3, 3, 1, 0, 0, 0),
    4: (93, 0, 0, 0, 2, 2, 2, 1, 0, 0),
}
WITH_NIB_PERCENT = np.array([0, 55, 80, 95, 99])
WITH_NPWP_PERCENT = np.array([0, 70, 96, 100, 100])
SHARED_BY_DIVISIONS = ("NAMA", "BENTUK", "NIB", "NPWP")


def employer_sheet(registry: Registry) -> pl.DataFrame:
    """The columns of the employers' extract, ordered by branch, NPP and division; blank is ""."""
    firms = registry.employers
    columns = {**_identity(registry), **_business(registry), **_place(registry), **_history(registry)}
    sheet = pl.DataFrame(columns)
    # A second division carries the name and numbers of the firm in the row before it.
    own = np.arange(len(firms), dtype=np.int64)
    firm = own - firms["second_division"].cast(pl.Int64).to_numpy()
    sheet = sheet.with_columns(pl.col(name).gather(pl.Series(firm)) for name in SHARED_BY_DIVISIONS)
    return sheet.sort("KODE_KANTOR", "NPP", "DIVISI")


def _identity(registry: Registry) -> dict[str, pl.Series]:
    firms = registry.employers
    rng = stream(registry.seed, "identity")
    form = _forms(rng, firms)
    return {
        "KODE_KANTOR": from_list(places.BRANCHES, firms["branch"].to_numpy()),
        "NPP": firms["npp"],
        "DIVISI": firms["division"],
        "NAMA": _names(rng, form, firms["section"].to_numpy()),
        "BENTUK": from_list(FORM_NAMES, form),
        "NIB": _nibs(rng, firms, registry.seed),
        "NPWP": _npwps(rng, firms, registry.seed),
    }


def _business(registry: Registry) -> dict[str, pl.Series]:
    firms = registry.employers
    rng = stream(registry.seed, "business")
    last_year = year_of(np.minimum(firms["closed"].to_numpy() - 1, POSITION))
    judged_on = np.maximum(firms["registered"].to_numpy(), new_year(last_year) - 1)
    return {
        "KBLI_VERSI": pl.Series([sectors.KBLI_VERSION] * len(firms)),
        "KBLI": firms["kbli"],
        "SKALA": from_list(SCALES, firms["scale"].to_numpy()),
        "DASAR_SKALA": from_list(SCALE_BASES, pick(rng, (6, 3, 1), len(firms))),
        "SKALA_PER": day_text(judged_on),
        "KELOMPOK_RISIKO": firms["risk"].cast(pl.String),
    }


def _place(registry: Registry) -> dict[str, pl.Series]:
    district = registry.employers["district"].to_numpy()
    return {
        "KODE_KECAMATAN": from_list(places.places().kecamatan, district),
        "ALAMAT": _addresses(stream(registry.seed, "addresses"), district),
    }


def _history(registry: Registry) -> dict[str, pl.Series]:
    firms = registry.employers
    known = declared(registry.seed, firms)
    return {
        "TGL_DAFTAR": day_text(firms["registered"].to_numpy()),
        "TGL_TUTUP": day_text(firms["closed"].to_numpy()),
        "JML_TK_WLKP": known["headcount"].replace(-1, None).cast(pl.String).fill_null(""),
        "TGL_WLKP": day_text(known["reported_on"].to_numpy()),
        **{f"{name}_SEJAK": day_text(firms[name.lower()].to_numpy()) for name in PROGRAMMES},
    }


def _forms(rng: np.random.Generator, firms: pl.DataFrame) -> Ints:
    """Positions in FORM_NAMES: agencies in section O, some schools in P, else by scale."""
    scale, section = firms["scale"].to_numpy(), firms["section"].to_numpy()
    form = np.zeros(len(firms), dtype=np.int64)
    for kind, weights in FORM_WEIGHTS.items():
        here = np.flatnonzero(scale == kind)
        form[here] = pick(rng, weights, len(here))
    letters = np.array([s.letter for s in sectors.SECTIONS])[section]
    school = (letters == "P") & happens(rng, 40, len(firms))
    form[school] = FORM_NAMES.index("Sekolah")
    form[letters == "O"] = FORM_NAMES.index("Instansi")
    return form


def _names(rng: np.random.Generator, form: Ints, section: Ints) -> pl.Series:
    """Legal form, two words and what the firm does; sole owners go by a person's name."""
    size = len(form)
    owners = people_names(rng, happens(rng, 40, size)).to_list()
    opening = words("usaha_awal")
    endings = [s.ending_words() for s in sectors.SECTIONS]
    lots = between(rng, 0, len(opening) * len(opening) * 1_000, size).tolist()
    names = []
    for owner, kind, sector, lot in zip(owners, form.tolist(), section.tolist(), lots, strict=True):
        lot, first = divmod(lot, len(opening))
        lot, second = divmod(lot, len(opening))
        ending = endings[sector][lot % len(endings[sector])]
        middle = "" if first == second else f" {opening[second]}"
        firm = f"{FORMS[FORM_NAMES[kind]]}{opening[first]}{middle} {ending}"
        names.append(owner if FORM_NAMES[kind] == "Perorangan" else firm)
    return pl.Series(names)


def _nibs(rng: np.random.Generator, firms: pl.DataFrame, seed: int) -> pl.Series:
    numbers = pl.Series(scattered(firms["employer"].to_numpy(), 13, seed)).cast(pl.String).str.zfill(13)
    return _kept(numbers, happens(rng, WITH_NIB_PERCENT[firms["scale"].to_numpy()], len(firms)))


def _npwps(rng: np.random.Generator, firms: pl.DataFrame, seed: int) -> pl.Series:
    bases = scattered(firms["employer"].to_numpy(), 8, seed + 1).tolist()
    offices = between(rng, 0, 3, len(firms)).tolist()
    numbers = pl.Series([npwp(base, office) for base, office in zip(bases, offices, strict=True)])
    return _kept(numbers, happens(rng, WITH_NPWP_PERCENT[firms["scale"].to_numpy()], len(firms)))


def _addresses(rng: np.random.Generator, district: Ints) -> pl.Series:
    known = places.places()
    streets = words("usaha_awal")
    lots = between(rng, 0, 1_000_000_000, len(district)).tolist()
    addresses = []
    for kecamatan, lot in zip(district.tolist(), lots, strict=True):
        kelurahan = known.kelurahan[kecamatan]
        lot, street = divmod(lot, len(streets))
        lot, ward = divmod(lot, len(kelurahan))
        name = known.kecamatan_names[kecamatan]
        addresses.append(f"Jl. {streets[street]} No. {1 + lot % 240}, Kel. {kelurahan[ward]}, Kec. {name}")
    return pl.Series(addresses)


def _kept(values: pl.Series, keep: Flags) -> pl.Series:
    return pl.Series([value if kept else "" for value, kept in zip(values, keep.tolist(), strict=True)])
