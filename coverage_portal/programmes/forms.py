"""The questions of the law's pages, all asked by GET: which day, and what one worker or project costs.

A form is made with the law of the day it asks about, for the law decides what there is to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage_portal.core.spells import today
from coverage_portal.programmes import choices
from coverage_portal.programmes.codes import Segment
from coverage_portal.programmes.contributions import MembershipFacts
from coverage_portal.programmes.fields import (
    WAGE_MOST,
    DayField,
    RupiahField,
    choice,
    kept,
    minimum_wage,
    people,
    programmes,
    wage,
    words_for,
)
from coverage_portal.programmes.rules import Law, ReliefRule
from coverage_portal.programmes.terms import Industry, ParameterKey
from coverage_portal.programmes.wording import long_date, rupiah


class DayForm(forms.Form):
    """A calendar day; today where none is said."""

    tanggal = DayField(required=False)

    def __init__(self, asked: str) -> None:
        super().__init__({"tanggal": asked or today().isoformat()}, label_suffix="")
        self.fields["tanggal"].label = _("Tanggal")
        self.fields["tanggal"].help_text = _(
            "Hari yang hukumnya ingin Anda lihat. Urutan hari dan bulan mengikuti peramban Anda."
        )


class CalculatorForm(forms.Form):
    """What every calculator asks: the day whose law counts."""

    tanggal = DayField(required=False)

    def __init__(self, law: Law, first: date, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.law, self.first = law, first
        self.fields["tanggal"].label = _("Tanggal")
        self.fields["tanggal"].help_text = _("Hukum pada hari ini yang dipakai.")
        self.prepare()
        self.fill_in({"tanggal": [law.day.isoformat()], **self.usual()})

    def prepare(self) -> None:
        """Add the fields that depend on the law of the day."""

    def usual(self) -> dict[str, list[str]]:
        """What counts wherever the address says nothing, by field."""
        return {}

    def fill_in(self, usual: dict[str, list[str]]) -> None:
        """Show what is usual in a form that was only opened, and in the blanks of one that was sent."""
        several = {name for name, field in self.fields.items() if isinstance(field, forms.MultipleChoiceField)}
        self.initial = {name: values if name in several else values[0] for name, values in usual.items() if values}
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            for name, values in usual.items():
                if not sent.get(name):
                    sent.setlist(name, values)
            self.data = sent

    def clean_tanggal(self) -> date:
        """The day; refused before the first rule."""
        day: date = self.cleaned_data["tanggal"]
        if day < self.first:
            sentence = _("Belum ada aturan tercatat pada %(day)s. Aturan pertama mulai %(first)s.")
            raise forms.ValidationError(sentence % {"day": long_date(day), "first": long_date(self.first)})
        return day

    def asked(self) -> list[tuple[str, str]]:
        """What was asked, once the form is valid: label and words of each field that says something, for paper."""
        said = [(field, self.cleaned_data.get(field.name)) for field in self.visible_fields()]
        return [(str(field.label), words_for(field.field, value)) for field, value in said if value]

    def roundings(self) -> list[str]:
        """What was rounded up to a whole rupiah, a sentence each."""
        amounts = [
            (field, field.field.with_sen(field.data))
            for field in self.visible_fields()
            if isinstance(field.field, RupiahField)
        ]
        said = _("%(label)s: %(exact)s dibulatkan ke atas menjadi %(whole)s.")
        return [
            said % {"label": field.label, "exact": rupiah(exact), "whole": rupiah(ceil(exact))}
            for field, exact in amounts
            if exact is not None and exact != ceil(exact)
        ]

    def offer_reliefs(self, reliefs: Iterable[ReliefRule], *, workers: bool = False) -> None:
        """Ask what the reliefs want to know, and nothing when there are none."""
        known = tuple(reliefs)
        if industries := choices.industries(known):
            self.fields["industri"] = choice(_("Bidang usaha"), industries)
        if workers and any(relief.minimum_workers for relief in known):
            self.fields["pekerja_aktif"] = people(_("Pekerja aktif pada pemberi kerja"), required=False)
        if months := choices.paid_up_months(known):
            self.fields["lunas"] = choice(_("Iuran pemberi kerja sudah lunas"), months)

    def relief_facts(self) -> dict[str, Any]:
        """The answers about reliefs as MembershipFacts wants them."""
        said = self.cleaned_data
        return {
            "industry": Industry(said["industri"]) if said.get("industri") else None,
            "active_workers": said.get("pekerja_aktif"),
            "paid_up_to": date.fromisoformat(f"{said['lunas']}-01") if said.get("lunas") else None,
        }

    def want_risk_group(self) -> None:
        """Refuse JKK of wage earners without its risk group."""
        said = self.cleaned_data
        if "JKK" in said.get("program", ()) and "risiko" in said and not said["risiko"]:
            self.add_error("risiko", _("Pilih kelompok risiko: tarif JKK bergantung padanya."))


class WorkerForm(CalculatorForm):
    """One membership of a segment.

    A link that names no programme means the usual ones; in a form that was sent, none ticked is none. `ALWAYS_SENT`
    tells the two apart: the form sends that field even when it is empty, and short links leave it out.
    """

    SEGMENT: Segment
    ALWAYS_SENT = ""

    def usual(self) -> dict[str, list[str]]:
        """The segment, and programmes for a form that was opened or linked to."""
        name = {"segmen": [self.SEGMENT.name.lower()]}
        return name if self.ALWAYS_SENT in self.data else name | {"program": self.usual_programmes()}

    def usual_programmes(self) -> list[str]:
        """Every programme that the segment has a rate for."""
        return [code for code, _name in choices.programmes_of(self.law, self.SEGMENT)]

    def keep_segment(self) -> None:
        """Carry the segment along: the page's links choose it."""
        self.fields["segmen"] = kept([(self.SEGMENT.name.lower(), "")])


