"""What the mayor is likely to ask, answered from the figures; each answer says where its numbers come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.benefits import family_question
from coverage_portal.briefings.asking.wordings import answered, cited, plainly, short, workers_in_words
from coverage_portal.briefings.blocks import Ask, Question
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.denominators import plain
from coverage_portal.coverage.shown import band_of
from coverage_portal.coverage.templatetags.workings import listed
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Working


def questions_of(found: Dashboard, asks: tuple[Ask, ...] = (), *, day: date | None = None) -> tuple[Question, ...]:
    """Five to eight likely questions with their answers, in the active language.

    `asks` are those that the state would pay for. `day` is the meeting's, whose law says what benefits are; the day of
    the data when it is not given.
    """
    made = (
        _not_everybody(found),
        _other_numbers(found),
        _where(found),
        _what_it_costs(asks),
        family_question(day or found.as_at),
        _is_it_real(found),
        _work_or_home(found),
        _how_sure(found),
    )
    return tuple(question for question in made if question)


def _not_everybody(found: Dashboard) -> Question:
    """Why the rate is not one; or above one; or not known."""
    title = _("Mengapa belum semua pekerja terlindungi?")
    if found.gap.value is None or found.whole.value is None:
        said = _("Belum dapat dijawab dengan angka. %(why)s") % {"why": found.gap.missing or found.whole.missing}
        return answered("belum-semua", title, said.strip(), ())
    if found.gap.value <= 0:
        title = _("Mengapa cakupannya di atas 100%?") if found.gap.value < 0 else _("Apakah semua sudah terlindungi?")
        said = _("Tercatat %(covered)s dibandingkan dengan %(whole)s. %(why)s")
        why = " ".join(dict.fromkeys(found.rate.working.caveats))
        words = {"covered": plainly(found.covered), "whole": plainly(found.whole), "why": why}
        return answered("belum-semua", title, said % words, (found.covered, found.whole))
    said = _("%(gap)s dari %(whole)s (%(name)s) belum tercatat sebagai peserta aktif.")
    words = {"whole": plainly(found.whole), "gap": plainly(found.gap), "name": plain(found.whole.label)}
    built = _("%(caveat)s Jadi sebagian selisihnya berasal dari susunan penyebut.") % {"caveat": _first_caveat(found)}
    return answered("belum-semua", title, f"{said % words} {built}".strip(), (found.gap, found.whole))


def _other_numbers(found: Dashboard) -> Question:
    """Why BPS or the official UCJ give another number. The UCJ is quoted as published, never computed."""
    title = _("Mengapa angkanya berbeda dari UCJ atau terbitan BPS?")
    reason = _("Rumus UCJ tidak diterbitkan, jadi UCJ hanya dikutip apa adanya, tidak dihitung dan tidak dibandingkan.")
    vintage = _("Terbitan BPS berganti dasar dan waktu survei; tiap penyebut di bahan ini menyebut waktunya.")
    published = official_ucj(found)
    if found.ucj is None or published is None:
        none = _("UCJ resmi wilayah ini belum dimasukkan ke portal.")
        return answered("angka-berbeda", title, f"{none} {reason} {vintage}", (), cited([found.whole]))
    quoted = _("UCJ resmi %(percent)s (%(period)s, %(publisher)s).") % {
        "percent": found.ucj.percent,
        "period": found.ucj.period,
        "publisher": found.ucj.publisher,
    }
    return answered("angka-berbeda", title, f"{quoted} {reason} {vintage}", (published,))


def official_ucj(found: Dashboard) -> Figure | None:
    """The latest published UCJ as a figure, as its publisher gives it; None when there is none."""
    if found.ucj is None:
        return None
    share = Fraction(found.ucj.percent.removesuffix("%").replace(",", ".")) / 100
    label = _("UCJ resmi")
    source = sources.given(
        label,
        share,
        Unit.SHARE,
        found.ucj.as_at or found.as_at,
        publisher=found.ucj.publisher,
        document=found.ucj.period,
    )
    working = Working("M3", _("Angka rilis apa adanya"), (source,))
    return Figure("ucj-resmi", label, share, FigureKind.SHARE, Provenance.OFFICIAL, working)


def _where(found: Dashboard) -> Question | None:
    """Where the gap lies: the few places that hold half of it, else the place with the most."""
    block = found.block("kecamatan")
    if block is None:
        return None
    title = _("Di mana celahnya?") if block.has("celah") else _("Di mana pesertanya?")
    names = [row.label for row in block.rows if row.code in block.marked]
    column = block.column("celah" if block.has("celah") else "jumlah")
    known = [figure for figure in block.highlights if figure.value is not None]
    if names and len(known) == 2:
        said = _("%(names)s: bersama-sama %(sum)s, %(share)s dari seluruhnya.")
        words = {"names": listed(tuple(names)), "sum": plainly(known[0]), "share": plainly(known[1])}
        return answered("di-mana", title, said % words, tuple(known), cited(column))
    place = block.index("celah" if block.has("celah") else "jumlah")
    ranked = [row for row in block.rows if row.code and row.figures[place].value is not None]
    if not ranked:
        return None
    top = max(ranked, key=lambda row: row.figures[place].value or 0)
    said = _("Terbanyak di %(name)s: %(count)s.") % {"name": top.label, "count": plainly(top.figures[place])}
    return answered("di-mana", title, said, (top.figures[place],))


def _what_it_costs(asks: Iterable[Ask]) -> Question | None:
    """What the requests cost, each by the law of its day."""
    priced = [(ask, ask.workers, ask.cost) for ask in asks if ask.workers and ask.cost and ask.cost.value is not None]
    if not priced:
        return None
    lines = [
        _("%(title)s: %(cost)s untuk %(workers)s.")
        % {"title": ask.title.rstrip("."), "cost": short(cost), "workers": workers_in_words(workers)}
        for ask, workers, cost in priced
    ]
    inputs = tuple(figure for _ask, workers, cost in priced for figure in (cost, workers))
    return answered("biaya", _("Berapa biayanya bagi anggaran?"), " ".join(lines), inputs)


def _is_it_real(found: Dashboard) -> Question:
    """Whether the data are real: sample data say so."""
    title, files = _("Apakah datanya nyata?"), "; ".join(batch.file_name for batch in found.batches)
    day = formatting.long_date(found.as_at, active_language())
    known = [figure for figure in (found.covered, *found.facts) if figure.value is not None]
    counted = any(figure.provenance is not Provenance.OFFICIAL for figure in known)
    if found.illustrative and counted:
        said = _(
            "Belum. Daftar pekerja dan pemberi kerja di portal ini data contoh dan ditandai Ilustrasi; yang bertanda "
            "Rilis resmi diterbitkan oleh pihak yang disebut."
        )
        return answered("nyata", title, said, (), _("Registri portal ini, data contoh"))
    if not found.registry or not counted:
        said = _("Ya: angka yang dipakai diterbitkan oleh pihak yang disebut di sampingnya. Registri tidak dipakai.")
        return answered("nyata", title, said, (), cited(found.head))
    said = _("Ya: dihitung dari registri kantor cabang, posisi %(day)s.") % {"day": day}
    return answered("nyata", title, said, (), files or _("Registri portal ini"))


def _work_or_home(found: Dashboard) -> Question:
    """Whether people are counted where they work or where they live."""
    title = _("Apakah yang dihitung warga di sini atau orang yang bekerja di sini?")
    home = found.figure("domisili")
    if found.scope.counted_at == "domisili":
        said = _("Warga menurut domisili. Warga yang terdaftar melalui kantor cabang di kota lain belum termasuk.")
        return answered("kerja-domisili", title, said, (), cited([found.covered]))
    said = _(
        "Kepesertaan menurut tempat kerja, sedangkan penyebutnya menurut domisili. Penglaju membuat keduanya tidak "
        "sepenuhnya sebanding."
    )
    if not found.registry or home is None or home.value is None:
        return answered("kerja-domisili", title, said, (), cited([found.covered, found.whole]))
    also = _("Menurut domisili tercatat %(home)s orang terlindungi.") % {"home": plainly(home)}
    return answered("kerja-domisili", title, f"{said} {also}", (home,))


def _how_sure(found: Dashboard) -> Question | None:
    """How far the rounding of the inputs lets the rate vary."""
    title, rate = _("Seberapa pasti angka cakupannya?"), found.rate
    if rate.value is None:
        return None
    band = band_of(rate, active_language())
    words = {"rate": plainly(rate), "band": band}
    if band:
        said = _("%(rate)s. Karena masukannya dibulatkan, nilai sebenarnya di antara %(band)s.")
    elif rate.estimated:
        said = _("%(rate)s, sebuah perkiraan: penyebutnya tidak diterbitkan untuk wilayah ini.")
    elif rate.half_step is None:
        said = _("%(rate)s. Pembulatan masukannya tidak diketahui, jadi kisarannya tidak dapat disebut.")
    else:
        said = _("%(rate)s, dari masukan yang tidak dibulatkan.")
    return answered("pasti", title, said % words, (rate,))


def _first_caveat(found: Dashboard) -> str:
    """What the measure itself says of its denominator: who is in it."""
    return next(iter(found.rate.working.caveats), "")
