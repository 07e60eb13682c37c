"""The forms of the sign-in and password pages: allauth's, with our words and the classes of our stylesheet."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["login"], _("Nama pengguna"), autocapitalize="none", spellcheck="false")
        dress(self.fields["password"], _("Kata sandi"))


class PasswordForm(ChangePasswordForm):
    """The present password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["oldpassword"], _("Kata sandi saat ini"))
        dress(self.fields["password1"], _("Kata sandi baru"))
        self.fields["password1"].help_text = _(
            "Paling sedikit 8 huruf, angka, atau tanda; tidak hanya angka, tidak mirip nama Anda, dan bukan kata sandi"
            " yang lazim."
        )
        dress(self.fields["password2"], _("Kata sandi baru, sekali lagi"))


def dress(field: Field, label: Any, **attributes: str) -> None:
    """Give a field our label and looks, and take the placeholder away (it vanishes when one types)."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"class": "in", **attributes}
