"""The forms of the stewards' site. They check; the verbs of actions.py save."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from regions.figure_kinds import trouble_with
from regions.models import Assignment, ReferenceFigure, Target


class NewAccountForm(UserCreationForm):
    """A new account: user name, names, password twice."""

    class Meta:
        model = User
        fields: ClassVar = ["username", "first_name", "last_name"]


class AccountForm(forms.ModelForm):
    """An account: names, open or closed, and a new password where one is needed."""

    new_password = forms.CharField(
        label=_("Kata sandi baru"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kosongkan bila tidak diganti. Sesi orang itu berakhir begitu kata sandinya diganti."),
    )

    class Meta:
        model = User
        fields: ClassVar = ["first_name", "last_name", "is_active"]

    def clean_new_password(self) -> str:
        """The same rules as for a password one picks oneself."""
        password: str = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password


class AssignmentForm(forms.ModelForm):
    """A role for a branch or for all, from a day on; `by` is who asks."""

    by: Any = None

    class Meta:
        model = Assignment
        fields: ClassVar = ["user", "role", "branch", "started_on", "ended_on"]
        labels: ClassVar = {
            "started_on": _("Berlaku sejak"),
            "ended_on": _("Hari pertama tidak berlaku lagi"),
        }
        help_texts: ClassVar = {"branch": _("Kosong berarti semua cabang. Pengelola selalu untuk semua cabang.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "started_on" in self.fields:
            self.fields["started_on"].initial = today

    def clean(self) -> dict[str, Any]:
        """Says in words what the database would refuse, and that nobody gives themselves a role."""
        values = super().clean() or {}
        if self.by is not None and values.get("user") == self.by:
            self.add_error("user", _("Peran Anda sendiri diatur oleh pengelola lain."))
        if values.get("role") == Assignment.Role.STEWARD and values.get("branch"):
            self.add_error("branch", _("Pengelola selalu untuk semua cabang: kosongkan kantor cabangnya."))
        start, end = values.get("started_on") or self.instance.started_on, values.get("ended_on")
        if start and end and end <= start:
            self.add_error("ended_on", _("Hari ini harus sesudah hari mulai berlakunya."))
        return values


class CitedForm(forms.ModelForm):
    """What a figure and a target share: the row they may replace."""

    def clean(self) -> dict[str, Any]:
        """A row replaces one of the same place and kind that nothing replaces yet."""
        values = super().clean() or {}
        old = values.get("replaces")
        same = ("region", "kind") if isinstance(old, ReferenceFigure) else ("region", "year", "programme", "measure")
        if old is not None and any(getattr(old, name) != values.get(name) for name in same):
            raise ValidationError(_("Angka pengganti harus untuk wilayah dan jenis yang sama dengan yang digantikan."))
        return values


class FigureForm(CitedForm):
    """A published figure with its source."""

    class Meta:
        model = ReferenceFigure
        fields: ClassVar = [
            "kind",
            "label",
            "region",
            "as_at",
            "period",
            "value",
            "unit",
            "half_step",
            "basis",
            "derived",
            "publisher",
            "document",
            "link",
            "note",
            "replaces",
        ]
        widgets: ClassVar = {"replaces": forms.HiddenInput}

    def clean(self) -> dict[str, Any]:
        """Also the unit and the number go with the kind."""
        values = super().clean()
        given = {name: values.get(name) for name in ("value", "half_step")}
        for field, words in trouble_with(values.get("kind", ""), unit=values.get("unit", ""), **given).items():
            if field not in self.errors:
                self.add_error(field, words)
        return values


class TargetForm(CitedForm):
    """A target with the decree that sets it."""

    class Meta:
        model = Target
        fields: ClassVar = ["region", "year", "programme", "measure", "percent", "decree", "link", "note", "replaces"]
        widgets: ClassVar = {"replaces": forms.HiddenInput}
