"""SIPP's "Data TK Baru": workers an employer reports before they have a KPJ. Its columns and checks. Pure: no Django.

Runs in the child process that reads the file. The file says neither employer, programme nor segment: they are chosen
for the whole of it and stand in every row (see workers.sipp_fields). What the portal has no use for is never read:
mother's name, blood group, telephones, e-mail, and whatever else stands in WITHHELD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from string import ascii_uppercase

import numpy as np
import polars as pl

from coverage_portal.core.row_hash import RowHasher, row_key
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import Block, Lines
from coverage_portal.core.tabular_checks import Check
from workers.extract import Reference, WorkersChecker

SHEET = "data_tk_baru"
HEADER = (
    *("NO_PEGAWAI", "NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG", "GELAR", "TELEPON_AREA_RUMAH", "TELEPON_RUMAH"),
    *("TELEPON_AREA_KANTOR", "TELEPON_KANTOR", "TELEPON_EXT_KANTOR", "HP", "EMAIL", "TEMPAT_LAHIR", "TANGGAL_LAHIR"),
    *("NAMA_IBU_KANDUNG", "JENIS_IDENTITAS", "NOMOR_IDENTITAS", "MASA_LAKU_IDENTITAS", "JENIS_KELAMIN"),
    *("SURAT_MENYURAT_KE", "TANGGAL_KEPESERTAAN", "STATUS_KAWIN", "GOLONGAN_DARAH", "NPWP", "KODE_NEGARA", "UPAH"),
    *("ALAMAT", "KODE_POS", "LOKASI_PEKERJAAN"),
)
"""The 29 columns of its first layout. A later one has three more, the newest one NAMA_LENGKAP for the three names."""
LATER = ("STATUS_PEGAWAI", "TGL_AWAL_BEKERJA", "TGL_AKHIR_KONTRAK")
NAMES = ("NAMA_LENGKAP", "NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG")
READ = (
    *NAMES,
    *("TANGGAL_LAHIR", "JENIS_IDENTITAS", "NOMOR_IDENTITAS", "JENIS_KELAMIN", "TANGGAL_KEPESERTAAN", "UPAH"),
    "LOKASI_PEKERJAAN",
)
WITHHELD = (*(name for name in (*HEADER, *LATER) if name not in READ), "NOMOR_IDENTITAS")
"""Columns of which no cell may be shown, not even while columns are chosen."""
UNMISTAKABLE = frozenset({"JENISIDENTITAS", "NOMORIDENTITAS", "LOKASIPEKERJAAN", "TANGGALLAHIR"})
CONSTANTS = ("KODE_KANTOR", "NPP", "DIVISI", "SEGMEN", "PROGRAM")
"""Columns of the checks that no SIPP file has."""
COLUMNS = (
    *("NAMA", "NIK", "JENIS_IDENTITAS", "JENIS_KELAMIN", "TGL_LAHIR", "TGL_MULAI", "UPAH", "KODE_TEMPAT_KERJA"),
    *CONSTANTS,
)
ABSENT = ("KPJ", "KODE_DOMISILI", "TGL_AKHIR")
"""Columns of the branch extract that neither the file nor anybody's choice fills."""
KTP = "KTP"
STAND_IN = "~"
"""What a KPJ begins with that stands in for one not issued yet. No KPJ in a file may hold the sign."""
LETTERS = 19  # with the sign, as long as a KPJ may be; 26^19 is more than 2^89


def recognised(header: Iterable[str]) -> bool:
    """True when a sheet's header is that of a Data TK Baru, in any of its layouts."""
    found = set(map(_letters, header))
    return found >= UNMISTAKABLE and bool(found & {"NAMADEPAN", "NAMALENGKAP"})


def is_withheld(header: str) -> bool:
    """True for a column of which no cell may be shown, however its header is spelt."""
    letters = _letters(header)
    return letters in _WITHHELD_LETTERS or "NAMAIBU" in letters or "IBUKANDUNG" in letters


def stand_in(nik_hash: bytes, employer: str) -> str:
    """What stands for the KPJ of a person at an employer until it is issued; the same two give the same.

    `nik_hash` is the keyed hash, so nobody without the key can try NIKs against it; `employer` is NPP and division.
    Letters only: there is no digit in it at all.
    """
    number = int.from_bytes(blake2b(employer.encode(), key=nik_hash, digest_size=16).digest(), "big")
    letters = []
    for _place in range(LETTERS):
        number, letter = divmod(number, len(ascii_uppercase))
        letters.append(ascii_uppercase[letter])
    return STAND_IN + "".join(letters)


def is_stand_in(kpj: str) -> bool:
    """True for what stands in for a KPJ that is not issued yet."""
    return kpj.startswith(STAND_IN)


def _letters(header: str) -> str:
    return re.sub(r"[^A-Z]", "", header.upper())


_WITHHELD_LETTERS = frozenset(map(_letters, WITHHELD))


class SippChecker(WorkersChecker):
    """Checks blocks of a Data TK Baru. A row has no KPJ; it gets what stands in for one.

    Beside the facts of a membership a row says `start_given`: whether its first day stands in the file. Where it does
    not, the membership starts on the day the file stands at.
    """

    columns = COLUMNS  # type: ignore[assignment]  # other columns than the extract's, and as many as there are

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference)
        self._position = reference.position.strftime("%d-%m-%Y")
        self._unsifted = RowHasher(row_key(reference.nik_key), np.empty(0, dtype=np.int64))
        self._checks = [
            *_identity_checks(),
            *(_of_a_ktp(check) for check in self._checks if check.column not in ABSENT),
        ]

    def sift(self, block: Block | Lines) -> Sifted:
        """Every row: these files are small, and what a row says of its start depends on what is stored."""
        return sift(block, self._unsifted, COLUMNS)

    def _typed(self, text: pl.DataFrame, *, plain: bool) -> pl.DataFrame:
        given = pl.col("TGL_MULAI") != ""
        filled = text.with_columns(
            *(pl.lit("").alias(column) for column in ABSENT),
            TGL_MULAI=pl.when(given).then(pl.col("TGL_MULAI")).otherwise(pl.lit(self._position)),
        )
        return super()._typed(filled, plain=plain).with_columns(text.select(start_given=given))

    def _facts(self, good: pl.DataFrame) -> pl.DataFrame:
        facts = super()._facts(good)
        pairs = zip(facts["nik_hash"].to_list(), good["employer_key"].to_list(), strict=True)
        kpjs = [stand_in(nik_hash, employer) for nik_hash, employer in pairs]
        return facts.with_columns(pl.Series("kpj", kpjs, dtype=pl.String), good["start_given"])


def _identity_checks() -> list[Check]:
    kind = pl.col("JENIS_IDENTITAS")
    return [
        Check("required", "JENIS_IDENTITAS", kind == ""),
        Check("identity_not_ktp", "JENIS_IDENTITAS", (kind != "") & (kind.str.to_uppercase() != KTP)),
    ]


def _of_a_ktp(check: Check) -> Check:
    """The rules of a NIK hold for the number of a KTP; a passport's number is no broken NIK."""
    if check.column != "NIK":
        return check
    return replace(check, when=check.when & (pl.col("JENIS_IDENTITAS").str.to_uppercase() == KTP))
