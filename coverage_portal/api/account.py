"""One's own account: who one is here, and the tokens that other programs show in one's name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.gate import SIGNED_IN, access
from coverage_portal.core.models import ApiToken, User
from coverage_portal.core.tokens import DAYS, MOST, TooMany, make_token, revoke_token, tokens_of
from coverage_portal.register.nik_free import NikFreeForm


class TokenForm(NikFreeForm):
    """A token to be made."""

    name = forms.CharField(
        label=gettext_lazy("Nama token"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Nama token belum diisi. Tulis program apa yang memakainya."),
            "max_length": gettext_lazy("Nama token paling panjang 60 huruf."),
        },
        widget=forms.TextInput({"class": "in", "autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Berlaku selama"),
        coerce=int,
        initial=DAYS[1],
        error_messages={"invalid_choice": gettext_lazy("Pilih 7, 30, atau 90 hari.")},
        widget=forms.Select({"class": "in"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        assert isinstance(days, forms.ChoiceField)
        days.choices = [(number, _("%(n)s hari") % {"n": number}) for number in DAYS]


@access(GET=SIGNED_IN, POST=SIGNED_IN)
def account_page(request: HttpRequest) -> HttpResponse:
    """One's account; a POST makes a token, whose secret stands on this one answer and nowhere else."""
    user = _owner(request)
    if request.method != "POST":
        return _page(request, user, TokenForm(label_suffix=""))
    form = TokenForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, user, form, status=400)
    try:
        token, secret = make_token(name=form.cleaned_data["name"], days=form.cleaned_data["days"], by=user)
    except TooMany:
        form.add_error(None, _("Paling banyak %(n)s token sekaligus. Cabut yang tidak dipakai lagi.") % {"n": MOST})
        return _page(request, user, form, status=409)
    return _page(request, user, TokenForm(label_suffix=""), made=token, secret=secret)


@access(POST=SIGNED_IN)
def account_token_revoke(request: HttpRequest) -> HttpResponse:
    """Take a token of one's own back; `token` is the beginning by which it is known."""
    user = _owner(request)
    token = get_object_or_404(ApiToken, user=user, token_key=request.POST.get("token", "").replace("\0", ""))
    revoke_token(token, by=user)
    messages.success(request, _("Token “%(name)s” dicabut.") % {"name": token.name})
    return redirect("account_page")


def _owner(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _page(
    request: HttpRequest,
    user: User,
    form: TokenForm,
    *,
    status: int = 200,
    made: ApiToken | None = None,
    secret: str = "",
) -> HttpResponse:
    context = {"form": form, "tokens": tokens_of(user), "made": made, "secret": secret}
    return render(request, "account/page.html", context, status=status)
