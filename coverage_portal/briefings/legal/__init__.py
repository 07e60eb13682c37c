"""Legal bases that a briefing may cite, and when each was verified."""
