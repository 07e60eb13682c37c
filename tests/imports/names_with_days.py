"""Names of files and the day each tells, for the command, the form and the script alike."""

from __future__ import annotations

from datetime import date

END = date(2023, 12, 31)
NAMES: dict[str, date | None] = {
    "pekerja_2023-12-31.csv": END,
    "pekerja 2023.12.31.csv": END,
    "2023_12_31-pekerja.csv": END,
    "PK 31-12-2023.xlsx": END,
    "PK 31.12.2023.xlsx": END,
    "PK_31_12_2023.xlsx": END,
    "pekerja20231231.csv": END,
    "31122023.csv": END,
    "peserta 31 Desember 2023 (final).xlsx": END,
    "peserta_31DES2023.xlsx": END,
    "Report December 31, 2023.xlsx": END,
    "Peserta Desember 2023.xlsx": END,
    "Peserta Des 2023.xlsx": END,
    "DES2023.xlsx": END,
    "peserta-december-2023.xlsx": END,
    "2023 Desember.xlsx": END,
    "WLKP 12-2023.xlsx": END,
    "WLKP 2023-12.xlsx": END,
    "WLKP_202312.xlsx": END,
    "Data per Des 2023 (31-12-2023).xlsx": END,
    "Pekerja Februari 2024.xlsx": date(2024, 2, 29),
    "Pekerja 5-6-2023.xlsx": date(2023, 6, 5),
    "Pekerja 5 Mei 2023.xlsx": date(2023, 5, 5),
    "Pekerja Agt 2023.xlsx": date(2023, 8, 31),
    "20122023.csv": date(2023, 12, 20),
    "31-12-2023 dan 30-11-2023.xlsx": None,
    "Des 2023 (kirim 05-01-2024).xlsx": None,
    "2023-01-01_2023-12-31.csv": None,
    "31-02-2023.xlsx": None,
    "pekerja.csv": None,
    "PK 2023.xlsx": None,
    "Desa 2023.xlsx": None,
    "Marga 2023.xlsx": None,
    "3671071805829074.csv": None,
    "12345678.csv": None,
}
