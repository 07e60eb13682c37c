"""Saving the question one asks, and opening, renaming, replacing and forgetting what was saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.register.listing.question import question_of
from coverage_portal.register.listing.saved import (
    MOST_VIEWS,
    NameTaken,
    NikInName,
    NoName,
    TooMany,
    delete_view,
    rename_view,
    replace_view,
    save_view,
    view_of,
)
from coverage_portal.register.models import SavedView

LONGEST_QUERY = 1000


@access(POST="view_employers")
def employer_view_save(request: HttpRequest) -> HttpResponse:
    """Keep the question `query` under the name `name`."""
    query = _asked(request)
    try:
        view = save_view(by=_who(request), name=request.POST.get("name", ""), query=query)
    except (NoName, NikInName, NameTaken, TooMany) as error:
        messages.error(request, _sentence(error))
    else:
        messages.success(request, _("Tampilan “%(name)s” disimpan.") % {"name": view.name})
    return _back(query)


@access(POST="view_employers")
def employer_view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """`verb` says what: "nama" gives it the name `name`, "ganti" the question `query`, "hapus" forgets it."""
    user, query = _who(request), _asked(request)
    view = view_of(user, pk)
    if view is None:
        raise Http404
    try:
        said = _change(request, user, view, query)
    except (NoName, NikInName, NameTaken) as error:
        messages.error(request, _sentence(error))
    else:
        messages.success(request, said)
    return _back(query)


def _change(request: HttpRequest, user: User, view: SavedView, query: str) -> str:
    verb, name = request.POST.get("verb", ""), view.name
    if verb == "hapus":
        delete_view(by=user, view=view)
        return _("Tampilan “%(name)s” dihapus.") % {"name": name}
    if verb == "ganti":
        replace_view(by=user, view=view, query=query)
        return _("Tampilan “%(name)s” sekarang menyimpan saringan di halaman ini.") % {"name": name}
    if verb != "nama":
        raise Http404
    renamed = rename_view(by=user, view=view, name=request.POST.get("name", ""))
    return _("Tampilan “%(before)s” sekarang bernama “%(name)s”.") % {"before": name, "name": renamed.name}


def _sentence(error: Exception) -> str:
    if isinstance(error, NameTaken):
        return _("Anda sudah punya tampilan bernama “%(name)s”. Pakai nama lain, atau ganti isinya.") % {
            "name": str(error)
        }
    if isinstance(error, TooMany):
        return _("Paling banyak %(n)s tampilan dapat disimpan. Hapus satu yang tidak dipakai lagi.") % {"n": MOST_VIEWS}
    if isinstance(error, NikInName):
        return _("Tampilan belum disimpan: namanya memuat angka seperti NIK, dan NIK tidak disimpan. Beri nama lain.")
    return _("Tampilan belum disimpan: beri nama dahulu.")


def _asked(request: HttpRequest) -> str:
    """The question that was sent along, as far as it is heeded."""
    return question_of(QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]), request.user).query()[:LONGEST_QUERY]


def _back(query: str) -> HttpResponse:
    return redirect(f"{reverse('employer_list')}{f'?{query}' if query else ''}")


def _who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
