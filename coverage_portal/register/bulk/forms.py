"""What is filled in for a change of many: one form for the officer, one for the scale, one for the status."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import Scale, ScaleBasis
from coverage_portal.register.bulk.edits import Edit, OfficerEdit, ScaleEdit, Status, StatusEdit
from coverage_portal.register.detail.forms import past_day
from coverage_portal.register.nik_free import NikFreeForm
from regions.access import BranchSet
from regions.models import Assignment

NOBODY = "-"
SELECT = {"class": "in"}
CARING = (Assignment.Role.STAFF, Assignment.Role.ADMIN)
"""The roles of who may look after an employer."""


class NoteField(forms.CharField):
    """A note on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=300, widget=forms.TextInput({"class": "in", "autocomplete": "off"}), **options)

    def clean(self, value: Any) -> str:
        """The text on one line."""
        return " ".join(str(super().clean(value) or "").split())


class DayField(forms.DateField):
    """A day that has come."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"} | SELECT), **options)

    def clean(self, value: Any) -> date | None:
        """The day."""
        return past_day(super().clean(value))


class ChangeForm(NikFreeForm):
    """A change to fill in; once it is valid, `edit` of each kind says what it comes to."""

    what: str
    title: Any

    def __init__(self, data: Any = None, *, branches: Collection[int]) -> None:
        super().__init__(data, prefix=self.what)
        self.branches = branches


class OfficerForm(ChangeForm):
    """Who looks after them: staff and admins who hold their role today at one of the branches."""

    what, title = "pembina", _("Ganti pembina")
    officer = forms.ChoiceField(label=_("Pembina"), widget=forms.Select(SELECT))
    note = NoteField(label=_("Catatan (boleh kosong)"), required=False)

    def __init__(self, data: Any = None, *, branches: Collection[int]) -> None:
        super().__init__(data, branches=branches)
        self.people = officers_at(branches)
        named = sorted((one.called, one.get_username()) for one, _at in self.people)
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih pembina")),
            *((username, name) for name, username in named),
            (NOBODY, _("Tanpa pembina")),
        ]

    @property
    def edit(self) -> Edit:
        """The officer and where they work."""
        chosen = self.cleaned_data["officer"]
        if chosen == NOBODY:
            return OfficerEdit(None, BranchSet())
        return next(OfficerEdit(one, at) for one, at in self.people if one.get_username() == chosen)


class ScaleForm(ChangeForm):
    """A scale, its basis and its day."""

    what, title = "skala", _("Ganti skala usaha")
    scale = forms.TypedChoiceField(
        label=_("Skala usaha"),
        choices=[("", _("Pilih skala")), *Scale.choices],
        coerce=int,
        widget=forms.Select(SELECT),
    )
    basis = forms.ChoiceField(
        label=_("Dasar skala"), choices=[("", _("Pilih dasar")), *ScaleBasis.choices], widget=forms.Select(SELECT)
    )
    as_of = DayField(label=_("Skala per tanggal"))
    note = NoteField(label=_("Catatan (boleh kosong)"), required=False)

    @property
    def edit(self) -> Edit:
        """The three facts."""
        given = self.cleaned_data
        return ScaleEdit(Scale(given["scale"]), ScaleBasis(given["basis"]), given["as_of"])


class StatusForm(ChangeForm):
    """Closed, inactive or registered again, from a day on, and why."""

    what, title = "status", _("Ganti status")
    status = forms.ChoiceField(
        label=_("Menjadi"),
        choices=[
            ("", _("Pilih status")),
            (Status.INACTIVE.value, Status.INACTIVE.label),
            (Status.CLOSED.value, Status.CLOSED.label),
            (Status.REGISTERED.value, _("Terdaftar lagi")),
        ],
        widget=forms.Select(SELECT),
    )
    on = DayField(label=_("Sejak tanggal"))
    note = NoteField(label=_("Alasan"))

    @property
    def edit(self) -> Edit:
        """What it becomes and from when."""
        return StatusEdit(Status(self.cleaned_data["status"]), self.cleaned_data["on"])


Change = OfficerForm | ScaleForm | StatusForm
FORMS: tuple[type[Change], ...] = (OfficerForm, ScaleForm, StatusForm)


def officers_at(branches: Collection[int], on: date | None = None) -> list[tuple[User, BranchSet]]:
    """Who holds the role of staff or admin on a day (today) at one of the branches, and at which branches."""
    held = Assignment.objects.on(on or today()).filter(role__in=CARING, user__is_active=True)
    held = held.filter(Q(branch__isnull=True) | Q(branch__in=branches)).select_related("user")
    found: dict[int, tuple[User, BranchSet]] = {}
    for one in held:
        _user, before = found.get(one.user_id, (one.user, BranchSet()))
        ids = before.ids | ({one.branch_id} if one.branch_id else set())
        found[one.user_id] = (one.user, BranchSet(before.everywhere or one.branch_id is None, frozenset(ids)))
    return list(found.values())
