"""The questions about many people at once: an employer's workers, and people outside employment to be covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage_portal.programmes import choices
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts
from coverage_portal.programmes.fields import WholeNumberField, choice, kept, minimum_wage, people, programmes, wage
from coverage_portal.programmes.forms import CalculatorForm
from coverage_portal.programmes.rules import Law, ObligationRule, ReliefRule
from coverage_portal.programmes.terms import ObligationLevel, ParameterKey
from coverage_portal.programmes.wording import obligation_words

ROWS = 5
MONTHS_MOST = 120
MONTHS_USUAL = 12


class EmployerForm(CalculatorForm):
    """An employer's workers in rows of so many at one wage; `rules` are what the law asks of its scale."""

    def __init__(self, law: Law, first: date, scale: str, data: QueryDict | None = None) -> None:
        self.scale, self.rules = scale, choices.asked_of_employer(law, scale)
        super().__init__(law, first, data)

    def usual(self) -> dict[str, list[str]]:
        """What the law wants of the scale, wherever no programme is named."""
        return {"program": choices.as_names(self.mandatory), "skala": [self.scale]}

    @property
    def mandatory(self) -> Programme:
        """What must be joined on the day."""
        return choices.as_bits(
            p.name or "" for p, rule in self.rules.items() if rule.level is ObligationLevel.MANDATORY
        )

    def prepare(self) -> None:
        """Scale, programmes, risk group, rows, minimum wage, and what the day's reliefs ask."""
        scales = [*choices.SCALES, choices.NON_ASN]
        self.fields["skala"] = kept([(scale, scale) for scale in scales])
        self.fields["program"] = programmes(choices.programmes_of(self.law, Segment.PU), self._hint())
        self.fields["risiko"] = choice(_("Kelompok risiko JKK"), choices.risk_groups(self.law))
        for row in range(1, ROWS + 1):
            label = {"row": row}
            self.fields[f"jumlah_{row}"] = people(_("Baris %(row)s: jumlah pekerja") % label, required=False)
            self.fields[f"upah_{row}"] = wage(_("Baris %(row)s: upah sebulan") % label, "", required=False)
        self.fields["upah_minimum"] = minimum_wage()
        self.offer_reliefs(choices.reliefs_for(self.law.reliefs, Segment.PU))

    def _hint(self) -> str:
        """What is ticked already, and what one programme follows from."""
        derived = [rule for rule in self.rules.values() if rule.level is ObligationLevel.DERIVED]
        ticked = _("Yang wajib menurut hukum pada hari itu sudah dicentang; tanpa centang, itulah yang dihitung.")
        return " ".join([ticked, *(_follows(rule) for rule in derived)])

    def rows(self) -> Iterator[tuple[int, BoundField, BoundField]]:
        """The rows as the page shows them: number, people, wage."""
        return ((row, self[f"jumlah_{row}"], self[f"upah_{row}"]) for row in range(1, ROWS + 1))

    def other_fields(self) -> list[BoundField]:
        """The fields that follow the rows: the minimum wage and what reliefs ask."""
        return [self[name] for name in ("upah_minimum", "industri", "lunas") if name in self.fields]

    def clean(self) -> None:
        """One row at least, none half filled, and JKK with its risk group."""
        self.want_risk_group()
        said = self.cleaned_data
        for row in range(1, ROWS + 1):
            names = {f"jumlah_{row}": _("Jumlah pekerja di baris %(row)s belum diisi."),
                     f"upah_{row}": _("Upah di baris %(row)s belum diisi.")}  # fmt: skip
            empty = [name for name in names if name in said and said[name] is None]
            if len(empty) == 1:
                self.add_error(empty[0], names[empty[0]] % {"row": row})
        if not self.errors and not any(said[f"jumlah_{row}"] for row in range(1, ROWS + 1)):
            self.add_error("jumlah_1", _("Isi paling sedikit satu baris: jumlah pekerja dan upahnya."))

    def groups(self) -> list[tuple[MembershipFacts, int]]:
        """The workers, once the form is valid: alike ones with their number."""
        said = self.cleaned_data
        rows = [(said[f"jumlah_{row}"], said[f"upah_{row}"]) for row in range(1, ROWS + 1) if said[f"jumlah_{row}"]]
        shared = self.relief_facts() | {"active_workers": sum(count for count, _wage in rows)}
        held, risk = choices.as_bits(said["program"]), int(said["risiko"]) if said["risiko"] else None
        floor = said["upah_minimum"]
        return [
            (MembershipFacts(Segment.PU, held, wage=each, risk_group=risk, wage_floor=floor, **shared), count)
            for count, each in rows
        ]


class GapForm(CalculatorForm):
    """So many people outside employment, covered with the lowest package for so many months."""

    def __init__(self, law: Law, first: date, reliefs: Iterable[ReliefRule], data: QueryDict | None = None) -> None:
        self.reliefs = choices.reliefs_for(reliefs, Segment.BPU)
        super().__init__(law, first, data)
        self.fields["tanggal"].label = _("Mulai")
        self.fields["tanggal"].help_text = _("Setiap bulan dihitung menurut hukum bulan itu.")

    def prepare(self) -> None:
        """People, months, package, payer, and what the reliefs of those months ask."""
        self.fields["pekerja"] = people(_("Jumlah pekerja"), _("Misalnya yang belum terlindungi di suatu wilayah."))
        self.fields["bulan"] = WholeNumberField(
            label=_("Selama berapa bulan"), least=1, most=MONTHS_MOST, example=MONTHS_USUAL
        )
        self.fields["paket"] = choice(_("Paket"), choices.packages(), _("Jenjang penghasilan terendah."))
        self.fields["pembayar"] = choice(_("Siapa yang membayar"), choices.payers())
        self.offer_reliefs(self.reliefs)

    def usual(self) -> dict[str, list[str]]:
        """A year."""
        return {"bulan": [str(MONTHS_USUAL)]}

    def facts(self) -> MembershipFacts:
        """One of the people, once the form is valid."""
        said = self.cleaned_data
        return MembershipFacts(
            Segment.BPU,
            choices.PACKAGES[said["paket"] or "jkk-jkm"],
            wage=self.law.figure(ParameterKey.BPU_BASE_LEAST).whole,
            payer=choices.PAYERS[said["pembayar"] or "sendiri"],
            **self.relief_facts(),
        )


def _follows(rule: ObligationRule) -> str:
    words = {"words": obligation_words(rule)}
    return _("JKP tidak dipilih (%(words)s); centang bila pekerja memenuhi syaratnya.") % words
