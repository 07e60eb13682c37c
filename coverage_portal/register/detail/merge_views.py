"""Pages on which a duplicate is merged into the employer that is kept, and on which that is undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.locks import Busy
from coverage_portal.core.models import User
from coverage_portal.core.nik_like import may_hold_nik
from coverage_portal.register.detail.comparing import cautions, choices
from coverage_portal.register.detail.merging import TOGETHER, NoMerge, hindrance, in_the_way, merge, undo_merge
from coverage_portal.register.detail.standing import running
from coverage_portal.register.detail.verb_forms import MergeForm
from coverage_portal.register.detail.verb_views import RULE, changed_meanwhile, import_under_way
from coverage_portal.register.entering.duplicates import Duplicates, Looked, find
from coverage_portal.register.writing import Changed
from employers.addresses import address_of, employer_at, key_of
from employers.models import Employer, Merge


@access(GET=RULE, POST=RULE)
def employer_merge(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the duplicate (`duplikat`: its NPP), see both side by side, merge."""
    kept = employer_at(key, request.user, RULE, among=Employer.objects.standing())
    if may_hold_nik(request.GET.get("duplikat", "")):
        messages.error(request, _("NIK tidak dapat dicari di sini: alamat halaman tidak boleh memuatnya."))
        return redirect(request.path)
    named = request.GET.get("duplikat", "").strip()[:40]
    if not named:
        return choose(request, kept)
    duplicate = _named(request, named)
    if duplicate is None:
        return choose(request, kept, named, _("Tidak ada pemberi kerja dengan NPP itu yang boleh Anda ubah."))
    if reason := hindrance(kept, duplicate):
        return choose(request, kept, named, reason)
    if request.method != "POST":
        return compare(request, kept, duplicate, MergeForm(kept=kept, duplicate=duplicate))
    form = MergeForm(request.POST, kept=kept, duplicate=duplicate)
    return merge_them(request, kept, duplicate, form) if form.is_valid() else compare(request, kept, duplicate, form)


@access(GET=RULE, POST=RULE)
def employer_merge_undo(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Undo one merge of the employer that was kept; what stands in the way is named."""
    kept = employer_at(key, request.user, RULE)
    merges = Merge.objects.filter(kept=kept, merged__in=Employer.objects.visible_to(request.user, RULE))
    done = get_object_or_404(merges.select_related("kept__merged_into", "merged", "by"), pk=pk)
    reasons, trouble = in_the_way(done), ""
    if request.method == "POST" and not reasons:
        assert isinstance(request.user, User)
        try:
            undo_merge(merge=done, by=request.user)
        except NoMerge as refused:
            reasons = list(refused.reasons)
        except Busy:
            trouble = import_under_way()
        else:
            messages.success(request, _("%(name)s berdiri sendiri lagi.") % {"name": done.merged.name})
            return redirect(address_of(done.merged))
    context = {"done": done, "reasons": reasons, "trouble": trouble, "moved": len(done.moved)}
    refused_now = request.method == "POST"
    return render(request, "employers/merge_undo.html", context, status=409 if refused_now else 200)


def choose(request: HttpRequest, kept: Employer, named: str = "", trouble: str = "") -> HttpResponse:
    """Name the duplicate, or pick one that looks like it."""
    found = suggested(request, kept)
    pairs = [(one, key_of(one.employer)) for one in found.shown]
    context = {"kept": kept, "found": found, "pairs": pairs, "named": named, "trouble": trouble}
    return render(request, "employers/merge_choose.html", context)


def suggested(request: HttpRequest, kept: Employer) -> Duplicates:
    """Those that the registration form would warn of."""
    assert isinstance(request.user, User)
    looked = Looked(name=kept.name, nib=kept.nib, npwp=kept.npwp, district_id=kept.district_id)
    return find(request.user, looked, but=kept)


def compare(
    request: HttpRequest, kept: Employer, duplicate: Employer, form: MergeForm, trouble: str = ""
) -> HttpResponse:
    """Both side by side, and what will happen."""
    context = {
        "kept": kept,
        "kept_key": key_of(kept),
        "duplicate": duplicate,
        "choices": choices(kept, duplicate),
        "cautions": cautions(kept, duplicate),
        "taken": request.POST.getlist("ambil"),
        "form": form,
        "trouble": trouble,
        "kept_members": running(kept).count(),
        "other_members": running(duplicate).count(),
        "all_members": duplicate.memberships.count(),
    }
    return render(request, "employers/merge.html", context, status=409 if trouble else 200)


def merge_them(request: HttpRequest, kept: Employer, duplicate: Employer, form: MergeForm) -> HttpResponse:
    """The deed; whoever was quicker is heeded."""
    assert isinstance(request.user, User)
    said = form.cleaned_data
    taken = [group for group in request.POST.getlist("ambil") if group in TOGETHER]
    try:
        merge(
            kept=kept,
            duplicate=duplicate,
            by=request.user,
            note=said["note"],
            taken=taken,
            versions=(said["version"], said["other_version"]),
        )
    except Changed:
        kept.refresh_from_db()
        duplicate.refresh_from_db()
        fresh = MergeForm(kept=kept, duplicate=duplicate).initial
        again = MergeForm({**fresh, "note": said["note"]}, kept=kept, duplicate=duplicate)
        return compare(request, kept, duplicate, again, changed_meanwhile())
    except NoMerge as refused:
        return choose(request, kept, trouble=" ".join(refused.reasons))
    except Busy:
        return compare(request, kept, duplicate, form, import_under_way())
    words = {"other": duplicate.name, "name": kept.name}
    messages.success(request, _("%(other)s digabungkan ke %(name)s. Dapat dibatalkan dari Riwayat.") % words)
    return redirect(f"{address_of(kept)}?tab=riwayat")


def _named(request: HttpRequest, named: str) -> Employer | None:
    """The employer that the visitor may edit and means: by its NPP, with its division after a tilde or a blank, or by
    the key of an address."""
    npp, _blank, division = named.replace("~", " ").partition(" ")
    rows = Employer.objects.visible_to(request.user, RULE).select_related("branch", "district")
    if npp.startswith("no-") and npp[3:].isdecimal() and len(npp) < 20:
        return rows.filter(pk=int(npp[3:])).first()
    return rows.filter(npp=npp.upper(), division=division.strip().upper()).first() if npp else None
