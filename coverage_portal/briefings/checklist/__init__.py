"""What is looked at before a briefing is issued: errors block it, warnings are taken upon oneself. Pure."""

from coverage_portal.briefings.checklist.checking import check
from coverage_portal.briefings.checklist.finding import Finding, Level

__all__ = ["Finding", "Level", "check"]
