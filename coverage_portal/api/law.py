"""The law of one day as JSON: every rule with its citation, its first day and the day somebody checked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from coverage_portal.api.fields import Amount, Percent, Written, one_of, one_of_or_none
from coverage_portal.programmes import rules
from coverage_portal.programmes.codes import PROGRAMME_NAMES, Programme, Scale, Segment
from coverage_portal.programmes.terms import Industry, ObligationLevel, ParameterKey, ReliefKind, Unit

PROGRAMME = one_of(*(str(programme.name) for programme in Programme))
SEGMENT = one_of(*Segment.names)
INDUSTRY = one_of(*Industry.values)
PROGRAMMES = serializers.ListField(child=PROGRAMME())


@dataclass(frozen=True)
class Keyed:
    """A rule with what it is about, which the law keeps as its key. None: for all, or does not apply."""

    rule: rules.RateRule | rules.Bracket | rules.ObligationRule
    programme: Programme
    segment: Segment = Segment.JAKON
    risk_group: int | None = None
    scale: Scale | None = None
    government: bool = False


@dataclass(frozen=True)
class LawOfADay:
    """The law in the order in which it is answered."""

    date: date
    programmes: tuple[Programme, ...]
    rates: list[Keyed]
    figures: list[rules.Figure]
    construction_brackets: list[Keyed]
    obligations: list[Keyed]
    reliefs: tuple[rules.ReliefRule, ...]


def in_order(law: rules.Law) -> LawOfADay:
    """The rules of a law by segment, scale and programme."""
    rates = [
        Keyed(rule, programme, segment, risk_group=group or None)
        for (segment, programme, group), rule in sorted(law.rates.items())
    ]
    brackets = [Keyed(one, programme) for programme, slices in sorted(law.brackets.items()) for one in slices]
    obligations = [
        Keyed(rule, programme, segment, scale=Scale(scale) if scale else None, government=government)
        for (segment, scale, government, programme), rule in sorted(law.obligation_rules.items())
    ]
    figures = sorted(law.figures.values(), key=lambda figure: list(ParameterKey).index(figure.key))
    return LawOfADay(law.day, tuple(Programme), rates, figures, brackets, obligations, law.reliefs)


def names_of(programmes: Programme | None) -> list[str]:
    """A set of programmes by name: ["JKK", "JKM"]."""
    return [str(programme.name) for programme in Programme if programmes and programme in programmes]


class ProgrammeName(serializers.Serializer):
    """One of the five programmes."""

    code = PROGRAMME(source="name")
    name = Written(lambda programme: PROGRAMME_NAMES[programme])


class Rule(serializers.Serializer):
    """What every rule says of itself."""

    citation = serializers.CharField(source="source.citation")
    effective_from = serializers.DateField(source="source.effective_from")
    verified_on = serializers.DateField(
        source="source.verified_on", allow_null=True, help_text=_("null: belum diverifikasi.")
    )
    note = serializers.CharField(source="source.note")


class About(serializers.Serializer):
    """A rule that the law keeps by programme and segment."""

    programme = PROGRAMME(source="programme.name")
    segment = SEGMENT(source="segment.name")
    segment_label = Written(lambda line: line.segment.label)
    rule = Rule()


class Rate(About):
    """What one programme costs, in percent of the base, by who carries it."""

    risk_group = serializers.IntegerField(allow_null=True, help_text=_("Kelompok risiko JKK 1-5; null di luar itu."))
    employer = Percent(source="rule.employer")
    worker = Percent(source="rule.worker")
    government = Percent(source="rule.government")
    from_jkk = Percent(source="rule.from_jkk", help_text=_("Dipindahkan dari iuran JKK, tidak dibayar dua kali."))
    from_jkm = Percent(source="rule.from_jkm", help_text=_("Dipindahkan dari iuran JKM, tidak dibayar dua kali."))
    total = Percent(source="rule.total")
    flat = serializers.IntegerField(
        source="rule.flat", help_text=_("Rupiah sebulan sebagai ganti persen; 0 bila persen.")
    )


class LawFigure(serializers.Serializer):
    """One figure of the law: a ceiling, an age, a package."""

    key = one_of(*ParameterKey.values)()
    label = Written(lambda figure: figure.key.label)
    value = Amount()
    unit = one_of(*Unit.values)()
    overdue_since = serializers.DateField(
        allow_null=True, help_text=_("Sejak hari ini angka yang lebih baru seharusnya sudah ada.")
    )
    rule = Rule(source="*")


class ConstructionBracket(serializers.Serializer):
    """Percent on the slice of a construction contract above an amount."""

    programme = PROGRAMME(source="programme.name")
    above = serializers.IntegerField(source="rule.above", help_text=_("Rupiah; sampai lapisan berikutnya."))
    percent = Percent(source="rule.percent")
    rule = Rule()


class Obligation(About):
    """What is asked of an employer of a scale, or of a segment, for one programme."""

    scale = serializers.SerializerMethodField(help_text=_("Skala usaha; null bila tidak menurut skala."))
    government = serializers.BooleanField(help_text=_("Pegawai non-ASN pada penyelenggara negara."))
    level = one_of(*ObligationLevel.values)(source="rule.level")
    level_label = Written(lambda line: line.rule.level.label)
    requires = serializers.SerializerMethodField(
        help_text=_("Program yang harus diikuti dahulu; kosong bila tidak ada.")
    )

    @extend_schema_field(one_of_or_none(*Scale.names)())
    def get_scale(self, line: Keyed) -> str | None:
        """SMALL."""
        return line.scale.name if line.scale else None

    @extend_schema_field(PROGRAMMES)
    def get_requires(self, line: Keyed) -> list[str]:
        """["JKK", "JKM", "JHT"]"""
        return names_of(line.rule.requires) if isinstance(line.rule, rules.ObligationRule) else []


class Relief(serializers.Serializer):
    """A relief in force, with its conditions; an empty condition asks nothing."""

    code = serializers.CharField()
    kind = one_of(*ReliefKind.values)()
    kind_label = Written(lambda relief: relief.kind.label)
    programmes = serializers.SerializerMethodField()
    percent = Percent()
    ended_on = serializers.DateField(allow_null=True, help_text=_("Hari pertama tanpa keringanan ini."))
    segment = serializers.SerializerMethodField(help_text=_("null: semua segmen."))
    industries = serializers.ListField(child=INDUSTRY(), help_text=_("Hanya untuk lapangan usaha ini; kosong: semua."))
    except_industries = serializers.ListField(child=INDUSTRY(), help_text=_("Tidak untuk lapangan usaha ini."))
    minimum_workers = serializers.IntegerField(allow_null=True)
    paid_up_to = serializers.DateField(allow_null=True, help_text=_("Iuran harus lunas sampai bulan ini."))
    not_paid_by_state = serializers.BooleanField(help_text=_("Tidak untuk iuran yang dibayar APBN atau APBD."))
    rule = Rule(source="*")

    @extend_schema_field(PROGRAMMES)
    def get_programmes(self, relief: rules.ReliefRule) -> list[str]:
        """["JKK", "JKM"]"""
        return names_of(relief.programmes)

    @extend_schema_field(one_of_or_none(*Segment.names)())
    def get_segment(self, relief: rules.ReliefRule) -> str | None:
        """BPU."""
        return relief.segment.name if relief.segment else None


class Law(serializers.Serializer):
    """The law of one day."""

    date = serializers.DateField()
    programmes = ProgrammeName(many=True)
    rates = Rate(many=True, help_text=_("Tarif dalam persen dari dasar upah."))
    figures = LawFigure(many=True, help_text=_("Plafon, usia, paket, dan manfaat."))
    construction_brackets = ConstructionBracket(many=True)
    obligations = Obligation(many=True)
    reliefs = Relief(many=True)
