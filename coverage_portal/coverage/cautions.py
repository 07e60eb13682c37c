"""What must be read beside the figures: bases that differ, dates that differ, shares over one, estimates."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.arithmetic import Laid, Unit
from coverage_portal.coverage.denominators import Whole
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.workings import Provenance, Source


def mixture(part: Source) -> tuple[str, ...]:
    """What the numerator's basis means for a denominator of residents."""
    said = {
        Laid.WORKPLACE: _("Pembilang menurut tempat kerja, penyebut menurut domisili; penglaju masuk hitungan."),
        Laid.REGISTRATION: _("Pembilang menurut tempat pendaftaran, penyebut menurut domisili."),
        Laid.UNSTATED: _("Penerbit pembilang tidak menjelaskan basisnya; penyebut menurut domisili."),
    }
    laid = part.quantity.basis.laid
    return (said[laid],) if laid in said else ()


def over_one(part: Source, whole: Whole) -> tuple[str, ...]:
    """Why a share exceeds one, when it does: commuters, where memberships are counted at work; else nobody knows."""
    if not whole.value or part.quantity.value <= whole.value:
        return ()
    if part.quantity.basis.laid is not Laid.WORKPLACE:
        return (_("Di atas 100%: penyebutnya lebih kecil daripada yang tercatat."),)
    return (_("Lebih dari 100% mungkin terjadi: pekerja dari luar wilayah ikut dihitung di tempat kerjanya."),)


def estimate(whole: Whole) -> tuple[str, ...]:
    """That a denominator is an estimate, when it is."""
    return (_("Penyebutnya perkiraan."),) if whole.estimated else ()


def cautions(ground: Ground, part: Source | None, whole: Whole | None) -> tuple[str, ...]:
    """What must be said about this answer as a whole."""
    said = [ground.late_sentence] if ground.late_sentence else []
    if part and part.quantity.basis.unit is Unit.MEMBERSHIPS:
        said.append(_("Satu orang dapat memiliki lebih dari satu kepesertaan; keduanya dihitung."))
    if part and whole and part.quantity.basis.laid is Laid.WORKPLACE:
        said.append(
            _(
                "Kepesertaan dicatat menurut tempat kerja, angkatan kerja menurut domisili. Warga yang bekerja di luar "
                "kota, dan sebaliknya, membuat keduanya tidak sepenuhnya sebanding."
            )
        )
    if part and whole and part.as_at.replace(day=1) != whole.inputs[0].as_at.replace(day=1):
        whole_is, part_is = (formatting.period(one.period, active_language()) for one in (whole.inputs[0], part))
        periods = {"whole": whole_is, "part": part_is}
        said.append(_("Posisi penyebut %(whole)s, posisi pembilang %(part)s.") % periods)
    if part and whole and not whole.estimated and None in (part.quantity.half_step, whole.quantity.half_step):
        said.append(_("Pembulatan angka masukannya tidak diketahui, jadi kisarannya tidak dapat disebut."))
    if whole and (note := whole.inputs[0].note):
        said.append(_("Catatan sumber penyebut: %(note)s.") % {"note": note.rstrip(".")})
    if whole and whole.provenance is Provenance.COMPUTED:
        said.append(_("Penyebut diturunkan dari angka terbit, bukan angka yang diterbitkan."))
    if ground.at_home:
        said.append(_("Warga yang terdaftar melalui kantor cabang di kota lain tidak ada dalam registri ini."))
        said.append(_("Rincian segmen, sektor, dan skala di halaman ini tetap menurut tempat kerja."))
    return tuple(said)
