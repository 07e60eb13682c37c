"""Which column of a file is which field: a person says so once, and the portal remembers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.flow import NotNow, look_again, use_layout
from coverage_portal.imports.looking import HAND, remember_layout
from coverage_portal.imports.messages import problem
from coverage_portal.imports.pages.columns_form import ColumnsForm
from coverage_portal.imports.pages.columns_rows import CONSTANT
from coverage_portal.imports.pages.reach import at_hand, signed_in
from coverage_portal.imports.pages.source_form import SourceForm
from coverage_portal.imports.pages.standing import steps_at, why_refused
from workers.sipp_fields import NotForThisFile

AGAIN = "baca"
"""The step that reads the file's head another way."""
AT_COLUMNS = (ImportBatch.State.COLUMNS, ImportBatch.State.REVIEW)


@access(GET="import_extracts", POST="import_extracts")
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns found and the fields they are taken for; sent, the file is read so, or looked at another way."""
    batch = at_hand(request, pk)
    if batch.state not in AT_COLUMNS:
        return redirect("import_detail", pk)
    sent = request.POST if request.method == "POST" else None
    again = sent is not None and sent.get("langkah") == AGAIN
    source, form = SourceForm(batch, sent if again else None), ColumnsForm(batch, None if again else sent)
    try:
        if again and source.is_valid():
            batch.options.pop(HAND, None)
            look_again(batch, how=source.how())
            return redirect("import_detail", pk)
        if sent is not None and not again and form.is_valid():
            take(request, batch, form)
            return redirect("import_detail", pk)
    except NotNow:  # another window was quicker; the import's own page says how far it is
        return redirect("import_detail", pk)
    except NotForThisFile as refusal:
        form.add_error(f"{CONSTANT}-NPP", problem(refusal.code))
    context = {"batch": batch, "form": form, "source": source, "steps": steps_at(2)}
    context["refused"] = why_refused(batch.refusal) if batch.refusal else ""
    return render(request, "imports/columns.html", context)


def take(request: HttpRequest, batch: ImportBatch, form: ColumnsForm) -> None:
    """Read the file as the form says. Dates and numbers of a column nobody has looked at are looked at first."""
    if form.needs_a_look():
        batch.options = {**batch.options, "constants": form.constants(), HAND: form.by_hand()}
        look_again(batch, how={**batch.options.get("look", {}), "columns": form.columns()})
        return
    layout = form.layout()
    use_layout(batch, layout)
    if form.cleaned_data.get("remember"):
        remember_layout(batch, layout, signed_in(request))
