"""Signing in and out: django-allauth with sign-up closed, every step in the audit trail.

The adapter's methods are allauth's own steps, so nothing here needs a signal and each event is written in the
transaction of what it tells about.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import logout as end_session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.audit import record
from coverage_portal.core.models import User

KNOWN_TO_ALL = "contoh-"  # every demo password begins with it, and everybody knows them


class AccountAdapter(DefaultAccountAdapter):
    """The portal's choices for allauth. Accounts are made by a steward; nobody can sign up."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan masuk. Tunggu lima menit lalu coba lagi."),
        "enter_current_password": _("Kata sandi saat ini tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a steward makes accounts."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` may be followed: only to this very host, though ALLOWED_HOSTS may name several."""
        host = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed_hosts=host, require_https=self.request.is_secure())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; one over the limit is refused and noted. Demo passwords work on one's own machine only.

        The demo accounts travel with a copied database; their passwords stand in the README.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._record_attempt("sign_in_blocked", credentials)
            raise
        if not settings.LOCAL and str(credentials.get("password", "")).startswith(KNOWN_TO_ALL):
            self._record_attempt("sign_in_failed", credentials)
            raise self.validation_error("username_password_mismatch")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong name or password."""
        self._record_attempt("sign_in_failed", credentials)

    def _record_attempt(self, verb: str, credentials: dict[str, Any]) -> None:
        """The name typed is kept only when an account has it: people type passwords into that field."""
        account = User.objects.filter(username=credentials.get("username", "")).first()
        record(by=None, verb=verb, subject=account, ip=self.get_client_ip(self.request))

    def login(self, request: HttpRequest, user: User) -> None:
        """Open a fresh session (the key changes, so a planted one is worth nothing)."""
        with transaction.atomic():
            super().login(request, user)
            record(by=user, verb="signed_in", subject=user, ip=self.get_client_ip(request))

    def logout(self, request: HttpRequest) -> None:
        """End the session on the server too."""
        user = request.user
        with transaction.atomic():
            if isinstance(user, User):
                record(by=user, verb="signed_out", subject=user)
            end_session(request)

    def set_password(self, user: User, password: str) -> None:
        """A person's own change; it ends that person's other sessions."""
        with transaction.atomic():
            super().set_password(user, password)
            record(by=user, verb="password_changed", subject=user)
