"""The sentences of a draft: what each rests on, and wording it anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.briefings.checklist.claims import unknown_numbers
from coverage_portal.briefings.document import Document, Section, Sentence, sentences_in
from coverage_portal.briefings.drafting import actions, held
from coverage_portal.briefings.drafting.lines import LineField, one_line
from coverage_portal.briefings.drafting.views import draft_at, may_change, number_in, signed_in
from coverage_portal.briefings.making import document_of
from coverage_portal.briefings.models import Briefing
from coverage_portal.core.gate import access
from coverage_portal.coverage.ground import NoAnswer
from coverage_portal.coverage.views import refuse
from coverage_portal.register.nik_free import NikFreeForm

LONGEST = 600


class SentenceForm(NikFreeForm):
    """A sentence in one's own words; empty for its template's."""

    text = LineField(longest=LONGEST, required=False)


@dataclass(frozen=True)
class SentenceLine:
    """A sentence and the numbers in it that the data do not hold; what was typed and why it was not taken."""

    sentence: Sentence
    unknown: tuple[str, ...] = ()
    typed: str = ""
    error: str = ""


@dataclass(frozen=True)
class SectionLines:
    """A section with its sentences, each once in the whole document."""

    section: Section
    lines: tuple[SentenceLine, ...]


@access(GET="view_briefings", POST="make_briefings")
def briefing_sentences(request: HttpRequest, pk: int) -> HttpResponse:
    """Every sentence by section; sent, one of them (`key`) is worded anew as `text`, or its template's (`langkah`)."""
    briefing = draft_at(request, pk)
    try:
        document = document_of(briefing)
    except NoAnswer as error:
        return refuse(request, error.sentence, 404)
    if request.method != "POST":
        return page(request, briefing, document)
    key = request.POST.get("key", "")
    sentence = next((one for one in document.sentences() if one.key == key), None)
    if sentence is None or not may_change(signed_in(request), briefing):
        raise Http404
    form = SentenceForm({} if request.POST.get("langkah") == "semula" else request.POST)
    if not form.is_valid():
        why = " ".join(str(one) for one in form.errors["text"])
        return page(request, briefing, document, wrong=SentenceLine(sentence, (), form.typed.get("text", ""), why))
    text = form.cleaned_data["text"]
    return word(request, briefing, sentence, "" if text == one_line(sentence.generated or sentence.text) else text)


def word(request: HttpRequest, briefing: Briefing, sentence: Sentence, text: str) -> HttpResponse:
    """Word it anew, and say what is odd about it; who was quicker is heard first."""
    version = number_in(request.POST.get("versi", ""))
    here = f"{reverse('briefing_sentences', args=[briefing.pk])}#kalimat-{sentence.key}"
    said, by = sentence.generated or sentence.text, signed_in(request)
    try:
        kept = actions.edit_sentence(
            by=by, briefing=briefing, version=version, key=sentence.key, text=text, instead_of=said
        )
    except (held.Changed, held.Issued):
        said = _("Konsep ini diubah orang lain sesudah Anda membukanya. Kalimat Anda belum disimpan: “%(text)s”.")
        messages.warning(request, said % {"text": text})
        return redirect(here)
    document = document_of(kept)
    worded = next((one for one in document.sentences() if one.key == sentence.key), sentence)
    if worded.edited and (odd := unknown_numbers(document, worded)):
        said = _("Kalimat disimpan. Angka ini tidak ada dalam data: %(numbers)s.")
        messages.warning(request, said % {"numbers": ", ".join(odd)})
    else:
        messages.success(request, _("Kalimat disimpan."))
    return redirect(here)


def page(
    request: HttpRequest, briefing: Briefing, document: Document, *, wrong: SentenceLine | None = None
) -> HttpResponse:
    """The page of all sentences; `wrong` is one that was not taken."""
    context = {
        "briefing": briefing,
        "document": document,
        "sections": lines_of(document, wrong),
        "wrong": wrong,
        "writable": may_change(signed_in(request), briefing),
        "longest": LONGEST,
    }
    return render(request, "briefings/sentences.html", context)


def lines_of(document: Document, wrong: SentenceLine | None = None) -> list[SectionLines]:
    """The sentences by section, each where it is said first."""
    told: set[str] = set()
    found = []
    for section in document.sections:
        lines = []
        for sentence in sentences_in(section):
            if sentence.key not in told and sentence.text:
                told.add(sentence.key)
                lines.append(_line(document, sentence, wrong))
        if lines:
            found.append(SectionLines(section, tuple(lines)))
    return found


def _line(document: Document, sentence: Sentence, wrong: SentenceLine | None) -> SentenceLine:
    unknown = unknown_numbers(document, sentence) if sentence.edited else ()
    if wrong and wrong.sentence.key == sentence.key:
        return SentenceLine(sentence, unknown, wrong.typed, wrong.error)
    return SentenceLine(sentence, unknown, sentence.text)
