"""The page of what was promised at a meeting and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coverage_portal.briefings.meeting.actions import record_commitment, record_progress
from coverage_portal.briefings.meeting.forms import CommitmentForm, ProgressForm
from coverage_portal.briefings.meeting.issued import issued_at_code
from coverage_portal.briefings.models import Briefing, Commitment, Progress
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.spells import WIB, today
from regions.access import branches_of


@dataclass(frozen=True)
class Line:
    """A commitment with its progress, newest first, and the form for the next line (None for readers)."""

    commitment: Commitment
    progress: tuple[Progress, ...]
    form: ProgressForm | None

    @property
    def latest(self) -> Progress | None:
        """How it stands now; None when nobody has said anything yet."""
        return self.progress[0] if self.progress else None

    @property
    def late(self) -> bool:
        """Whether its day has passed and nothing ended it: it was not kept, dropped or written down wrongly."""
        going = self.latest is None or self.latest.state == Progress.State.GOING
        return going and self.commitment.due < today()


@access(GET="view_briefings", POST="make_briefings")
def commitments(request: HttpRequest, code: str) -> HttpResponse:
    """The commitments of an issued briefing; a POST adds one."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        briefing = issued_at_code(request.user, code)
        return _show(request, briefing, CommitmentForm(since=_since(briefing)))
    briefing = issued_at_code(request.user, code, "make_briefings")
    form = CommitmentForm(request.POST, since=_since(briefing))
    if not form.is_valid():
        return _show(request, briefing, form)
    record_commitment(briefing=briefing, by=request.user, **form.cleaned_data)
    messages.success(request, _("Komitmen dicatat."))
    return redirect("briefing_commitments", code=code)


@access(POST="make_briefings")
def progress(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A line added to the progress of one commitment."""
    assert isinstance(request.user, User)
    briefing = issued_at_code(request.user, code, "make_briefings")
    commitment = get_object_or_404(briefing.commitments, pk=pk)
    form = _progress_form(briefing, commitment, request)
    if not form.is_valid():
        return _show(request, briefing, CommitmentForm(since=_since(briefing)), form)
    record_progress(commitment=commitment, by=request.user, **form.cleaned_data)
    messages.success(request, _("Kemajuan dicatat."))
    return redirect("briefing_commitments", code=code)


def _show(
    request: HttpRequest, briefing: Briefing, form: CommitmentForm, sent: ProgressForm | None = None
) -> HttpResponse:
    may_write = briefing.branch_id in branches_of(request.user, "make_briefings")
    kept = briefing.commitments.select_related("made_by").prefetch_related("progress__made_by")
    lines = [_line(commitment, briefing, may_write, sent) for commitment in kept]
    context = {"briefing": briefing, "lines": lines, "form": form if may_write else None, "sent": sent}
    failed = bool(form.errors or (sent and sent.errors))
    return render(request, "briefings/commitments.html", context, status=400 if failed else 200)


def _line(commitment: Commitment, briefing: Briefing, may_write: bool, sent: ProgressForm | None) -> Line:
    form = _progress_form(briefing, commitment) if may_write else None
    if sent is not None and form is not None and sent.prefix == form.prefix:
        form = sent
    return Line(commitment, tuple(commitment.progress.all()), form)


def _progress_form(briefing: Briefing, commitment: Commitment, request: HttpRequest | None = None) -> ProgressForm:
    data = request.POST if request else None
    return ProgressForm(data, since=_since(briefing), prefix=f"k{commitment.pk}")


def _since(briefing: Briefing) -> date:
    """The first day on which progress can be told: that of the issue, or of the meeting where it was earlier."""
    assert briefing.issued_at is not None
    issued = briefing.issued_at.astimezone(WIB).date()
    return min(issued, briefing.meeting_on) if briefing.meeting_on else issued
