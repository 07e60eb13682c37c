"""Persons and their memberships. No digit of a NIK is ever stored."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import Spell, SpellQuerySet
from coverage_portal.programmes.codes import Segment, Sex
from employers.models import Employer
from regions.access import BranchRowsQuerySet, Visitor
from regions.models import Branch, Region


class PersonQuerySet(BranchRowsQuerySet):
    """Persons, who belong to every branch that holds a membership of theirs."""

    permission = "view_workers"

    def visible_to(self, user: Visitor, permission: str = "") -> Self:
        """Persons with a membership, running or ended, that `user` may see."""
        seen = Membership.objects.visible_to(user, permission)
        return self.filter(Exists(seen.filter(person=OuterRef("pk"))))


class MembershipQuerySet(BranchRowsQuerySet, SpellQuerySet):  # type: ignore[override]
    """Memberships, each a row of the branch that holds it."""

    permission = "view_workers"


class Person(models.Model):
    """One human being. `nik_hash` is HMAC-SHA256 of the NIK cut to 128 bits, with the version of the key used.

    `home` is the stored domicile, never read from the NIK's prefix. Names are found by how they begin, in capitals of
    the letters A to Z; PostgreSQL compares them byte by byte as SQLite does. Unique constraints here are written as
    expressions: both databases then keep them as plain indexes, which a first load drops and builds once.
    """

    nik_hash = models.UUIDField()
    key_version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    sex = models.PositiveSmallIntegerField(choices=Sex.choices)
    birth_date = models.DateField()
    home = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        constraints: ClassVar = [models.UniqueConstraint("nik_hash", name="person_nik_hash")]
        indexes: ClassVar = [models.Index(Upper("name"), "id", name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class Membership(Spell):
    """One membership (KPJ) of one person: segment, programmes held, wage, place of work, and the days it is active.

    `programmes` is a set of bits of programmes.codes.Programme; `wage` is whole rupiah a month. Foreign keys carry no
    database constraint: an import looks every one of them up before it writes (736,000 checks at commit cost 3 s).
    """

    kpj = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", db_constraint=False)
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships", db_constraint=False
    )
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    segment = models.PositiveSmallIntegerField(choices=Segment.choices)
    programmes = models.PositiveSmallIntegerField()
    wage = models.BigIntegerField(null=True, blank=True)
    workplace = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    row_hash = models.BigIntegerField(null=True, blank=True)
    batch = models.ForeignKey(
        ImportBatch,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc,assignment]

    class Meta(Spell.Meta):
        verbose_name = _("kepesertaan")
        verbose_name_plural = _("kepesertaan")
        constraints: ClassVar = [
            *Spell.Meta.constraints,
            models.UniqueConstraint("kpj", name="membership_kpj"),
        ]
        indexes: ClassVar = [
            models.Index("ended_on", condition=models.Q(ended_on__isnull=False), name="membership_ended"),
        ]

    def __str__(self) -> str:
        return self.kpj
