"""Every check of one row of the workers' extract, by column in the order of the sheet. Pure: no Django."""

from __future__ import annotations

from datetime import date

import polars as pl

from coverage_portal.core.tabular_checks import Check, as_text_checks, damaged, date_checks, like_a_nik

USUAL_KPJ, LONGEST_KPJ, LONGEST_NAME = 11, 20, 150
LARGEST_WAGE = 10**11  # rupiah a month; longer numbers are ids in the wrong column


def checks(position: date, segments: dict[str, int], pension_programmes: int) -> list[Check]:
    """The checks, given the day the file stands at, the segments by word, and the programmes only PU may hold."""
    return [
        *_who(),
        *_nik(),
        *_employer(segments),
        *_membership(segments, pension_programmes),
        *_days(position),
    ]


def _filled(column: str) -> pl.Expr:
    return pl.col(column) != ""


def _who() -> list[Check]:
    long_kpj = pl.col("kpj").str.len_bytes() > LONGEST_KPJ
    plain = pl.col("kpj").str.contains(r"^[A-Z0-9]+$")
    maybe_nik = like_a_nik("KPJ") | pl.col("kpj_like_nik")
    return [
        Check("required", "KPJ", ~_filled("kpj"), of_form=True),
        Check("code_damaged", "KPJ", damaged("KPJ"), of_form=True),
        Check("nik_misplaced", "KPJ", maybe_nik & ~damaged("KPJ"), of_form=True, value=""),
        Check("too_long", "KPJ", long_kpj & ~maybe_nik, of_form=True),
        Check("kpj_characters", "KPJ", _filled("kpj") & ~plain & ~damaged("KPJ") & ~maybe_nik, of_form=True),
        Check(
            "kpj_form",
            "KPJ",
            plain & ~long_kpj & ~maybe_nik & (pl.col("kpj").str.len_bytes() != USUAL_KPJ),
            rejects=False,
            of_form=True,
        ),
        *as_text_checks("NAMA", "name", LONGEST_NAME),
        Check("required", "JENIS_KELAMIN", ~_filled("JENIS_KELAMIN")),
        Check("sex_unknown", "JENIS_KELAMIN", _filled("JENIS_KELAMIN") & pl.col("sex").is_null()),
        Check("place_unknown", "KODE_DOMISILI", _filled("KODE_DOMISILI") & pl.col("home_id").is_null()),
    ]


def _nik() -> list[Check]:
    """The rules of a NIK. No value is ever shown: an issue row is no place for a NIK."""
    number, born = pl.col("nik_number"), pl.col("nik_born")
    letters = pl.col("nik").str.contains(r"^[0-9A-Za-z]{16}$") & pl.col("nik").str.contains("[A-Za-z]")
    serial_zero = number % 10_000 == 0
    sound = born.is_not_null() & ~serial_zero
    return [
        Check("required", "NIK", ~_filled("nik"), of_form=True, value=""),
        Check("nik_damaged", "NIK", damaged("NIK"), of_form=True, value=""),
        Check("nik_letters", "NIK", letters & ~damaged("NIK"), of_form=True, value=""),
        Check(
            "nik_form", "NIK", _filled("nik") & number.is_null() & ~damaged("NIK") & ~letters, of_form=True, value=""
        ),
        Check("nik_date", "NIK", number.is_not_null() & born.is_null(), value=""),
        Check("nik_serial", "NIK", born.is_not_null() & serial_zero, value=""),
        Check("nik_age", "NIK", sound & ~pl.col("nik_aged"), value=""),
        Check("nik_region", "NIK", sound & ~pl.col("nik_region_known"), rejects=False, value=""),
        Check("nik_born_differs", "TGL_LAHIR", sound & (born != pl.col("birth_date")), rejects=False),
        Check(
            "nik_sex_differs",
            "JENIS_KELAMIN",
            sound & (pl.col("nik_female") != (pl.col("sex") == 2)),
            rejects=False,
        ),
    ]


def _employer(segments: dict[str, int]) -> list[Check]:
    needs_one = pl.col("segment").is_in([segments["PU"], segments["JAKON"]])
    has_none = pl.col("segment").is_in([segments["BPU"], segments["PMI"]])
    unknown = _filled("NPP") & pl.col("employer_id").is_null()
    return [
        Check("employer_missing", "NPP", needs_one & ~_filled("NPP")),
        Check("employer_not_allowed", "NPP", has_none & (_filled("NPP") | _filled("DIVISI"))),
        Check("code_damaged", "NPP", damaged("NPP")),
        Check(
            "employer_unknown",
            "NPP",
            unknown & ~has_none & ~damaged("NPP"),
            value=pl.concat_str("NPP", "DIVISI", separator=" ").str.strip_chars(),
        ),
        Check("employer_closed", "TGL_MULAI", pl.col("closed_on") <= pl.col("started_on")),
    ]


def _membership(segments: dict[str, int], pension_programmes: int) -> list[Check]:
    pension = (pl.col("programmes") & pension_programmes) != 0
    return [
        Check("required", "SEGMEN", ~_filled("SEGMEN")),
        Check("segment_unknown", "SEGMEN", _filled("SEGMEN") & pl.col("segment").is_null()),
        Check("required", "PROGRAM", ~_filled("PROGRAM")),
        Check("programme_unknown", "PROGRAM", _filled("PROGRAM") & pl.col("programmes").is_null()),
        Check("programme_not_for_segment", "PROGRAM", pension & (pl.col("segment") != segments["PU"])),
        Check("wage_form", "UPAH", _filled("UPAH") & pl.col("wage").is_null()),
        Check("wage_too_large", "UPAH", pl.col("wage") > LARGEST_WAGE, value=""),
        Check("required", "KODE_TEMPAT_KERJA", ~_filled("KODE_TEMPAT_KERJA")),
        Check("place_unknown", "KODE_TEMPAT_KERJA", _filled("KODE_TEMPAT_KERJA") & pl.col("workplace_id").is_null()),
    ]


def _days(position: date) -> list[Check]:
    return [
        *date_checks("TGL_LAHIR", "birth_date", required=True),
        Check("born_after_start", "TGL_LAHIR", pl.col("birth_date") >= pl.col("started_on")),
        *date_checks("TGL_MULAI", "started_on", required=True),
        Check("after_position", "TGL_MULAI", pl.col("started_on") > position, rejects=False),
        *date_checks("TGL_AKHIR", "ended_on", required=False),
        Check("ends_before_start", "TGL_AKHIR", pl.col("ended_on") <= pl.col("started_on")),
    ]
