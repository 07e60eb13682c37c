"""Drafts of registrations: what somebody typed and has not sent. They hold what the form holds, so no NIK."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from coverage_portal.core.models import User
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.models import Draft, Sent

MOST = 20
"""How many drafts one person keeps; the oldest goes."""


def token_of(text: str | None) -> UUID:
    """The token a form carries, or a new one where it carries none that can be read."""
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


@transaction.atomic
def keep(form: EmployerForm, *, token: UUID, by: User) -> Draft | None:
    """Keep what was typed into the form of this token; None where that form has made an employer already."""
    if Sent.objects.filter(token=token).exists():
        return None
    data = {name: form.typed.getlist(name) for name in form.fields if any(form.typed.getlist(name))}
    draft, _made = Draft.objects.update_or_create(user=by, token=token, defaults={"data": data})
    extra = Draft.objects.filter(user=by).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(extra)).delete()
    return draft


def of_token(user: User, token: UUID) -> Mapping[str, Any] | None:
    """The fields of one's own draft; None where there is none."""
    return Draft.objects.filter(user=user, token=token).values_list("data", flat=True).first()


def discard(*, token: UUID, by: User) -> None:
    """Throw one's own draft away."""
    Draft.objects.filter(user=by, token=token).delete()
