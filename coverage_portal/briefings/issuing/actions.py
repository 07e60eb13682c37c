"""What becomes of a draft: warnings are taken upon oneself, it goes out, it is corrected. What went out stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from logging import getLogger

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from coverage_portal.briefings.codes import new_code
from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.frozen import freeze
from coverage_portal.briefings.issuing.review import Acceptance, Review, review
from coverage_portal.briefings.layout import LAYOUT
from coverage_portal.briefings.models import Briefing, BriefingFile
from coverage_portal.briefings.packing import pack
from coverage_portal.briefings.stored import wanted_of
from coverage_portal.core.audit import record
from coverage_portal.core.data_version import current
from coverage_portal.core.models import User

log = getLogger(__name__)


class NotDone(Exception):
    """Nothing was done, and `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def accept_warning(*, briefing: Briefing, mark: str, reason: str, by: User) -> None:
    """Take the warning of that mark upon oneself, for a reason that is printed. Raises NotDone when it reads otherwise
    by now. Acceptances of warnings that are no more go."""
    draft = _locked_draft(briefing)
    found = review(draft)
    warning = next((one.finding for one in found.warnings if one.mark == mark), None)
    if warning is None:
        raise NotDone(_("Peringatan itu sudah berubah atau tidak ada lagi. Periksa daftar di bawah ini sekali lagi."))
    entry = {"key": warning.key, "warning": warning.text, "by": by.called, "reason": reason, "at": _now().isoformat()}
    _keep(draft, [*_standing(found, without=mark), entry])
    record(by=by, verb="briefing_warning_accepted", subject=draft, key=warning.key, reason=reason)


@transaction.atomic
def withdraw_acceptance(*, briefing: Briefing, mark: str, by: User) -> None:
    """Take an acceptance back; without one nothing happens."""
    draft = _locked_draft(briefing)
    found = review(draft)
    left = _standing(found, without=mark)
    if len(left) < len(draft.accepted):
        _keep(draft, left)
        record(by=by, verb="briefing_acceptance_withdrawn", subject=draft, accepted=len(left))


@transaction.atomic
def issue(*, briefing: Briefing, seen: str, site: str, by: User, now: datetime | None = None) -> Briefing:
    """Freeze a draft and its four files for ever, under a code of its own.

    `seen` is the digest of what the user read last (Review.sha256), `site` the portal's own address without a path.
    A draft that went out already is answered as it went out. Raises NotDone, and issues nothing, when the draft or the
    data are others by now, when something stands in the way, or when a file cannot be built.
    """
    draft = _locked(briefing)
    if draft.issued_at is not None:
        return draft
    version = current()
    found = review(draft)
    if found.sha256 != seen or current() != version:
        raise NotDone(
            _("Konsep atau angkanya berubah sejak Anda periksa. Belum ada yang disampaikan: periksa sekali lagi.")
        )
    if not found.ready:
        raise NotDone(_("Masih ada yang harus dibereskan. Belum ada yang disampaikan."))
    draft.code, draft.issued_at = _free_code(), now or _now()
    draft.content, draft.sha256, draft.data_version, draft.layout = found.content, found.sha256, version, LAYOUT
    draft.issued_by, draft.issued_as = by, by.called
    files = _files(draft, found.document, stamp_of(draft, site))
    BriefingFile.objects.bulk_create(files)
    draft.save()
    hashes = {file.format: file.sha256 for file in files}
    facts = {"code": draft.code, "number": draft.number, "sha256": draft.sha256, "files": hashes}
    record(by=by, verb="briefing_issued", subject=draft, **facts)
    return draft


def stamp_of(briefing: Briefing, site: str) -> Stamp:
    """What the files of an issued briefing bear. The address speaks the briefing's language."""
    assert briefing.code is not None and briefing.issued_at is not None and briefing.layout is not None
    with override(briefing.language):
        address = site.rstrip("/") + reverse("briefing_verify", args=[briefing.code])
    return Stamp(briefing.code, briefing.sha256, address, briefing.issued_at, briefing.issued_as, briefing.layout)


@transaction.atomic
def correct(*, briefing: Briefing, by: User) -> Briefing:
    """A new draft with the choices of an issued briefing that names it as the one it corrects; its number is not taken.

    One correction at a time: where there is a draft or an issued correction already, that one is answered.
    """
    old = _locked(briefing)
    begun = old.corrections.order_by("pk").first()
    if begun is not None:
        return begun
    draft = Briefing.objects.create(
        branch=old.branch,
        region=old.region,
        month=old.month,
        query=old.query,
        language=old.language,
        title=old.title,
        addressee=old.addressee,
        meeting_on=old.meeting_on,
        wanted=freeze(replace(wanted_of(old), number="")),
        corrects=old,
        made_by=by,
        changed_by=by,
    )
    record(by=by, verb="briefing_correction_begun", subject=draft, corrects=old.code)
    return draft


def _locked(briefing: Briefing) -> Briefing:
    stored = Briefing.objects.select_for_update().filter(pk=briefing.pk).first()
    if stored is None:
        raise NotDone(_("Konsep ini sudah dihapus."))
    return stored


def _locked_draft(briefing: Briefing) -> Briefing:
    stored = _locked(briefing)
    if stored.issued_at is not None:
        raise NotDone(_("Bahan ini sudah disampaikan dan tidak berubah lagi."))
    return stored


def _standing(found: Review, without: str) -> list[Acceptance]:
    """The acceptances that hold, save one."""
    return [one.accepted for one in found.warnings if one.accepted and one.mark != without]


def _keep(draft: Briefing, accepted: list[Acceptance]) -> None:
    draft.accepted = accepted
    draft.save(update_fields=["accepted"])


def _free_code() -> str:
    code = new_code()
    while Briefing.objects.filter(code=code).exists():
        code = new_code()
    return code


def _files(draft: Briefing, document: Document, stamp: Stamp) -> list[BriefingFile]:
    """The four files; NotDone when any of them cannot be built."""
    try:
        built = pack(document, stamp)
    except Exception as error:
        log.exception("briefing %s cannot be built", draft.pk)
        raise NotDone(
            _("Berkasnya tidak dapat disusun, jadi tidak ada yang disampaikan. Beri tahu pengelola.")
        ) from error
    return [
        BriefingFile(
            briefing=draft, format=format, content=content, size=len(content), sha256=sha256(content).hexdigest()
        )
        for format, content in built.items()
    ]


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)
