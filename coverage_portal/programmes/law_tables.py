"""The law of a day as tables in reading order: rates, obligations, single figures, slices of a contract's value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage_portal.programmes import wording
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Programme, Scale, Segment
from coverage_portal.programmes.law import overdue_notice
from coverage_portal.programmes.rules import Figure, Law, ObligationRule, RateRule
from coverage_portal.programmes.tables import Cell, Line, Reference, Table, references, table
from coverage_portal.programmes.terms import ObligationLevel, ParameterKey, Payer

# Who an obligation is asked of, beginning with those of whom most is asked: segment, scale, government.
ASKED = (
    *((Segment.PU, scale.value, False) for scale in (Scale.LARGE, Scale.MEDIUM, Scale.SMALL, Scale.MICRO)),
    (Segment.PU, 0, True),
    (Segment.JAKON, 0, False),
    (Segment.BPU, 0, False),
    (Segment.PMI, 0, False),
)
FIGURES = {
    "plafon": (
        ParameterKey.JP_CEILING,
        ParameterKey.JKP_CEILING,
        ParameterKey.WAGE_DAYS,
        ParameterKey.PIECE_MONTHS,
        ParameterKey.PIECE_MONTHS_WEATHER,
        ParameterKey.RISK_REVIEW_YEARS,
    ),
    "usia": (ParameterKey.JP_PENSION_AGE, ParameterKey.JKP_AGE_BELOW, ParameterKey.BPU_AGE_BELOW),
    "bpu": (
        ParameterKey.BPU_PACKAGE_JKK_JKM,
        ParameterKey.BPU_PACKAGE_JKK_JKM_JHT,
        ParameterKey.BPU_BASE_LEAST,
        ParameterKey.BPU_BASE_MOST,
    ),
    "pmi": (
        ParameterKey.PMI_BEFORE,
        ParameterKey.PMI_24_MONTHS,
        ParameterKey.PMI_12_MONTHS,
        ParameterKey.PMI_6_MONTHS,
        ParameterKey.PMI_EXTENSION,
    ),
    "manfaat": (
        ParameterKey.JKP_BENEFIT_FIRST,
        ParameterKey.JKP_BENEFIT_LATER,
        ParameterKey.JKP_BENEFIT_MONTHS,
        ParameterKey.JKK_DEATH_TIMES,
        ParameterKey.JKM_DEATH,
        ParameterKey.SCHOLARSHIP_MOST,
    ),
}


def rate_tables(law: Law) -> tuple[Table, ...]:
    """A table a segment that has rates, programmes in their order."""
    tables = []
    for segment in (Segment.PU, Segment.BPU, Segment.JAKON):
        keys = sorted(key for key in law.rates if key[0] == segment)
        lines = [_rate_line(law, segment, programme, group) for _segment, programme, group in keys]
        if lines:
            tables.append(table(f"tarif-{segment.name.lower()}", str(segment.label), _("Program"), lines))
    return tuple(tables)


def _rate_line(law: Law, segment: Segment, programme: Programme, group: int) -> Line:
    rate = law.rates[segment, programme, group]
    code = programme.name or ""
    return Line(
        id=f"tarif-{segment.name}-{code}{f'-{group}' if group else ''}".lower(),
        name=_("%(programme)s, kelompok risiko %(group)s") % {"programme": code, "group": group} if group else code,
        detail=str(PROGRAMME_NAMES[programme]),
        cells=(*_shares(rate, segment), _moved(law, segment, programme, rate), _ceiling(law, segment, programme)),
        references=(Reference(rate.source),),
    )


def _shares(rate: RateRule, segment: Segment) -> Iterator[Cell]:
    """Who carries how much. A member outside employment pays alone, or someone pays for the member."""
    member = str(Payer.WORKER.label) if segment is Segment.PU else _("Peserta, atau yang membayarinya")
    yield Cell(str(Payer.EMPLOYER.label), wording.share(rate.employer))
    yield Cell(member, wording.rate_words(rate) if rate.flat else wording.share(rate.worker))
    yield Cell(str(Payer.GOVERNMENT.label), wording.share(rate.government))
    yield Cell(_("Jumlah"), wording.percent(rate.total) if segment is Segment.PU else "")


def _moved(law: Law, segment: Segment, programme: Programme, rate: RateRule) -> Cell:
    """What JKP takes over from JKK and JKM: said at all three, for nobody pays it twice."""
    column, jkp = _("Dipindahkan"), law.rates.get((Segment.PU, Programme.JKP, 0))
    if segment is not Segment.PU or jkp is None:
        return Cell(column, "")
    if programme is Programme.JKP:
        given = ((Programme.JKK, rate.from_jkk), (Programme.JKM, rate.from_jkm))
        return Cell(column, ", ".join(_taken(giver, part) for giver, part in given if part))
    part = {Programme.JKK: jkp.from_jkk, Programme.JKM: jkp.from_jkm}.get(programme)
    if not part:
        return Cell(column, "")
    words = {"percent": wording.percent(part), "rest": wording.percent(rate.total - part)}
    return Cell(column, _("%(percent)s ke JKP, tinggal %(rest)s") % words)


def _taken(giver: Programme, part: Decimal) -> str:
    return _("%(percent)s dari %(programme)s") % {"percent": wording.percent(part), "programme": giver.name}


def _ceiling(law: Law, segment: Segment, programme: Programme) -> Cell:
    key = {Programme.JP: ParameterKey.JP_CEILING, Programme.JKP: ParameterKey.JKP_CEILING}.get(programme)
    figure = law.figures.get(key) if key is not None and segment is Segment.PU else None
    text = "" if figure is None else wording.rupiah(figure.whole)
    return Cell(_("Plafon upah"), text, link="" if figure is None else figure.key.value)


def obligation_table(law: Law) -> Table:
    """Who must join what: a line for each that anything is asked of, a column a programme."""
    rules = {asked: _asked_for(law, *asked) for asked in ASKED}
    lines = [_obligation_line(*asked, found) for asked, found in rules.items() if found]
    return table("wajib", _("Siapa wajib mengikuti apa"), _("Siapa"), lines)


def _asked_for(law: Law, segment: Segment, scale: int, government: bool) -> dict[Programme, ObligationRule]:
    keys = {programme: (segment, scale, government, programme) for programme in PROGRAMMES}
    return {programme: law.obligation_rules[key] for programme, key in keys.items() if key in law.obligation_rules}


def _obligation_line(segment: Segment, scale: int, government: bool, rules: dict[Programme, ObligationRule]) -> Line:
    cells = tuple(
        Cell(
            column=programme.name or "",
            text=wording.obligation_words(rules[programme]) if programme in rules else _("Tidak tercatat"),
            firm=programme in rules and rules[programme].level is ObligationLevel.MANDATORY,
        )
        for programme in PROGRAMMES
    )
    who = wording.asked_of(segment, scale, government=government)
    return Line(
        id=f"wajib-{'non-asn' if government else Scale(scale).name.lower() if scale else segment.name.lower()}",
        name=who[0].upper() + who[1:],
        cells=cells,
        references=references((programme, rule.source) for programme, rule in rules.items()),
    )


def figure_tables(law: Law) -> tuple[Table, ...]:
    """The single figures of the law by what they are about."""
    titles = {
        "plafon": _("Plafon dan dasar upah"),
        "usia": _("Usia"),
        "bpu": _("Paket dan dasar BPU"),
        "pmi": _("Iuran pekerja migran (PMI)"),
        "manfaat": _("Manfaat"),
    }
    found = {name: [law.figures[key] for key in keys if key in law.figures] for name, keys in FIGURES.items()}
    return tuple(
        table(f"angka-{name}", titles[name], _("Aturan"), map(_figure_line, figures))
        for name, figures in found.items()
        if figures
    )


def _figure_line(figure: Figure) -> Line:
    return Line(
        id=figure.key.value,
        name=str(figure.key.label),
        cells=(Cell(_("Nilai"), wording.figure_words(figure)),),
        references=(Reference(figure.source),),
        notice=overdue_notice(figure),
    )


def bracket_table(law: Law) -> Table:
    """What a construction project pays on each slice of its contract's value when wages are not known."""
    lowest = sorted({bracket.above for slices in law.brackets.values() for bracket in slices})
    tops = [*lowest[1:], None]
    lines = [_slice_line(law, above, top) for above, top in zip(lowest, tops, strict=False)]
    return table("lapisan", _("Proyek jasa konstruksi"), _("Bagian nilai kontrak"), lines)


def _slice_line(law: Law, above: int, top: int | None) -> Line:
    """The slice from `above` rupiah on: of each programme the bracket it falls into."""
    charged = {
        programme: max((each for each in slices if each.above <= above), key=lambda each: each.above)
        for programme, slices in sorted(law.brackets.items())
    }
    words = wording.slice_of(above, top)
    return Line(
        id=f"lapisan-{above}",
        name=words[0].upper() + words[1:],
        cells=tuple(Cell(each.name or "", wording.percent(bracket.percent)) for each, bracket in charged.items()),
        references=references((programme, bracket.source) for programme, bracket in charged.items()),
    )
