"""Every check of one row of the employers' extract, by column in the order of the sheet. Pure: no Django."""

from __future__ import annotations

import polars as pl

from coverage_portal.core.tabular_checks import (
    Check,
    as_text_checks,
    damaged,
    date_checks,
    like_a_nik,
)

PROGRAMME_COLUMNS = ("JKK_SEJAK", "JKM_SEJAK", "JHT_SEJAK", "JP_SEJAK", "JKP_SEJAK")
LONGEST_NPP, LONGEST_DIVISION, LONGEST_NAME, LONGEST_ADDRESS = 20, 10, 200, 300
LARGEST_HEADCOUNT = 10_000_000
KBLI_VERSIONS = (2020, 2025)


def checks() -> list[Check]:
    """The checks of one row."""
    return [*_registration(), *_tax_and_licence(), *_sector(), *_scale(), *_place(), *_days(), *_programmes()]


def _filled(column: str) -> pl.Expr:
    return pl.col(column) != ""


def _registration() -> list[Check]:
    lost_zeros = pl.col("stored_npp").is_not_null()
    return [
        Check("required", "NPP", ~_filled("npp")),
        Check("code_damaged", "NPP", damaged("NPP")),
        Check("nik_misplaced", "NPP", like_a_nik("NPP") & ~damaged("NPP"), value=""),
        Check("too_long", "NPP", (pl.col("npp").str.len_bytes() > LONGEST_NPP) & ~like_a_nik("NPP")),
        Check(
            "npp_form",
            "NPP",
            _filled("npp") & ~damaged("NPP") & ~lost_zeros & ~pl.col("npp").str.contains(r"^[A-Z0-9]{8}$"),
            rejects=False,
        ),
        Check("npp_lost_zeros", "NPP", lost_zeros, value=pl.concat_str("npp", "stored_npp", separator=" / ")),
        Check("too_long", "DIVISI", pl.col("division").str.len_chars() > LONGEST_DIVISION),
        *as_text_checks("NAMA", "name", LONGEST_NAME),
        Check("legal_form_unknown", "BENTUK", _filled("BENTUK") & pl.col("known_form").is_null(), rejects=False),
    ]


def _tax_and_licence() -> list[Check]:
    """An NPWP only ever warns, and one shown in a problem could be a NIK, so none is shown."""
    nib = pl.col("nib")
    known, like_nik = pl.col("npwp_known"), pl.col("npwp_like_nik")
    return [
        Check("code_damaged", "NIB", damaged("NIB")),
        Check("nik_misplaced", "NIB", like_a_nik("NIB") & ~damaged("NIB"), value=""),
        Check(
            "nib_form",
            "NIB",
            _filled("nib") & ~damaged("NIB") & ~like_a_nik("NIB") & ~nib.str.contains(r"^\d{13}$"),
        ),
        Check("code_damaged", "NPWP", damaged("NPWP"), value=""),
        Check("npwp_like_nik", "NPWP", like_nik, rejects=False, value=""),
        Check("npwp_form", "NPWP", _filled("tax") & ~known & ~like_nik & ~damaged("NPWP"), rejects=False, value=""),
        Check("npwp_luhn", "NPWP", known & ~pl.col("npwp_luhn"), rejects=False, value=""),
    ]


def _sector() -> list[Check]:
    code, version = pl.col("KBLI"), pl.col("kbli_version")
    five = code.str.contains(r"^\d{5}$")
    return [
        Check("kbli_form", "KBLI", _filled("KBLI") & ~five),
        Check("kbli_version_missing", "KBLI_VERSI", _filled("KBLI") & ~_filled("KBLI_VERSI")),
        Check(
            "kbli_version", "KBLI_VERSI", _filled("KBLI_VERSI") & ~version.is_in(KBLI_VERSIONS).fill_null(value=False)
        ),
        Check(
            "kbli_division",
            "KBLI",
            five & (version == KBLI_VERSIONS[0]) & pl.col("known_section").is_null(),
            rejects=False,
        ),
    ]


def _scale() -> list[Check]:
    return [
        Check("scale_unknown", "SKALA", _filled("SKALA") & pl.col("scale").is_null()),
        Check("scale_basis_unknown", "DASAR_SKALA", _filled("DASAR_SKALA") & pl.col("known_basis").is_null()),
        *date_checks("SKALA_PER", "scale_as_of", required=False),
        Check("risk_group_unknown", "KELOMPOK_RISIKO", _filled("KELOMPOK_RISIKO") & pl.col("risk_group").is_null()),
    ]


def _place() -> list[Check]:
    return [
        Check("required", "KODE_KECAMATAN", ~_filled("KODE_KECAMATAN")),
        Check("district_unknown", "KODE_KECAMATAN", _filled("KODE_KECAMATAN") & pl.col("district_id").is_null()),
        *as_text_checks("ALAMAT", "address", LONGEST_ADDRESS, required=False),
    ]


def _days() -> list[Check]:
    headcount = pl.col("declared_headcount")
    wrong = headcount.is_null() | (headcount > LARGEST_HEADCOUNT)
    return [
        *date_checks("TGL_DAFTAR", "registered_on", required=True),
        *date_checks("TGL_TUTUP", "closed_on", required=False),
        Check("closes_before_registered", "TGL_TUTUP", pl.col("closed_on") <= pl.col("registered_on")),
        Check("headcount_form", "JML_TK_WLKP", _filled("JML_TK_WLKP") & wrong),
        *date_checks("TGL_WLKP", "declared_on", required=False),
    ]


def _programmes() -> list[Check]:
    return [check for column in PROGRAMME_COLUMNS for check in date_checks(column, column.lower(), required=False)]
