"""The uses of figures in words: what the portal does with each, since when, and why it does nothing with some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import month as month_words
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.standing import read_standing
from coverage_portal.reference.uses import Role, Use, ground_of, uses_in_estimates, uses_in_rows, uses_on
from coverage_portal.reference.wording import value_of
from regions.figures import BY_METHOD, POPULATION_BASIS
from regions.models import ReferenceFigure, Region

ROLES: dict[Role, str | Promise] = {
    Role.FACT: gettext_lazy("Ditampilkan apa adanya"),
    Role.NUMERATOR: gettext_lazy("Pembilang: jumlah peserta"),
    Role.PRECISION: gettext_lazy("Ketelitian jumlah peserta"),
    Role.ESTIMATE: gettext_lazy("Perkiraan penyebut per kecamatan"),
    Role.ROW: gettext_lazy("Rincian wilayah di atasnya"),
}
RANKED = (Kind.POPULATION, *DENOMINATOR.values())
COUNTED = (Kind.MEMBERS, Kind.EMPLOYERS)
SHOWN_MONTHS = 12


@dataclass(frozen=True)
class Purpose:
    """What a figure is in certain months: its roles there, the newest of the months with their pages, how many more
    there are, and the first and last of all."""

    roles: tuple[str, ...]
    uses: tuple[Use, ...]
    more: int
    first: date
    last: date

    @property
    def span(self) -> str:
        """The months in words: "Januari 2023–Desember 2023"."""
        return span_of(self.first, self.last)


@dataclass(frozen=True)
class Usage:
    """What the portal does with a figure; when there is no purpose, `why` not, and what is used `instead`."""

    purposes: tuple[Purpose, ...]
    why: str = ""
    instead: ReferenceFigure | None = None

    @property
    def instead_value(self) -> str:
        """The value that is used instead, with its unit."""
        return value_of(self.instead) if self.instead else ""

    @property
    def roles(self) -> tuple[str, ...]:
        """All its roles, each once."""
        return tuple(dict.fromkeys(role for purpose in self.purposes for role in purpose.roles))

    @property
    def span(self) -> str:
        """From the first to the last month of any role, in words."""
        firsts, lasts = zip(*((one.first, one.last) for one in self.purposes), strict=True)
        return span_of(min(firsts), max(lasts))


def usage_of(region: Region, figures: Iterable[ReferenceFigure]) -> dict[int, Usage]:
    """The usage of some figures of one place, by id. About a dozen queries, however many figures."""
    standing = read_standing()
    ground = ground_of(region, standing)
    if ground is None:
        return {one.pk: without_a_page() for one in figures}
    above = ground_of(ground.above[-1], standing) if ground.above else None
    own = uses_on(ground)
    spread = above if region.level == Region.Level.DISTRICT else ground
    found = {}
    for figure in figures:
        uses = list(own.get(figure.pk, []))
        if not figure.label and figure.kind in RANKED and newer_of(figure) is None:
            uses += uses_in_estimates(spread, figure) if spread else []
            uses += uses_in_rows(above, figure) if above else []
        found[figure.pk] = Usage(purposes_of(uses)) if uses else unused(figure, ground)
    return found


def without_a_page() -> Usage:
    """The usage of what is published of a kelurahan."""
    return Usage((), _("Ringkasan hanya sampai tingkat kecamatan."))


def unused(figure: ReferenceFigure, ground: Ground) -> Usage:
    """Why no page of the place uses the figure, and which figure of its kind it does use in its place."""
    if newer_of(figure) is not None:
        return Usage((), _("Sudah diganti: yang dipakai penggantinya."))
    instead = instead_of(figure, ground)
    return Usage((), why_not(figure, instead, ground), instead)


def instead_of(figure: ReferenceFigure, ground: Ground) -> ReferenceFigure | None:
    """What speaks where the figure would: in its own month for members and employers, else in the first month of its
    year or later; None where nothing does, or where it is no figure of that kind for the whole place."""
    if figure.label or figure.kind not in (*RANKED, *COUNTED):
        return None
    kind = Kind(figure.kind)
    if kind in COUNTED:
        spoken = ground.at(figure.as_at.replace(day=1)).published_now(kind)
    else:
        later = [month for month in ground.months if month.year >= figure.as_at.year]
        spoken = ground.at(min(later)).published(kind) if later else None
    return None if spoken == figure else spoken


def purposes_of(uses: Iterable[Use]) -> tuple[Purpose, ...]:
    """Roles in the order of Role; those on the same pages of the same months together, newest month first."""
    by_role: dict[Role, list[Use]] = {}
    for use in sorted(uses, key=lambda use: use.month, reverse=True):
        by_role.setdefault(use.role, []).append(use)
    together: dict[tuple[str, ...], list[Role]] = {}
    for role in Role:
        if role in by_role:
            together.setdefault(tuple(use.query for use in by_role[role]), []).append(role)
    return tuple(_purpose(roles, by_role[roles[0]]) for roles in together.values())


def _purpose(roles: list[Role], uses: list[Use]) -> Purpose:
    shown = tuple(uses[:SHOWN_MONTHS])
    words = tuple(role_in_words(role) for role in roles)
    return Purpose(words, shown, len(uses) - len(shown), uses[-1].month, uses[0].month)


def span_of(first: date, last: date) -> str:
    """Two months as a span; one as itself."""
    return _month(last) if first == last else f"{_month(first)}–{_month(last)}"


def role_in_words(role: Role) -> str:
    """A role as a reader is told it: "Rasio peserta aktif terhadap angkatan kerja (M1)"."""
    return str(ROLES[role]) if role in ROLES else f"{_(METRICS[role].name)} ({role})"


def why_not(figure: ReferenceFigure, instead: ReferenceFigure | None, ground: Ground) -> str:
    """Why no page of the place uses a current figure, by the rule of regions.figures."""
    if figure.kind not in (*RANKED, *COUNTED):
        return _("Jenis ini hanya dikutip: ringkasan tidak menghitung dengannya.")
    if figure.label:
        said = _("Keterangannya “%(label)s”: angka seperti ini tidak mewakili jenisnya untuk seluruh wilayah.")
        return said % {"label": figure.label}
    if figure.kind == Kind.POPULATION and figure.basis != POPULATION_BASIS:
        said = _("Basisnya lain: penduduk di ringkasan berbasis “%(basis)s”, dan dua basis tidak dicampur.")
        return said % {"basis": ReferenceFigure.Basis(POPULATION_BASIS).label}
    if not ground.months:
        return _("Belum ada bulan yang dapat ditampilkan untuk wilayah ini.")
    return _outranked(figure, instead, ground) if figure.kind in RANKED else _not_counted(figure, instead, ground)


def _outranked(figure: ReferenceFigure, other: ReferenceFigure | None, ground: Ground) -> str:
    """Another figure speaks for every month that this one could speak for."""
    if max(ground.months).year < figure.as_at.year:
        return _("Ringkasan belum sampai tahun angka ini: bulan terbarunya %(month)s.") % {
            "month": _month(ground.months[0])
        }
    if other is None or other.as_at.year > figure.as_at.year:
        return _("Tahunnya lebih lama: untuk bulan yang ada dipakai angka yang lebih baru.")
    if figure.derived and not other.derived:
        return _("Angka terbit didahulukan daripada hitungan di tahun yang sama.")
    if other.basis in BY_METHOD and figure.basis not in BY_METHOD:
        return _(
            "Di tahun yang sama, hasil survei, sensus, dan catatan registrasi (Sakernas, sensus, Dukcapil) didahulukan "
            "daripada pernyataan."
        )
    if other.as_at > figure.as_at:
        return _("Di tahun yang sama ada angka dengan posisi lebih baru.")
    return _("Untuk hari yang sama dipakai angka yang dimasukkan terakhir.")


def _not_counted(figure: ReferenceFigure, other: ReferenceFigure | None, ground: Ground) -> str:
    """Members and employers are shown in their own month only."""
    if figure.derived:
        return _("Peserta dan pemberi kerja hanya diambil dari angka terbit, bukan dari hitungan.")
    own = figure.as_at.replace(day=1)
    if own not in ground.months:
        said = _("Angka ini hanya berlaku untuk bulannya, dan ringkasan tidak memuat %(month)s.")
        return said % {"month": _month(own)}
    if other is not None:
        return _("Untuk bulan yang sama dipakai angka dengan posisi terbaru atau yang dimasukkan terakhir.")
    return _("Registri menghitung sendiri peserta bulan itu; angka terbit ini tidak mengubahnya.")


def newer_of(figure: ReferenceFigure) -> ReferenceFigure | None:
    """The figure that replaces this one, None when it is current."""
    return getattr(figure, "replaced_by", None)


def _month(day: date) -> str:
    return month_words(day, active_language())
