"""The rules of a registration that need more than one look: numbers with a form, and what fields say to each other."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.luhn import passes_luhn
from coverage_portal.core.nik_like import NIK_DIGITS, is_npwp, may_hold_nik
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMMES, Programme
from coverage_portal.register.entering.kinds_of_business import KBLI_CODE, letters, risk_group_of, section_of
from coverage_portal.register.entering.typed import MISSING, count, digits_in
from coverage_portal.register.nik_free import emptied
from employers.models import Employer

if TYPE_CHECKING:
    from coverage_portal.register.entering.form import EmployerForm
    from coverage_portal.register.entering.guarded import GuardedForm

PUNCTUATION = re.compile(r"[\s'.\-/\xa0]")
IN_AN_NPP = re.compile(r"[\s'.\-\xa0]")
LETTERS_AND_DIGITS = re.compile(r"[A-Z0-9]*", re.ASCII | re.IGNORECASE)
USUAL_NPP = re.compile(r"[A-Z0-9]{8}", re.ASCII)
NPWP_LENGTHS = (15, 16, 22)
UNKNOWN_PLACE = gettext_lazy("Pilihan ini tidak ada di antara yang boleh Anda isi. Pilih salah satu dari daftar.")
OF_PLACES = {name: {**MISSING, "invalid_choice": UNKNOWN_PLACE} for name in ("branch", "district")}
NUMBERS = frozenset({"declared_headcount", "registered_headcount", "declared_wages"})
OF_ONE_NUMBER = NUMBERS | {"npp", "nib", "npwp", "kbli"}


def withheld(name: str, text: str) -> bool:
    """Whether a NIK may stand in what was typed into a field. An NPWP is allowed its own 15, 16 or 22 digits; elsewhere
    a single number has no sixteen digits, whatever they say."""
    if name == "npwp" and is_npwp(text):
        return False
    return may_hold_nik(text) or (name in OF_ONE_NUMBER and digits_in(text) >= NIK_DIGITS)


def why_withheld(name: str, text: str) -> str:
    """Why something is not kept, without repeating it."""
    n = digits_in(text)
    if name == "npwp" and n == 16:
        return _(
            "NPWP 16 angka yang tidak diawali 0 adalah NIK seseorang. NIK tidak disimpan di sini, jadi isian ini"
            " dikosongkan. Isi NPWP lama 15 angka, atau biarkan kosong."
        )
    if name == "npwp" and n not in NPWP_LENGTHS:
        return _length_of_npwp(n)
    if name == "nib" and n != NIK_DIGITS:
        return _length_of_nib(n)
    return emptied()


def npp(text: str) -> str:
    """An NPP in capitals, without the blanks, dots, dashes and apostrophes people put into it."""
    written = IN_AN_NPP.sub("", text)
    if not LETTERS_AND_DIGITS.fullmatch(written):
        raise ValidationError(
            _("NPP hanya huruf A sampai Z dan angka 0 sampai 9. Yang diisi: “%(value)s”.") % {"value": text}
        )
    return written.upper()


def nib(text: str) -> str:
    """The digits of a NIB."""
    digits = PUNCTUATION.sub("", text)
    if digits and not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_("NIB hanya angka. Yang diisi: “%(value)s”.") % {"value": text})
    if digits and len(digits) != 13:
        raise ValidationError(_length_of_nib(len(digits)))
    return digits


def npwp(text: str) -> str:
    """An NPWP in its long form: 0 before the old 15 digits."""
    digits = PUNCTUATION.sub("", text)
    if digits and not (digits.isascii() and digits.isdigit()):
        raise ValidationError(
            _("NPWP hanya angka, titik, dan tanda hubung. Yang diisi: “%(value)s”.") % {"value": text}
        )
    if digits and len(digits) not in NPWP_LENGTHS:
        raise ValidationError(_length_of_npwp(len(digits)))
    return f"0{digits}" if len(digits) == 15 else digits


def kbli(value: str, version: int | None) -> str:
    """A letter of the version or five digits; either wants its version."""
    if not value:
        return ""
    if version is None:
        raise ValidationError(_("Pilih juga versi KBLI: huruf dan kode yang sama berarti lain di versi lain."))
    if value not in letters(version) and not KBLI_CODE.fullmatch(value):
        words = {"version": str(version), "value": value}
        raise ValidationError(
            _("KBLI %(version)s: isi kode 5 angka atau huruf kategori. Yang diisi: “%(value)s”.") % words
        )
    return value


def risk(value: str) -> str:
    """A kind of Lampiran I or a bare group, or none."""
    if value and risk_group_of(value) is None:
        raise ValidationError(
            _("Kode “%(value)s” tidak ada di daftar. Pilih salah satu hasil pencarian.") % {"value": value}
        )
    return value


def check_together(form: EmployerForm) -> None:
    """What several fields have to agree on, and what is only worth a second look."""
    _status(form)
    _headcounts(form)
    _scale_and_risk(form)
    _programmes(form)
    _second_looks(form)


def _status(form: EmployerForm) -> None:
    """A registered one has an NPP of its own and a day, a prospect says where it was found."""
    said, prospect = form.cleaned_data, form.is_prospect
    if prospect and form.employer is None:
        for name in ("npp", "division", "registered_on"):
            if said.get(name):
                form.add_error(name, _("Yang belum ber-NPP tidak mengisi ini. Kosongkan, atau pilih Terdaftar."))
    wanted = ("found_on", "found_in") if prospect else ("npp", "registered_on")
    for name in wanted:
        if name in said and not said[name] and _asked(form, name):
            form.add_error(name, str(MISSING["required"]))
    if not prospect and said.get("npp"):
        npp_is_free(form)
        closed = form.employer.closed_on if form.employer else None
        if closed and said.get("registered_on") and said["registered_on"] >= closed:
            words = {"day": formatting.long_date(closed, active_language())}
            form.add_error("registered_on", _("Harus sebelum tanggal tidak terdaftar, %(day)s.") % words)


def npp_is_free(form: GuardedForm) -> None:
    """No other employer has the NPP and division."""
    said = form.cleaned_data
    others = Employer.objects.filter(npp=said["npp"], division=said.get("division", ""))
    if form.employer is not None:
        others = others.exclude(pk=form.employer.pk)
    form.taken = others.select_related("branch").first()
    if form.taken is not None:
        form.add_error("npp", npp_is_taken(form, form.taken))


def npp_is_taken(form: GuardedForm, by: Employer) -> str:
    """The sentence about an NPP that another employer has; another branch's is not named."""
    npp = f"{by.npp} {by.division}".strip()
    if Employer.objects.visible_to(form.user).filter(pk=by.pk).exists():
        return _("NPP %(npp)s sudah terdaftar atas nama %(name)s.") % {"npp": npp, "name": by.name}
    return _("NPP %(npp)s sudah terdaftar di kantor cabang lain.") % {"npp": npp}


