"""What a briefing asks for and is asked: requests with their cost by law, likely questions, talking points."""

from coverage_portal.briefings.asking.points import points_of
from coverage_portal.briefings.asking.questions import questions_of
from coverage_portal.briefings.asking.requests import asks_of, together, usual_asks

__all__ = ["asks_of", "points_of", "questions_of", "together", "usual_asks"]
