"""The monthly pack: a briefing of a place with the usual choices as four files, or none when something is amiss."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import override

from coverage_portal.briefings.checklist import Finding, Level, check
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.drafting.usual import usual
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.models import Basis, Signatory
from coverage_portal.briefings.packing import file_name, pack
from coverage_portal.core.spells import today
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.standing import read_standing
from coverage_portal.coverage.withholding import withhold
from regions.models import Branch


def usual_document(scope: Scope, branch: Branch, language: str) -> Document:
    """The briefing of `branch` that answers `scope` as a new draft would start. Raises NoSuchRegion or NoSuchMonth."""
    standing = read_standing()
    with override(language):
        found = withhold(answer(scope, standing))
        wanted = usual(found, branch, Signatory.objects.filter(branch=branch), Basis.objects.all())
    return document_for(wanted, scope, branch, standing=standing)


def looked_at(document: Document) -> tuple[list[Finding], list[Finding]]:
    """The errors that stop a pack, and the warnings that do not."""
    findings = check(document, today=today())
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    return errors, [finding for finding in findings if finding.level is not Level.ERROR]


def written(document: Document, folder: Path) -> tuple[Path, ...]:
    """The four files in `folder`, which is made if need be. They are complete before the first stands there; each
    replaces an earlier one of its name."""
    files = {file_name(document, None, format): content for format, content in pack(document, None).items()}
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".bahan-") as aside:
        for name, content in files.items():
            (Path(aside) / name).write_bytes(content)
        for name in files:
            (Path(aside) / name).replace(folder / name)
    return tuple(folder / name for name in files)


def branch_of(region: str, branches: Iterable[Branch]) -> Branch | None:
    """The only branch whose city lies in the region or holds it; None when there are several or none."""
    near = [one for one in branches if region.startswith(one.city.code) or one.city.code.startswith(region)]
    return near[0] if len(near) == 1 else None
