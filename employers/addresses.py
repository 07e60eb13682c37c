"""The address of an employer: its NPP, with its division behind a tilde: /pemberi-kerja/TC100214~002/.

A prospect has no NPP, and some core systems have NPPs that an address cannot hold; these are addressed by number
(/pemberi-kerja/no-123/).
"""

from __future__ import annotations

import re

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import register_converter, reverse

from employers.models import Employer, EmployerQuerySet
from regions.access import Visitor

_PLAIN = re.compile(r"[A-Z0-9]+", re.ASCII)
BY_NUMBER = "no-"


class EmployerKey:
    """Django's path converter `<employer:key>`."""

    regex = r"no-[0-9]{1,18}|[A-Za-z0-9]{1,20}(?:~[A-Za-z0-9]{1,10})?"

    def to_python(self, value: str) -> str:
        """NPPs are stored in capitals."""
        return value if value.startswith(BY_NUMBER) else value.upper()

    def to_url(self, value: Employer | str) -> str:
        """The key of an employer, or a key as it is."""
        return value if isinstance(value, str) else key_of(value)


register_converter(EmployerKey, "employer")


def key_of(employer: Employer) -> str:
    """Its part of an address."""
    if not _PLAIN.fullmatch(employer.npp) or (employer.division and not _PLAIN.fullmatch(employer.division)):
        return f"{BY_NUMBER}{employer.pk}"
    return f"{employer.npp}~{employer.division}" if employer.division else employer.npp


def address_of(employer: Employer, page: str = "employer_detail") -> str:
    """The address of the employer's page of that URL name, in the language of the page being written."""
    return reverse(page, args=[key_of(employer)])


def employer_at(key: str, user: Visitor, permission: str = "", *, among: EmployerQuerySet | None = None) -> Employer:
    """The employer of an address as `user` may see it with `permission`; Http404 for another branch's as for none, and
    for a key that no employer can have."""
    if not re.fullmatch(EmployerKey.regex, key, re.ASCII):
        raise Http404
    rows = (Employer.objects.all() if among is None else among).visible_to(user, permission)
    return get_object_or_404(rows.select_related("branch", "district", "batch", "officer", "merged_into"), _named(key))


def _named(key: str) -> Q:
    if key.startswith(BY_NUMBER):
        return Q(pk=int(key.removeprefix(BY_NUMBER)))
    npp, _, division = key.partition("~")
    return Q(npp=npp, division=division)
