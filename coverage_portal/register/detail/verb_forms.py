"""The forms with which an employer closes, opens again, moves, or takes a duplicate in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.fields import DayField
from coverage_portal.register.detail.forms import REQUIRED, WordsField, past_day
from coverage_portal.register.detail.standing import too_early
from coverage_portal.register.nik_free import NikFreeForm
from coverage_portal.register.writing import version_of
from employers.models import Employer
from regions.access import branches_of
from regions.models import Assignment, Branch

NAMED = 5
YES, NO = "ya", "tidak"


class VerbForm(NikFreeForm):
    """What every verb asks: its day, its reason, and the version of the employer that it was decided on."""

    on = DayField(label=gettext_lazy("Mulai tanggal"))
    note = WordsField(label=gettext_lazy("Alasan"), most=500, lines=3, hint=gettext_lazy("Tampil di riwayat."))
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, employer: Employer, user: User) -> None:
        super().__init__(data, initial={"on": today(), "version": version_of(employer)})
        self.employer, self.user = employer, user
        for field in self.fields.values():
            field.error_messages["required"] = str(REQUIRED)

    def clean_on(self) -> date | None:
        """Not ahead of today, and not before what it ends or follows."""
        day = past_day(self.cleaned_data["on"])
        since = self.since()
        if day is not None and since is not None and day <= since:
            words = {"day": formatting.long_date(since, active_language())}
            raise ValidationError(_("Tanggalnya harus sesudah %(day)s.") % words, code="early")
        found = self.employer.found_on
        if day is not None and found is not None and self.employer.registered_on is None and day < found:
            words = {"day": formatting.long_date(found, active_language())}
            raise ValidationError(_("Tanggalnya sebelum ditemukan sebagai prospek (%(day)s).") % words, code="early")
        return day

    def since(self) -> date | None:
        """The last day that is too early."""
        return too_early(self.employer)


class CloseForm(VerbForm):
    """Inactive or closed, from a day on."""

    to = forms.ChoiceField(
        label=gettext_lazy("Menjadi"),
        choices=[
            (Employer.Status.INACTIVE, gettext_lazy("Nonaktif: usahanya ada, kepesertaannya berhenti")),
            (Employer.Status.CLOSED, gettext_lazy("Tutup: usahanya tidak ada lagi")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("to", "on", "note", "version")


class ReopenForm(VerbForm):
    """Open again, from a day on."""

    def since(self) -> date | None:
        """Not before the day it closed."""
        return too_early(self.employer, opens=True)


class MoveForm(VerbForm):
    """To another branch, with its running memberships or without."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Kantor tujuan"),
        queryset=Branch.objects.none(),
        empty_label=gettext_lazy("Pilih kantor"),
        widget=forms.Select({"class": "in"}),
    )
    with_members = forms.ChoiceField(
        label=gettext_lazy("Kepesertaan yang berjalan"),
        choices=[(YES, gettext_lazy("Ikut pindah")), (NO, gettext_lazy("Tetap di kantor sekarang"))],
        widget=forms.RadioSelect,
        initial=YES,
    )
    field_order = ("to", "with_members", "on", "note", "version")

    def __init__(self, data: Any = None, *, employer: Employer, user: User) -> None:
        super().__init__(data, employer=employer, user=user)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = Branch.objects.exclude(pk=employer.branch_id).order_by("name")
        to.label_from_instance = lambda branch: branch.name  # type: ignore[method-assign,assignment]

    def clean_to(self) -> Branch:
        """One that the visitor may edit employers of; else who may is said."""
        branch: Branch = self.cleaned_data["to"]
        if branch.pk not in branches_of(self.user, "edit_employers"):
            words = {"branch": branch.name, "who": ", ".join(who_may_move()) or _("admin data untuk semua kantor")}
            raise ValidationError(
                _("Anda tidak boleh mengubah pemberi kerja di %(branch)s. Yang boleh memindahkannya: %(who)s.") % words,
                code="not_yours",
            )
        return branch

    def clean_with_members(self) -> bool:
        """Whether the memberships go along."""
        return bool(self.cleaned_data["with_members"] == YES)


class MergeForm(NikFreeForm):
    """Why two are one, and the versions of both that it was decided on."""

    note = WordsField(label=gettext_lazy("Alasan"), most=500, lines=3, hint=gettext_lazy("Tampil di kedua riwayat."))
    version = forms.CharField(widget=forms.HiddenInput)
    other_version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kept: Employer, duplicate: Employer) -> None:
        super().__init__(data, initial={"version": version_of(kept), "other_version": version_of(duplicate)})
        self.fields["note"].error_messages["required"] = str(REQUIRED)


def who_may_move() -> list[str]:
    """Some of those who may edit the employers of every branch."""
    admins = Assignment.objects.on(today()).filter(role=Assignment.Role.ADMIN, branch__isnull=True)
    return list(admins.order_by("user__username").values_list("user__username", flat=True).distinct()[:NAMED])
