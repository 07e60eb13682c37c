"""The small forms of a briefing's form: its cover, a request, a step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.briefings.asking.kinds import KINDS
from coverage_portal.briefings.drafting.lines import LineField, LinesField
from coverage_portal.briefings.drafting.question import Asked
from coverage_portal.briefings.models import Basis, Signatory
from coverage_portal.briefings.wanted import AskKind, AskWanted, StepWanted
from coverage_portal.core.templatetags.portal import short_date
from coverage_portal.coverage.scope import NO, YES
from coverage_portal.coverage.views import choices_of
from coverage_portal.programmes.fields import DayField
from coverage_portal.register.entering.typed import MISSING, CountField, OneOfField
from coverage_portal.register.nik_free import NikFreeForm
from regions.models import Branch

MOST_WORKERS, MOST_MONTHS = 10_000_000, 60
DAYS = (("30", gettext_lazy("30 hari")), ("60", gettext_lazy("60 hari")), ("90", gettext_lazy("90 hari")))
NUMBER = re.compile(r"B/\d+/(0[1-9]|1[0-2])\d{4}", re.ASCII)
OWN_WORDS = ("title", "reason", "owner", "output")
LANGUAGES = (("id", gettext_lazy("Bahasa Indonesia")), ("en", gettext_lazy("Bahasa Inggris")))


@dataclass(frozen=True)
class Offered:
    """What one may choose from: the branches one makes briefings for, who signs for them, the legal bases."""

    branches: tuple[Branch, ...]
    signatories: tuple[Signatory, ...]
    bases: tuple[Basis, ...]
    asked: Asked


class CoverForm(NikFreeForm):
    """Which figures, for whom, when, where, signed by whom."""

    wilayah = forms.CharField(label=gettext_lazy("Wilayah"), required=False)
    posisi = forms.CharField(label=gettext_lazy("Posisi data"), required=False)
    banding = forms.CharField(label=gettext_lazy("Terhadap"), required=False)
    dasar = forms.CharField(label=gettext_lazy("Peserta menurut"), required=False)
    sejak = forms.CharField(label=gettext_lazy("Dibandingkan dengan bulan"), required=False)
    perkiraan = forms.CharField(label=gettext_lazy("Perkiraan"), required=False)
    branch = OneOfField(label=gettext_lazy("Kantor cabang"))
    title = LineField(label=gettext_lazy("Judul"), longest=200)
    addressee = LineField(label=gettext_lazy("Untuk"), longest=200)
    day = DayField(label=gettext_lazy("Tanggal rapat"), required=False)
    place = LineField(label=gettext_lazy("Tempat"), longest=120, required=False)
    number = LineField(
        label=gettext_lazy("Nomor surat"),
        help_text=gettext_lazy("Seperti tercatat di kantor, misalnya B/1328/022024."),
        longest=60,
        required=False,
    )
    confidentiality = LineField(label=gettext_lazy("Sifat"), longest=40, required=False)
    language = OneOfField(label=gettext_lazy("Bahasa berkas"), choices=LANGUAGES)
    signatory = OneOfField(label=gettext_lazy("Penanda tangan"), required=False)
    efforts = LinesField(
        label=gettext_lazy("Upaya yang telah dilakukan"),
        help_text=gettext_lazy("Satu upaya tiap baris, misalnya PKS dengan Dinas Sosial, 26 Januari 2026."),
        longest=300,
        most=20,
    )
    copies_to = LinesField(
        label=gettext_lazy("Tembusan"), help_text=gettext_lazy("Satu penerima tiap baris."), longest=120, most=10
    )
    legal = forms.MultipleChoiceField(
        label=gettext_lazy("Dasar hukum"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict, offered: Offered) -> None:
        self.offered = offered
        super().__init__(data, auto_id="id_%s")

    def prepare(self) -> None:
        """Offer what there is to choose from."""
        choices = choices_of(self.offered.asked.found)
        self._offer("branch", [(str(branch.pk), branch.name) for branch in self.offered.branches])
        nobody = ("", _("Belum ditentukan"))
        self._offer("signatory", [nobody, *((str(one.pk), self._said(one)) for one in self.offered.signatories)])
        self.fields["legal"].choices = [(basis.code, basis.citation) for basis in self.offered.bases]  # type: ignore[attr-defined]
        selects = {
            "wilayah": choices.places,
            "posisi": choices.months,
            "banding": choices.against,
            "dasar": choices.counted_at,
            "sejak": choices.earlier,
            "perkiraan": ((YES, _("Pakai, bertanda Perkiraan")), (NO, _("Tanpa perkiraan"))),
        }
        for name, options in selects.items():
            self.fields[name].widget = forms.Select(choices=options, attrs={"class": "in"})

    def clean(self) -> dict[str, Any]:
        """There has to be an answer to the question; who signs belongs to the branch."""
        values = super().clean() or {}
        if self.offered.asked.sentence:
            self.add_error(self.offered.asked.parameter, self.offered.asked.sentence)
        signs = self.signs
        if signs and values.get("branch") and str(signs.branch_id) != values["branch"]:
            self.add_error("signatory", _("Penanda tangan ini dari kantor cabang lain. Pilih yang lain."))
        return values

    @property
    def signs(self) -> Signatory | None:
        """Who was chosen to sign."""
        return next((one for one in self.offered.signatories if str(one.pk) == self.data.get("signatory")), None)

    @property
    def picked(self) -> list[str]:
        """The codes of the legal bases that are ticked."""
        return self.typed.getlist("legal")

    @property
    def warnings(self) -> dict[str, str]:
        """What may be so and yet is worth a second look, by field."""
        found: dict[str, str] = {}
        self.is_valid()
        number, day = self.cleaned_data.get("number"), self.cleaned_data.get("day")
        if number and not NUMBER.fullmatch(number):
            found["number"] = _(
                "Nomor ini lain dari bentuk yang lazim, B/urut/bulan-tahun seperti B/1328/022024. Tetap dapat dipakai."
            )
        signs = self.signs
        if day and signs and not (signs.started_on <= day and (signs.ended_on is None or day < signs.ended_on)):
            words = {"name": signs.name, "day": short_date(day)}
            found["signatory"] = _("%(name)s tidak bertugas menandatangani pada %(day)s.") % words
        return found

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def _said(self, one: Signatory) -> str:
        words = {"who": str(one), "since": short_date(one.started_on), "until": short_date(one.ended_on)}
        if one.ended_on:
            return _("%(who)s (%(since)s sampai sebelum %(until)s)") % words
        return _("%(who)s (sejak %(since)s)") % words


class AskForm(NikFreeForm):
    """A request. Empty words are the kind's own."""

    kind = OneOfField(label=gettext_lazy("Jenis"), choices=[(kind.value, words.title) for kind, words in KINDS.items()])
    title = LineField(label=gettext_lazy("Usulan"), longest=160, required=False)
    reason = LineField(label=gettext_lazy("Alasan"), longest=300, required=False, widget=forms.Textarea({"rows": "2"}))
    owner = LineField(label=gettext_lazy("Pemilik"), longest=120, required=False)
    output = LineField(label=gettext_lazy("Hasil"), longest=200, required=False)
    deadline = DayField(label=gettext_lazy("Tenggat"), required=False)
    workers = CountField(label=gettext_lazy("Pekerja"), required=False, least=1, most=MOST_WORKERS, example=10_000)
    months = CountField(label=gettext_lazy("Bulan"), required=False, least=1, most=MOST_MONTHS, example=12)
    paid_by_state = OneOfField(
        label=gettext_lazy("Iuran dibayar"),
        choices=[("ya", gettext_lazy("APBN atau APBD")), ("tidak", gettext_lazy("pihak lain"))],
    )

    def clean(self) -> dict[str, Any]:
        """A request of one's own says itself what it asks."""
        values = super().clean() or {}
        if self.own and not self.blank and not values.get("title") and "title" not in self.errors:
            self.add_error("title", MISSING["required"])
        return values

    @property
    def own(self) -> bool:
        """Whether it is none of the usual kinds."""
        return self["kind"].value() == AskKind.OWN

    @property
    def blank(self) -> bool:
        """Whether it was added and nothing written yet: then it asks for nothing."""
        return self.own and not any(written(self, name) for name in (*OWN_WORDS, "workers", "deadline"))

    @property
    def opened(self) -> bool:
        """Whether its words are one's own, or something is wrong with them."""
        return self.own or any(self[name].value() or self[name].errors for name in OWN_WORDS)

    def wanted(self) -> AskWanted:
        """The request. Only after is_valid()."""
        said = self.cleaned_data
        same = {name: said[name] for name in ("title", "reason", "owner", "output", "deadline", "workers")}
        paid = said["paid_by_state"] == "ya"
        return AskWanted(kind=AskKind(said["kind"]), months=said["months"] or 12, paid_by_state=paid, **same)


class StepForm(NikFreeForm):
    """What the office itself will do."""

    days = OneOfField(label=gettext_lazy("Dalam"), choices=DAYS, coerce=int)
    what = LineField(label=gettext_lazy("Langkah"), longest=200, required=False, widget=forms.Textarea({"rows": "2"}))
    who = LineField(label=gettext_lazy("Oleh"), longest=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A step that somebody takes says what is done."""
        values = super().clean() or {}
        if not self.blank and not values.get("what") and "what" not in self.errors:
            self.add_error("what", MISSING["required"])
        return values

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it: then there is no such step."""
        return not written(self, "what") and not written(self, "who")

    def wanted(self) -> StepWanted:
        """The step. Only after is_valid()."""
        said = self.cleaned_data
        return StepWanted(days=said["days"], what=said["what"], who=said["who"])


def written(form: forms.Form, name: str) -> bool:
    """Whether something else than blanks was written into a field."""
    return bool(str(form[name].value() or "").strip())
