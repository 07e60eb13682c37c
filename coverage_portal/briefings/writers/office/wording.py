"""What slides and letter say in the same words: the meeting, the footer, the end. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.briefings.blocks import Ask, LegalBasis, Sentence
from coverage_portal.briefings.document import Document, Signatory, Stamp
from coverage_portal.core import formatting
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import FigureKind

LANGUAGES = {"id": "id-ID", "en": "en-GB"}


@dataclass(frozen=True)
class Remarks:
    """Lines under a heading."""

    heading: str
    lines: tuple[str, ...]


def meeting_line(document: Document) -> str:
    """ "Bahan audiensi dengan Wali Kota Tangerang"; the title alone where it names the addressee already."""
    title, addressee = document.meeting.title, document.meeting.unnamed_addressee
    return f"{title} {document.word('with')} {addressee}" if addressee else title


def day_and_place(document: Document) -> str:
    """ "22 Maret 2024, Balai Kota"; empty when neither is fixed."""
    day = formatting.long_date(document.meeting.day, document.language) if document.meeting.day else ""
    return ", ".join(part for part in (day, document.meeting.place) if part)


def position(document: Document) -> str:
    """ "Posisi data 31 Desember 2023"."""
    return f"{document.word('position')} {formatting.long_date(document.as_at, document.language)}"


def footer(document: Document, stamp: Stamp | None) -> str:
    """ "Kantor Cabang Contoh. Posisi data 31 Desember 2023. Kode K7QM2TXR."; a draft has no code."""
    code = f" {document.word('code')} {stamp.code}." if stamp else ""
    return f"{document.letterhead.office}. {position(document)}.{code}"


def cited(numbers: tuple[int, ...]) -> str:
    """ "[1], [2]"."""
    return ", ".join(f"[{number}]" for number in numbers)


def verified(basis: LegalBasis, document: Document) -> str:
    """The day on which somebody checked it, or that nobody has."""
    if basis.verified_on is None:
        return document.word("not_verified")
    return formatting.long_date(basis.verified_on, document.language)


def signed(signatory: Signatory) -> str:
    """The title of who signs: "Pps. Kepala Kantor Cabang"."""
    return f"{signatory.prefix} {signatory.title}".strip()


def terms(ask: Ask, document: Document) -> tuple[tuple[str, str], ...]:
    """Owner, output, deadline, workers and cost of a request, each under its word; what is not said is left out."""
    deadline = formatting.long_date(ask.deadline, document.language) if ask.deadline else ""
    found = (
        (document.word("owner"), ask.owner),
        (document.word("output"), ask.output),
        (document.word("deadline"), deadline),
        (document.word("workers"), shown.value_of(ask.workers, document.language) if ask.workers else ""),
        (document.word("cost"), shown.value_of(ask.cost, document.language) if ask.cost else ""),
    )
    return tuple((word, text) for word, text in found if text)


def remarks(document: Document) -> tuple[Remarks, ...]:
    """What must be read with the figures: cautions, warnings that somebody took upon themselves, edits, corrections."""
    accepted = tuple(f"{one.warning} {one.by}: {one.reason}" for one in document.accepted)
    edited = tuple(
        f"“{sentence.text}” {document.word('edited')} {sentence.edited_by}."
        for sentence in document.sentences()
        if sentence.edited
    )
    corrects = (document.corrects,) if document.corrects else ()
    found = (
        Remarks(document.word("corrects"), corrects),
        Remarks(document.word("cautions"), document.cautions),
        Remarks(document.word("accepted"), accepted),
        Remarks(document.word("edited_sentences"), edited),
    )
    return tuple(one for one in found if one.lines)


def authenticity(document: Document, stamp: Stamp | None) -> tuple[str, ...]:
    """How a reader can tell that the file is genuine; that it is a draft when it is one."""
    if stamp is None:
        return (document.word("draft"),)
    issued = formatting.moment(stamp.issued_at, document.language)
    return (
        f"{document.word('issued')} {issued} {document.word('by')} {stamp.issued_by}.",
        f"{document.word('code')} {stamp.code}. {document.word('check_at')} {stamp.address}",
        f"SHA-256 {stamp.sha256}",
    )


def answer_in(title: Sentence, language: str) -> tuple[str, str, str]:
    """A headline in three: the share it begins with, the words after, and from the count it gives on.

    "61,8%", "angkatan kerja terlindungi, ", "454 ribu belum". Whoever wrote it anew may have left out any of them.
    """
    shares = (one for one in title.inputs if one.kind is FigureKind.SHARE and one.value is not None)
    number = next((found for one in shares if title.text.startswith(found := shown.value_of(one, language))), "")
    after = title.text.removeprefix(number).strip()
    counts = (shown.short_value_of(one, language) for one in title.inputs if one.kind is FigureKind.COUNT)
    places = [place for count in counts if (place := _spaced(after).find(_spaced(count))) > 0]
    cut = min(places, default=len(after))
    return number, after[:cut], after[cut:]


def _spaced(text: str) -> str:
    return text.replace(formatting.NO_BREAK, " ")
