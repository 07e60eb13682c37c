"""Pages on which an employer closes, opens again or moves: what will happen, a day and a reason, and the deed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage_portal.core import formatting
from coverage_portal.core.gate import access
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.detail.standing import close_employer, move_branch, reopen_employer, running
from coverage_portal.register.detail.verb_forms import CloseForm, MoveForm, ReopenForm, VerbForm
from coverage_portal.register.writing import Changed, version_of
from employers.addresses import address_of, employer_at
from employers.models import Employer

RULE = "edit_employers"


@dataclass(frozen=True)
class Verb:
    """One of the deeds: its form, its words, what it will do in sentences, and how it is done."""

    form: type[VerbForm]
    title: str | Promise
    button: str | Promise
    done: str | Promise
    effects: Callable[[Employer], list[str]]
    act: Callable[..., Employer]


@access(GET=RULE, POST=RULE)
def employer_close(request: HttpRequest, key: str) -> HttpResponse:
    """Close an employer or make it inactive."""
    employer = _editable(request, key)
    return already_so(request, employer) if employer.closed_on else carry_out(request, employer, CLOSE)


@access(GET=RULE, POST=RULE)
def employer_reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Open a closed employer again."""
    employer = _editable(request, key)
    return carry_out(request, employer, REOPEN) if employer.closed_on else already_so(request, employer)


@access(GET=RULE, POST=RULE)
def employer_move(request: HttpRequest, key: str) -> HttpResponse:
    """Move an employer to another branch."""
    return carry_out(request, _editable(request, key), MOVE)


def carry_out(request: HttpRequest, employer: Employer, verb: Verb) -> HttpResponse:
    """The form, and once it is filled in rightly the deed. Whoever was quicker is heeded: nothing is done then."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return ask(request, employer, verb, verb.form(employer=employer, user=request.user))
    form = verb.form(request.POST, employer=employer, user=request.user)
    if not form.is_valid():
        return ask(request, employer, verb, form)
    try:
        changed = verb.act(employer=employer, by=request.user, **form.cleaned_data)
    except Changed as meanwhile:
        again = request.POST.copy()
        again["version"] = version_of(meanwhile.employer)
        form = verb.form(again, employer=meanwhile.employer, user=request.user)
        return ask(request, meanwhile.employer, verb, form, trouble=changed_meanwhile())
    except Busy:
        return ask(request, employer, verb, form, trouble=import_under_way())
    messages.success(request, str(verb.done) % {"name": changed.name})
    return redirect(address_of(changed))


def ask(request: HttpRequest, employer: Employer, verb: Verb, form: VerbForm, trouble: str = "") -> HttpResponse:
    """The page with what will happen; with `trouble` it was not done, and says why."""
    context: dict[str, Any] = {"employer": employer, "verb": verb, "form": form, "trouble": trouble}
    context["effects"] = verb.effects(employer)
    return render(request, "employers/verb.html", context, status=409 if trouble else 200)


def changed_meanwhile() -> str:
    """Said when the employer is another than the one decided on."""
    return _("Data pemberi kerja ini baru saja diubah orang lain. Belum ada yang disimpan: periksa, lalu kirim lagi.")


def import_under_way() -> str:
    """Said when an import holds the register."""
    return _("Sebuah impor sedang disimpan. Belum ada yang disimpan dari sini: tunggu sebentar, lalu kirim lagi.")


def already_so(request: HttpRequest, employer: Employer) -> HttpResponse:
    """A form sent twice leads to the employer's page; there is no page to do it once more."""
    if request.method == "POST":
        return redirect(address_of(employer))
    raise Http404(_("Halaman ini tidak ada untuk keadaan pemberi kerja sekarang."))


def _editable(request: HttpRequest, key: str) -> Employer:
    """The employer, when the visitor may edit it and it stands for itself."""
    return employer_at(key, request.user, RULE, among=Employer.objects.standing())


def _members(employer: Employer) -> str:
    n = running(employer).count()
    sentence = ngettext("%(n)s kepesertaan masih berjalan.", "%(n)s kepesertaan masih berjalan.", n)
    return sentence % {"n": formatting.number(n, active_language())}


def _closing(employer: Employer) -> list[str]:
    return [
        _("Sejak tanggal itu ia tidak lagi dihitung sebagai pemberi kerja terdaftar dan tidak dinilai kepatuhannya."),
        _members(employer)
        + " "
        + _("Tutupnya pemberi kerja tidak mengakhirinya: itu terjadi lewat berkas pekerja berikutnya."),
        _("Dapat dibuka kembali kapan saja; keduanya tercatat di riwayat."),
    ]


def _reopening(employer: Employer) -> list[str]:
    words = {
        "was": Employer.Status(employer.closed_as or Employer.Status.CLOSED).label.lower(),
        "day": formatting.long_date(employer.closed_on, active_language()),
    }
    return [
        _("Ia %(was)s sejak %(day)s. Sesudah dibuka ia dihitung lagi seperti tidak pernah tutup.") % words,
        _("Bahwa ia pernah tutup, dan alasannya, tetap terbaca di riwayat."),
    ]


def _moving(employer: Employer) -> list[str]:
    return [
        _("Staf %(branch)s tidak lagi melihatnya; staf kantor tujuan melihatnya.") % {"branch": employer.branch.name},
        _members(employer) + " " + _("Yang sudah berakhir tetap pada kantor sekarang."),
        _("Berkas bulan berikutnya dari kantor lama dapat menyebutnya lagi; portal menunjukkannya saat ditinjau."),
    ]


CLOSE = Verb(
    CloseForm,
    gettext_lazy("Tutup atau nonaktifkan"),
    gettext_lazy("Simpan"),
    gettext_lazy("%(name)s tidak lagi dihitung sebagai terdaftar."),
    _closing,
    lambda to, **said: close_employer(to=Employer.Status(to), **said),
)
REOPEN = Verb(
    ReopenForm,
    gettext_lazy("Buka kembali"),
    gettext_lazy("Buka kembali"),
    gettext_lazy("%(name)s dibuka kembali."),
    _reopening,
    reopen_employer,
)
MOVE = Verb(
    MoveForm,
    gettext_lazy("Pindah cabang"),
    gettext_lazy("Pindahkan"),
    gettext_lazy("%(name)s sudah pindah kantor."),
    _moving,
    move_branch,
)