def _headcounts(form: EmployerForm) -> None:
    said = form.cleaned_data
    declared, registered = said.get("declared_headcount"), said.get("registered_headcount")
    asked = _asked(form, "declared_headcount", "registered_headcount")
    wages_asked = _asked(form, "declared_headcount", "declared_wages")
    if registered is not None and declared is not None and registered > declared:
        words = {"registered": count(registered), "declared": count(declared)}
        sentence = _("Pekerja terdaftar (%(registered)s) melebihi pekerja wajib (%(declared)s).") % words
        if asked:
            form.add_error("registered_headcount", sentence)
        else:
            form.warn("registered_headcount", sentence)
    if asked and registered is not None and declared is None and "declared_headcount" in said:
        form.add_error("declared_headcount", _("Isi juga pekerja wajib: yang terdaftar dibandingkan dengannya."))
    if said.get("declared_wages") and not declared and "declared_headcount" in said and wages_asked:
        form.add_error("declared_headcount", _("Isi juga jumlah pekerjanya: upah rata-rata dihitung darinya."))
    told = any(said.get(name) is not None for name in NUMBERS)
    if told and "declared_on" in said and said["declared_on"] is None and _asked(form, *NUMBERS, "declared_on"):
        form.add_error("declared_on", _("Isi tanggal laporannya: jumlah pekerja berubah dari waktu ke waktu."))


