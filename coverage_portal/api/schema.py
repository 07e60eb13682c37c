"""The OpenAPI 3.1 document of the API, made from the endpoints themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.generators import SchemaGenerator

# What holds for every endpoint, in the order in which the page and the document say it.
CONVENTIONS = (
    _(
        "Alamat menjawab akun yang sudah masuk di portal ini, atau token dari halaman akun di kepala Authorization: "
        "Token …. Hak dan cabangnya sama dengan di halaman. Lebih dari 600 pertanyaan atau 60 perubahan semenit "
        "ditunda (429)."
    ),
    _("Pertanyaan ditulis seperti alamat halaman Ringkasan. Parameter lain, atau yang diberikan dua kali, ditolak."),
    _(
        "Bahasa teks dalam jawaban diminta dengan lang=id atau lang=en; tanpa itu menurut kepala Accept-Language, dan "
        "tanpa keduanya Indonesia. Nama bidang dan kode selalu sama."
    ),
    _(
        "Cacah bulat adalah bilangan JSON. Bagian dan poin adalah desimal sebagai teks dengan 12 angka di belakang "
        "koma, dibulatkan sekali; pecahan tepatnya ada di bidang exact. Persen dalam hukum dan target adalah teks "
        "seperti tertulis di sumbernya."
    ),
    _("Bagian adalah bagian dari satu: 0.618 berarti 61,8%. Yang tidak ada bernilai null, dan alasannya disebutkan."),
    _("Tanggal ditulis 2023-12-31, bulan 2023-12, waktu dengan selisihnya terhadap UTC."),
)


@cache
def schema_in(language: str) -> dict[str, Any]:
    """The document with its texts in `language`; the endpoints cannot change while the portal runs."""
    with translation.override(language):
        document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return document


def with_conventions(result: dict[str, Any], **kwargs: object) -> dict[str, Any]:
    """A hook of drf-spectacular: the conventions become the document's description."""
    result["info"]["description"] = "\n\n".join(str(sentence) for sentence in CONVENTIONS)
    return result