class WageEarnerForm(WorkerForm):
    """One worker of an employer."""

    SEGMENT = Segment.PU
    ALWAYS_SENT = "upah_minimum"

    def prepare(self) -> None:
        """Wage, programmes, risk group, minimum wage, and what the day's reliefs ask."""
        self.keep_segment()
        self.fields["upah"] = wage(_("Upah sebulan"), _("Upah pokok dan tunjangan tetap, misalnya Rp5.000.000."))
        self.fields["program"] = programmes(choices.programmes_of(self.law, Segment.PU))
        self.fields["risiko"] = choice(_("Kelompok risiko JKK"), choices.risk_groups(self.law))
        self.fields["upah_minimum"] = minimum_wage()
        self.offer_reliefs(choices.reliefs_for(self.law.reliefs, Segment.PU), workers=True)

    def clean(self) -> None:
        """JKK cannot be counted without its risk group."""
        self.want_risk_group()

    def facts(self) -> MembershipFacts:
        """The worker, once the form is valid."""
        said = self.cleaned_data
        return MembershipFacts(
            Segment.PU,
            choices.as_bits(said["program"]),
            wage=said["upah"],
            risk_group=int(said["risiko"]) if said["risiko"] else None,
            wage_floor=said["upah_minimum"],
            **self.relief_facts(),
        )


class OutsideEmploymentForm(WorkerForm):
    """One person outside an employment relation, who pays or for whom someone pays."""

    SEGMENT = Segment.BPU
    ALWAYS_SENT = "pembayar"

    def prepare(self) -> None:
        """Income, programmes, payer, and what the day's reliefs ask."""
        self.keep_segment()
        self.fields["upah"] = wage(_("Penghasilan sebulan"), self._bands())
        self.fields["program"] = programmes(choices.programmes_of(self.law, Segment.BPU))
        self.fields["pembayar"] = choice(_("Siapa yang membayar"), choices.payers())
        self.offer_reliefs(choices.reliefs_for(self.law.reliefs, Segment.BPU))

    def usual_programmes(self) -> list[str]:
        """What must be joined."""
        return choices.mandatory_of(self.law, Segment.BPU)

    def _bands(self) -> str:
        least = self.law.figures.get(ParameterKey.BPU_BASE_LEAST)
        most = self.law.figures.get(ParameterKey.BPU_BASE_MOST)
        if least is None or most is None:
            return ""
        words = {"least": rupiah(least.whole), "most": rupiah(most.whole)}
        return _("Dipilih peserta sendiri. Dasarnya dari %(least)s sampai %(most)s.") % words

    def facts(self) -> MembershipFacts:
        """The person, once the form is valid."""
        said = self.cleaned_data
        payer = choices.PAYERS[said["pembayar"] or "sendiri"]
        held = choices.as_bits(said["program"])
        return MembershipFacts(Segment.BPU, held, wage=said["upah"], payer=payer, **self.relief_facts())


class ConstructionForm(WorkerForm):
    """A construction worker whose wage is known, or a whole project by the value of its contract."""

    SEGMENT = Segment.JAKON

    def prepare(self) -> None:
        """One of two amounts; the programmes are those of the segment."""
        self.keep_segment()
        self.fields["upah"] = wage(_("Upah sebulan"), _("Bila upah pekerja diketahui."), required=False)
        hint = _("Bila upah tidak diketahui: seluruh proyek, sekali bayar.")
        self.fields["nilai_kontrak"] = wage(_("Nilai kontrak"), hint, required=False, most=WAGE_MOST * 100)

    def clean(self) -> None:
        """Exactly one of the two amounts."""
        given = [name for name in ("upah", "nilai_kontrak") if self.cleaned_data.get(name) is not None]
        if not self.errors and len(given) != 1:
            self.add_error("upah", _("Isi salah satu: upah sebulan atau nilai kontrak."))

    def facts(self) -> MembershipFacts:
        """The worker, once the form is valid and a wage was given."""
        return MembershipFacts(Segment.JAKON, choices.as_bits(self.usual_programmes()), wage=self.cleaned_data["upah"])
