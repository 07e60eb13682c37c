"""What people wrote: legal bases picked, efforts made, employers named, requests, steps to come, questions, the end."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.briefings.asking import together
from coverage_portal.briefings.blocks import Asks, Grid, Item, LegalBases, Listing, Paragraph, Questions, Sentence
from coverage_portal.briefings.composing.matter import Matter, full, short
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language


def legal(matter: Matter) -> Section | None:
    """The legal bases that were picked; None when none was."""
    bases = matter.setting.bases
    if not bases:
        return None
    title = matter.said("dasar-hukum-judul", _("Yang mendasari perlindungan pekerja"))
    open_ones = sum(1 for basis in bases if basis.verified_on is None)
    lead = None
    if open_ones:
        lead = matter.said("dasar-hukum-verifikasi", _unverified(open_ones, len(bases)))
    return matter.section(Part.LEGAL, _("Dasar hukum"), title, (lead,), (LegalBases(bases),))


def _unverified(open_ones: int, all_ones: int) -> str:
    if open_ones == all_ones:
        return ngettext(
            "Dasar hukum ini belum diverifikasi dengan JDIH.",
            "Dasar hukum ini belum diverifikasi dengan JDIH.",
            all_ones,
        )
    text = ngettext(
        "%(n)s dari %(all)s dasar hukum belum diverifikasi dengan JDIH.",
        "%(n)s dari %(all)s dasar hukum belum diverifikasi dengan JDIH.",
        open_ones,
    )
    return text % {"n": open_ones, "all": all_ones}


def efforts(matter: Matter) -> Section | None:
    """What was done, as the user wrote it; None when nothing was written."""
    written = [text for text in matter.wanted.efforts if text.strip()]
    items = tuple(Item("", matter.said(f"upaya-{n}", text)) for n, text in enumerate(written, start=1))
    if not items:
        return None
    title = matter.said("upaya-judul", _("Yang sudah dilakukan bersama"))
    return matter.section(Part.EFFORTS, _("Upaya"), title, (), (Listing("", items, numbered=True),))


def named(matter: Matter) -> Section | None:
    """Employers that a member of staff chose to name, each with its reason; None when nobody was named."""
    chosen = matter.setting.named
    if not chosen:
        return None
    items = tuple(
        Item(one.name, matter.said(f"pemberi-kerja-{n}", one.reason)) for n, one in enumerate(chosen, start=1)
    )
    title = matter.said("pemberi-kerja-judul", _("Pemberi kerja yang perlu dibicarakan"))
    who = ", ".join(dict.fromkeys(one.by for one in chosen))
    text = _("Disebut atas pilihan %(who)s, dengan alasan masing-masing.")
    lead = matter.said("pemberi-kerja-pilihan", text % {"who": who})
    return matter.section(Part.NAMED, _("Pemberi kerja"), title, (lead,), (Listing("", items),))


def asks(matter: Matter) -> Section | None:
    """The requests in full, and what they come to together; None when there are none."""
    wanted = matter.asks
    if not wanted:
        return None
    number = formatting.count_word(len(wanted), active_language()).capitalize()
    text = ngettext("%(number)s usulan untuk tahun ini", "%(number)s usulan untuk tahun ini", len(wanted))
    title = matter.said("usulan-judul", text % {"number": number})
    return matter.section(Part.ASKS, _("Usulan dukungan"), title, (_together(matter),), (Asks(_("Usulan"), wanted),))


def _together(matter: Matter) -> Sentence | None:
    sums = together(matter.asks)
    if sums is None:
        return None
    workers, cost = sums
    text = _("Bersama-sama: %(workers)s pekerja, perkiraan iuran %(cost)s.")
    return matter.said("usulan-jumlah", text % {"workers": full(workers), "cost": short(cost)}, workers, cost)


def steps(matter: Matter) -> Section | None:
    """What the office itself will do, within how many days; None when nothing was written."""
    planned = sorted((step for step in matter.wanted.steps if step.what.strip()), key=lambda step: step.days)
    if not planned:
        return None
    rows = tuple((_("%(n)s hari") % {"n": step.days}, step.what, step.who or formatting.MISSING) for step in planned)
    grid = Grid("langkah", _("Rencana tindak lanjut"), (_("Dalam"), _("Langkah"), _("Pelaksana")), rows)
    title = matter.said("tindak-lanjut-judul", _("Yang akan kami kerjakan sesudah pertemuan ini"))
    return matter.section(Part.STEPS, _("Rencana tindak lanjut"), title, (), (grid,))


def questions(matter: Matter) -> Section | None:
    """What may be asked, with answers that name their sources."""
    if not matter.questions:
        return None
    title = matter.said("tanya-jawab-judul", _("Pertanyaan yang mungkin muncul"))
    return matter.section(Part.QUESTIONS, _("Tanya jawab"), title, (), (Questions(matter.questions),))


def closing(matter: Matter) -> Section:
    """The last words of the paper."""
    title = matter.said("penutup-judul", _("Terima kasih atas perhatian dan kerja sama Bapak/Ibu"))
    text = _(
        "Demikian disampaikan. Berkat dukungan %(government)s, ruang peningkatan yang tersisa dapat dijangkau bersama."
    )
    said = matter.said("penutup", text % {"government": matter.government})
    return matter.section(Part.CLOSING, _("Penutup"), title, (), (Paragraph(said),))
