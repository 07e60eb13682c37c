"""What JKP, which follows from other programmes, wants beside it, and what of that a choice lacks. Reads no table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.rules import Law, ObligationRule
from coverage_portal.programmes.terms import ObligationLevel
from coverage_portal.programmes.wording import codes

# What PP 6/2025 Pasal 4 asks of the smallest employers; read so where the law of a day is not recorded in detail.
LEAST = Programme.JKK | Programme.JKM | Programme.JHT


def lacking_for_scale(rules: Mapping[Programme, ObligationRule], chosen: Programme) -> Iterator[str]:
    """A sentence where JKP was chosen without what the `rules` of the employer's scale want beside it."""
    if Programme.JKP in chosen:
        rule = rules.get(Programme.JKP)
        yield from _sentence(rule, required_by(rule), chosen)


def lacking_at_any_scale(law: Law, chosen: Programme) -> Iterator[str]:
    """The same for a worker whose employer's scale is not known: what every scale wants, then what some want more."""
    if Programme.JKP not in chosen:
        return
    rules = [(scale, law.obligation_rules.get((Segment.PU, scale.value, False, Programme.JKP))) for scale in Scale]
    common = ~Programme(0)
    for _scale, rule in rules:
        common &= required_by(rule)
    yield from _sentence(rules[0][1], common, chosen)
    more: dict[tuple[Programme, str], list[str]] = {}
    for scale, rule in rules:
        extra = required_by(rule) & ~common & ~chosen
        if rule is not None and extra:
            more.setdefault((extra, rule.source.citation), []).append(str(scale.label).lower())
    for (extra, citation), scales in more.items():
        words = {"scales": ", ".join(scales), "lacking": codes(extra), "citation": citation}
        yield _("Pada usaha %(scales)s, JKP juga memerlukan %(lacking)s (%(citation)s), yang tidak dipilih.") % words


def required_by(rule: ObligationRule | None) -> Programme:
    """What the rule wants beside JKP; LEAST where no rule says it."""
    return LEAST if rule is None or rule.requires is None else rule.requires


def _sentence(rule: ObligationRule | None, required: Programme, chosen: Programme) -> Iterator[str]:
    lacking = required & ~chosen
    if not lacking:
        return
    words = {"required": codes(required), "lacking": codes(lacking)}
    if rule is not None and rule.level is ObligationLevel.DERIVED and rule.requires is not None:
        said = _(
            "JKP hanya bagi pekerja yang juga mengikuti %(required)s (%(citation)s). Yang tidak dipilih: %(lacking)s."
        )
        yield said % {**words, "citation": rule.source.citation}
        return
    yield (
        _(
            "JKP mengikuti kepesertaan program lain. Syarat rincinya pada hari itu belum tercatat; dibaca %(required)s "
            "(belum diverifikasi). Yang tidak dipilih: %(lacking)s."
        )
        % words
    )
