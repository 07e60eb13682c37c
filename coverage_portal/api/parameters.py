"""What may be asked in the query string. One declaration checks the request and describes it in the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from coverage_portal.api.errors import Refused, shortened
from coverage_portal.api.language import LANGUAGES
from coverage_portal.coverage.scope import NO, YES, Against, CountedAt


@dataclass(frozen=True)
class Parameter:
    """A name with what it means and an example; `values` are all it may be, or `pattern` how it is written."""

    name: str
    says: Promise
    example: str
    values: tuple[str, ...] = ()
    pattern: str = ""
    default: str = ""
    in_path: bool = False

    def takes(self, text: str) -> bool:
        """Whether the value is one of `values` or written like `pattern`."""
        if self.values:
            return text in self.values
        return not self.pattern or re.fullmatch(self.pattern, text, re.ASCII) is not None

    def described(self) -> OpenApiParameter:
        """The parameter for the schema."""
        place: Literal["path", "query"] = "path" if self.in_path else "query"
        form: dict[str, object] = {"type": "string", "example": self.example}
        form |= {"enum": list(self.values)} if self.values else {}
        form |= {"pattern": f"^{self.pattern}$"} if self.pattern else {}
        form |= {"default": self.default} if self.default else {}
        return OpenApiParameter(self.name, type=form, location=place, required=self.in_path, description=self.says)


class ScopeParameter(Parameter):
    """A part of the page's question: coverage.scope judges its value, so that page and API refuse with one sentence."""

    def takes(self, text: str) -> bool:
        """Any text; parse_scope says more."""
        return True


MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}"
REGION = r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?"
TRUE, FALSE = "true", "false"

LANG = Parameter("lang", _("Bahasa teks dalam jawaban; tanpa ini menurut kepala Accept-Language."), "en", LANGUAGES)
PAGE = Parameter("page", _("Halaman daftar, 100 baris per halaman."), "1", pattern="[1-9][0-9]{0,6}", default="1")
SCOPE = (
    ScopeParameter(
        "wilayah", _("Kode wilayah Kemendagri; “00” untuk Indonesia."), "36.71", pattern=REGION, default="36.71"
    ),
    ScopeParameter("posisi", _("Bulan posisi data; tanpa ini bulan terbaru."), "2023-12", pattern=MONTH),
    ScopeParameter(
        "banding",
        _("Penyebut: angkatan kerja atau penduduk bekerja."),
        Against.LABOUR_FORCE.value,
        tuple(Against),
        default=Against.LABOUR_FORCE.value,
    ),
    ScopeParameter(
        "dasar",
        _("Pembilang: kepesertaan menurut tempat kerja atau orang menurut domisili."),
        CountedAt.WORKPLACE.value,
        tuple(CountedAt),
        default=CountedAt.WORKPLACE.value,
    ),
    ScopeParameter("sejak", _("Bulan sebelumnya sebagai pembanding; tanpa ini tidak ada."), "2022-12", pattern=MONTH),
    ScopeParameter(
        "perkiraan",
        _("Apakah penyebut yang tidak diterbitkan boleh diperkirakan, dengan tanda."),
        YES,
        (YES, NO),
        default=YES,
    ),
)


def read(request: HttpRequest, known: Iterable[Parameter]) -> Mapping[str, str]:
    """The query string as {name: value}; an empty value counts as not given.

    Raises Refused (400) for a name that is not known here, one given twice, and a value of the wrong form.
    """
    parameters = {parameter.name: parameter for parameter in known}
    found = {}
    for name in request.GET:
        if name not in parameters:
            sentence = told("Parameter “%(name)s” tidak dikenal. Yang dikenal di sini: %(known)s.")
            names = {"name": shortened(name), "known": ", ".join(parameters)}
            raise Refused(400, "unknown_parameter", sentence % names, shortened(name))
        values = request.GET.getlist(name)
        if len(values) > 1:
            sentence = told("Parameter “%(name)s” diberikan lebih dari sekali.")
            raise Refused(400, "repeated_parameter", sentence % {"name": name}, name)
        if values[0]:
            found[name] = values[0]
            if not parameters[name].takes(values[0]):
                raise wrong(parameters[name], values[0])
    return found


def wrong(parameter: Parameter, value: str) -> Refused:
    """The refusal of a value that a parameter cannot be."""
    sentence = told("“%(value)s” bukan nilai untuk parameter “%(name)s”. Contoh: %(example)s.")
    said = {"value": shortened(value), "name": parameter.name, "example": parameter.example}
    return Refused(400, "invalid_parameter", sentence % said, parameter.name)
