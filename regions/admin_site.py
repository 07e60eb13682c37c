"""The frame of the stewards' site: who may enter it, and what every table of it does and does not allow."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import User
from regions.access import permissions_of

# The admin's jQuery and calendar write HTML from strings, which Trusted Types forbids. All else stays strict.
WITHOUT_TRUSTED_TYPES = {"require-trusted-types-for": None, "trusted-types": None}


class StewardSite(admin.AdminSite):
    """The admin site for whoever holds the steward's role today; it signs nobody in, /masuk/ does."""

    site_header = _("Kelola portal")
    site_title = _("Kelola portal")
    index_title = _("Akun, peran, cabang dan angka acuan")
    site_url = "/"
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this visitor may enter at all; regions.gate asks the same before."""
        return "manage_users" in permissions_of(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the site with the one relaxation its scripts need."""
        return csp_replace(WITHOUT_TRUSTED_TYPES)(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The portal has one sign-in page."""
        return HttpResponseRedirect(reverse("account_login"))

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The portal has one way out, which is in the audit trail."""
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The portal has one page to change one's password."""
        return HttpResponseRedirect(reverse("account_change_password"))


class StewardAdmin(admin.ModelAdmin):
    """A table of the site: seen, added to and changed by holders of `permission`, never deleted from."""

    permission = "manage_users"
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the table is listed."""
        return self.permission in permissions_of(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whether its rows are shown."""
        return self.permission in permissions_of(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether a row may be added."""
        return self.permission in permissions_of(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the row may be changed."""
        return self.permission in permissions_of(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address asks to fill in, less the ids that are none: a widget would look them up unread."""
        related = {field.name for field in self.model._meta.fields if field.is_relation}
        asked = super().get_changeform_initial_data(request)
        return {name: value for name, value in asked.items() if name not in related or is_an_id(str(value))}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the filters beside the list ask. Django answers questions about any column, a password hash too."""
        return lookup.partition("__")[0] in self.list_filter and super().lookup_allowed(lookup, value, request)


def is_an_id(text: str) -> bool:
    """True for digits that fit into a bigint."""
    return text.isdecimal() and len(text) <= 18


def acting(request: HttpRequest) -> User:
    """The signed-in steward behind the request; the gate lets nobody else this far."""
    assert isinstance(request.user, User)
    return request.user
