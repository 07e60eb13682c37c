"""The monthly pack: a briefing of a place with the usual choices as four files, or none when something is amiss."""

from __future__ import annotations

from collections.abc import Iterable
from errno import EISDIR
from os import strerror
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import override

from coverage_portal.briefings.checklist import Finding, Level, check
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.drafting.usual import usual
from coverage_portal.briefings.making import document_for
from coverage_portal.briefings.models import Basis, Letterhead, Signatory
from coverage_portal.briefings.packing import file_name, pack
from coverage_portal.core.spells import today
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.standing import read_standing
from coverage_portal.coverage.withholding import withhold
from regions.models import Branch

FILLED_IN_LATER = ("no-addressee", "no-signatory", "no-letterhead")
"""Errors of a paper that goes out, and none of a draft: a pack is one."""


def usual_document(scope: Scope, branch: Branch, language: str) -> Document:
    """The briefing of `branch` that answers `scope` as a new draft would start. Raises NoSuchRegion or NoSuchMonth."""
    standing = read_standing()
    with override(language):
        found = withhold(answer(scope, standing))
        wanted = usual(found, branch, Signatory.objects.filter(branch=branch), Basis.objects.all())
    return document_for(wanted, scope, branch, standing=standing)


def looked_at(document: Document) -> tuple[list[Finding], list[Finding]]:
    """The errors that stop a pack, and what is told beside it: warnings, and what people fill in before it goes out."""
    findings = check(document, today=today())
    errors = [one for one in findings if one.level is Level.ERROR and one.key not in FILLED_IN_LATER]
    return errors, [one for one in findings if one not in errors]


def written(document: Document, folder: Path) -> tuple[Path, ...]:
    """The four files in `folder`, which is made if need be. They are complete before the first stands there; each
    replaces an earlier one of its name. Raises OSError, with nothing written, where that is no file."""
    files = {file_name(document, None, format): content for format, content in pack(document, None).items()}
    folder.mkdir(parents=True, exist_ok=True)
    for taken in (folder / name for name in files if (folder / name).is_dir()):
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(taken))
    with TemporaryDirectory(dir=folder, prefix=".bahan-") as aside:
        for name, content in files.items():
            (Path(aside) / name).write_bytes(content)
        for name in files:
            (Path(aside) / name).replace(folder / name)
    return tuple(folder / name for name in files)


def branch_of(region: str, branches: Iterable[Branch]) -> Branch | None:
    """The branch whose city lies in the region or holds it, None when there is none; of several the first for which
    somebody signs, then the first that has filled in its letterhead, then the first."""
    near = [one for one in branches if region.startswith(one.city.code) or one.city.code.startswith(region)]
    for ready in (Signatory.objects.on(today()), Letterhead.objects.all()):
        ids = set(ready.values_list("branch_id", flat=True))
        if found := next((one for one in near if one.pk in ids), None):
            return found
    return near[0] if near else None
