"""The stewards' own site under /kelola/: accounts, roles, branches, published figures and targets.

Django's admin with three changes: who may enter is asked of today's assignments (is_staff and is_superuser mean
nothing here), every write is a verb of actions.py with its line in the audit trail, and nothing is deleted but a
role given by mistake. No worker, audit line or password hash is registered; employers are, to look at (register.admin).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.actions import change_account, create_account, reset_password
from coverage_portal.core.formatting import as_given
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from regions import actions
from regions.admin_forms import AccountForm, AssignmentForm, FigureForm, NewAccountForm, TargetForm
from regions.admin_site import StewardAdmin, StewardSite, acting, is_an_id
from regions.models import Assignment, Branch, ReferenceFigure, Region, Target


class AccountAdmin(StewardAdmin):
    """Accounts. One's own is shown but not changed: that takes another steward."""

    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "first_name", "last_name")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Two forms: a new account has a name and a password, an old one may be closed."""
        form = AccountForm if change else NewAccountForm
        return super().get_form(request, obj, change=change, **{**kwargs, "form": form})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Never the stored hash; a new password only where it can be set."""
        if obj is None:
            return ["username", "first_name", "last_name", "password1", "password2"]
        shown = ["username", "first_name", "last_name", "is_active"]
        return [*shown, "new_password"] if self.has_change_permission(request, obj) else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The user name stays: the audit trail speaks of it."""
        return ["username"] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not one's own account."""
        return super().has_change_permission(request, obj) and (obj is None or obj.pk != request.user.pk)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Through the verbs of core.actions."""
        by, values = acting(request), form.cleaned_data
        names = {"first_name": values["first_name"], "last_name": values["last_name"]}
        if not change:
            made = create_account(username=obj.username, password=values["password1"], by=by, **names)
            obj.pk = made.pk
            return
        if {"first_name", "last_name", "is_active"} & set(form.changed_data):
            change_account(user=obj, is_active=values["is_active"], by=by, **names)
        if values["new_password"]:
            reset_password(user=obj, password=values["new_password"], by=by)


class AssignmentAdmin(StewardAdmin):
    """Who holds which role, where and when. A role that has held is ended; one given by mistake is withdrawn."""

    form = AssignmentForm
    list_display = ("user", "role", "branch", "since", "until")
    list_filter = ("role", "branch")
    list_select_related = ("user", "branch")
    search_fields = ("user__username", "user__first_name", "user__last_name")
    autocomplete_fields = ("user",)

    @admin.display(description=_("Berlaku sejak"), ordering="started_on")
    def since(self, row: Assignment) -> date:
        """The first day."""
        return row.started_on

    @admin.display(description=_("Hari pertama tidak berlaku lagi"), ordering="ended_on", empty_value="–")
    def until(self, row: Assignment) -> date | None:
        """The first day without it."""
        return row.ended_on

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only the end of a role may be changed; another role or branch is another row."""
        return ["user", "role", "branch", "started_on"] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not one's own roles."""
        return super().has_change_permission(request, obj) and (obj is None or obj.user_id != request.user.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A role that has not held for a whole day yet may be taken back."""
        return obj is not None and obj.started_on >= today() and self.has_change_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who asks: nobody gives a role to themselves."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def save_model(self, request: HttpRequest, obj: Assignment, form: Any, change: bool) -> None:
        """Through the verbs of regions.actions."""
        if change:
            actions.end_assignment(assignment=obj, ended_on=obj.ended_on, by=acting(request))
            return
        made = actions.assign_role(
            user=obj.user,
            role=obj.role,
            branch=obj.branch,
            started_on=obj.started_on,
            ended_on=obj.ended_on,
            by=acting(request),
        )
        obj.pk = made.pk

    def delete_model(self, request: HttpRequest, obj: Assignment) -> None:
        """Through the verb."""
        actions.withdraw_assignment(assignment=obj, by=acting(request))


class BranchAdmin(StewardAdmin):
    """Branch offices; their codes stand in the extracts, so a code is never changed."""

    list_display = ("code", "name", "city")
    list_select_related = ("city",)
    autocomplete_fields = ("city",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The code, once it is in use."""
        return ["code"] if obj else []

    def save_model(self, request: HttpRequest, obj: Branch, form: Any, change: bool) -> None:
        """Through the verb."""
        actions.save_branch(branch=obj, by=acting(request))


class CitedAdmin(StewardAdmin):
    """Figures and targets: never changed, only replaced by a new row that says what it replaces."""

    permission = "manage_figures"
    autocomplete_fields = ("region",)
    list_select_related = ("region",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: the row is shown, with a link to enter the one that replaces it."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The form's fields; on an entered row also who entered it and how to replace it."""
        names = list(self.form.base_fields)
        return [*names, "entered_by", "entered_at", "replacement"] if obj else names

    @admin.display(description=_("Penggantian"))
    def replacement(self, row: Any) -> str:
        """The row that replaces this one, else a link to enter it."""
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        newer = type(row).objects.filter(replaces=row).first()
        if newer:
            return format_html('<a href="{}">{}</a>', reverse(f"{name}_change", args=[newer.pk]), _("Sudah diganti"))
        link = f"{reverse(f'{name}_add')}?replaces={row.pk}"
        return format_html('<a href="{}">{}</a>', link, _("Masukkan angka pengganti"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is not typed."""
        return ["entered_by", "entered_at", "replacement"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A row that replaces another starts as its copy."""
        replaced = request.GET.get("replaces", "")
        old = self.get_object(request, replaced) if is_an_id(replaced) else None
        if old is None:
            return super().get_changeform_initial_data(request)
        return {**forms.model_to_dict(old, fields=list(self.form.base_fields)), "replaces": old.pk}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the verb."""
        actions.enter_figure(figure=obj, by=acting(request))


class FigureAdmin(CitedAdmin):
    """Published figures with their source."""

    form = FigureForm
    list_display = ("kind", "label", "region", "period", "amount", "unit", "publisher", "derived")
    list_filter = ("kind", "basis", "derived")
    search_fields = ("region__name", "region__code", "label", "publisher", "document")

    @admin.display(description=_("Nilai"), ordering="value")
    def amount(self, row: ReferenceFigure) -> str:
        """The figure as people write it."""
        return as_given(row.value, active_language())


class TargetAdmin(CitedAdmin):
    """Targets with their decree."""

    form = TargetForm
    list_display = ("region", "year", "programme", "measure", "percent", "decree")
    list_filter = ("year", "measure")
    search_fields = ("region__name", "region__code", "decree")


class RegionAdmin(StewardAdmin):
    """Places, to look up while entering a figure; they come from the official code list, not from here."""

    permission = "manage_figures"
    list_display = ("code", "name", "level")
    list_filter = ("level",)
    search_fields = ("code", "name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


site = StewardSite()
site.register(User, AccountAdmin)
site.register(Assignment, AssignmentAdmin)
site.register(Branch, BranchAdmin)
site.register(ReferenceFigure, FigureAdmin)
site.register(Target, TargetAdmin)
site.register(Region, RegionAdmin)