def _scale_and_risk(form: EmployerForm) -> None:
    said = form.cleaned_data
    if said.get("scale") and _asked(form, "scale", "scale_basis", "scale_as_of"):
        if "scale_basis" in said and not said["scale_basis"]:
            form.add_error("scale_basis", _("Pilih dasarnya: skala menurut modal, penjualan, atau jumlah pekerja."))
        if "scale_as_of" in said and not said["scale_as_of"]:
            form.add_error("scale_as_of", _("Isi tanggal skalanya: skala berubah dari tahun ke tahun."))
    if said.get("scale_basis") and "scale" in said and not said["scale"]:
        form.add_error("scale", _("Pilih skalanya, atau kosongkan dasarnya."))
    if said.get("risk_code") and "risk_as_of" in said and not said["risk_as_of"] and _asked(form, "risk_as_of"):
        said["risk_as_of"] = today()
    for words, picked, label in (("kbli_words", "kbli", "KBLI"), ("risk_words", "risk_code", "Lampiran I")):
        if said.get(words) and picked in said and not said[picked]:
            form.warn(picked, _("%(what)s: dicari, tetapi belum ada yang dipilih.") % {"what": label})


def _programmes(form: EmployerForm) -> None:
    said = form.cleaned_data
    joined = said.get("programmes_joined") or []
    if joined and form.is_prospect:
        words = {"programmes": ", ".join(joined)}
        form.add_error(
            "programmes_joined", _("Yang belum ber-NPP belum mengikuti program. Lepas centang %(programmes)s.") % words
        )
    for programme in PROGRAMMES:
        name = f"since_{programme.name}"
        since, start = said.get(name), said.get("registered_on")
        if since and programme.name not in joined and since != form.initial.get(name):
            form.add_error(name, _("Centang %(programme)s, atau kosongkan tanggalnya.") % {"programme": programme.name})
        elif since and start and since < start and programme.name in joined:
            words = {"programme": str(programme.name), "day": formatting.long_date(start, active_language())}
            form.warn(name, _("%(programme)s: tanggalnya sebelum terdaftar (%(day)s).") % words)
        if programme.name in joined and name in said:
            _after_the_last(form, programme, since or start)


def _after_the_last(form: EmployerForm, programme: Programme, since: date | None) -> None:
    """A programme that was left is joined again after that, or on the day it was joined, as if it had not been left."""
    left = form.employer.programmes.filter(programme=programme.value, ended_on__isnull=False) if form.employer else None
    last = left.order_by("-ended_on").first() if left is not None else None
    if last is None or last.ended_on is None or since is None or since >= last.ended_on or since == last.started_on:
        return
    words = {
        "programme": programme.name,
        "ended": formatting.long_date(last.ended_on, active_language()),
        "started": formatting.long_date(last.started_on, active_language()),
    }
    said = _(
        "%(programme)s pernah berakhir pada %(ended)s. Isi tanggal itu atau sesudahnya, atau %(started)s bila ternyata"
        " tidak pernah berakhir."
    )
    form.add_error(f"since_{programme.name}", said % words)


def _second_looks(form: EmployerForm) -> None:
    """Forms and check digits that are worth a look and refuse nothing."""
    said = form.cleaned_data
    look_at_npp(form)
    if said.get("npwp") and not passes_luhn(said["npwp"][1:10]):
        words = {"value": said["npwp"]}
        form.warn("npwp", _("Angka pemeriksa NPWP tidak cocok. Yang diisi: %(value)s. Periksa sekali lagi.") % words)
    version, code = said.get("kbli_version"), said.get("kbli") or ""
    if version == 2020 and KBLI_CODE.fullmatch(code) and not section_of(version, code):
        form.warn("kbli", _("Kode %(value)s tidak ada dalam golongan mana pun di KBLI 2020.") % {"value": code})


def look_at_npp(form: GuardedForm) -> None:
    """An NPP of an unusual form is worth a look."""
    npp = form.cleaned_data.get("npp")
    if npp and not USUAL_NPP.fullmatch(npp):
        form.warn("npp", _("NPP biasanya 8 huruf besar atau angka. Yang diisi: “%(value)s”.") % {"value": npp})


def _asked(form: EmployerForm, *names: str) -> bool:
    """Whether a rule about these fields may stop the form: what an import stored without them is no fault of today."""
    return form.employer is None or bool(set(names) & set(form.changed_data))


def _length_of_nib(n: int) -> str:
    return _("NIB harus 13 angka. Yang diisi %(n)s angka.") % {"n": count(n)}


def _length_of_npwp(n: int) -> str:
    return _("NPWP harus 15, 16, atau 22 angka. Yang diisi %(n)s angka.") % {"n": count(n)}
