"""Reads the follow-up log of an employer, with the lines of the duplicates that were merged into it."""

from __future__ import annotations

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from coverage_portal.core.paging import page_asked_for
from employers.models import Employer, FollowUp

PAGE_SIZE = 50


def lines_of(employer: Employer) -> QuerySet[FollowUp]:
    """The lines of the employer and of its duplicates, the newest first."""
    return FollowUp.objects.filter(Q(employer=employer) | Q(employer__merged_into=employer))


def log_of(request: HttpRequest, employer: Employer) -> Page:
    """A page of the log."""
    return page_asked_for(request, lines_of(employer).select_related("by", "employer", "settled_by"), PAGE_SIZE)


def open_actions(employer: Employer) -> QuerySet[FollowUp]:
    """The lines that left something to do which no later line has settled, the most urgent first."""
    waiting = lines_of(employer).filter(next_on__isnull=False, settled_by__isnull=True)
    return waiting.order_by("next_on", "pk")
