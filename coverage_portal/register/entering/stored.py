"""What stands beside a correction: the employer as it is stored now, how many it covers, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from coverage_portal.register.detail.head import Head, head_of
from coverage_portal.register.detail.summary import headcount_bar, judged
from employers.compliance import COMPLIANT, LABELS, Finding, findings_in
from employers.models import Compliance, Employer
from regions.access import Visitor


@dataclass(frozen=True)
class Stored:
    """The panel "Tersimpan saat ini". `share` is None where no headcount was declared."""

    found: Compliance | None
    share: Fraction | None
    bar: str
    findings: tuple[str, ...]
    fine: str
    head: Head


def stored_of(employer: Employer, visitor: Visitor) -> Stored:
    """The employer as the register has it."""
    found, declared = judged(employer), employer.declared_headcount
    bits = findings_in(found.findings) if found else []
    return Stored(
        found=found,
        share=Fraction(found.active, declared) if found and declared else None,
        bar=headcount_bar(employer, found.active) if found else "",
        findings=tuple(str(LABELS[Finding(bit)]) for bit in bits),
        fine=str(COMPLIANT) if found and not bits else "",
        head=head_of(employer, visitor),
    )
