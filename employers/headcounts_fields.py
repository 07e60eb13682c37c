"""The columns of a file of declared headcounts (WLKP), and what Disnaker and staff call them."""

from __future__ import annotations

from coverage_portal.core.layouts import Content, Field
from employers.fields import NO_DAY

UNKNOWN = ("BELUM", "BELUM ADA", "TIDAK ADA", "BELUM LAPOR")
"""Not "0": an employer may have declared that nobody works there."""
FIELDS = (
    Field(
        "NPP",
        Content.CODE,
        required=True,
        synonyms=("No NPP", "Nomor NPP", "Nomor Pendaftaran Perusahaan", "No Pendaftaran Perusahaan"),
    ),
    Field("DIVISI", Content.CODE, synonyms=("Kode Divisi", "Kd Divisi", "Div")),
    Field("NAMA", synonyms=("Nama Pemberi Kerja", "Nama Perusahaan", "Nama Badan Usaha", "Perusahaan"), kept=False),
    Field(
        "JML_TK_WLKP",
        Content.NUMBER,
        synonyms=(
            *("Jml TK", "Jumlah TK", "Jumlah Tenaga Kerja", "Jml Tenaga Kerja", "Total TK", "Total Tenaga Kerja"),
            *("Jumlah TK WLKP", "TK WLKP", "Jumlah Pekerja", "Total Pekerja", "Jumlah Karyawan"),
        ),
        blanks=UNKNOWN,
        whole=True,
    ),
    Field(
        "TK_LAKI",
        Content.NUMBER,
        synonyms=("L", "Laki-laki", "TK L", "TK Laki-laki", "Pria"),
        blanks=UNKNOWN,
        whole=True,
    ),
    Field(
        "TK_PEREMPUAN",
        Content.NUMBER,
        synonyms=("P", "Perempuan", "TK P", "Wanita", "TK Wanita"),
        blanks=UNKNOWN,
        whole=True,
    ),
    Field("TK_WNI", Content.NUMBER, synonyms=("WNI", "Jumlah WNI", "Pekerja WNI"), blanks=UNKNOWN, whole=True),
    Field("TK_WNA", Content.NUMBER, synonyms=("WNA", "TKA", "Jumlah WNA", "Pekerja WNA"), blanks=UNKNOWN, whole=True),
    Field(
        "TK_PKWT", Content.NUMBER, synonyms=("PKWT", "Jumlah PKWT", "Kontrak", "TK Kontrak"), blanks=UNKNOWN, whole=True
    ),
    Field(
        "TK_PKWTT", Content.NUMBER, synonyms=("PKWTT", "Jumlah PKWTT", "Tetap", "TK Tetap"), blanks=UNKNOWN, whole=True
    ),
    Field(
        "TGL_WLKP",
        Content.DATE,
        required=True,
        synonyms=(
            *("Tanggal WLKP", "Tgl Lapor", "Tanggal Lapor", "Tgl Lapor WLKP", "Tanggal Lapor WLKP"),
            *("Tanggal Pelaporan", "Tgl Pelaporan"),
        ),
        blanks=NO_DAY,
    ),
)


def fields() -> tuple[Field, ...]:
    """FIELDS: nothing of them is kept in the database."""
    return FIELDS
