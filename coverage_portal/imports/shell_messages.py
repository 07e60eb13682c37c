"""Why the shell's command does not read a file, in words: what to write instead is said in its own options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import DatabaseError, OperationalError
from django.utils.translation import gettext as _


def busy() -> str:
    """Another import is running."""
    return _("Impor lain sedang berjalan. Coba lagi setelah selesai.")


def database_trouble(error: DatabaseError) -> str:
    """What the database refused, without the error's own text, which may quote a row."""
    text = str(error)
    if "locked" in text:
        return _("Basis data sedang dipakai impor lain. Coba lagi setelah selesai.")
    if "no such table" in text or "does not exist" in text:
        return _("Basis data belum disiapkan: jalankan manage.py migrate lebih dahulu.")
    if isinstance(error, OperationalError):
        return _("Basis data tidak dapat dihubungi. Periksa DATABASE_URL dan server basis data.")
    return _("Basis data menolak perubahan (%(kind)s); tidak ada yang ditulis.") % {"kind": type(error).__name__}


def doubtful(names: Sequence[str]) -> str:
    """Columns that somebody has to point out first."""
    return _(
        "Kolom ini belum dapat dipastikan: %(names)s. Tunjuk judulnya dengan --map KOLOM=JUDUL, atau unggah berkas ini"
        " di peramban, tempat susunannya dapat diperiksa."
    ) % {"names": ", ".join(names)}


def wrong_headers(about: Mapping[str, Sequence[str]]) -> str:
    """What --map named and is not there, and what there is instead (pointed_out.WrongHeaders)."""
    named = {name: ", ".join(texts) for name, texts in about.items()}
    said = []
    if about["headers"]:
        said.append(_("Judul ini tidak ada di berkas: %(headers)s. Judul di berkas: %(known_headers)s.") % named)
    if about["fields"]:
        said.append(_("Kolom portal ini tidak dikenal: %(fields)s. Kolom jenis ini: %(known_fields)s.") % named)
    return "\n".join(said)


def columns_missing(names: Sequence[str], headers: Sequence[str], once: Sequence[str]) -> str:
    """Required columns that were not found, and how to point them out among the file's headers, or, for those of
    `once`, to give one text for all rows."""
    said = [
        _("Judul di berkas: %(headers)s.") % {"headers": ", ".join(headers)},
        _("Bila salah satunya berisi kolom itu, tunjuk dengan --map %(name)s=JUDUL.") % {"name": names[0]},
    ]
    if once:
        said.append(_("Bila isinya sama di semua baris, tulis --set %(name)s=ISI.") % {"name": once[0]})
    return " ".join(said)


def wrong_texts(about: Mapping[str, Sequence[str]]) -> str:
    """What --set named and cannot be one text for all rows, a line for each reason (pointed_out.WrongTexts)."""
    named = {name: ", ".join(texts) for name, texts in about.items()}
    said = {
        "columns": _(
            "Kolom ini ada di berkas, jadi isinya dibaca dari sana: %(columns)s. Hapus --set untuk kolom itu."
        ),
        "unfit": _("Isi kolom ini berbeda di setiap baris, jadi tidak dapat ditulis sekali untuk semua: %(unfit)s."),
        "texts": _("Isi ini tidak dikenal: %(texts)s. Yang dikenal: %(choices)s.")
        if about["choices"]
        else _("Isi ini tidak dikenal: %(texts)s. Periksa tulisannya."),
        "fields": _("Kolom portal ini tidak dikenal: %(fields)s. Kolom jenis ini: %(known_fields)s."),
    }
    return "\n".join(text % named for name, text in said.items() if about[name])
