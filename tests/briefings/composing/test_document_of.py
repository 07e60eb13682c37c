"""The Document of a briefing: frozen once it is issued, made anew from its choices while it is a draft."""

from datetime import date

from coverage_portal.briefings.document import Accepted
from coverage_portal.briefings.making import citation_of, document_for, document_of
from coverage_portal.briefings.wanted import AskKind, AskWanted, Part, Wanted
from coverage_portal.coverage.scope import Scope
from coverage_portal.programmes.actions import load_law
from regions.models import Branch, ReferenceFigure
from tests.briefings import made as briefings
from tests.briefings import sample
from tests.coverage import examples

WANTED = Wanted(title="Bahan", addressee="Sekda", parts=(Part.SUMMARY, Part.CLOSING))


def test_a_draft_is_made_anew_with_what_was_accepted_and_what_it_corrects(office):
    earlier = briefings.issued(office)
    warning = {"key": "stale", "warning": "Data lama.", "by": "Ratna", "reason": "Sudah dibahas.", "at": "2024-03-01"}
    draft = briefings.draft(office, wanted=WANTED, accepted=[warning], corrects=earlier)
    document = document_of(draft)
    assert document.accepted == (Accepted("Data lama.", "Ratna", "Sudah dibahas."),)
    assert document.corrects == citation_of(earlier) == "K7QM2TXR, 22 Maret 2024"
    scope = Scope(month=examples.DECEMBER)
    same = document_for(WANTED, scope, Branch.objects.get(code="CMN"))
    assert [section.key for section in document.sections] == ["ringkasan", "penutup"]
    assert document.sections == same.sections
    assert (same.accepted, same.corrects) == ((), "")


def test_without_a_day_the_one_it_is_made_on_says_who_signs_and_what_the_law_asks(office):
    load_law(by=None)
    wanted, branch = Wanted(asks=(AskWanted(AskKind.VULNERABLE, workers=10),)), Branch.objects.get(code="CMN")
    scope = Scope(month=examples.DECEMBER)
    made = [document_for(wanted, scope, branch, made_on=day) for day in (date(2024, 6, 30), date(2024, 7, 1))]
    assert [document.signatory.name for document in made] == ["Budi", "Sri"]
    priced = [one for one in made[0].figures() if one.key == "usulan-1-iuran"]
    assert priced[0].working.inputs[1].as_at == date(2024, 6, 30)


def test_an_issued_one_stays_as_it_was_whatever_the_data_become(office):
    issued = briefings.issued(office)
    ReferenceFigure.objects.all().delete()
    assert document_of(issued) == sample.document()


def test_a_briefing_is_cited_by_its_number_and_the_day_of_the_meeting_or_of_its_issue(office):
    assert citation_of(briefings.issued(office, number="B/12/032024")) == "B/12/032024, 22 Maret 2024"
    other = briefings.issued(office, code="K7QM2TXZ", meeting_on=None, language="en")
    assert citation_of(other) == "K7QM2TXZ, 20 March 2024"
