"""The law as rows. A rule holds until the next row of the same key starts; a relief is a Spell on top.

Rows are never edited once used: a correction is a new row. What the law says on a day is asked of `law.law_on`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import Spell
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.terms import ObligationLevel, ParameterKey, ReliefKind, Unit

PROGRAMME_CHOICES = [(programme.value, programme.name) for programme in Programme]


class Cited(models.Model):
    """Abstract: where a row comes from. `verified_on` null is shown as "belum diverifikasi"."""

    citation = models.CharField(max_length=200)
    verified_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Rule(Cited):
    """Abstract: a rule in force from `effective_from` until the next row with the same `KEY` fields."""

    KEY: ClassVar[tuple[str, ...]]

    effective_from = models.DateField()

    class Meta:
        abstract = True


class Rate(Rule):
    """What one programme costs, in percent of the base, and who carries it.

    `from_jkk` and `from_jkm` are moved over from those programmes' contributions (JKP): nobody pays them twice.
    `flat` is a fixed amount in rupiah a month, paid by the member, instead of a percentage. `risk_group` is 1-5 for
    JKK of wage earners, else 0.
    """

    KEY = ("segment", "programme", "risk_group")

    segment = models.PositiveSmallIntegerField(choices=Segment.choices)
    programme = models.PositiveSmallIntegerField(choices=PROGRAMME_CHOICES)
    risk_group = models.PositiveSmallIntegerField(default=0)
    employer = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    worker = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    government = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    from_jkk = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    from_jkm = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    flat = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["segment", "programme", "risk_group", "effective_from"]
        verbose_name = _("tarif iuran")
        verbose_name_plural = _("tarif iuran")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["segment", "programme", "risk_group", "effective_from"], name="rate_one_per_start"
            ),
            models.CheckConstraint(condition=Q(risk_group__range=(0, 5)), name="rate_risk_group_0_to_5"),
            models.CheckConstraint(
                condition=Q(employer__gte=0, worker__gte=0, government__gte=0, from_jkk__gte=0, from_jkm__gte=0),
                name="rate_never_negative",
            ),
        ]

    def __str__(self) -> str:
        group = f" {self.risk_group}" if self.risk_group else ""
        return f"{Segment(self.segment).name} {Programme(self.programme).name}{group}"


class Parameter(Rule):
    """One figure of the law in `unit`. `renewal_due_on`: the day the law wants a newer row, null when it does not."""

    KEY = ("key",)

    key = models.CharField(max_length=30, choices=ParameterKey.choices)
    value = models.DecimalField(max_digits=15, decimal_places=2)
    unit = models.CharField(max_length=20, choices=Unit.choices)
    renewal_due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["key", "effective_from"]
        verbose_name = _("angka dalam hukum")
        verbose_name_plural = _("angka dalam hukum")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "effective_from"], name="parameter_one_per_start"),
            models.CheckConstraint(condition=Q(value__gt=0), name="parameter_is_positive"),
        ]

    def __str__(self) -> str:
        return str(ParameterKey(self.key).label)


class JakonBracket(Rule):
    """Percent on the slice of a construction contract above `above` rupiah, up to the next bracket's `above`."""

    KEY = ("programme", "above")

    programme = models.PositiveSmallIntegerField(choices=PROGRAMME_CHOICES)
    above = models.BigIntegerField()
    percent = models.DecimalField(max_digits=6, decimal_places=3)

    class Meta:
        ordering: ClassVar = ["programme", "above", "effective_from"]
        verbose_name = _("lapisan nilai kontrak jasa konstruksi")
        verbose_name_plural = _("lapisan nilai kontrak jasa konstruksi")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "above", "effective_from"], name="jakon_bracket_one_per_start"
            ),
            models.CheckConstraint(condition=Q(above__gte=0, percent__gte=0), name="jakon_bracket_never_negative"),
        ]

    def __str__(self) -> str:
        return f"Jakon {Programme(self.programme).name} > {self.above}"


class Obligation(Rule):
    """What is asked of an employer of a scale (or a segment, `scale` 0) for one programme.

    `government`: staff of state organisers who are not civil servants. `requires` is the set of programmes a DERIVED
    programme follows from, null while unknown.
    """

    KEY = ("segment", "scale", "government", "programme")

    segment = models.PositiveSmallIntegerField(choices=Segment.choices)
    scale = models.PositiveSmallIntegerField(choices=[(0, "-"), *Scale.choices], default=0)
    government = models.BooleanField(default=False)
    programme = models.PositiveSmallIntegerField(choices=PROGRAMME_CHOICES)
    level = models.CharField(max_length=20, choices=ObligationLevel.choices)
    requires = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["segment", "government", "-scale", "programme", "effective_from"]
        verbose_name = _("kewajiban program")
        verbose_name_plural = _("kewajiban program")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["segment", "scale", "government", "programme", "effective_from"],
                name="obligation_one_per_start",
            ),
        ]

    def __str__(self) -> str:
        scale = f" {Scale(self.scale).label}" if self.scale else ""
        return f"{Segment(self.segment).name}{scale} {Programme(self.programme).name}"


class Relief(Spell, Cited):
    """`percent` off (or deferred from) the contributions of `programmes` for those who meet every condition.

    A condition left empty asks nothing. `paid_up_to` is the month up to which contributions must be settled;
    `industries` are the only lines of business it is for, `except_industries` those it is not for.
    """

    KEY: ClassVar[tuple[str, ...]] = ("code",)

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=ReliefKind.choices)
    programmes = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    segment = models.PositiveSmallIntegerField(choices=Segment.choices, null=True, blank=True)
    industries = models.JSONField(default=list, blank=True)
    except_industries = models.JSONField(default=list, blank=True)
    minimum_workers = models.PositiveIntegerField(null=True, blank=True)
    paid_up_to = models.DateField(null=True, blank=True)
    not_paid_by_state = models.BooleanField(default=False)

    class Meta(Spell.Meta):
        ordering: ClassVar = ["started_on", "code"]
        verbose_name = _("keringanan iuran")
        verbose_name_plural = _("keringanan iuran")
        constraints: ClassVar = [
            *Spell.Meta.constraints,
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="relief_percent_to_100"),
        ]

    def __str__(self) -> str:
        return self.code


class JkkRiskExample(Cited):
    """A kind of business with its JKK risk group, in the words of the annex: a suggestion an officer may edit."""

    group = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    business = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["group", "number"]
        verbose_name = _("contoh kelompok risiko JKK")
        verbose_name_plural = _("contoh kelompok risiko JKK")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="jkk_risk_example_number"),
            models.CheckConstraint(condition=Q(group__range=(1, 5)), name="jkk_risk_example_group_1_to_5"),
        ]

    def __str__(self) -> str:
        return self.business
